"""The example mode: signing in as one of the invented people by one press. Fails closed everywhere else."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from ithaca.accounts import rules, sessions
from ithaca.accounts.hooks import example_database
from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed
from ithaca.kernel.work import service

#: A request that came through a proxy says so in one of these; then "loopback" is only where the proxy stands.
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


def example_allowed(request: HttpRequest) -> bool:
    """True only with the setting EXAMPLE, from this very machine, under a loopback name, in a database made as example."""
    if not settings.EXAMPLE:
        return False
    if any(request.META.get(header) for header in _FORWARDED):
        return False
    if not _loopback(request.META.get("REMOTE_ADDR", "")) or not _loopback_name(request.get_host()):
        return False
    answers = example_database.ask()
    return bool(answers) and all(answer is True for answer in answers)


@service
def sign_in_as(*, request: HttpRequest, account: Account, by: Actor, at: datetime) -> None:
    """Sign in as an invented person, second factor counted. Raises NotAllowed unless `example_allowed`."""
    rules.sign_in_as.require(by=by)
    if not example_allowed(request) or not account.is_active:
        raise NotAllowed(rules.sign_in_as.says)
    logout(request)
    get_adapter().login(request, account)
    request.session[sessions.SECOND_FACTOR_AT] = at.isoformat()


def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _loopback_name(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name == "localhost" or _loopback(name)
