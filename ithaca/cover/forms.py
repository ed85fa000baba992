"""What is filled in about insurance, risks, places and duty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.cover.features import FEATURES
from ithaca.ui.fields import HintedChoices

_NO_DAY = _("There is no such day. Check the day and the month.")


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the day."), "invalid": _NO_DAY},
    )


def _time(label: Any, initial: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        initial=initial,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}, format="%H:%M"),
        error_messages={"required": _("Enter a time."), "invalid": _("Enter a time like 14:30.")},
    )


class InsuranceForm(forms.Form):
    """A policy."""

    insurer = forms.CharField(
        label=_("Insurer"), max_length=120, error_messages={"required": _("Enter who the insurer is.")}
    )
    policy = forms.CharField(
        label=_("Policy number"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "medium"}),
        error_messages={"required": _("Enter the number of the policy.")},
    )
    first_day = _day(_("First day"))
    last_day = _day(_("Last day"))
    covers = forms.CharField(
        label=_("Whom does it cover?"),
        help_text=_("Such as: mentors and pupils at sessions in school."),
        max_length=200,
        required=False,
    )


class RisksForm(forms.Form):
    """The risks as arranged, each with what is done about it and who sees to it; rows may be added and emptied."""

    EXTRA = 2

    def __init__(self, *args: Any, risks: Sequence[Mapping[str, str]], **kwargs: Any) -> None:
        """Three boxes a risk, filled in."""
        super().__init__(*args, **kwargs)
        self.rows = len(risks) + self.EXTRA
        labels = {"risk": _("Risk"), "control": _("What we do about it"), "owner": _("Who sees to it")}
        for n in range(self.rows):
            given = risks[n] if n < len(risks) else {}
            for key, label in labels.items():
                widget = forms.TextInput() if key == "owner" else forms.Textarea(attrs={"rows": 2})
                self.fields[f"{key}_{n}"] = forms.CharField(
                    label=label, required=False, max_length=1000, widget=widget, initial=given.get(key, "")
                )
        self.fields["review_on"] = _day(_("Look at it again on"))
        self.fields["review_on"].initial = _a_year_on
        self.fields["signed_name"] = forms.CharField(
            label=_("Your name, as a signature"),
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={"required": _("Type your name to approve.")},
        )

    def groups(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The boxes, row by row."""
        return [(n + 1, [self[f"{key}_{n}"] for key in ("risk", "control", "owner")]) for n in range(self.rows)]

    def risks(self) -> list[dict[str, str]]:
        """The rows as typed."""
        return [
            {key: self.cleaned_data[f"{key}_{n}"] for key in ("risk", "control", "owner")} for n in range(self.rows)
        ]


def _a_year_on() -> date:
    today = timezone.localdate()
    return date(today.year + 1, today.month, min(today.day, 28))


class PlaceForm(forms.Form):
    """A place to meet."""

    name = forms.CharField(
        label=_("What is the place called?"),
        help_text=_("As people at the door would say it: Library, ground floor."),
        max_length=120,
        error_messages={"required": _("Give the place a name.")},
    )
    partner = forms.ChoiceField(label=_("At which school or firm?"), required=False)
    feature = forms.ChoiceField(
        label=_("What makes it fit for meetings?"),
        choices=list(FEATURES.items()),
        widget=HintedChoices(
            hints={"interview_room": _("Say below why it is safe."), "none": _("Say below why it is safe.")}
        ),
        error_messages={"required": _("Choose what makes the place fit for meetings.")},
    )
    reason = forms.CharField(
        label=_("If others cannot see in: why is it safe all the same?"), max_length=200, required=False
    )

    def __init__(self, *args: Any, partners: Mapping[str, str], **kwargs: Any) -> None:
        """`partners` by public id."""
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None of them")), *partners.items()]


class DutyForm(forms.Form):
    """Who is on duty, when and where."""

    person = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose who is on duty.")})
    partner = forms.ChoiceField(label=_("Where?"), required=False)
    day = _day(_("Day"))
    starts = _time(_("From"), "09:00")
    ends = _time(_("Until"), "16:00")
    weeks = forms.IntegerField(
        label=_("For how many weeks, on the same day?"),
        initial=1,
        min_value=1,
        max_value=40,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": _("Enter a number."), "invalid": _("Enter a number.")},
    )

    def __init__(self, *args: Any, people: Mapping[str, str], partners: Mapping[str, str], **kwargs: Any) -> None:
        """Both by public id; today stands in the day."""
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "person": list(people.items()),
            "partner": [("", _("Everywhere")), *partners.items()],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options
        self.fields["day"].initial = timezone.localdate
