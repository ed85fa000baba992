"""What people fill in about those who take part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.participants.labels import NOTES, STAGES
from ithaca.participants.models import Participant
from ithaca.participants.services.note import KINDS


class FilterForm(forms.Form):
    """The filters over a list of people."""

    hide_optional = True

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    stage = forms.ChoiceField(
        label=_("Where they stand"),
        required=False,
        choices=[("", _("Everybody taking part")), *((key, words) for key, (words, _kind) in STAGES.items())],
    )


class ReasonForm(forms.Form):
    """A reason that may be left out."""

    reason = forms.CharField(
        label=_("Anything to add?"),
        help_text=_("You do not have to say why. What you write is kept as a note for the staff."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NeededReasonForm(forms.Form):
    """A reason that must be given."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Kept with the person. They do not see it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why. The reason is kept with the person.")},
    )


class NoteForm(forms.Form):
    """A dated note."""

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=[(key, NOTES[key]) for key in KINDS],
        initial="call",
    )
    happened_on = forms.DateField(
        label=_("When?"),
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Enter the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )
    words = forms.CharField(
        label=_("What was said or done?"),
        help_text=_("Only the staff of the scheme see it. It is kept as you write it; a correction is a new note."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what was said or done.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].initial = timezone.localdate


class ChangeForm(forms.Form):
    """What a person says about themself; a mentor also for how many and for whom."""

    introduction = forms.CharField(
        label=_("A few words about you"),
        help_text=_("The other side of your pair reads this. No address, telephone number or family name, please."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    capacity = forms.IntegerField(
        label=_("How many people can you mentor at a time?"),
        min_value=1,
        max_value=50,
        widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"required": _("Enter a number."), "invalid": _("Enter a number.")},
    )
    declined_groups = forms.CharField(
        label=_("Groups you would rather not work with"),
        help_text=_("One on each line."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        """Filled with what stands; a mentee is asked for the introduction only."""
        kwargs.setdefault(
            "initial",
            {
                "introduction": participant.introduction,
                "capacity": participant.capacity,
                "declined_groups": "\n".join(participant.declined_groups),
            },
        )
        super().__init__(*args, **kwargs)
        if participant.role == "mentee":
            del self.fields["capacity"], self.fields["declined_groups"]

    def changes(self) -> dict[str, Any]:
        """The cleaned answers as `change_participant` takes them."""
        found = dict(self.cleaned_data)
        if "declined_groups" in found:
            found["declined_groups"] = [line.strip() for line in found["declined_groups"].splitlines() if line.strip()]
        return found


class CarerForm(forms.Form):
    """A parent or carer of a mentee."""

    given_name = forms.CharField(
        label=_("First name"), max_length=60, error_messages={"required": _("Enter the first name.")}
    )
    family_name = forms.CharField(label=_("Family name"), max_length=60, required=False)
    relation = forms.CharField(
        label=_("What are they to the child?"),
        help_text=_("Mother, foster carer, grandfather."),
        max_length=40,
        required=False,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("For the letter that asks for permission. Without one, use paper or the telephone."),
        required=False,
        error_messages={"invalid": _("Enter an e-mail address like name@example.org.")},
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
