"""My account: name, address, password, second step, signing out everywhere."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib.auth import update_session_auth_hash
from django.core import signing
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.accounts import services
from ithaca.accounts.account_forms import AccountForm, AddressForm
from ithaca.accounts.models import Account
from ithaca.accounts.selectors import card_is_new, factors_of, languages_offered
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotNow

SALT, LASTS = "ithaca.accounts.address", 2 * 3600


def _account(request: DoorRequest) -> Account:
    return cast("Account", request.user)


def me(request: DoorRequest) -> HttpResponse:
    """What the account is and where each thing is changed."""
    account = _account(request)
    context = {
        "account": account,
        "factors": factors_of(account),
        "has_password": account.has_usable_password(),
        "language": dict(languages_offered()).get(account.language, "") if len(languages_offered()) > 1 else "",
        "card_is_new": card_is_new(account),
    }
    return answers.show(request, "accounts/me.html", context)


def change(request: DoorRequest) -> HttpResponse:
    """The name shown, and the language."""
    account = _account(request)
    form = AccountForm(request.POST or None, initial={"name": account.name, "language": account.language})
    if request.method == "POST" and answers.try_to(
        form,
        lambda: services.change_account(
            account=account,
            name=form.cleaned_data["name"],
            language=form.cleaned_data.get("language", account.language),
            by=request.door.by,
            at=timezone.now(),
        ),
    ):
        return answers.go(request, reverse("accounts:me"), say=_("Changed."))
    context = {"title": _("Your name"), "submit": _("Save"), "back_url": reverse("accounts:me")}
    return answers.show(request, "accounts/form.html", context, form=form)


def change_email(request: DoorRequest) -> HttpResponse:
    """Ask for a new address; it counts once the link sent to it is opened."""
    raise_if_reauthentication_required(request, app="allauth.account")
    account = _account(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _send_confirmation(request, account, form.cleaned_data["email"])
        return answers.go(
            request, reverse("accounts:me"), say=_("Open the link in the mail we have sent to the new address.")
        )
    context = {
        "title": _("Your e-mail address"),
        "lead": account.email,
        "submit": _("Send a mail to it"),
        "back_url": reverse("accounts:me"),
    }
    return answers.show(request, "accounts/form.html", context, form=form)


def _send_confirmation(request: DoorRequest, account: Account, email: str) -> None:
    token = signing.dumps([account.public_id, account.email, email], salt=SALT)
    link = request.build_absolute_uri(reverse("accounts:confirm_email", kwargs={"token": token}))
    get_adapter().send_mail("account/email/confirm_address", email, {"link": link})


def confirm_email(request: DoorRequest, token: str) -> HttpResponse:
    """The link from the mail: show the address, and change to it at a press."""
    account, email = _account(request), _confirmed(request, token)
    if request.method == "POST":
        old = account.email
        services.change_address(account=account, email=email, by=request.door.by, at=timezone.now())
        get_adapter().send_notification_mail("account/email/email_changed", account, {"to_email": email}, email=old)
        return answers.go(request, reverse("accounts:me"), say=_("Your e-mail address is changed."))
    return answers.show(request, "accounts/confirm_address.html", {"email": email})


def _confirmed(request: DoorRequest, token: str) -> str:
    """The new address in the token. Raises NotNow if it is too old, forged, used, or somebody else's."""
    try:
        values: list[Any] = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature as error:
        raise NotNow(_("This link is too old or was not copied whole. Ask for a new one on “My account”.")) from error
    account = _account(request)
    if values[:2] != [account.public_id, account.email]:
        raise NotNow(_("This link has been used already, or it is for another account."))
    return str(values[2])


@require_POST
def sign_out_everywhere(request: DoorRequest) -> HttpResponse:
    """End every session but this one."""
    account = _account(request)
    services.sign_out_everywhere(account=account, by=request.door.by, at=timezone.now())
    update_session_auth_hash(request, account)
    return answers.go(request, reverse("accounts:me"), say=_("You are signed out everywhere else."))
