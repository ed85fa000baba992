"""Cleans what is typed on the pages of sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.login import perform_password_login
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.adapter import AccountAdapter
from ithaca.accounts.selectors import account_named, accounts_by_address
from ithaca.accounts.sessions import OWN_DEVICE
from ithaca.kernel.limits import within_limit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PASSWORD_HINT = _("At least 8 letters or signs. Three words in a row are easy to remember.")
#: So long that each time step of an app's code counts as one try for ever.
_EVER = 100 * 365 * 86_400


def _tidy(form: forms.BaseForm) -> None:
    """Our labels say it; nothing stands in the box, and boxes that must be filled say so in words."""
    form.hide_optional = True  # type: ignore[attr-defined]  # read by the template of a field
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.error_messages["required"] = gettext("Fill this in.")


def _code_field(hint: StrOrPromise) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "class": "short", "autocapitalize": "off", "spellcheck": "false"}
    return forms.CharField(label=_("Code"), help_text=hint, max_length=40, widget=forms.TextInput(attrs))


class LoginForm(allauth_forms.LoginForm):
    """User name or e-mail address, password, and whether this is one's own device."""

    own_device = forms.BooleanField(
        label=_("This is my own phone or computer"),
        help_text=_("Then you stay signed in for 30 days. Leave it empty at school or on a shared one."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A card's QR code brings the user name along."""
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"] = forms.CharField(
            label=_("User name or e-mail address"), max_length=254, widget=forms.TextInput(attrs)
        )
        self.fields["password"].help_text = ""
        self.fields["password"].label = _("Password")
        self.order_fields(["login", "password", "own_device"])
        if self.request is not None:
            self.fields["login"].initial = self.request.GET.get("name", "")[:60]
        _tidy(self)

    def _login_with_password(
        self, request: HttpRequest, redirect_url: str, credentials: dict[str, Any]
    ) -> HttpResponse:
        request.session[OWN_DEVICE] = self.cleaned_data["own_device"]
        self._login.redirect_url = redirect_url
        return perform_password_login(request, credentials, self._login)


class RequestLoginCodeForm(allauth_forms.RequestLoginCodeForm):
    """Where to send a code: to the address of the account that is named. The page says the same whoever is named."""

    own_device = forms.BooleanField(
        label=_("This is my own phone or computer"),
        help_text=_("Then you stay signed in for 30 days. Leave it empty at school or on a shared one."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["email"] = forms.CharField(
            label=_("E-mail address or user name"), max_length=254, widget=forms.TextInput(attrs)
        )
        self.order_fields(["email", "own_device"])
        _tidy(self)

    def clean_email(self) -> str:
        """The address a code goes to. A user name means its own account; a shared address gets the user names instead."""
        typed = str(self.cleaned_data["email"]).strip()
        named = account_named(typed)
        found = accounts_by_address(typed) if named is None else [named]
        self._user = found[0] if len(found) == 1 and found[0].email else None
        if len(found) > 1:
            AccountAdapter(context.request).send_user_names(typed, found)
        context.request.code_account = self._user  # the mail says whose account the code opens
        return self._user.email if self._user is not None else typed

    def clean(self) -> dict[str, Any]:
        """Keep what was ticked until the code has come back."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[no-untyped-call]
        context.request.session[OWN_DEVICE] = bool(cleaned.get("own_device"))
        return cleaned


class ConfirmLoginCodeForm(allauth_forms.ConfirmLoginCodeForm):
    """The code from the mail."""

    code = _code_field(_("Six figures, from the mail. It works for ten minutes."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        _tidy(self)


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    """Where the link to a new password goes. Everybody who shares the address gets a link of their own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        _tidy(self)

    def clean_email(self) -> str:
        """Never says whether the address is known (ACC-02)."""
        email = str(self.cleaned_data["email"]).strip().lower()
        self.users = accounts_by_address(email)
        return email


class _NewPassword:
    """Forms in which a new password is typed once: the person can look at it and paste it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields  # type: ignore[attr-defined]
        fields.pop("password2", None)
        fields["password1"].label = _("New password")
        fields["password1"].help_text = PASSWORD_HINT
        if "oldpassword" in fields:
            fields["oldpassword"].label = _("Your password now")
            fields["oldpassword"].help_text = ""
        _tidy(self)  # type: ignore[arg-type]


class ResetPasswordKeyForm(_NewPassword, allauth_forms.ResetPasswordKeyForm):
    """A new password, after the link from the mail."""


class ChangePasswordForm(_NewPassword, allauth_forms.ChangePasswordForm):
    """A new password, with the old one."""


class SetPasswordForm(_NewPassword, allauth_forms.SetPasswordForm):
    """A first password for somebody who signed in by code until now."""


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        _tidy(self)


def _first_use(authenticator: Authenticator, code: str) -> bool:
    """True if the time step of this app's code was never used before; agreed between all processes by the database."""
    secret = decrypt(authenticator.data["secret"])
    typed = "".join(c for c in code if c.isdigit())
    for counter in yield_hotp_counters_from_time():
        if format_hotp_value(hotp_value(secret, counter)) == typed:
            key = f"totp/{authenticator.user_id}/{authenticator.pk}/{counter}"
            return within_limit(key=key, most=1, seconds=_EVER, at=timezone.now())
    return False


class _Authenticate:
    """A code from the app counts once, also when two processes are asked at the same moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tidy(self)  # type: ignore[arg-type]

    def clean_code(self) -> str:
        """Refuse a code that has been used."""
        code: str = super().clean_code()  # type: ignore[misc]
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP and not _first_use(authenticator, code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


_APP_HINT = _("Six figures from your authenticator app, or one of your recovery codes.")


class AuthenticateForm(_Authenticate, mfa_forms.AuthenticateForm):
    """The second step of signing in."""

    code = _code_field(_APP_HINT)


class ReauthenticateCodeForm(_Authenticate, mfa_forms.ReauthenticateForm):
    """The second step once more."""

    code = _code_field(_APP_HINT)


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    """The first code of a new app, which shows that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("Six figures that your app shows now."))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        _tidy(self)


class AddWebAuthnForm(webauthn_forms.AddWebAuthnForm):
    """A passkey with a name one knows again. It always stands for both steps of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it")
        self.fields["name"].help_text = _("So that you know it again, such as “my phone”.")
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True
        _tidy(self)


class EditWebAuthnForm(webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        _tidy(self)
