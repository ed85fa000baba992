"""Form fields and widgets Django lacks: a date in three boxes, and choices that carry a hint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DayMonthYear(forms.MultiWidget):
    """Day, month and year in three labelled boxes: easier than a calendar for a date one knows, such as a birthday."""

    template_name = "ui/forms/day_month_year.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        """`birthday` lets the browser offer the person's own date of birth (WCAG 1.3.5)."""
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {}
        for name, size in (("day", 2), ("month", 2), ("year", 4)):
            hints = {"inputmode": "numeric", "maxlength": size}
            boxes[name] = forms.TextInput({**hints, "autocomplete": f"bday-{name}"} if birthday else hints)
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """A date as [day, month, year]; nothing as three empty boxes."""
        return [value.day, value.month, value.year] if isinstance(value, dt.date) else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its own visible label."""
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), strict=True):
            part["label"] = label
        return context


class DayMonthYearField(forms.MultiValueField):
    """A date from three boxes. Cleans to `datetime.date` or None; says which part is missing or that there is no such day."""

    widget = DayMonthYear

    def __init__(self, **kwargs: Any) -> None:
        parts = tuple(forms.CharField(required=False, max_length=4) for _part in range(3))
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        """Raise ValidationError with one plain sentence when the three boxes are not one real day."""
        words = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(words):
            if self.required:
                raise ValidationError(_("Enter a day, a month and a year."), code="required")
            return None
        for word, missing in zip(
            words, (_("Enter the day."), _("Enter the month."), _("Enter the year.")), strict=True
        ):
            if not word:
                raise ValidationError(missing, code="incomplete")
        return self.compress(words)

    def compress(self, data_list: Any) -> dt.date:
        """Join three strings of digits to a date; a year of two digits is refused rather than guessed."""
        if not all(word.isascii() and word.isdigit() for word in data_list) or len(data_list[2]) != 4:
            raise ValidationError(_("Use numbers, like 27 3 2011."), code="invalid")
        try:
            return dt.date(int(data_list[2]), int(data_list[1]), int(data_list[0]))
        except ValueError as problem:
            raise ValidationError(_("There is no such day. Check the day and the month."), code="invalid") from problem


class HintedChoices(forms.RadioSelect):
    """Radio buttons whose options may carry a line of explanation: `HintedChoices(hints={"hold": "Staff look first."})`."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Sequence[Any] = (), *, hints: Mapping[Any, Any]
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One option, with its hint for the template."""
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(getattr(value, "value", value), "")
        return option
