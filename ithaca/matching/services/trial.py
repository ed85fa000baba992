"""A pair that begins with a trial: each says privately afterwards whether to go on; a no is nobody's fault (MATCH-15)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import letters, rules
from ithaca.matching.models import Trial
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.end import end_pair
from ithaca.mentorships.states import RUNNING, EndCause
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.schemes.selectors import coordinator_of

#: Ends a trial in the name of neither side.
NOBODY = job("matching.trial")


@service
def begin_trial(*, mentorship: Mentorship, by: Actor, at: datetime) -> None:
    """Told when contact opens: where the scheme starts with a trial, this pair does; one that ran before does not."""
    if not mentorship.scheme.arrangements.trial_meeting or mentorship.meetings_before or mentorship.minutes_before:
        return
    _trial, new = Trial.objects.get_or_create(
        mentorship=mentorship, defaults={"scheme": mentorship.scheme, "created_at": at}
    )
    if new:
        record(name="matching.trial_begun", by=by, at=at, about=mentorship)


@service
def say_after_trial(*, trial: Trial, participant: Participant, says: str, by: Actor, at: datetime) -> bool:
    """One side says "yes" or "no". Returns True while the pair goes on.

    A no ends the pair at once: both are told the same neutral words, both are free, and the two are not put together
    again. Nobody learns who said it. Raises NotNow if it was answered, the trial is over, or the pair does not run.
    """
    rules.after_trial.require(by=by, of=trial)
    if says not in ("yes", "no"):
        raise NotNow(_("Say yes or no."))
    pair = trial.mentorship
    if participant.pk not in (pair.mentor_id, pair.mentee_id) or not rules.answers_for(by, participant):
        raise NotNow(_("Only the two people of this pair answer this."))
    lock_for_contact(pair)
    field = f"{participant.role}_says"
    open_row = Trial.objects.filter(pk=trial.pk, settled_at=None, **{field: ""})
    if pair.state not in RUNNING or open_row.update(**{field: says}) != 1:
        raise NotNow(_("You have said so already, or the trial is over."))
    record(name="matching.trial_answered", by=by, at=at, about=trial)
    trial.refresh_from_db()
    if says == "no":
        _settle(trial, at)
        _end(pair, at)
        return False
    if trial.mentor_says == trial.mentee_says == "yes":
        _settle(trial, at)
        record(name="matching.trial_passed", by=by, at=at, about=pair)
    return True


def _settle(trial: Trial, at: datetime) -> None:
    Trial.objects.filter(pk=trial.pk).update(settled_at=at)


def _end(pair: Mentorship, at: datetime) -> None:
    reason = _("After the trial they do not go on. Nobody is to blame.")
    end_pair(mentorship=pair, cause=EndCause.TRIAL, reason=reason, by=NOBODY, at=at)
    scheme = pair.scheme
    coordinator = coordinator_of(scheme, on=timezone.localdate(at))
    if coordinator is not None:
        link = address("matching:board", organisation=scheme.organisation, scheme=scheme)
        send_letter(kind=letters.TRIAL_OVER, to=coordinator, scheme=scheme, by=NOBODY, at=at, link=link)
