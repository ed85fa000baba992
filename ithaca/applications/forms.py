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
