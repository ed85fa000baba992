"""Words that could not be sent because the two may not be in contact: nobody else reads them, so a cry for help in them is
passed on here (SG-8)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.models import Mentorship
from ithaca.messaging import rules
from ithaca.messaging.judge import question
from ithaca.messaging.selectors import UNSENT
from ithaca.participants.models import Participant
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import raise_unheard
from ithaca.screening import tells_of_harm


@service
def tell_of_unsent(
    *, mentorship: Mentorship, sender: Participant, body: str, by: Actor, at: datetime
) -> Concern | None:
    """Screen refused words; if they tell of harm to their writer, raise a concern with them. None for any others.

    The same words again, while their concern is open, are that concern and raise no second one.
    """
    rules.send.require(by=by, of=mentorship)
    lock_for_contact(mentorship)
    verdict = question(pair=mentorship, sender=sender, body=body, on=timezone.localdate(at)).answer()
    if not tells_of_harm(verdict):
        return None
    return raise_unheard(
        kind=UNSENT,
        mentorship=mentorship,
        role=sender.role,
        words=body,
        said=_("Words could not be sent, because contact is closed. They reached nobody: %(reasons)s"),
        reasons=verdict.reasons,
        about_words=_("words of %(name)s that were not sent") % {"name": sender.person.name},
        by=by,
        at=at,
    )
