"""How often what may be tried (SE-7), in one table. Counted in the database; IPv6 addresses count by /64.

"ip" counts a household's address, "account" the account signed in or signing in, "typed" what was typed as user name or
address. The sign-in page itself counts failures only, so that a class may sign in from one room (see adapter.py).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import unstash_login
from django.http import HttpRequest

from ithaca.kernel.limits import address_key, take_back, within_limit

MINUTES, HOURS, DAYS = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries in `seconds`, counted `per` "ip", "account" or "typed"."""

    most: int
    seconds: int
    per: str


SIGN_IN_FAILURES = (Limit(10, 5 * MINUTES, "typed"), Limit(10, 5 * MINUTES, "ip"))
_SECOND = (Limit(5, 5 * MINUTES, "account"), Limit(20, HOURS, "account"), Limit(50, DAYS, "account"))
_LINK = (Limit(20, 5 * MINUTES, "ip"),)

#: Address name -> the limits of a POST to it.
LIMITS: dict[str, tuple[Limit, ...]] = {
    "account_request_login_code": (Limit(5, HOURS, "typed"), Limit(60, HOURS, "ip")),
    "account_confirm_login_code": (Limit(10, 5 * MINUTES, "account"), Limit(60, 5 * MINUTES, "ip")),
    "account_reset_password": (Limit(5, DAYS, "typed"), Limit(20, HOURS, "ip")),
    "account_reset_password_from_key": _LINK,
    "account_change_password": (Limit(5, 5 * MINUTES, "account"),),
    "account_set_password": (Limit(5, 5 * MINUTES, "account"),),
    "mfa_authenticate": _SECOND,
    "mfa_reauthenticate": _SECOND,
    "mfa_reauthenticate_webauthn": _SECOND,
    "mfa_login_webauthn": (Limit(20, 5 * MINUTES, "ip"),),
    "mfa_activate_totp": (Limit(10, 5 * MINUTES, "account"),),
    "accounts:change_email": (Limit(5, 5 * MINUTES, "account"),),
    "accounts:accept_administrator": _LINK,
    "accounts:again": (Limit(60, 5 * MINUTES, "ip"),),
    "organisations:accept": (Limit(60, 5 * MINUTES, "ip"),),
}


def may_try(request: HttpRequest, name: str, limits: tuple[Limit, ...], *, typed: str = "", at: datetime) -> bool:
    """Count one try at `name` under each of `limits`; False once one of them is used up."""
    allowed = [
        within_limit(key=key, most=limit.most, seconds=limit.seconds, at=at)
        for limit in limits
        if (key := _key(request, name, limit, typed))
    ]
    return all(allowed)


def give_back(request: HttpRequest, name: str, limits: tuple[Limit, ...], *, typed: str = "", at: datetime) -> None:
    """Take back one counted try, because it turned out right."""
    for limit in limits:
        if key := _key(request, name, limit, typed):
            take_back(key=key, seconds=limit.seconds, at=at)


def typed_in(request: HttpRequest) -> str:
    """What was typed as user name or address."""
    return (request.POST.get("login") or request.POST.get("email") or "").strip().lower()


def _key(request: HttpRequest, name: str, limit: Limit, typed: str) -> str:
    start = f"{name}/{limit.most}-{limit.seconds}/{limit.per}"
    if limit.per == "ip":
        return f"{start}/{address_key(get_adapter().get_client_ip(request))}"
    if limit.per == "account":
        who = _account(request)
        return f"{start}/{who}" if who else ""
    return f"{start}/{hashlib.sha256(typed.lower().encode()).hexdigest()[:32]}" if typed else ""


def _account(request: HttpRequest) -> str:
    """The account signed in, or half-way through signing in."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    login = unstash_login(request, peek=True)
    return str(login.user.pk) if login is not None and login.user is not None else ""
