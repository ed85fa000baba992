"""What allauth reports about an account, written into the log. These are another package's signals, not rooms' events."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.http import HttpRequest
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import FACTORS, actor_of
from ithaca.accounts.services.note import note
from ithaca.accounts.sessions import SECOND_FACTOR_AT


def listen() -> None:
    """Connect once, whatever is loaded how often."""
    for signal, hear in (
        (authenticator_added, _added),
        (authenticator_removed, _removed),
        (authenticator_reset, _codes_made),
        (password_changed, _changed),
        (password_set, _changed),
        (password_reset, _reset),
    ):
        signal.connect(hear, dispatch_uid=f"ithaca.accounts.{hear.__name__}.{id(signal)}")


def _write(event: str, user: Account, how: str = "") -> None:
    note(event=event, account=user, by=actor_of(user), at=timezone.now(), how=how)


def _added(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    """Whoever sets up a factor has just shown that it works. The guard saw to it that an earlier one was given before."""
    if authenticator.type in FACTORS:
        request.session[SECOND_FACTOR_AT] = timezone.now().isoformat()
    _write("second_factor_added", user, str(authenticator.type))


def _removed(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_: Any) -> None:
    """Without any factor left the session counts as one that has given none."""
    if not Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists():
        request.session.pop(SECOND_FACTOR_AT, None)
    _write("second_factor_removed", user, str(authenticator.type))


def _codes_made(*, user: Account, **_: Any) -> None:
    _write("recovery_codes_made", user)


def _changed(*, user: Account, **_: Any) -> None:
    _write("password_changed", user)


def _reset(*, user: Account, **_: Any) -> None:
    _write("password_reset", user)
