"""What stands before every door: who somebody is, that they are signed in, and that they gave a second factor (SE-6).

There is no way round: whoever has to give a second factor and has not given it in this session gets nothing but the
page on which it is set up or given.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ithaca.accounts import sessions
from ithaca.accounts.selectors import actor_of, has_second_factor, needs_second_factor, roles_of
from ithaca.kernel.actor import Actor
from ithaca.kernel.rules import Rule
from ithaca.ui.typed import fields_of, words_of

_CACHE = "_ithaca_actors"


def who_is(*, request: HttpRequest, organisation: Any, scheme: Any) -> Actor | None:
    """The signed-in actor with the roles held behind this door, worked out once a request; None if nobody is signed in."""
    user = request.user
    if not user.is_authenticated:
        return None
    known: dict[tuple[int | None, int | None], Actor] = request.__dict__.setdefault(_CACHE, {})
    key = (getattr(organisation, "pk", None), getattr(scheme, "pk", None))
    if key not in known:
        known[key] = actor_of(user, roles_of(user, organisation_id=key[0], scheme_id=key[1]))
    return known[key]


def keep(*, request: Any, rule: Rule) -> HttpResponse | None:
    """An answer that must come first, or None: sign in, set up a second factor, or give it."""
    if rule.level in ("public", "link"):
        return None
    if not request.user.is_authenticated:
        return to_sign_in(request)
    needed = needs_second_factor(request.door.by.held)
    if needed:
        sessions.make_staff(request)
        if sessions.has_run_out(request.session, timezone.now()):
            logout(request)
            return to_sign_in(request)
    if sessions.second_factor_passed(request):
        if not rule.fresh or not has_second_factor(request.user):
            return None
        if sessions.second_factor_within(request, sessions.FRESH, timezone.now()):
            return None
        return _first(request, reverse("mfa_reauthenticate"), "second_step")
    own_account = rule.name.startswith("accounts.")
    if not needed and not own_account:
        return None
    if has_second_factor(request.user):
        return _first(request, reverse("mfa_reauthenticate"), "second_step")
    if not needed or rule.name == "accounts.second_step":
        return None
    return _first(request, reverse("accounts:second_step"), "second_step")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back here; what was typed into a form is shown and can be sent again."""
    return _first(request, reverse("account_login"), "sign_in")


def _first(request: HttpRequest, page: str, why: str) -> HttpResponse:
    if request.method not in ("GET", "HEAD"):
        return unsent(request, page=page, why=why, to=request.get_full_path())
    link = f"{page}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        came_from = request.headers.get("HX-Current-URL", "")
        link = f"{page}?{urlencode({'next': _path_of(came_from) or '/'})}"
        return HttpResponse(status=204, headers={"HX-Redirect": link})
    return HttpResponseRedirect(link)


def unsent(request: HttpRequest, *, page: str, why: str, to: str, status: int = 403) -> HttpResponse:
    """The page with everything that was typed, the link to what must come first, and the button that sends it again."""
    context = {
        "first_page": page,
        "why": why,
        "to": to,
        "again_url": f"{reverse('accounts:again')}?{urlencode({'to': to})}",
        "fields": fields_of(request),
        "typed": words_of(request),
        "had_files": bool(request.FILES),
    }
    response = render(request, "accounts/unsent.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if request.headers.get("HX-Request"):
        response["HX-Retarget"] = "body"
        response["HX-Reswap"] = "innerHTML"
    return response


def _path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
