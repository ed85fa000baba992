"""Cleaning what applicants and deciders type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.organisations.models import Person


class CommitmentsForm(forms.Form):
    """The base of every application form: what is asked of you, read and accepted (REC-07)."""

    commitments = forms.BooleanField(label=_("I have read what is asked of me, and I want to take part"), required=True)

    def order_last(self) -> None:
        """The tick box comes after the questions."""
        self.order_fields([name for name in self.fields if name != "commitments"] + ["commitments"])


class ReferralForm(forms.Form):
    """The base of the form of an agency that refers somebody: who refers, and why (ELIG-18). The questions follow."""

    ref_agency = forms.CharField(
        label=_("Your agency or organisation"), max_length=120, widget=forms.TextInput({"autocomplete": "organization"})
    )
    ref_name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    ref_email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("We write to you there how it stands."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    ref_phone = forms.CharField(
        label=_("Your telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "class": "medium"}),
    )
    ref_reason = forms.CharField(
        label=_("Why do you refer this person?"),
        help_text=_("Only what we need to know to decide. The person may read it."),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
    )
    ref_agreed = forms.BooleanField(label=_("The person knows that I refer them, and wants a mentor"))

    def order_last(self) -> None:
        """The tick box comes after the questions."""
        self.order_fields([name for name in self.fields if name != "ref_agreed"] + ["ref_agreed"])

    def parted(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(what was said about the agency, by names without "ref_"; the answers about the person)."""
        about = {key.removeprefix("ref_"): v for key, v in self.cleaned_data.items() if key.startswith("ref_")}
        return about, {key: v for key, v in self.cleaned_data.items() if not key.startswith("ref_")}


class DecideForm(forms.Form):
    """A decision with its reason."""

    hide_optional = True

    same_as = forms.ChoiceField(label=_("Is this somebody you know already?"), widget=forms.RadioSelect, required=False)
    reason = forms.CharField(
        label=_("The reason, or your question"),
        help_text=_("It is sent to the person."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, known: list[Person], **kwargs: Any) -> None:
        """`known` are people who may be the applicant."""
        super().__init__(*args, **kwargs)
        if not known:
            del self.fields["same_as"]
            return
        field = self.fields["same_as"]
        assert isinstance(field, forms.ChoiceField)
        named = [(p.public_id, f"{p.name}, {p.email or p.phone or (p.school and p.school.name) or ''}") for p in known]
        field.choices = [("", _("No, this is somebody new")), *named]


class AnswerForm(forms.Form):
    """The applicant's answer to a question."""

    words = forms.CharField(label=_("Your answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
