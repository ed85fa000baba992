"""Decisions marked as wrong: the same words of the same kind of writer get another result the next time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import LEADS
from ithaca.kernel.work import service
from ithaca.mentorships.selectors import has_child
from ithaca.messaging.models import Message
from ithaca.messaging.services import release
from ithaca.messaging.services.again import mark_of
from ithaca.moderation import rules
from ithaca.moderation.models import Correction
from ithaca.screening import CONTACT
from ithaca.screening.types import HARD

#: Reasons that name earlier messages: the words alone do not say what is meant.
SPLIT = "Together with earlier messages"
DIVIDED = "in disguised or divided words"
#: What leads out of sight of the scheme: in a child's pair a co-ordinator alone never lets it pass from now on.
ONLY_A_LEAD = frozenset({*CONTACT, "MEET", "OFFPLATFORM", "MONEY"})


def stands_in_the_way(message: Message, by: Actor) -> str:
    """Why the same words may not pass from now on, as a sentence; "" if they may.

    Never where somebody may be harmed or the safeguarding lead was told, nor for what makes sense only with earlier
    messages; contact details, meeting, talking elsewhere and money in a child's pair only for a safeguarding lead. The
    engine refuses the first two once more.
    """
    kinds = {kind for _start, _end, kind in message.spans}
    if message.state == "urgent" or message.action == "urgent" or kinds & set(HARD) or not kinds:
        return _("Words like these are looked at each time.")
    if any(SPLIT in reason or DIVIDED in reason for reason in message.reasons):
        return _("What is divided over messages, or disguised, is looked at each time.")
    child = has_child(message.mentorship, timezone.localdate(message.sent_at))
    if kinds & ONLY_A_LEAD and child and not by.holds(*LEADS):
        return _(
            "Where there is a child, only a safeguarding lead lets contact details, or words about meeting, talking elsewhere "
            "or money, pass."
        )
    return ""


@service
def let_pass(*, message: Message, by: Actor, at: datetime) -> Correction:
    """Deliver a held message as written, and let the same words of the same kind of writer pass from now on, in this scheme.

    Raises NotNow where that may not be (see `stands_in_the_way`), and whatever `messaging.release` refuses.
    """
    rules.correct.require(by=by, of=None)
    sentence = stands_in_the_way(message, by)
    if sentence:
        raise NotNow(sentence)
    release(message=message, by=by, at=at)
    return _keep(message, "allow", by=by, at=at)


@service
def hold_next_time(*, message: Message, by: Actor, at: datetime) -> Correction:
    """The same words wait from now on. Called with the finding that a message should have been stopped."""
    rules.correct.require(by=by, of=None)
    return _keep(message, "hold", by=by, at=at)


def _keep(message: Message, action: str, *, by: Actor, at: datetime) -> Correction:
    row: Correction = Correction.objects.create(
        scheme=message.scheme,
        message=message.public_id,
        mark=mark_of(message),
        was=message.action,
        action=action,
        kinds=sorted({kind for _start, _end, kind in message.spans}),
        marked_by_id=by.person_id,
        created_at=at,
    )
    data: dict[str, Any] = {"message": message.public_id, "was": message.action, "action": action}
    record(name="moderation.corrected", by=by, at=at, about=row, data=data)
    return row


@service
def end_correction(*, correction: Correction, by: Actor, at: datetime) -> None:
    """Let the engine decide about these words again. Raises NotNow if it was ended already."""
    rules.correct.require(by=by, of=correction)
    rows = Correction.objects.filter(pk=correction.pk, ended_at=None)
    if rows.update(ended_at=at, ended_by_id=by.person_id) != 1:
        raise NotNow(_("This was ended already."))
    record(name="moderation.correction_ended", by=by, at=at, about=correction)
