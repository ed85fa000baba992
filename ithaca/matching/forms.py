"""Forms about suggestions and offers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

SHORT = 2_000


class WhyForm(forms.Form):
    """Why these two, offered as a sentence that can be changed (MATCH-01)."""

    why = forms.CharField(
        label=_("Your reason"),
        help_text=_("Change it if you know better. Should they be alike, or challenge each other?"),
        max_length=SHORT,
        widget=forms.Textarea({"rows": 3}),
    )


class ExemptionForm(forms.Form):
    """What the safeguarding lead needs to know before signing an exception (MATCH-04)."""

    nature = forms.CharField(
        label=_("What kind of relationship is it to be, and why these two?"),
        max_length=SHORT,
        widget=forms.Textarea({"rows": 4}),
    )
    maturity = forms.CharField(
        label=_("How mature and able is the young person?"), max_length=SHORT, widget=forms.Textarea({"rows": 4})
    )
