"""Signing the ground rules: one page, one signature each."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships import rules
from ithaca.mentorships.models import Mentorship, Signature
from ithaca.mentorships.services.rules_text import current_rules
from ithaca.mentorships.states import OPEN
from ithaca.participants.models import Participant


@service
def sign_rules(
    *, mentorship: Mentorship, participant: Participant, signed_name: str, by: Actor, at: datetime
) -> Signature:
    """One side signs the rules as they stand now, with its own name (REL-01, REL-03). Signing twice changes nothing."""
    rules.sign.require(by=by, of=mentorship)
    if participant.pk not in (mentorship.mentor_id, mentorship.mentee_id):
        raise NotNow(_("Only the two people of this pair sign."))
    if mentorship.state not in OPEN:
        raise NotNow(_("This pair has ended, so there is nothing to sign."))
    if signed_name.strip().casefold() != participant.person.name.casefold():
        raise NotNow(_("Please type your name as it stands here: %(name)s.") % {"name": participant.person.name})
    version = current_rules(mentorship.scheme)
    signature, new = Signature.objects.get_or_create(
        mentorship=mentorship,
        participant=participant,
        rules=version,
        defaults={"scheme": mentorship.scheme, "signed_name": signed_name.strip(), "created_at": at},
    )
    if new:
        record(name="mentorships.signed", by=by, at=at, about=mentorship, data={"version": version.version})
    return signature
