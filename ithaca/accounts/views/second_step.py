"""Setting up a second step of signing in, and going on to where one wanted to be."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import has_second_factor, needs_second_factor
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest

AFTER = "after_second_step"


def second_step(request: DoorRequest) -> HttpResponse:
    """Why a second step is asked for, and the two ways to set one up."""
    wanted = request.GET.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        request.session[AFTER] = wanted
    if has_second_factor(cast("Account", request.user)):
        return HttpResponseRedirect(reverse("accounts:go_on"))
    return answers.show(request, "accounts/second_step.html", {"needed": needs_second_factor(request.door.by.held)})


def go_on(request: DoorRequest) -> HttpResponse:
    """To the page that was asked for before the second step came first."""
    return HttpResponseRedirect(request.session.pop(AFTER, None) or reverse("accounts:me"))
