"""Cleaning what is typed about letters and mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WriteForm(forms.Form):
    """One letter each to those chosen."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(
        label=_("Your letter"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("{name} becomes each person's first name."),
        initial=_("Hello {name},\n\n"),
    )


class MailForm(forms.Form):
    """How mail leaves."""

    hide_optional = True

    host = forms.CharField(
        label=_("Mail server"),
        max_length=200,
        help_text=_("For example smtp.example.org. Your mail provider tells you."),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    security = forms.ChoiceField(
        label=_("Encryption"),
        choices=[
            ("starttls", _("STARTTLS (usual, port 587)")),
            ("tls", _("TLS (port 465)")),
            ("none", _("none (only inside one building)")),
        ],
        widget=forms.RadioSelect,
        initial="starttls",
    )
    username = forms.CharField(
        label=_("User name"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty to keep the one that is stored."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    from_address = forms.EmailField(label=_("Letters come from"), help_text=_("The address people see and answer to."))


class WordsForm(forms.Form):
    """A letter in the scheme's own words."""

    hide_optional = True

    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    body = forms.CharField(label=_("Words"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 10}))


class TextsForm(forms.Form):
    """How text messages leave."""

    hide_optional = True

    provider = forms.ChoiceField(
        label=_("How text messages leave"),
        choices=[("twilio", _("through Twilio, or a gateway that speaks like it")), ("log", _("not at all"))],
        widget=forms.RadioSelect,
        initial="twilio",
    )
    account = forms.CharField(
        label=_("Account"),
        max_length=80,
        required=False,
        help_text=_("Twilio calls it Account SID."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    secret = forms.CharField(
        label=_("Secret"),
        max_length=200,
        required=False,
        help_text=_("Twilio calls it Auth Token. Leave it empty to keep the one that is stored."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    sender = forms.CharField(
        label=_("Sender"), max_length=40, required=False, help_text=_("The number or name that texts come from.")
    )
    own_number = forms.CharField(
        label=_("A number of your own"),
        max_length=40,
        required=False,
        help_text=_(
            "It gets the test, and one short text a day that proves the way is open. For example +44 7700 900123."
        ),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "class": "medium"}),
    )
    address = forms.CharField(
        label=_("Another address of the provider"),
        max_length=200,
        required=False,
        help_text=_("Only for a gateway of your own. It begins with https://."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
