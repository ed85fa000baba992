"""Breaks and endings: one page that says what will happen, then one press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.participants import services
from ithaca.participants.forms import NeededReasonForm, ReasonForm
from ithaca.participants.models import Participant
from ithaca.participants.views.common import fetch, home_of


@dataclass(frozen=True, slots=True)
class _Words:
    """What a step's page says: to the person themself, and to the staff about them."""

    own: Any
    about: Any
    then: tuple[Any, ...]
    press: Any
    done: Any
    kind: str = "secondary"


_STOPS = (
    gettext_lazy("All contact in this scheme stops at once."),
    gettext_lazy("The other side is told kindly that the pair has ended, and by whom they are looked after."),
)
_PAGES = {
    "rest": _Words(
        gettext_lazy("Take a break"),
        gettext_lazy("Give %(name)s a break"),
        (
            gettext_lazy("No new pair is offered during the break."),
            gettext_lazy("A pair that runs goes on unless it is paused."),
        ),
        gettext_lazy("Start the break"),
        gettext_lazy("The break has begun."),
    ),
    "resume": _Words(
        gettext_lazy("Come back"),
        gettext_lazy("End the break of %(name)s"),
        (gettext_lazy("New pairs may be offered again."),),
        gettext_lazy("End the break"),
        gettext_lazy("The break is over."),
    ),
    "leave": _Words(
        gettext_lazy("Leave the scheme"),
        gettext_lazy("%(name)s leaves the scheme"),
        _STOPS,
        gettext_lazy("Leave"),
        gettext_lazy("This is noted. Contact has ended."),
        "danger",
    ),
    "withdraw": _Words(
        gettext_lazy("Stop taking part"),
        gettext_lazy("%(name)s stops taking part"),
        (*_STOPS, gettext_lazy("Nobody will ask why.")),
        gettext_lazy("Stop taking part"),
        gettext_lazy("This is noted. Contact has ended."),
        "danger",
    ),
    "finish": _Words(
        gettext_lazy("Finish"),
        gettext_lazy("%(name)s has finished"),
        _STOPS,
        gettext_lazy("Finished"),
        gettext_lazy("This is noted."),
    ),
    "disqualify": _Words(
        gettext_lazy("Exclude"),
        gettext_lazy("Exclude %(name)s from the scheme"),
        (*_STOPS, gettext_lazy("They cannot come back to this scheme.")),
        gettext_lazy("Exclude"),
        gettext_lazy("This person no longer takes part. Contact has ended."),
        "danger",
    ),
}


def _step(request: DoorRequest, participant: str, verb: str, act: Callable[..., None]) -> HttpResponse:
    """Show what will happen, or do it."""
    found = fetch(request, participant)
    kind = NeededReasonForm if verb == "disqualify" else ReasonForm
    form = kind(request.POST if request.method == "POST" else None)
    by, at = request.door.by, timezone.now()
    if form.is_bound and answers.try_to(
        form, lambda: act(participant=found, by=by, at=at, reason=form.cleaned_data["reason"])
    ):
        return answers.go(request, home_of(request, found), say=_PAGES[verb].done)
    return answers.show(request, "ui/pages/confirm.html", _context(request, found, verb), form=form)


def _context(request: DoorRequest, found: Participant, verb: str) -> dict[str, Any]:
    words = _PAGES[verb]
    themself = found.person_id in request.door.by.person_ids
    return {
        "heading": words.own if themself else str(words.about) % {"name": found.person.name},
        "sentence": _("In the scheme “%(scheme)s”.") % {"scheme": found.scheme.name},
        "consequences": words.then,
        "submit": words.press,
        "kind": words.kind,
        "cancel_url": home_of(request, found),
    }


def rest(request: DoorRequest, participant: str) -> HttpResponse:
    """A break begins."""
    return _step(request, participant, "rest", services.rest)


def resume(request: DoorRequest, participant: str) -> HttpResponse:
    """A break ends."""
    return _step(request, participant, "resume", services.resume)


def leave(request: DoorRequest, participant: str) -> HttpResponse:
    """Somebody leaves in good order."""
    return _step(request, participant, "leave", services.leave)


def withdraw(request: DoorRequest, participant: str) -> HttpResponse:
    """Somebody stops at once (SCH-04)."""
    return _step(request, participant, "withdraw", services.withdraw)


def finish(request: DoorRequest, participant: str) -> HttpResponse:
    """Somebody has come to the end of the programme."""
    return _step(request, participant, "finish", services.finish)


def disqualify(request: DoorRequest, participant: str) -> HttpResponse:
    """Somebody is excluded, with a reason."""
    return _step(request, participant, "disqualify", services.disqualify)
