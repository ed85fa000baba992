"""One side says that they are away, or both agree how often they write (MSG-08, MSG-09)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import side_of
from ithaca.participants.models import Participant
from ithaca.prompts import rules
from ithaca.prompts.models import Away, Gap

LONGEST_AWAY = timedelta(days=180)
LONGEST_GAP = 92


def _own_side(pair: Mentorship, by: Actor) -> Participant:
    side = side_of(pair, by)
    if side is None:
        raise NotAllowed(rules.away.says)
    return side


@service
def say_away(*, mentorship: Mentorship, first_day: date, last_day: date, by: Actor, at: datetime) -> Away:
    """The actor is away on these days, in all their pairs of the scheme. Raises NotNow for days that are over or in no order."""
    rules.away.require(by=by, of=mentorship)
    side = _own_side(mentorship, by)
    if last_day < first_day:
        raise NotNow(_("The last day is before the first."))
    if last_day < timezone.localdate(at):
        raise NotNow(_("These days are over."))
    if last_day - first_day > LONGEST_AWAY:
        raise NotNow(_("This is more than half a year. Ask the people who run the scheme for a break instead."))
    row: Away = Away.objects.create(
        scheme=mentorship.scheme, participant=side, first_day=first_day, last_day=last_day, created_at=at
    )
    record(name="prompts.away_said", by=by, at=at, about=row)
    return row


@service
def come_back(*, mentorship: Mentorship, away: Away, by: Actor, at: datetime) -> None:
    """Not away after all. Raises NotAllowed for somebody else's days."""
    rules.away.require(by=by, of=mentorship)
    if away.participant_id != _own_side(mentorship, by).pk:
        raise NotAllowed(rules.away.says)
    if Away.objects.filter(pk=away.pk, taken_back_at=None).update(taken_back_at=at) == 1:
        record(name="prompts.away_taken_back", by=by, at=at, about=away)


@service
def agree_gap(*, mentorship: Mentorship, days: int, by: Actor, at: datetime) -> Gap:
    """The longest time between messages that the two agreed; the last word counts. Only where the scheme leaves it to them."""
    rules.agree.require(by=by, of=mentorship)
    if mentorship.scheme.arrangements.cadence != "agreed":
        raise NotNow(_("In this scheme the people who run it say how often."))
    if not 1 <= days <= LONGEST_GAP:
        raise NotNow(_("Choose between one day and three months."))
    row, _made = Gap.objects.update_or_create(
        mentorship=mentorship, defaults={"scheme": mentorship.scheme, "days": days}
    )
    record(name="prompts.gap_agreed", by=by, at=at, about=mentorship, data={"days": days})
    found: Gap = row
    return found
