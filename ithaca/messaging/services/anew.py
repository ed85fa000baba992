"""Sending a returned message again while something else is being written."""

from __future__ import annotations

from datetime import datetime

from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.selectors import draft_of
from ithaca.messaging.services.send import Sent, save_draft, send_or_keep
from ithaca.participants.models import Participant


@service
def send_anew(*, mentorship: Mentorship, sender: Participant, body: str, by: Actor, at: datetime) -> Sent:
    """Send or keep `body`, and keep what else stands as a draft: it comes back into the box, under words that were refused."""
    other = draft_of(mentorship, sender)
    sent = send_or_keep(mentorship=mentorship, sender=sender, body=body, by=by, at=at)
    if other:
        words = f"{body}\n\n{other}" if sent.refusal else other
        save_draft(mentorship=mentorship, sender=sender, words=words, by=by, at=at)
    return sent
