"""What is filled in about checks. There is no field for what a certificate says, and the forms say so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.schemes.arrangements import Arrangements
from ithaca.vetting.catalogue import (
    HOW_SEEN,
    WORKFORCES,
    kinds,
    lawful_reason,
    levels,
    months_later,
    step_kinds,
    step_label,
)
from ithaca.vetting.services.record import ReferenceSeen

_NO_CONTENT = _("Never write down what a certificate says. There is no place for it, and there must not be one.")
_NO_DAY = _("There is no such day. Check the day and the month.")


def _day(label: Any, *, required: bool = True, hint: Any = "", today: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        initial=timezone.localdate if today else None,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the day."), "invalid": _NO_DAY},
    )


def _reason(label: Any, hint: Any = _NO_CONTENT) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why. The reason is kept with the decision.")},
    )


class RequestForm(forms.Form):
    """Which check is asked for, filled in from the scheme."""

    kind = forms.CharField(
        label=_("Kind of check"), max_length=40, widget=forms.TextInput(attrs={"list": "kinds", "class": "medium"})
    )
    level = forms.ChoiceField(label=_("Level"))
    workforce = forms.ChoiceField(label=_("For work with"), choices=list(WORKFORCES.items()))
    barred_list = forms.BooleanField(
        label=_("It looks at the list of people barred from work with children"), required=False
    )
    lawful_reason = forms.CharField(
        label=_("Why may this level be asked for?"),
        help_text=_(
            "Asking for a deeper check than the role allows is against the law. Change the sentence if it does not fit."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": _("Say why this level of check may be asked for.")},
    )

    def __init__(self, *args: Any, arrangements: Arrangements, **kwargs: Any) -> None:
        """What the scheme asks stands in the fields already."""
        super().__init__(*args, **kwargs)
        level = arrangements.check_level if arrangements.check_level != "none" else "enhanced"
        workforce = arrangements.check_workforce if arrangements.check_workforce in WORKFORCES else "child"
        choices = self.fields["level"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [(key, one.label) for key, one in levels().items()]
        offered = {
            "kind": arrangements.check_kind or next(iter(kinds())),
            "level": level,
            "workforce": workforce,
            "barred_list": arrangements.check_barred_list,
            "lawful_reason": lawful_reason(level, workforce, arrangements.check_barred_list),
        }
        self.initial.update(offered)


class SeeForm(forms.Form):
    """The certificate was seen: its number and dates."""

    number = forms.CharField(
        label=_("Number on the certificate"),
        help_text=_NO_CONTENT,
        max_length=40,
        widget=forms.TextInput(attrs={"class": "medium", "autocomplete": "off"}),
        error_messages={"required": _("Enter the number on the certificate.")},
    )
    issued_on = _day(_("Issue date"))
    seen_on = _day(_("When did you see it?"), today=True)
    how_seen = forms.ChoiceField(label=_("How did you see it?"), choices=list(HOW_SEEN.items()))
    next_due = _day(_("Next due"), required=False, hint=_("Leave empty to count from the issue date."))
    adverse = forms.BooleanField(
        label=_("The certificate is not clear"),
        help_text=_("Then two safeguarding leads decide. Do not write what it says."),
        required=False,
    )

    def due(self, months: int) -> date | None:
        """When it is due again: as entered, or counted from the issue date."""
        entered: date | None = self.cleaned_data["next_due"]
        return entered or months_later(self.cleaned_data["issued_on"], months)


class EnterForm(RequestForm):
    """Everything about one person's check on one page."""

    identity_document = forms.CharField(
        label=_("Which document proved who they are?"),
        help_text=_("Such as a passport or a driving licence. No number, no copy."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "medium"}),
    )
    reference_one = forms.CharField(label=_("First reference from"), max_length=120, required=False)
    reference_one_on = _day(_("When did it come?"), required=False)
    reference_two = forms.CharField(label=_("Second reference from"), max_length=120, required=False)
    reference_two_on = _day(_("When did it come?"), required=False)
    number = SeeForm.base_fields["number"]
    issued_on = SeeForm.base_fields["issued_on"]
    seen_on = SeeForm.base_fields["seen_on"]
    how_seen = SeeForm.base_fields["how_seen"]
    next_due = SeeForm.base_fields["next_due"]
    adverse = SeeForm.base_fields["adverse"]
    decision_reason = forms.CharField(
        label=_("Your decision in a sentence"),
        initial=_("Everything the scheme asks for was seen and is in order."),
        max_length=500,
        error_messages={"required": _("Say why. The reason is kept with the decision.")},
    )
    field_order = (
        "number", "issued_on", "identity_document", "reference_one", "reference_one_on", "reference_two", "reference_two_on",
        "seen_on", "how_seen", "kind", "level", "workforce", "barred_list", "lawful_reason", "next_due", "adverse",
        "decision_reason",
    )  # fmt: skip

    def __init__(self, *args: Any, arrangements: Arrangements, done: Collection[str] = (), **kwargs: Any) -> None:
        """The scheme's further steps are asked for too, but for those `done` already."""
        super().__init__(*args, arrangements=arrangements, **kwargs)
        beside = set(step_kinds()) - {"identity", *done}
        self.steps = [step for step in arrangements.vetting_steps if step in beside]
        for step in self.steps:
            self.fields[f"step_{step}"] = _day(_("%(step)s: when?") % {"step": step_label(step)}, required=False)
        last = ["adverse", "decision_reason"]
        self.order_fields([name for name in self.fields if name not in last] + last)

    #: These are filled in already and stand behind "what the scheme asks for".
    SETTLED = ("seen_on", "how_seen", "kind", "level", "workforce", "barred_list", "lawful_reason", "next_due")

    def facts(self) -> dict[str, Any]:
        """The cleaned answers as `record_cleared` takes them."""
        data = dict(self.cleaned_data)
        seen = []
        for which in ("reference_one", "reference_two"):
            name, on = data.pop(which), data.pop(f"{which}_on")
            if name.strip():
                seen.append(ReferenceSeen(name, on or timezone.localdate()))
        data["lawful_reason_words"] = data.pop("lawful_reason")
        data["identity_seen_on"] = data["seen_on"] if data["identity_document"].strip() else None
        days = {step: data.pop(f"step_{step}") for step in self.steps}
        return {**data, "references": seen, "steps": [(step, on) for step, on in days.items() if on]}

    @property
    def settled(self) -> list[forms.BoundField]:
        """The fields that stand behind the fold."""
        return [self[name] for name in self.SETTLED]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields in front, before the decision."""
        return [self[name] for name in self.fields if name not in self.SETTLED]

    @property
    def settled_wrong(self) -> bool:
        """True if a field behind the fold has an error, so that the fold opens."""
        return any(name in self.errors for name in self.SETTLED)


class DecisionForm(forms.Form):
    """A decision with its reason."""

    reason = _reason(_("Why?"))


class ReferenceForm(forms.Form):
    """A reference that came."""

    referee = forms.CharField(
        label=_("Who gave it?"), max_length=120, error_messages={"required": _("Enter who gave the reference.")}
    )
    relation = forms.CharField(
        label=_("How do they know the person?"), help_text=_("Such as: last employer."), max_length=80, required=False
    )
    received_on = _day(_("When did it come?"), today=True)
    satisfactory = forms.BooleanField(label=_("It is genuine and speaks for the person"), required=False, initial=True)


class StepForm(forms.Form):
    """Another step that was done."""

    step = forms.ChoiceField(label=_("What was done?"), widget=forms.RadioSelect)
    done_on = _day(_("When?"), today=True)
    document = forms.CharField(
        label=_("Document seen"), help_text=_("Its kind only, such as a passport."), max_length=60, required=False
    )

    def __init__(self, *args: Any, done: set[str], **kwargs: Any) -> None:
        """Only steps that are not noted yet."""
        super().__init__(*args, **kwargs)
        choices = self.fields["step"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [(key, one.label) for key, one in step_kinds().items() if key not in done]


class PartnerForm(forms.Form):
    """A partner's own check."""

    reference = forms.CharField(
        label=_("The partner’s reference for its evidence"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "medium"}),
        error_messages={"required": _("Enter the partner’s reference.")},
    )
    issued_on = _day(_("Issue date of the check"))


class SignForm(forms.Form):
    """A sign that somebody noticed."""

    words = forms.CharField(
        label=_("What did you see or hear?"),
        help_text=_("Only what you noticed, on which occasion. The person does not see it."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you saw or heard.")},
    )
    noticed_on = _day(_("When?"), today=True)


class ResolutionForm(forms.Form):
    """What a second look found."""

    resolution = _reason(_("What did you find?"), _("Whoever noticed it cannot resolve it."))
