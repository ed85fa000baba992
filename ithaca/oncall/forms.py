"""Cleaning what is typed about hours."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ithaca.ui.fields import DayMonthYearField


class HoursForm(forms.Form):
    """Who answers when."""

    hide_optional = True

    days = forms.TypedMultipleChoiceField(
        label=_("On which days"),
        coerce=int,
        choices=[(number, WEEKDAYS[number]) for number in range(7)],
        widget=forms.CheckboxSelectMultiple,
    )
    begins = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("Until"), widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M")
    )
    outside = forms.ChoiceField(
        label=_("Who answers outside these hours?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", _("nobody: whoever writes is told so, with 999 and Childline")),
            ("lead", _("the safeguarding lead")),
            ("deputy", _("the deputy safeguarding lead")),
        ],
        help_text=_("Alarms ring at any hour either way."),
    )


class ClosedForm(forms.Form):
    """Days on which the scheme is closed."""

    first_day: Any = DayMonthYearField(label=_("First day"))
    last_day: Any = DayMonthYearField(label=_("Last day"))
