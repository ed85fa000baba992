"""The reading list: one chosen message after the other, and what the sample supports."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.kernel.actor import Actor
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.moderation import services
from ithaca.moderation.forms import FindForm, RateForm
from ithaca.moderation.models import Reading
from ithaca.moderation.selectors import chosen_visible_to, minutes_for, readings_visible_to, statement
from ithaca.schemes.services import change_settings

WHY = {
    "details": gettext_lazy("A contact detail was taken out of it."),
    "meeting": gettext_lazy("The two may be planning to meet, or to talk somewhere else."),
    "first": gettext_lazy("It is one of the first three of this pair."),
    "sample": gettext_lazy("Chance chose it."),
    "again": gettext_lazy("It would be stopped today."),
}


def readings(request: DoorRequest) -> HttpResponse:
    """The next message to read; with none, what the sample supports."""
    reading = readings_visible_to(request.door.by).first()
    if reading is None:
        return show(request, "moderation/readings.html", _supports(request))
    return _one(request, reading)


def _supports(request: DoorRequest) -> dict[str, object]:
    scheme = request.door.scheme
    waiting = readings_visible_to(request.door.by).count()
    return {
        "waiting": waiting,
        "minutes": minutes_for(waiting),
        "supports": statement(scheme, at=timezone.now()),
        "a_week": scheme.arrangements.reading_minutes(),
    }


def _one(request: DoorRequest, reading: Reading) -> HttpResponse:
    try:
        shown = services.open_reading(reading=reading, by=request.door.by, at=timezone.now())
    except NotAllowed as refusal:
        answer = show(request, "moderation/refused.html", {"sentence": refusal.sentence})
        answer.status_code = 403
        return answer
    context = {"reading": reading, "shown": shown, "why": WHY[reading.why], **_supports(request)}
    return show(request, "moderation/readings.html", context)


def find(request: DoorRequest, reading: str) -> HttpResponse:
    """The press that says what was found; the next message follows. A worry counts also when somebody else was first."""
    to, by, at = request.door.to("moderation:readings") + "#message", request.door.by, timezone.now()
    form = FindForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return go(request, to)
    found, finding = chosen_visible_to(by).filter(public_id=reading).first(), form.cleaned_data["finding"]
    if found is None:
        messages.warning(request, _("This message is out of sight by now."))
        return go(request, to)
    try:
        say = _find(found, finding, by, at)
    except NotNow as refusal:
        messages.warning(request, refusal.sentence)
        return go(request, to)
    return go(request, to, say=say)


def _find(reading: Reading, finding: str, by: Actor, at: datetime) -> str:
    """Keep what was found; what follows from it, as a sentence, where the next message alone would not show it."""
    if finding == "harmful":
        concern = services.worry(reading=reading, by=by, at=at)
        return _("It is out of sight, and passed on as concern %(number)s.") % {"number": concern.receipt}
    services.find(reading=reading, finding=finding, by=by, at=at)
    if finding == "missed":
        return _(
            "The same words of the same kind of writer wait for you from now on. You can take that back under “Marked as wrong”."
        )
    return ""


def rate(request: DoorRequest) -> HttpResponse:
    """How many minutes a week there are for reading."""
    scheme, by, at = request.door.scheme, request.door.by, timezone.now()
    now = scheme.arrangements.reading_minutes()
    form = RateForm(request.POST if request.method == "POST" else None, initial={"minutes": now})
    back = request.door.to("moderation:readings")

    def run() -> None:
        given = form.cleaned_data
        change_settings(
            scheme=scheme, changes={"sample_minutes": given["minutes"]}, reason=given["reason"], by=by, at=at
        )
        services.set_share_again(scheme=scheme, by=by, at=at)

    if request.method == "POST" and try_to(form, run):
        return go(request, back, say=_("Saved. It counts from the next message on."))
    return show(request, "moderation/rate.html", {"back_url": back}, form=form)
