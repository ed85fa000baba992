"""Answering people who ask about their data."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.privacy import services
from ithaca.privacy.copy import title_of
from ithaca.privacy.forms import AnswerForm, AskForForm
from ithaca.privacy.models import Request
from ithaca.privacy.selectors import all_terms, person_in, requests_visible_to
from ithaca.privacy.services.answer import erasable
from ithaca.privacy.words import answer_words, kind_words


def requests(request: DoorRequest) -> HttpResponse:
    """Who asked what, and what became of it: waiting ones first."""
    rows = sorted(
        requests_visible_to(request.door.by).order_by("-created_at")[:200], key=lambda row: row.state != "asked"
    )
    return show(
        request, "privacy/requests.html", {"asked": [(row, kind_words(row), *answer_words(row)) for row in rows]}
    )


def answer(request: DoorRequest, asked: str) -> HttpResponse:
    """One request: what is asked, what would go and what would stay, and the press that answers it."""
    found = get_object_or_404(requests_visible_to(request.door.by), public_id=asked)
    if request.method == "POST" and "give" in request.POST:
        services.give_copy(request=found, by=request.door.by, at=timezone.now())
        return go(
            request, request.door.to("privacy:answer", asked=asked), say=_("The person is told that it is ready.")
        )
    return _page(request, found, AnswerForm())


def _page(request: DoorRequest, found: Request, form: AnswerForm) -> HttpResponse:
    about = [terms for terms in all_terms() if terms.person]
    context = {
        "asked": found,
        "kind": kind_words(found),
        "stands": answer_words(found),
        "goes": [title_of(terms) for terms in about if erasable(terms)],
        "stays": [(title_of(terms), terms.keeps) for terms in about if terms.keeps],
    }
    return show(request, "privacy/answer.html", context, form=form)


def decide(request: DoorRequest, asked: str) -> HttpResponse:
    """Erase, or say no: with a reason."""
    found = get_object_or_404(requests_visible_to(request.door.by), public_id=asked, state="asked")
    if request.method != "POST":
        raise Http404
    form, by, at = AnswerForm(request.POST), request.door.by, timezone.now()
    act = services.refuse if "refuse" in request.POST else services.erase
    if try_to(form, lambda: act(request=found, by=by, at=at, **form.cleaned_data)):
        return go(request, request.door.to("privacy:answer", asked=asked), say=_("The person is told."))
    return _page(request, found, form)


def ask_for(request: DoorRequest, person: str) -> HttpResponse:
    """Somebody asked by letter or telephone: staff write it down for them."""
    by, at, scheme = request.door.by, timezone.now(), request.door.scheme
    found = person_in(scheme, person, by)
    if found is None:
        raise Http404
    form, made = AskForForm(request.POST or None, initial={"kind": "copy"}), list[Request]()

    def run() -> None:
        made.append(services.ask(scheme=scheme, person=found, by=by, at=at, **form.cleaned_data))

    if request.method == "POST" and try_to(form, run):
        return go(request, request.door.to("privacy:answer", asked=made[0].public_id), say=_("Written down."))
    title = _("%(name)s asks about their data") % {"name": found.name}
    return show(
        request, "ui/pages/form.html", {"title": title, "heading": title, "submit": _("Write it down")}, form=form
    )
