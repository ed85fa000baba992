"""Reading what was chosen, and saying what was found."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.messaging.services import Shown, read_delivered, worry_about
from ithaca.messaging.services.read import require_reader
from ithaca.moderation import rules
from ithaca.moderation.models import Reading
from ithaca.moderation.selectors import chosen_visible_to, readings_visible_to
from ithaca.moderation.services.correct import hold_next_time
from ithaca.moderation.states import READING
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern

FINDINGS = ("fine", "missed", "harmful")


@service
def open_reading(*, reading: Reading, by: Actor, at: datetime) -> Shown:
    """The message with what went before; the reading is committed before a word is shown (MSG-21)."""
    rules.read.require(by=by)
    if not readings_visible_to(by).filter(pk=reading.pk).exists():
        raise NotNow(_("Somebody else has read this message already."))
    return read_delivered(message=reading.message, why=reading.why, by=by, at=at)


@service
def find(*, reading: Reading, finding: str, by: Actor, at: datetime, words: str = "") -> Concern | None:
    """Say what was found: "fine", "missed" (it should have been held: the same words are, from now on) or "harmful" (it
    goes out of sight and becomes a concern, which is returned). Raises NotNow if somebody was first."""
    rules.find.require(by=by)
    if finding not in FINDINGS:
        raise NotNow(_("Say what you found."))
    reader = require_reader(scheme=reading.scheme, by=by, at=at)
    if not readings_visible_to(by).filter(pk=reading.pk).exists():
        raise NotNow(_("Somebody else has read this message already."))
    _found(reading, finding, reader, by=by, at=at)
    if finding == "harmful":
        return worry_about(message=reading.message, words=words, by=by, at=at)
    if finding == "missed":
        hold_next_time(message=reading.message, by=by, at=at)
    return None


@service
def worry(*, reading: Reading, by: Actor, at: datetime) -> Concern:
    """It worries this reader: the message goes out of sight and becomes a concern, whatever somebody else has found in it
    meanwhile. Raises NotNow if it is out of sight already."""
    rules.find.require(by=by)
    reader = require_reader(scheme=reading.scheme, by=by, at=at)
    Reading.objects.select_for_update().get(
        pk=reading.pk
    )  # whoever finds something at this moment comes before or after
    now = chosen_visible_to(by).filter(pk=reading.pk).first()
    if now is None:
        raise NotNow(_("This message is out of sight by now."))
    if now.state != "harmful":
        _found(now, "harmful", reader, by=by, at=at)
    return worry_about(message=now.message, words="", by=by, at=at)


def _found(reading: Reading, finding: str, reader: Person, *, by: Actor, at: datetime) -> None:
    data = {"why": reading.why, "message": reading.message.public_id}
    also = {"read_by_id": reader.pk, "read_at": at}
    move(reading, finding, table=READING, by=by, at=at, also=also, data=data)
