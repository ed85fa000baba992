"""What is filled in about training."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.training.selectors import SCHOOL_PARTS


class CourseForm(forms.Form):
    """A new course."""

    name = forms.CharField(
        label=_("What is it called?"), max_length=120, error_messages={"required": _("Give the course a name.")}
    )
    for_role = forms.ChoiceField(
        label=_("Who is it for?"),
        choices=[("mentor", _("mentors")), ("mentee", _("mentees"))],
        initial="mentor",
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
    )
    minutes = forms.IntegerField(
        label=_("How many minutes does it take?"),
        required=False,
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"invalid": _("Enter a number of minutes.")},
    )
    compulsory = forms.BooleanField(label=_("Nobody may start before they have done it"), required=False, initial=True)
    covers = forms.MultipleChoiceField(
        label=_("What does it contain?"),
        help_text=_("Training of school mentors needs all three."),
        required=False,
        choices=[
            (SCHOOL_PARTS[0], _("background and rules")),
            (SCHOOL_PARTS[1], _("the school and its pupils")),
            (SCHOOL_PARTS[2], _("mentoring skills")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )


class AttendanceForm(forms.Form):
    """Who was there, and when: many in one go."""

    people = forms.MultipleChoiceField(
        label=_("Who was there?"),
        error_messages={
            "required": _("Tick at least one person."),
            "invalid_choice": _("Somebody you ticked is not on this list any more. Look again."),
        },
    )
    on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )

    def __init__(self, *args: Any, people: list[str], **kwargs: Any) -> None:
        """`people` are the public ids that may be ticked."""
        super().__init__(*args, **kwargs)
        ticks = self.fields["people"]
        assert isinstance(ticks, forms.MultipleChoiceField)
        ticks.choices = [(key, key) for key in people]
        self.fields["on"].initial = timezone.localdate


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Why?"), max_length=300, error_messages={"required": _("Say why, in a few words.")}
    )
