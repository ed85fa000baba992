"""What is filled in about permissions: by staff with a pile of paper forms, and by a parent or carer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.consents.wording import CLASS_METHODS, CORE, METHODS, STAFF_METHODS
from ithaca.participants.models import Participant


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )


class FilterForm(forms.Form):
    """Which school and class."""

    hide_optional = True

    school = forms.ChoiceField(label=_("School"), required=False)
    group = forms.ChoiceField(label=_("Class"), required=False)

    def __init__(self, *args: Any, people: Sequence[Participant], **kwargs: Any) -> None:
        """Only the schools and classes of those who wait."""
        super().__init__(*args, **kwargs)
        schools = {p.person.school.public_id: p.person.school.name for p in people if p.person.school}
        groups = sorted({p.person.class_name for p in people if p.person.class_name})
        self._set("school", [("", _("All schools")), *sorted(schools.items(), key=lambda pair: pair[1])])
        self._set("group", [("", _("All classes")), *((name, name) for name in groups)])

    def _set(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def narrow(self, people: Sequence[Participant]) -> list[Participant]:
        """Those of the chosen school and class; an unknown choice narrows nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        school, group = asked.get("school"), asked.get("group")
        return [
            p
            for p in people
            if (not school or (p.person.school and p.person.school.public_id == school))
            and (not group or p.person.class_name == group)
        ]


class ClassForm(forms.Form):
    """A pile of paper forms: whose, what they say, and of which day. Everything but the people is filled in already."""

    people = forms.MultipleChoiceField(
        label=_("Whose form do you have?"),
        error_messages={
            "required": _("Tick at least one person."),
            "invalid_choice": _("Somebody you ticked is not on this list any more. Look again."),
        },
    )
    given_on = _day(_("Day on the forms"))
    method = forms.ChoiceField(
        label=_("How it reached you"), choices=[(key, METHODS[key]) for key in CLASS_METHODS], initial="paper"
    )
    items = forms.MultipleChoiceField(
        label=_("What they say yes to"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: Sequence[str], items: Mapping[str, str], **kwargs: Any) -> None:
        """`people` are the public ids that may be ticked, `items` what is asked."""
        super().__init__(*args, **kwargs)
        for name, choices in (("people", [(key, key) for key in people]), ("items", list(items.items()))):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices
        self.asked = list(items)
        self.fields["items"].initial = self.asked
        self.fields["given_on"].initial = timezone.localdate

    def answers(self) -> dict[str, bool]:
        """Yes or no to each thing asked."""
        return {key: key in self.cleaned_data["items"] for key in self.asked}


class AnswerForm(forms.Form):
    """One parent's answer: yes or no to each thing, and who answers."""

    def __init__(self, *args: Any, items: Mapping[str, str], staff: bool, **kwargs: Any) -> None:
        """One question an item; staff also say how and when they heard it."""
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for key, words in items.items():
            self.fields[f"item_{key}"] = forms.ChoiceField(
                label=words,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect(attrs={"class": "choices--row"}),
                error_messages={"required": _("Choose yes or no.")},
            )
        self.fields["given_by"] = forms.CharField(
            label=_("Name of the parent or carer") if staff else _("Your name"),
            max_length=120,
            widget=forms.TextInput() if staff else forms.TextInput(attrs={"autocomplete": "name"}),
            error_messages={
                "required": _("Enter the name of the parent or carer.") if staff else _("Enter your name.")
            },
        )
        if staff:
            choices = [(key, METHODS[key]) for key in STAFF_METHODS]
            self.fields["method"] = forms.ChoiceField(
                label=_("How did it reach you?"), choices=choices, initial="phone"
            )
            self.fields["given_on"] = _day(_("When?"))
            self.fields["given_on"].initial = timezone.localdate

    def answers(self) -> dict[str, bool]:
        """Yes or no to each thing asked."""
        return {key: self.cleaned_data[f"item_{key}"] == "yes" for key in self.items}

    @property
    def says_yes(self) -> bool:
        """True if mentoring itself is permitted."""
        return self.answers().get(CORE, False)


class WithdrawForm(forms.Form):
    """Taking permission back; a name is all that is asked."""

    given_by = forms.CharField(
        label=_("Name of the parent or carer"),
        max_length=120,
        error_messages={"required": _("Enter the name of the parent or carer.")},
    )


class StaffWithdrawForm(WithdrawForm):
    """The same, as staff heard it."""

    method = forms.ChoiceField(
        label=_("How did it reach you?"), choices=[(key, METHODS[key]) for key in STAFF_METHODS[:3]], initial="phone"
    )


class WordsForm(forms.Form):
    """The words over the items."""

    words = forms.CharField(
        label=_("What parents and carers read first"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what parents should read.")},
    )
