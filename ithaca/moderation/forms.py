"""Cleaning what staff enter about screening."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.moderation.selectors import standing
from ithaca.ui.fields import HintedChoices

FINDINGS = {
    "fine": _("Nothing to see to"),
    "missed": _("It should have been stopped"),
    "harmful": _("It worries me"),
}


class FindForm(forms.Form):
    """What was found in one message."""

    finding = forms.ChoiceField(choices=list(FINDINGS.items()))


class RateForm(forms.Form):
    """How many minutes a week there are for reading."""

    minutes = forms.IntegerField(
        label=_("Minutes a week"),
        min_value=0,
        max_value=600,
        widget=forms.NumberInput(attrs={"class": "short"}),
        help_text=_("About three messages fit into a minute."),
    )
    reason = forms.CharField(
        label=_("Why do you change it?"), max_length=300, required=False, help_text=_("Kept with the change.")
    )
    hide_optional = True


#: What a word of the scheme's own may be about: the meaning classes of the engine.
KINDS = {
    "OFFENSIVE": _("rude or hurtful words"),
    "OFFPLATFORM": _("talking somewhere else"),
    "MEET": _("meeting"),
    "MONEY": _("money or gifts"),
    "GROOMING": _("a sign of grooming"),
    "SEXUAL": _("sexual or romantic words"),
    "SELFHARM": _("self-harm"),
    "DISCLOSURE": _("somebody may be harmed"),
}
FORMS = {"word": _("A word or phrase"), "pattern": _("A pattern")}
FORM_HINTS = {
    "word": _("Found whole, in capitals or not, and written with look-alike letters too."),
    "pattern": _("For people who know regular expressions, such as sna+p(chat)?"),
}


class WordForm(forms.Form):
    """A word or pattern of the scheme's own."""

    text = forms.CharField(label=_("Word or pattern"), max_length=500, strip=True)
    form = forms.ChoiceField(
        label=_("What is it?"), choices=list(FORMS.items()), initial="word", widget=HintedChoices(hints=FORM_HINTS)
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=list(KINDS.items()),
        help_text=_("Harm, grooming and sexual words tell the safeguarding lead at once; the others wait for a look."),
    )


class BlankForm(forms.Form):
    """The words that may leave."""

    words = forms.CharField(
        label=_("Words that may leave"), max_length=10_000, strip=False, widget=forms.Textarea({"rows": 8})
    )


class PolicyForm(forms.Form):
    """One of the three policies: a box for each sentence that may be switched."""

    hide_optional = True

    def __init__(self, data: Any = None, *, name: str, switches: Iterable[str]) -> None:
        """`name` is the policy; `switches` is what the scheme has switched in it."""
        super().__init__(data)
        self.base = standing(name, ())
        self.locked = [_(s.text) for s in self.base.values() if s.locked]
        for key, sentence in standing(name, switches).items():
            if not sentence.locked:
                self.fields[key] = forms.BooleanField(label=_(sentence.text), required=False, initial=sentence.on)

    def switches(self) -> list[str]:
        """The sentences that stand otherwise than the policy has them, as the scheme keeps them."""
        given = self.cleaned_data
        return [f"{key}={'on' if on else 'off'}" for key, on in given.items() if on != self.base[key].on]


class CountForm(forms.Form):
    """The signature under a change of screening."""

    reason = forms.CharField(
        label=_("Why do you change it?"), max_length=300, required=False, help_text=_("Kept with the change.")
    )
    signed_name = forms.CharField(
        label=_("I have read this and stand by it. My full name:"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Sign with your own name.")},
    )
    hide_optional = True
