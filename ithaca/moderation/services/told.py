"""What moderation does when the rooms below tell it something."""

from __future__ import annotations

from datetime import datetime

from ithaca.kernel.actor import Actor
from ithaca.messaging.models import Message
from ithaca.moderation.services.choose import choose


def delivered(*, message: Message, removed: bool, by: Actor, at: datetime) -> None:
    """The answer to `messaging.delivered`."""
    choose(message=message, removed=removed, by=by, at=at)
