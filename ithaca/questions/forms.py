"""Cleaning what is typed about a question."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

KIND_CHOICES = [
    ("text", _("a few words")),
    ("long", _("some sentences")),
    ("list", _("a list, one on each line")),
    ("choice", _("one of these answers")),
    ("choices", _("any of these answers")),
    ("yes_no", _("yes or no")),
    ("number", _("a number")),
    ("date", _("a date")),
    ("email", _("an e-mail address")),
    ("phone", _("a telephone number")),
]


class QuestionForm(forms.Form):
    """One question."""

    label = forms.CharField(label=_("The question"), max_length=300)
    hint = forms.CharField(label=_("Help under it"), max_length=300, required=False)
    kind = forms.ChoiceField(
        label=_("What answer do you expect?"), choices=KIND_CHOICES, widget=forms.RadioSelect, initial="text"
    )
    choices = forms.CharField(
        label=_("Answers to choose from"),
        required=False,
        max_length=3000,
        help_text=_("One on each line. Only where people choose."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    required = forms.BooleanField(label=_("It must be answered"), required=False)

    def clean_choices(self) -> list[str]:
        """The answers as a list."""
        return str(self.cleaned_data["choices"]).splitlines()
