"""Forms of prompts."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.ui.fields import DayMonthYearField

OFTEN = [(7, _("every week")), (14, _("every two weeks")), (21, _("every three weeks")), (28, _("every four weeks"))]


class AwayForm(forms.Form):
    """The days somebody is away, both counted."""

    first_day = DayMonthYearField(label=_("First day away"), initial=timezone.localdate)
    last_day = DayMonthYearField(label=_("Last day away"))


class GapForm(forms.Form):
    """How often two people write, where the scheme leaves it to them."""

    days = forms.TypedChoiceField(label=_("How often do you write, at least?"), choices=OFTEN, coerce=int)
