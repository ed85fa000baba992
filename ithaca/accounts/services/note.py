"""Writing down what happened at sign-in: evidence for whoever asks later who could get in, and how."""

from __future__ import annotations

from datetime import datetime

from ithaca.accounts.models import Account
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service

EVENTS = frozenset(
    {
        "signed_in",
        "second_factor_added",
        "second_factor_removed",
        "recovery_codes_made",
        "password_changed",
        "password_reset",
    }
)


@service
def note(*, event: str, account: Account, by: Actor, at: datetime, how: str = "") -> None:
    """Record one of EVENTS about an account; `how` is "password", "code", "passkey", "totp" or the like."""
    if event not in EVENTS:
        raise ValueError(f"no such event: {event}")
    record(name=f"accounts.{event}", by=by, at=at, about=account, data={"how": how} if how else {})
