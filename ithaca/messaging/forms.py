"""Cleaning what people write to each other and what staff write about it. Nothing typed is lost, whatever is wrong with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ithaca.messaging.services.send import LONGEST

NUL, BROKEN = "\x00", "\ufffd"
#: What is said of too many characters; for a message, that it may go in two parts.
TOO_LONG = ngettext_lazy(
    "This is %(over)d character too long. Please shorten it.",
    "This is %(over)d characters too long. Please shorten it.",
    "over",
)
TOO_LONG_TO_SEND = ngettext_lazy(
    "This is %(over)d character too long to send at once. Please send it in two parts.",
    "This is %(over)d characters too long to send at once. Please send it in two parts.",
    "over",
)


class WordsField(forms.CharField):
    """A box for words. Without `maxlength`, because browsers cut pasted words to it without a sound.

    What cannot be kept as it was sent comes back in the box with a sentence: signs no database holds, bytes that are no
    letters, more than LONGEST characters. Line ends become the one sign that programs agree on. The browser's own help with
    spelling is on, in the language of the page (MSG-24).
    """

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, too_long: Any = TOO_LONG, **kwargs: Any) -> None:
        self.too_long = too_long
        super().__init__(strip=False, widget=forms.Textarea({"rows": rows, "spellcheck": "true"}), **kwargs)
        self.validators = [v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"]

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002
        """What the box shows again after an error."""
        return data.replace(NUL, "") if isinstance(data, str) else data

    def clean(self, value: Any) -> str:
        """The words as they are kept. Raises ValidationError with the sentence for the person."""
        raw = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        if NUL in raw:
            raise ValidationError(
                _("There was a sign in it that cannot be kept. It is taken out: look, then send again.")
            )
        if BROKEN in raw:
            raise ValidationError(
                _("Some letters arrived broken and stand as � here. Put them right, then send again.")
            )
        if len(raw) > LONGEST:
            raise ValidationError(self.too_long % {"over": len(raw) - LONGEST})
        if self.required and not raw.strip():
            raise ValidationError(self.error_messages["required"], code="required")
        return raw


class SendForm(forms.Form):
    """One message."""

    body = WordsField(
        label=_("Your message"),
        rows=4,
        too_long=TOO_LONG_TO_SEND,
        error_messages={"required": _("Write something first.")},
    )


class ReturnForm(forms.Form):
    """A friendly reason."""

    reason = WordsField(
        label=_("What should change?"),
        rows=3,
        help_text=_("The writer reads this."),
        error_messages={"required": _("Say kindly what should change, so that the writer knows.")},
    )


class WorryForm(forms.Form):
    """What worries somebody about a message; a press alone is enough."""

    words = WordsField(label=_("What worries you about it?"), rows=3, required=False)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d")
    )


class EvaluationForm(forms.Form):
    """Which days, and what the words are for."""

    first_day = _day(_("First day"))
    last_day = _day(_("Last day"))
    reason = WordsField(
        label=_("What are the messages for?"),
        rows=2,
        help_text=_("It stays on record with your name."),
        error_messages={"required": _("Say in a sentence or two what the messages are for.")},
    )


class OpenForm(forms.Form):
    """Why somebody who is not one of the two must read what they wrote."""

    reason = WordsField(
        label=_("Why do you need to read what these two wrote?"),
        rows=2,
        help_text=_("The safeguarding lead can see your reason, and that you looked."),
        error_messages={
            "required": _(
                "Say in a sentence why you need to read what these two wrote. The safeguarding lead can see it."
            )
        },
    )


class LockForm(forms.Form):
    """Whoever looks after the concern suspects abuse; a press is enough."""


class UnlockForm(forms.Form):
    """Why words that were kept as evidence are nothing of the kind."""

    reason = WordsField(
        label=_("Why is it not what it seemed?"),
        rows=3,
        help_text=_("It stands in the record of the concern."),
        error_messages={"required": _("Say in a sentence why it is not what it seemed. It is kept with the concern.")},
    )


class FindForm(forms.Form):
    """The words looked for in a thread."""

    q = forms.CharField(
        label=_("Words in a message"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"id": "find"}),
        error_messages={"max_length": _("Look for fewer words: at most 100 characters.")},
    )
