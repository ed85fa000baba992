"""Middleware before the pages of allauth: what is closed, how often one may try, and the second factor first."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts import limits, sessions
from ithaca.accounts.selectors import has_second_factor
from ithaca.ui.views.errors import error_page

#: Pages of allauth that do not exist here: there is no open sign-up (OS-2), and addresses are changed on "My account".
CLOSED = frozenset(
    {"account_signup", "account_email", "account_confirm_email", "account_email_verification_sent", "mfa_trust"}
)
#: Pages of allauth that must be reachable before the second factor is given.
BEFORE_SECOND_FACTOR = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class Guard:
    """Refuses closed pages, counts tries, and asks for the second factor before an account's own settings."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., object],
        args: object,  # noqa: ARG002
        kwargs: object,  # noqa: ARG002
    ) -> HttpResponse | None:
        """Answer before the view does, or let it."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in CLOSED:
            raise Http404
        if request.method == "POST" and name in limits.LIMITS:
            typed = limits.typed_in(request)
            if not limits.may_try(request, name, limits.LIMITS[name], typed=typed, at=timezone.now()):
                return too_often(request)
        if view.__module__.startswith("allauth.") and name not in BEFORE_SECOND_FACTOR:
            return _second_factor_first(request)
        return None


def too_often(request: HttpRequest) -> HttpResponse:
    """The page that says to wait."""
    return error_page(request, 429, _("That was tried too often. Wait a few minutes, then try again."))


def _second_factor_first(request: HttpRequest) -> HttpResponse | None:
    """Whoever has a second factor gives it before they may change how they sign in."""
    if not request.user.is_authenticated or sessions.second_factor_passed(request):
        return None
    if not has_second_factor(request.user):
        return None
    return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
