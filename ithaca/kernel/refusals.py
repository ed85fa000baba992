"""What is said when something may not be done. A refusal is a sentence for the person."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was written. `sentence` is shown to the person as it stands, beside the form's `field` if it names one."""

    def __init__(self, sentence: object, *, field: str = "") -> None:
        """`sentence` may be a lazy translation; `field` is what the sentence is about, as forms call it."""
        super().__init__(str(sentence))
        self.field = field

    @property
    def sentence(self) -> str:
        """The words for the person."""
        return str(self.args[0])


class NotAllowed(Refused):
    """This person may not do this (the rule said no)."""


class NotNow(Refused):
    """It may not be done now (the state said no), or somebody else changed the row meanwhile."""
