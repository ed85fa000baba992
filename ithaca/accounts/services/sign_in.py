"""Signing somebody in who has just proved who they are in another way than the sign-in page: by a link used once."""

from __future__ import annotations

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import has_second_factor
from ithaca.accounts.sessions import OWN_DEVICE
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service


@service
def sign_in(*, request: HttpRequest, account: Account, by: Actor, at: datetime, own_device: bool = False) -> None:  # noqa: ARG001
    """Open a session for an account that has just been made by the holder of a link.

    Raises NotNow for an account with a second factor or one that has signed in before: it goes through the sign-in page.
    """
    if by.kind != "link" or account.last_login is not None or has_second_factor(account):
        raise NotNow(_("Sign in first."))
    request.session[OWN_DEVICE] = own_device
    get_adapter().login(request, account)
