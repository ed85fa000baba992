"""Between which days, and of whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.organisations.selectors import partners_visible_to
from ithaca.reports.selectors import Span


class SpanForm(forms.Form):
    """Two days and, if wanted, one school or employer. Without anything: the school year so far."""

    hide_optional = True

    first = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    school = forms.ChoiceField(label=_("School"), required=False)
    employer = forms.ChoiceField(label=_("Employer"), required=False)

    def __init__(self, data: Any, *, by: Any) -> None:
        """`by` sees the partners to choose from."""
        super().__init__(data or None)
        partners = list(partners_visible_to(by))
        for kind in ("school", "employer"):
            named = [(p.public_id, p.name) for p in partners if kind in p.kinds]
            field = self.fields[kind]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("all")), *named]
        self.keys = {p.public_id: p.pk for p in partners}

    def clean(self) -> dict[str, Any]:
        """The first day comes before the last."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", _("The last day comes before the first."))
        return cleaned

    def span(self) -> Span:
        """What to count; the school year so far where nothing was said."""
        cleaned = self.cleaned_data if self.is_bound and self.is_valid() else {}
        last = cleaned.get("last") or timezone.localdate()
        first = cleaned.get("first") or school_year_start(last)
        return Span(first, last, self.keys.get(cleaned.get("school", "")), self.keys.get(cleaned.get("employer", "")))


def school_year_start(day: date) -> date:
    """The first of September before `day`; not more than a year back."""
    start = date(day.year if day.month >= 9 else day.year - 1, 9, 1)
    return max(start, day - timedelta(days=366))
