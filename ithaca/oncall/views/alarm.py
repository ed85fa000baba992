"""One alarm with its steps, and answering it: signed in, or by the link in the letter or the text."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ithaca.kernel.actor import Actor
from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest, address
from ithaca.kernel.links import find_link
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.scope import open_scheme
from ithaca.oncall import rules, selectors
from ithaca.oncall.models import Alarm, Ring
from ithaca.oncall.services.answer import answer
from ithaca.oncall.words import CARRIED, KINDS, PILLS, STATES
from ithaca.organisations.models import Person


def alarm(request: DoorRequest, alarm: str) -> HttpResponse:
    """Whom it rang and when, what became of each letter and text, and who answered."""
    by = request.door.by
    found = get_object_or_404(selectors.alarms_visible_to(by), public_id=alarm)
    context = {
        "alarm": found,
        "kind": KINDS[found.kind],
        "state": {"words": STATES[found.state], "kind": PILLS[found.state]},
        "rings": [_ring(ring) for ring in selectors.steps_of(found)],
        "answers": found.answers.select_related("person").order_by("created_at", "pk"),
        "rings_for_me": selectors.answerable_by(by).filter(pk=found.pk).exists(),
    }
    return show(request, "oncall/alarm.html", context)


def _ring(ring: Ring) -> dict[str, Any]:
    carried = ring.text or ring.letter
    words, kind = CARRIED[carried.state] if carried is not None else ("", "neutral")
    at = (ring.text.receipt_at or ring.text.sent_at) if ring.text else ring.letter.sent_at if ring.letter else None
    way = _("text message") if ring.text else _("mail")
    who = ring.person.name if ring.person else _("the way itself")
    return {"who": who, "way": way, "at": ring.created_at, "words": words, "kind": kind, "then": at}


def answer_here(request: DoorRequest, alarm: str) -> HttpResponse:
    """“I have it”, signed in."""
    by, at = request.door.by, timezone.now()
    found = get_object_or_404(selectors.alarms_visible_to(by), public_id=alarm)
    if request.method == "POST":
        mine = selectors.rung_as(found, by)
        if mine is None:
            raise NotAllowed(rules.answer.says)
        answer(alarm=found, person=mine, by=by, at=at)
    said = _("It is noted that you have it.") if request.method == "POST" else ""
    return go(request, request.door.to("oncall:alarm", alarm=alarm), say=said)


# The token in the address is what proves who presses; there is no session that another site could misuse, and a telephone that
# keeps no cookies must not turn an answer away. Opening the page does nothing: mail servers open links to look at them.
@csrf_exempt
def answer_by_link(request: DoorRequest, token: str) -> HttpResponse:
    """“I have it”, from the letter or the text: one page, one press, no sign-in."""
    at = timezone.now()
    try:
        link = find_link(token=token, purpose=rules.LINK, at=at)
    except NotNow:
        return _closed(request)
    if link.organisation_id is None or link.scheme_id is None:
        return _closed(request)
    with open_scheme(organisation_id=link.organisation_id, scheme_id=link.scheme_id):
        found = selectors.by_link(link.subject, at)
        if found is None:
            return _closed(request)
        alarm, person = found
        if request.method == "POST":
            answer(alarm=alarm, person=person, by=Actor(kind="link", link=rules.LINK, subject=link.subject), at=at)
            return go(request, address("oncall:answer", token=token))
        return show(request, "oncall/answer.html", _answer_context(alarm, person))


def _closed(request: DoorRequest) -> HttpResponse:
    """A link that opens nothing, whatever is wrong with it: nobody has answered by it, and the page says nothing of any alarm."""
    return render(request, "oncall/closed.html", status=HTTPStatus.CONFLICT)


def _answer_context(alarm: Alarm, person: Person) -> dict[str, Any]:
    mine = alarm.answers.filter(person=person).first()
    place = {"organisation": alarm.scheme.organisation, "scheme": alarm.scheme}
    if alarm.concern is not None:
        onward = address("safeguarding:concern", **place, concern=alarm.concern.public_id)
    else:
        onward = address("oncall:oncall", **place)
    return {
        "alarm": alarm,
        "test": alarm.kind == "test",
        "mine": mine,
        "other": None if mine else alarm.answers.order_by("created_at").first(),
        "onward": onward,
    }
