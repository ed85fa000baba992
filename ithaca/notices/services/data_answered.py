"""Telling somebody that what they asked about their data has an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.work import service
from ithaca.notices.letters import LetterKind
from ithaca.notices.services.send import send_letter

ANSWERED = LetterKind(
    "privacy.answered",
    subject=_("What you asked about your data"),
    body=_("Hello {name},\n\nYou asked about the data that {scheme} holds about you. There is an answer on your page."),
    act=_("Read the answer"),
)


@service
def tell_answered(*, request: Any, by: Actor, at: datetime) -> None:
    """Write to whoever asked; the answer itself stands on their own page, never in the letter."""
    scheme = request.scheme
    link = address("privacy:mine", organisation=scheme.organisation, scheme=scheme)
    send_letter(kind=ANSWERED, to=request.person, scheme=scheme, by=by, at=at, link=link)
