"""How long a session lasts (SE-5): a short time for staff, thirty days on one's own device, a day's work otherwise.

A session carries when it began, when it was last used, what kind it is, and when a second factor was given. The clock
runs on every request; a session that has run out is ended before anything else happens.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import needs_second_factor, roles_of

SECOND_FACTOR_AT = "second_factor_at"
#: For taking data out, posts and checks a second factor counts this long (SE-5).
FRESH = timedelta(minutes=30)
OWN_DEVICE = "own_device"
KIND, BEGAN, USED = "session_kind", "session_began", "session_used"


@dataclass(frozen=True, slots=True)
class Lasts:
    """`idle`: how long it may lie unused; `whole`: how long it lasts at most; `step`: how exactly use is written down."""

    idle: timedelta
    whole: timedelta
    step: timedelta


KINDS = {
    "staff": Lasts(timedelta(minutes=30), timedelta(hours=12), timedelta(minutes=1)),
    "own": Lasts(timedelta(days=30), timedelta(days=30), timedelta(hours=6)),
    "plain": Lasts(timedelta(hours=12), timedelta(days=30), timedelta(minutes=10)),
}


def begin(request: HttpRequest, account: Account, *, own_device: bool, at: datetime) -> None:
    """Start the clock of a session that has just been opened. Staff get the short one whatever they ticked."""
    kind = "staff" if needs_second_factor(roles_of(account)) else "own" if own_device else "plain"
    request.session.update({KIND: kind, BEGAN: at.isoformat(), USED: at.isoformat()})
    request.session.set_expiry(int(KINDS["own"].whole.total_seconds()) if kind == "own" else 0)


def make_staff(request: HttpRequest) -> None:
    """From now on the short clock runs: somebody behind this door holds a role that sees children's data."""
    if request.session.get(KIND) != "staff":
        request.session[KIND] = "staff"
        request.session.set_expiry(0)


def has_run_out(session: SessionBase, at: datetime) -> bool:
    """True if the session has been idle, or open, for too long. Times that cannot be read end it."""
    lasts = KINDS.get(str(session.get(KIND, "plain")), KINDS["staff"])
    try:
        began, used = (datetime.fromisoformat(str(session[key])) for key in (BEGAN, USED))
    except (KeyError, ValueError):
        return True
    return at - used > lasts.idle or at - began > lasts.whole


def began_within(request: HttpRequest, span: timedelta, at: datetime) -> bool:
    """True if this session was opened by signing in at most `span` ago."""
    try:
        return at - datetime.fromisoformat(str(request.session[BEGAN])) <= span
    except (KeyError, ValueError):
        return False


def second_factor_passed(request: HttpRequest) -> bool:
    """True once this session has given a second factor; allauth's own record of it is taken over."""
    if request.session.get(SECOND_FACTOR_AT):
        return True
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    if any(record.get("method") == "mfa" for record in records):
        request.session[SECOND_FACTOR_AT] = timezone.now().isoformat()
        return True
    return False


def second_factor_within(request: HttpRequest, span: timedelta, at: datetime) -> bool:
    """True if the second factor of this session was given at most `span` ago. A time that cannot be read is none."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    given = [float(record["at"]) for record in records if record.get("method") == "mfa" and "at" in record]
    with suppress(KeyError, ValueError):
        given.append(datetime.fromisoformat(str(request.session[SECOND_FACTOR_AT])).timestamp())
    return bool(given) and at.timestamp() - max(given) <= span.total_seconds()


class SessionClock:
    """Middleware: ends sessions that have run out, writes down their use, and speaks the person's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._tick(request, timezone.now())
        return self.get_response(request)

    def _tick(self, request: HttpRequest, now: datetime) -> None:
        session = request.session
        if BEGAN not in session:
            session.update({KIND: session.get(KIND, "plain"), BEGAN: now.isoformat(), USED: now.isoformat()})
        if has_run_out(session, now):
            logout(request)
            return
        step = KINDS[str(session[KIND])].step
        if now - datetime.fromisoformat(str(session[USED])) >= step:
            session[USED] = now.isoformat()
        language = request.user.language  # type: ignore[union-attr]
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language
