"""Forms of privacy."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.ui.fields import DayMonthYearField

KINDS = [("copy", _("A copy of what is held about me")), ("erasure", _("That what is held about me goes"))]
STAFF_KINDS = [("copy", _("A copy of what is held")), ("erasure", _("That it goes"))]


class AskForm(forms.Form):
    """What somebody wants done with their data."""

    kind = forms.ChoiceField(label=_("What do you want?"), choices=KINDS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Anything we should know?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AskForForm(AskForm):
    """The same, written down by staff for somebody who asked by letter or telephone."""

    kind = forms.ChoiceField(label=_("What does this person want?"), choices=STAFF_KINDS, widget=forms.RadioSelect)


class AnswerForm(forms.Form):
    """The reason of a decision, read by the person."""

    reason = forms.CharField(
        label=_("Why? The person reads this."), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _in_a_year() -> object:
    return timezone.localdate() + timedelta(days=365)


class HoldForm(forms.Form):
    """Why something is kept, and when to look again."""

    reason = forms.CharField(
        label=_("Why must it be kept?"),
        help_text=_("Such as: the police have asked for it. The safeguarding leads can read this."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    review_on = DayMonthYearField(label=_("When do you look at this again?"), initial=_in_a_year)


class LiftForm(forms.Form):
    """Why it need not be kept any more."""

    reason = forms.CharField(
        label=_("Why need it not be kept any more?"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
