"""Browsers of everybody, and what is alike in two answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from tests.house.sweep.populated import PERSONAS, Populated

#: Everybody who walks. `stranger` runs the other organisation's scheme; `nobody` has an account and is known nowhere;
#: `bare` is the co-ordinator whose password was right and who has not given the second factor.
WALKERS = (*PERSONAS, "administrator", "stranger", "nobody", "bare", "anonymous")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
#: Not this machine: on it, an administrator may read letters that wait for mail to be set up (notices/views/mail.py).
FAR_AWAY = "203.0.113.9"


def browser(ours: Populated, twin: Populated, who: str, *, strict: bool = False) -> Client:
    """A fresh browser of that walker; `strict` asks for CSRF tokens as the real server does."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=strict, REMOTE_ADDR=FAR_AWAY)
    account = account_of(ours, twin, who)
    if account is not None:
        client.force_login(account, backend=BACKEND)
        if who != "bare":
            session = client.session
            session["second_factor_at"] = timezone.now().isoformat()
            session.save()
    return client


def account_of(ours: Populated, twin: Populated, who: str) -> Account | None:
    """The account a walker signs in with."""
    if who == "anonymous":
        return None
    if who in ("administrator", "nobody"):
        found: Account = ours.more[who]
        return found
    world, name = (twin, "coordinator") if who == "stranger" else (ours, "coordinator" if who == "bare" else who)
    account = world.persona(name).account
    assert account is not None
    return account


_TOKENS = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(r'name="once" value="[^"]*"'),
    re.compile(r"csrf[-\w]*&quot;:[^,}]*|X-CSRFToken[^}]*", re.IGNORECASE),
)


def words_of(answer: HttpResponseBase) -> str:
    """The whole answer as text, streamed or not."""
    if getattr(answer, "streaming", False):
        return b"".join(answer).decode(errors="replace")  # type: ignore[call-overload]
    return answer.content.decode(errors="replace")  # type: ignore[attr-defined]


def alike(answer: HttpResponseBase, path: str) -> tuple[int, str]:
    """Status and text without what differs between two loads of one page: tokens, and the address itself."""
    text = words_of(answer)
    for token in _TOKENS:
        text = token.sub("", text)
    return answer.status_code, text.replace(path, "PATH")


def gets_in(answer: HttpResponseBase) -> bool:
    """True unless the answer is "not here", or the way to the sign-in page or to the second factor."""
    if answer.status_code in (403, 404):
        return False
    return not turned_away(answer)


def turned_away(answer: HttpResponseBase) -> bool:
    """True for the way to the sign-in page or to the second factor."""
    to = urlsplit(answer.headers.get("Location", "")).path
    return answer.status_code == 302 and to in ("/account/login/", "/me/second-step/", "/account/2fa/reauthenticate/")


@dataclass
class Written:
    """The tables that statements wrote to while it was open."""

    tables: set[str] = field(default_factory=set)


_WRITE = re.compile(r"^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


@contextmanager
def written() -> Iterator[Written]:
    """Notes every table that is written to; the session's own clock does not count."""
    found = Written()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        match = _WRITE.match(sql)
        if match and match[1] != "django_session":
            found.tables.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found
