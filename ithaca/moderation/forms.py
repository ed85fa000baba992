"""Cleaning what staff enter about screening."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

FINDINGS = {
    "fine": _("Nothing to see to"),
    "missed": _("It should have been stopped"),
    "harmful": _("It worries me"),
}


class FindForm(forms.Form):
    """What was found in one message."""

    finding = forms.ChoiceField(choices=list(FINDINGS.items()))


class RateForm(forms.Form):
    """How many minutes a week there are for reading."""

    minutes = forms.IntegerField(
        label=_("Minutes a week"),
        min_value=0,
        max_value=600,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("About three messages fit into a minute."),
    )
    reason = forms.CharField(
        label=_("Why do you change it?"), max_length=300, required=False, help_text=_("Kept with the change.")
    )
    hide_optional = True
