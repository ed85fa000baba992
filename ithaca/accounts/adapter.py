"""How allauth behaves here: who is found by what is typed, how often one may try, what a session is, what is encrypted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ithaca.accounts import encryption, limits, sessions
from ithaca.accounts.guard import too_often
from ithaca.accounts.models import Account
from ithaca.accounts.selectors import account_named, accounts_by_address, actor_of
from ithaca.accounts.services.note import note

#: A sign-in this fresh needs no second typing of the password before the account's own settings are changed.
FRESH = timedelta(minutes=10)
WRONG = _("That is not right. Check the user name or e-mail address and the password.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by user name or by an address that two people may share; no open sign-up; our own limits and sessions."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Ask the person who runs your scheme."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": _("That is not your password."),
        "enter_current_password": _("That is not your password now."),
        "incorrect_code": _("That code is not right, or it is too old. Check it, or ask for a new one."),
        "too_many_login_attempts": _("That was tried too often. Wait a few minutes, then try again."),
        "rate_limited": _("That was tried too often. Wait a few minutes, then try again."),
        "invalid_password_reset": _("This link has been used already or is too old."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody signs up by themselves (OS-2)."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account that what was typed and the password fit, or None. Only failures count towards the limits.

        A user name always means its own account. An address that several accounts share opens the one whose password it
        is. If the password fits more than one, none is opened: the user names go to that address.
        """
        typed = str(credentials.get("username") or credentials.get("email") or "").strip()
        password, now = str(credentials.get("password") or ""), timezone.now()
        if not limits.may_try(request, "account_login", limits.SIGN_IN_FAILURES, typed=typed, at=now):
            raise ImmediateHttpResponse(too_often(request))
        fitting = self._fitting(request, typed, password)
        if fitting:
            limits.give_back(request, "account_login", limits.SIGN_IN_FAILURES, typed=typed, at=now)
        if len(fitting) > 1:
            self.send_user_names(typed, fitting)
            raise ValidationError(
                gettext(
                    "More than one person uses this address. We have sent the user names to it: sign in with yours."
                )
            )
        return fitting[0] if fitting else None

    def _fitting(self, request: HttpRequest, typed: str, password: str) -> list[Account]:
        """The accounts that what was typed may mean and whose password it is; at least one password is always tried."""
        own = account_named(typed)
        if own is not None and authenticate(request, username=own.username, password=password) is not None:
            return [own]
        names = [found.username for found in accounts_by_address(typed) if found != own]
        if own is None and not names:
            names = [typed]
        found = [authenticate(request, username=name, password=password) for name in names]
        return [user for user in found if isinstance(user, Account)]

    def reauthenticate(self, user: Any, password: str) -> bool:
        """True if it is the password of this very account."""
        found = self.authenticate(self.request, username=user.username, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not right after signing in: the password was typed a moment ago."""
        if self.request is not None and sessions.began_within(self.request, FRESH, timezone.now()):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def login(self, request: HttpRequest, user: Any) -> None:
        """Open the session and start its clock."""
        own_device = bool(request.session.pop(sessions.OWN_DEVICE, False))
        super().login(request, user)
        now = timezone.now()
        sessions.begin(request, user, own_device=own_device, at=now)
        records = get_authentication_records(request, user)
        note(event="signed_in", account=user, by=actor_of(user), at=now, how=_how(records))

    def send_user_names(self, address: str, accounts: Iterable[Account]) -> None:
        """Tell an address which user names belong to it."""
        names = sorted(account.username for account in accounts)
        self.send_mail(
            "account/email/user_names", address, {"names": names, "login_url": self._absolute("account_login")}
        )

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person that something about their way in has changed. Addresses stand on the account itself."""
        address = email or user.email
        if address:
            self.send_mail(template_prefix, address, {"timestamp": timezone.now(), "user": user, **(context or {})})

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is written, without the name of a site."""
        return str(subject)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to "My account"."""
        return reverse("accounts:me")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove it once more, in our words."""
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code from your app, or a recovery code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        return [{**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def _absolute(self, name: str) -> str:
        return str(self.request.build_absolute_uri(reverse(name)))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: encrypted seeds, QR codes without another library, our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right, or it is too old. Wait for the next one and try again."),
        "cannot_delete_authenticator": _("This cannot be removed now."),
        "cannot_generate_recovery_codes": _("Set up a second step first."),
    }

    def encrypt(self, text: str) -> str:
        """Encrypted with the first of the FIELD_KEYS."""
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed again."""
        return encryption.decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The QR code of the address an authenticator app reads."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, border=2, xmldecl=False)
        return drawn.getvalue().decode()

    def generate_authenticator_name(self, user: Any, type: str) -> str:
        """A first name for a passkey."""
        from allauth.mfa.models import Authenticator

        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)


def _how(records: list[dict[str, Any]]) -> str:
    """The ways that were used, joined: "password+totp"."""
    return "+".join(str(record.get("type") or record.get("method") or "") for record in records)[:60]
