"""Forms about suggestions and offers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.matching.services.assess import ABOUT_TWO, KINDS
from ithaca.matching.services.by_hand import REASONS

SHORT = 2_000


class WhyForm(forms.Form):
    """Why these two, offered as a sentence that can be changed (MATCH-01)."""

    why = forms.CharField(
        label=_("Your reason"),
        help_text=_("Change it if you know better. Should they be alike, or challenge each other?"),
        max_length=SHORT,
        widget=forms.Textarea({"rows": 3}),
    )


OUTLOOKS = (("challenge", _("to challenge each other")), ("comfort", _("to strengthen what is familiar")))


class OfferForm(WhyForm):
    """The same on the page of one suggestion, with what the matcher thinks the two are for each other."""

    outlook = forms.ChoiceField(
        label=_("These two are there"),
        choices=OUTLOOKS,
        required=False,
        widget=forms.RadioSelect({"class": "choices--row"}),
    )


class NeedForm(forms.Form):
    """What a mentee asks of any mentor; nobody asks why (MATCH-18)."""

    hide_optional = True

    mentor_gender = forms.ChoiceField(
        label=_("The mentor should be"),
        choices=(("", _("anybody")), ("female", _("a woman")), ("male", _("a man"))),
        required=False,
        widget=forms.RadioSelect({"class": "choices--row"}),
    )
    language = forms.CharField(
        label=_("A language the mentor must speak"),
        help_text=_("For example Polish. Leave it empty if it does not matter."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"class": "medium"}),
    )


class AssessForm(forms.Form):
    """What was found out about one person, or about two."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What did you find?"),
        help_text=_(
            "Only you and other matchers read it. Kept with today’s date, as you write it. "
            "If there is a paper or a file, say where it is."
        ),
        max_length=10_000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _("Write what you found.")},
    )

    def __init__(self, data: Any = None, *, pair: bool) -> None:
        """`pair`: it is about two people; only then there is a map of the two, and it stands first."""
        super().__init__(data)
        kinds = {key: words for key, words in KINDS.items() if pair or key not in ABOUT_TWO}
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices, kind.initial = list(kinds.items()), ABOUT_TWO[0] if pair else next(iter(kinds))


class ChangeForm(forms.Form):
    """A change of the suggestions by hand; what it does was shown above it, and `seal` names exactly that."""

    kind = forms.CharField(widget=forms.HiddenInput)
    mentor = forms.CharField(widget=forms.HiddenInput)
    other = forms.CharField(widget=forms.HiddenInput, required=False)
    seal = forms.CharField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why?"), choices=REASONS)
    words = forms.CharField(label=_("In your words"), max_length=SHORT, required=False)


class ExemptionForm(forms.Form):
    """What the safeguarding lead needs to know before signing an exception (MATCH-04)."""

    nature = forms.CharField(
        label=_("What kind of relationship is it to be, and why these two?"),
        max_length=SHORT,
        widget=forms.Textarea({"rows": 4}),
    )
    maturity = forms.CharField(
        label=_("How mature and able is the young person?"), max_length=SHORT, widget=forms.Textarea({"rows": 4})
    )
