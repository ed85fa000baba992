"""Cleans what is typed about one's own account, and by a new administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.forms import PASSWORD_HINT
from ithaca.accounts.models import Account
from ithaca.accounts.selectors import languages_offered


class AccountForm(forms.Form):
    """The name shown, and the language when there is more than one."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Enter the name you go by.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = languages_offered()
        self.fields["language"].choices = offered  # type: ignore[attr-defined]
        if len(offered) < 2:
            del self.fields["language"]


class AddressForm(forms.Form):
    """A new e-mail address."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=254,
        error_messages={"required": _("Enter the new address."), "invalid": _("This is not an e-mail address.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class AdministratorForm(forms.Form):
    """What is asked of a new administrator: three things."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=60,
        help_text=_("You sign in with it, and letters about this platform go there."),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("This is not an e-mail address."),
            "max_length": _("Use an address of at most 60 letters."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=200,
        error_messages={"required": _("Choose a password.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Say what is weak about the password beside its box."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("password"):
            about = Account(
                username=cleaned.get("email", ""), email=cleaned.get("email", ""), name=cleaned.get("name", "")
            )
            try:
                validate_password(cleaned["password"], about)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
