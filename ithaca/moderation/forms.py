"""Cleaning what staff enter about screening."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

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
