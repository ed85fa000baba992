"""Kinds of letters: each room declares its own; a scheme may reword them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ALL: dict[str, LetterKind] = {}
_FIELD = re.compile(r"\{([a-z_]+)\}")


class LetterKind:
    """One kind of letter.

    name: "room.done", the event it tells of. subject, body: lazy translations with {fields}; a blank line parts
    paragraphs. fields: what each field stands for, in words shown to whoever rewords the letter. `name` (the reader's
    first name) and `scheme` are always there. act: the words of the link, where the letter has one. may_stop: its reader may
    have no more of them, because what it tells of waits on a page as well.
    Letters carry no word of a message and no name but the reader's own.
    """

    def __init__(
        self,
        name: str,
        *,
        subject: object,
        body: object,
        fields: Mapping[str, object] | None = None,
        act: object = "",
        may_stop: bool = False,
    ) -> None:
        """Declare the kind; a second one of the same name is an error."""
        if name in _ALL:
            raise ValueError(f"letter {name} is declared twice")
        self.name, self._subject, self._body, self.act, self.may_stop = name, subject, body, act, may_stop
        self.fields = dict(fields or {})
        _ALL[name] = self

    @property
    def subject(self) -> str:
        """The subject as shipped."""
        return str(self._subject)

    @property
    def body(self) -> str:
        """The body as shipped."""
        return str(self._body)


#: Letters whose names begin so stand as they are: whoever rewords letters must not be able to make an alarm, or a change of who
#: reads worries, look like nothing (SG-13).
FIXED = ("safeguarding.", "oncall.", "accounts.", "schemes.replaced", "schemes.keeps_safe", "schemes.post_asked")


def may_be_reworded(name: str) -> bool:
    """True if a scheme may put this letter into its own words."""
    return not name.startswith(FIXED)


def all_letters() -> dict[str, LetterKind]:
    """Every declared kind by name."""
    return dict(sorted(_ALL.items()))


def fill(text: str, values: Mapping[str, object]) -> str:
    """Put values for {fields}; an unknown field stays as it stands, so that a rewording can never break a letter."""
    return _FIELD.sub(lambda found: str(values.get(found.group(1), found.group(0))), text)
