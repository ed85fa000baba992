"""Closing an account whose owner is gone: it lets nobody in any more and holds nothing about anybody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import F

from ithaca.accounts import rules
from ithaca.accounts.models import Account
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service


@service
def close_account(*, account: Account, leaving: Any, by: Actor, at: datetime) -> bool:
    """Blank the account, end its sessions and drop its keys, unless it also belongs to somebody else than `leaving`.

    Returns True if it was closed. An administrator's account is left alone: administrators close their own.
    """
    rules.close.require(by=by, of=account)
    if account.is_administrator or account.people.exclude(pk=leaving.pk).exclude(given_name="—").exists():
        return False
    EmailAddress.objects.filter(user=account).delete()
    Authenticator.objects.filter(user=account).delete()
    account.set_unusable_password()
    Account.objects.filter(pk=account.pk).update(
        username=f"gone-{account.public_id}",
        email="",
        name="",
        language="",
        password=account.password,
        is_active=False,
        last_login=None,
        session_round=F("session_round") + 1,
    )
    record(name="accounts.closed", by=by, at=at, about=account)
    return True
