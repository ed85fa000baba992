"""Signing the ground rules: one page, one signature each."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.mentorships import rules
from ithaca.mentorships.models import Mentorship, Signature
from ithaca.mentorships.services.rules_text import keep_rules
from ithaca.mentorships.states import OPEN
from ithaca.participants.models import Participant


@service
def sign_rules(
    *,
    mentorship: Mentorship,
    participant: Participant,
    signed_name: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Signature:
    """One side signs the rules as they stand now, with its own name (REL-01, REL-03). Signing twice changes nothing.

    `version` is the one that was read; NotNow if the words have changed since, so that nobody signs what they did not see.
    """
    rules.sign.require(by=by, of=mentorship)
    if not rules.is_that_side(by, participant):
        raise NotAllowed(rules.sign.says)
    if participant.pk not in (mentorship.mentor_id, mentorship.mentee_id):
        raise NotNow(_("Only the two people of this pair sign."))
    if mentorship.state not in OPEN:
        raise NotNow(_("This pair has ended, so there is nothing to sign."))
    if " ".join(signed_name.split()).casefold() != " ".join(participant.person.name.split()).casefold():
        raise NotNow(_("Please type your name as it stands here: %(name)s.") % {"name": participant.person.name})
    current = keep_rules(scheme=mentorship.scheme, by=by, at=at)
    if version is not None and version != current.version:
        raise NotNow(_("The rules have changed since you opened this page. Please read them again, then sign."))
    signature: Signature
    signature, new = Signature.objects.get_or_create(
        mentorship=mentorship,
        participant=participant,
        rules=current,
        defaults={"scheme": mentorship.scheme, "signed_name": signed_name.strip(), "created_at": at},
    )
    if new:
        record(name="mentorships.signed", by=by, at=at, about=mentorship, data={"version": current.version})
    return signature
