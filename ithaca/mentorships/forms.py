"""Forms about pairs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.mentorships.states import STATE_WORDS, EndCause
from ithaca.ui.fields import DayMonthYearField

SHORT = 2_000
LONG = 10_000


class ReasonForm(forms.Form):
    """A reason in a few words, for staff."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("A few words. Only staff see them."),
        max_length=SHORT,
        widget=forms.Textarea({"rows": 3}),
    )


class SignForm(forms.Form):
    """One signature: the own name, typed. `version` is the one on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    signed_name = forms.CharField(label=_("Your name"), max_length=120)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        """`name` is the signer's name as the scheme knows it."""
        super().__init__(*args, **kwargs)
        self.fields["signed_name"].help_text = _("Type it as it stands here: %(name)s") % {"name": name}


class NotWorkingForm(forms.Form):
    """Words are never asked for, only welcome."""

    words = forms.CharField(
        label=_("Is there anything you want to tell us?"),
        help_text=_("You need not give a reason. The other person does not see this."),
        required=False,
        max_length=SHORT,
        widget=forms.Textarea({"rows": 4}),
    )


class RepairForm(forms.Form):
    """What staff found and agreed with both."""

    findings = forms.CharField(
        label=_("What did you find, and what was agreed?"), max_length=SHORT, widget=forms.Textarea({"rows": 4})
    )


class ExtendForm(forms.Form):
    """A later end."""

    planned_end = DayMonthYearField(label=_("New planned end"))


class EndForm(forms.Form):
    """Why it ended: a cause for the figures, and a reason in words."""

    cause = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[choice for choice in EndCause.choices if choice[0] != EndCause.TRIAL],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("In a few words"),
        help_text=_("Only staff see this. A mismatch is nobody's fault: do not blame."),
        max_length=SHORT,
        widget=forms.Textarea({"rows": 3}),
    )


class LastWordForm(forms.Form):
    """The last word of one side."""

    words = forms.CharField(
        label=_("Your last word"),
        help_text=_("What was good, what could be better? Staff read it. It is not sent to the other person."),
        max_length=LONG,
        widget=forms.Textarea({"rows": 6}),
    )


class FilterForm(forms.Form):
    """What the list of pairs shows. What makes no sense is left out, never an error."""

    hide_optional = True

    q = forms.CharField(label=_("Name"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("Which pairs"),
        required=False,
        choices=[
            ("", _("not ended")),
            ("quiet", _("quiet")),
            ("paused", _("paused")),
            ("closed", _("running, but something is missing")),
            *STATE_WORDS.items(),
        ],
    )
