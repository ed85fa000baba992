"""The page of one pair, signing its rules, and one's own pairs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.roles import Role
from ithaca.mentorships import page, selectors
from ithaca.mentorships.expect import points
from ithaca.mentorships.forms import LastWordForm, NotWorkingForm, SignForm
from ithaca.mentorships.gate import contact
from ithaca.mentorships.seen import seen_by_other
from ithaca.mentorships.services.end import say_not_working, write_last_word
from ithaca.mentorships.services.sign import sign_rules


def pair(request: DoorRequest, pair: str) -> HttpResponse:
    """The pair's page, as far as the reader may see it: staff, one of the two, or a parent."""
    door, at = request.door, timezone.now()
    row = get_object_or_404(selectors.pairs_visible_to(door.by), public_id=pair)
    side = selectors.side_of(row, door.by)
    if side is not None:  # first: what the other side told the staff in confidence is not for one of the two
        return show(request, "mentorships/our_pair.html", page.for_the_two(door, row, side, at=at))
    if page.is_staff(door):
        return show(request, "mentorships/pair.html", page.for_staff(door, row, at=at))
    row = get_object_or_404(selectors.pairs_visible_to(door.by), public_id=pair, mentee__in=door.by.ids_as(Role.PARENT))
    return show(request, "mentorships/parent_pair.html", page.for_parent(row, at=at))


def expect(request: DoorRequest) -> HttpResponse:
    """What to expect of having a mentor, for everybody, to read or to print (REC-23)."""
    if request.door.scheme.state == "draft":
        raise Http404
    return show(request, "mentorships/expect.html", {"points": points(request.door.scheme)})


def mine(request: DoorRequest) -> HttpResponse:
    """The reader's own pairs (a parent's: the child's), running ones first."""
    door, at = request.door, timezone.now()
    pairs = list(selectors.pairs_visible_to(door.by).order_by("ended_at", "pk"))
    gates, on = contact(pairs, at=at), timezone.localdate(at)
    cards = []
    for row in pairs:
        other = row.mentee if selectors.side_of(row, door.by) == row.mentor else row.mentor
        seen = seen_by_other(other, on=on, open=gates[row.pk].open)
        cards.append((seen, row, gates[row.pk].open, door.to("mentorships:pair", pair=row.public_id)))
    return show(request, "mentorships/mine.html", {"cards": cards})


def sign(request: DoorRequest, pair: str) -> HttpResponse:
    """Ground rules on one page, one signature each."""
    door, at = request.door, timezone.now()
    row = get_object_or_404(selectors.own_pairs(door.by), public_id=pair)
    side = selectors.side_of(row, door.by)
    assert side is not None  # own_pairs shows nobody else's
    version, words = selectors.rules_now(row.scheme)
    form = SignForm(request.POST or None, name=side.person.name, initial={"version": version})
    if request.method == "POST" and try_to(
        form, lambda: sign_rules(mentorship=row, participant=side, by=door.by, at=at, **form.cleaned_data)
    ):
        return go(request, door.to("mentorships:pair", pair=pair), say=_("Signed. Thank you."))
    signed = selectors.has_signed(row, side)
    context = {"pair": row, "words": words, "signed": signed, "signatures": selectors.signatures_of(row), "side": side}
    if side.role == Role.MENTEE:
        context["points"] = points(row.scheme)
    return show(request, "mentorships/sign.html", context, form=form)


def not_working(request: DoorRequest, pair: str) -> HttpResponse:
    """“It is not working”, from one's own screen, without a reason."""
    door = request.door
    row = get_object_or_404(selectors.pairs_visible_to(door.by), public_id=pair)
    form = NotWorkingForm(request.POST or None)
    if request.method == "POST" and try_to(
        form, lambda: say_not_working(mentorship=row, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return go(
            request, door.to("mentorships:pair", pair=pair), say=_("Thank you. The co-ordinator will be in touch.")
        )
    return show(request, "mentorships/not_working.html", {"pair": row}, form=form)


def last_word(request: DoorRequest, pair: str) -> HttpResponse:
    """The last word of one side, at the end."""
    door = request.door
    row = get_object_or_404(selectors.own_pairs(door.by), public_id=pair)
    side = selectors.side_of(row, door.by)
    assert side is not None  # own_pairs shows nobody else's
    form = LastWordForm(request.POST or None)
    if request.method == "POST" and try_to(
        form,
        lambda: write_last_word(mentorship=row, participant=side, by=door.by, at=timezone.now(), **form.cleaned_data),
    ):
        return go(request, door.to("mentorships:pair", pair=pair), say=_("Your last word is kept. Thank you."))
    own = selectors.last_words_visible_to(door.by, row)
    return show(request, "mentorships/last_word.html", {"pair": row, "own": own}, form=form)
