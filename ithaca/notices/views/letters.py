"""Writing to people, seeing what was written, printing, and rewording."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.notices.forms import WordsForm, WriteForm
from ithaca.notices.keys import without_keys
from ithaca.notices.letters import all_letters, fill, may_be_reworded
from ithaca.notices.selectors import letters_visible_to, rewordings
from ithaca.notices.services.deliver import hand_over, take_back, try_again
from ithaca.notices.services.mail import reword
from ithaca.notices.services.send import write_to
from ithaca.organisations.selectors import people_visible_to


def write(request: DoorRequest) -> HttpResponse:
    """To those chosen on a list: one letter each. The first press shows what the first of them will get, the second sends."""
    chosen = request.POST.getlist("people") or request.GET.getlist("people")
    people = list(people_visible_to(request.door.by).filter(public_id__in=chosen).order_by("search_name", "pk"))
    form = WriteForm(request.POST if "subject" in request.POST else None)
    context = {"people": people, "chosen": [p.public_id for p in people], "back": request.door.to("frontdesk:today")}
    if form.is_bound and form.is_valid() and people:
        words = form.cleaned_data
        if "send" not in request.POST:
            return show(
                request,
                "notices/write.html",
                {**context, "preview": fill(words["body"], {"name": people[0].given_name})},
                form=form,
            )
        if try_to(
            form,
            lambda: write_to(people=people, **words, scheme=request.door.scheme, by=request.door.by, at=timezone.now()),
        ):
            return go(
                request, request.door.to("notices:letters"), say=_("Sent to %(count)d people.") % {"count": len(people)}
            )
    return show(request, "notices/write.html", context, form=form)


def letters(request: DoorRequest) -> HttpResponse:
    """What was written to whom, the newest first."""
    rows = letters_visible_to(request.door.by, request.door.scheme)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return show(
        request, "notices/letters.html", {"page": page, "page_range": page.paginator.get_elided_page_range(page.number)}
    )


def letter(request: DoorRequest, letter: str) -> HttpResponse:
    """One letter as it was written; take back what nobody has seen, or try again what could not be delivered."""
    row = get_object_or_404(letters_visible_to(request.door.by, request.door.scheme), public_id=letter)
    act = {"take_back": take_back, "try_again": try_again, "hand_over": hand_over}.get(request.POST.get("do", ""))
    if act is not None:
        act(letter=row, by=request.door.by, at=timezone.now())
        return go(request, request.door.to("notices:letters"), say=_("Done."))
    return show(request, "notices/letter.html", {"letter": row, "words": without_keys(row.body)})


def paper(request: DoorRequest) -> HttpResponse:
    """Letters for people without an e-mail address, one a sheet, to print and hand over."""
    rows = letters_visible_to(request.door.by, request.door.scheme).filter(state="paper").order_by("created_at")[:200]
    return show(request, "notices/paper.html", {"letters": rows, "back_url": request.door.to("notices:letters")})


def words(request: DoorRequest) -> HttpResponse:
    """Every kind of letter, and whether the scheme has its own words for it."""
    own = rewordings(request.door.scheme)
    kinds = [(kind, kind.name in own) for kind in all_letters().values() if may_be_reworded(kind.name)]
    return show(request, "notices/words.html", {"kinds": kinds})


def change_words(request: DoorRequest, name: str) -> HttpResponse:
    """One kind of letter in the scheme's own words; empty words bring the shipped ones back."""
    kind = all_letters().get(name)
    if kind is None or not may_be_reworded(name):
        raise Http404
    own = rewordings(request.door.scheme).get(name)
    initial = {"subject": own.subject if own else kind.subject, "body": own.body if own else kind.body}
    form = WordsForm(request.POST or None, initial=initial)
    if try_to(
        form,
        lambda: reword(
            scheme=request.door.scheme, name=name, **form.cleaned_data, by=request.door.by, at=timezone.now()
        ),
    ):
        return go(request, request.door.to("notices:words"), say=_("The letter now says what you wrote."))
    return show(request, "notices/change_words.html", {"kind": kind, "own": own}, form=form)
