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
    """An agency refers somebody: who refers, whom, how to reach them, and why (ELIG-18). The person answers the rest."""

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
    given_name = forms.CharField(label=_("First name of the person you refer"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80, required=False)
    ref_whose = forms.ChoiceField(
        label=_("Whom do we write to or ring?"),
        help_text=_("For somebody under 18, a parent or carer."),
        choices=[("self", _("The person")), ("parent", _("A parent or carer"))],
        initial="self",
        widget=forms.RadioSelect,
    )
    ref_reach_email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("They get a link there, to answer the questions themself."),
        max_length=254,
        required=False,
    )
    ref_reach_phone = forms.CharField(
        label=_("Their telephone"),
        help_text=_("One of the two is enough."),
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
    ref_must_know = forms.CharField(
        label=_("What must we know, to keep everybody safe?"),
        help_text=_("Nothing else about the person: they tell us that themself."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    ref_agreed = forms.BooleanField(label=_("The person knows that I refer them, and wants a mentor"))

    def clean(self) -> dict[str, Any]:
        """One way to reach them is needed."""
        cleaned = super().clean() or {}
        if not (cleaned.get("ref_reach_email") or cleaned.get("ref_reach_phone") or "ref_reach_email" in self.errors):
            self.add_error("ref_reach_email", _("Enter an e-mail address or a telephone number."))
        return cleaned

    def parted(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(what was said about the agency and how to reach the person, by names without "ref_"; who the person is)."""
        about = {key.removeprefix("ref_"): v for key, v in self.cleaned_data.items() if key.startswith("ref_")}
        return about, {key: v for key, v in self.cleaned_data.items() if not key.startswith("ref_") and v}


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
