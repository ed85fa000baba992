"""Cleaning what people write when they are worried, and what a lead writes into the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Person
from ithaca.safeguarding.choices import ABOUT, DECISIONS, KINDS
from ithaca.safeguarding.fields import LineField, WordsField
from ithaca.schemes.models import Scheme
from ithaca.ui.fields import HintedChoices

ANOTHER = "another"


class WorryForm(forms.Form):
    """Inside a scheme. Only the words are needed; signed in, nothing is asked about who writes."""

    words = WordsField(
        label=_("What worries you?"),
        help_text=_("Write it as you would say it. You do not have to be sure."),
        error_messages={"required": _("Write what worries you, in your own words. A few words are enough.")},
    )
    about = forms.ChoiceField(
        label=_("Whom is it about?"),
        choices=list(ABOUT.items()),
        widget=forms.RadioSelect,
        initial="unsure",
    )
    about_words = LineField(
        label=_("Their name, if you know it"),
        required=False,
        help_text=_("The whole name if you can, so that we can keep it from them."),
    )
    raised_name = LineField(label=_("Your name"), required=False, widget=forms.TextInput({"autocomplete": "name"}))
    raised_contact = LineField(
        label=_("How may we reach you?"),
        required=False,
        help_text=_("A telephone number or an e-mail address. You can leave this empty."),
    )

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in:
            del self.fields["raised_name"], self.fields["raised_contact"]

    def clean_about(self) -> str:
        """A choice we do not know is no reason to turn a worry away."""
        return str(self.cleaned_data.get("about") or "unsure")

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        if "about" in self.errors:
            del self.errors["about"]
            self.cleaned_data["about"] = "unsure"


class WorryAnywhereForm(WorryForm):
    """Outside any scheme's address: the organisation and the scheme in words, or one of one's own."""

    scheme = forms.ChoiceField(label=_("Which scheme is it about?"), widget=forms.RadioSelect, required=False)
    organisation_words = LineField(
        label=_("Which school or organisation is it about?"), required=False, help_text=_("As far as you know.")
    )
    scheme_words = LineField(label=_("Which mentoring scheme?"), required=False, help_text=_("As far as you know."))

    field_order = (
        "words", "about", "about_words", "scheme", "organisation_words", "scheme_words", "raised_name", "raised_contact",
    )  # fmt: skip

    def __init__(self, *args: Any, schemes: Sequence[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(scheme.public_id, scheme.name) for scheme in schemes]
        field = self.fields["scheme"]
        assert isinstance(field, forms.ChoiceField)
        if own:
            field.choices = [*own, (ANOTHER, _("Another one, or I am not sure"))]
            field.initial = own[0][0] if len(own) == 1 else None
        else:
            del self.fields["scheme"]


class SortForm(forms.Form):
    """What kind of concern it is."""

    kind = forms.ChoiceField(
        label=_("What kind is it?"),
        choices=list(KINDS.items()),
        widget=HintedChoices(
            hints={
                "worry": _("Something to keep an eye on. The co-ordinator can see it."),
                "boundary": _("For example a gift, a meeting elsewhere, private contact. The co-ordinator can see it."),
                "complaint": _("About how something was done. The co-ordinator can see it."),
                "child_protection": _("Somebody is or may be harmed. Only the safeguarding leads see it."),
            }
        ),
        error_messages={"required": _("Choose what kind of concern this is.")},
    )


class RecordForm(forms.Form):
    """Facts apart from opinion, and whom she told."""

    fact = WordsField(
        label=_("Facts"), rows=3, required=False, help_text=_("What was seen, heard or done, and when. No judgement.")
    )
    opinion = WordsField(label=_("What you think"), rows=2, required=False)
    told_whom = LineField(label=_("Whom you told"), required=False, help_text=_("Name and office."))
    told = WordsField(label=_("What you told them"), rows=2, required=False)


class CorrectForm(forms.Form):
    """A correction is a new entry; the old one stays."""

    words = WordsField(label=_("What is right instead?"), rows=3)


class ReferForm(forms.Form):
    """To whom it was passed on outside, and the extract that left."""

    told_whom = LineField(
        label=_("To whom did you pass it on?"),
        help_text=_("For example the local authority’s duty team, with the name of who took it."),
        error_messages={"required": _("Say to whom you passed it on.")},
    )
    words = WordsField(
        label=_("What did you pass on?"), required=False, help_text=_("Only what they need to know, no more.")
    )


class DecideForm(forms.Form):
    """What was decided and why."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"), choices=list(DECISIONS.items()), widget=forms.RadioSelect
    )
    reason = WordsField(
        label=_("Why?"),
        rows=4,
        help_text=_("If you did not pass it on to the authorities, say why not."),
        error_messages={"required": _("Write why. If you did not refer it, say why not.")},
    )


class ReopenForm(forms.Form):
    """What is new."""

    words = WordsField(label=_("What is new?"), rows=3, error_messages={"required": _("Write what is new.")})


class AboutForm(forms.Form):
    """Which of the staff it is about."""

    people = forms.MultipleChoiceField(
        label=_("Whom is it about?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("From now on they see nothing of it. This cannot be taken back."),
        error_messages={"required": _("Choose whom it is about.")},
    )

    def __init__(self, *args: Any, staff: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(person.public_id, person.name) for person in staff]


class PauseForm(forms.Form):
    """Which pairs, and the reason staff will see on the pair's page."""

    pairs = forms.MultipleChoiceField(
        label=_("Whose contact?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the pair whose contact you pause.")},
    )
    reason = LineField(
        label=_("Reason"),
        initial=_("Something is being looked into."),
        help_text=_("Staff see this on the pair’s page, so say nothing of the concern."),
        error_messages={"required": _("Say in a few words why contact is paused. Only staff see it.")},
    )

    def __init__(self, *args: Any, choices: Sequence[Mentorship], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pairs"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(p.public_id, f"{p.mentor.person.name} – {p.mentee.person.name}") for p in choices]
        field.initial = [p.public_id for p in choices] if len(choices) == 1 else []


class PlaceForm(forms.Form):
    """The scheme a worry belongs to."""

    scheme = forms.ChoiceField(
        label=_("Pass on to"), error_messages={"required": _("Choose the scheme it belongs to.")}
    )

    def __init__(self, *args: Any, schemes: Sequence[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scheme"]
        assert isinstance(field, forms.ChoiceField)
        named = [(scheme.public_id, f"{scheme.organisation.name}: {scheme.name}") for scheme in schemes]
        field.choices = [("", _("Choose a scheme")), *named]
