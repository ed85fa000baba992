"""What a mentee asks of any mentor: kept to by every search, and nobody asks why (MATCH-18)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move_all
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import rules
from ithaca.matching.models import Need, Proposal
from ithaca.matching.states import PROPOSAL
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants

GENDERS = ("", "female", "male")


@service
def state_need(*, mentee: Participant, mentor_gender: str, language: str, by: Actor, at: datetime) -> Need:
    """Keep what the mentee asks for, in place of what was asked before; both empty: any mentor will do.

    Open suggestions for the mentee are taken back, so that none stands against the wish; offers are left to be answered.
    The log holds that something was said, never what.
    """
    rules.state_need.require(by=by, of=mentee)
    if mentor_gender not in GENDERS:
        raise NotNow(_("Choose one of the answers."))
    lock_participants([mentee])
    values = {
        "scheme": mentee.scheme,
        "mentor_gender": mentor_gender,
        "language": " ".join(language.split())[:60],
        "stated_by_id": by.person_id,
        "stated_at": at,
    }
    need, _new = Need.objects.update_or_create(mentee=mentee, defaults=values)
    suggested = Proposal.objects.filter(mentee=mentee, state="proposed")
    move_all(suggested, source="proposed", to="dropped", table=PROPOSAL, by=by, at=at)
    record(name="matching.need_stated", by=by, at=at, about=need)
    found: Need = need
    return found
