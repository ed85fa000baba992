"""Boxes for words that must not be lost."""

from __future__ import annotations

from typing import Any

from django import forms


class WordsField(forms.CharField):
    """A large box that refuses no letters: what a database cannot keep (the NUL character) is left out, the rest is kept.

    Line ends are kept as the one sign that programs agree on. There is no `maxlength`, because browsers cut pasted words
    to it without a sound.
    """

    widget = forms.Textarea

    def __init__(self, *, rows: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(strip=False, **kwargs)
        self.validators = [v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"]

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002
        """What the box shows again after an error."""
        return without_nul(data) if isinstance(data, str) else data

    def to_python(self, value: Any) -> str:
        """The words as they are kept."""
        return without_nul(str(super().to_python(value) or "")).replace("\r\n", "\n").replace("\r", "\n")


class LineField(forms.CharField):
    """One line of words under the same promise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"]

    def bound_data(self, data: Any, initial: Any) -> Any:  # noqa: ARG002
        """What the box shows again after an error."""
        return without_nul(data) if isinstance(data, str) else data

    def to_python(self, value: Any) -> str:
        """The words as they are kept."""
        return without_nul(str(super().to_python(value) or ""))


def without_nul(words: str) -> str:
    """The words without the one character that PostgreSQL cannot hold."""
    return words.replace("\x00", "")
