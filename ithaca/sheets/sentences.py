"""What we say to people, kept apart from the language it is said in.

This room knows no translation machinery. A `Sentence` keeps its English pattern and what stands in its gaps, so
that a page can
put it into the reader's language. `_` is the marker that `makemessages` looks for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

SHOWN = 60


@dataclass(frozen=True)
class Sentence:
    """One sentence for a person: an English pattern with named gaps, and what fills them."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.translated(str)

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The sentence with its pattern (and any sentence inside it) put through `gettext`."""
        return gettext(self.message).format(**{key: _filled(value, gettext) for key, value in self.params.items()})

    def __hash__(self) -> int:
        return hash((self.message, tuple(sorted((key, str(value)) for key, value in self.params.items()))))


def _filled(value: object, gettext: Callable[[str], str]) -> object:
    """What stands in a gap: a sentence is translated too, several things are set between commas."""
    if isinstance(value, Sentence):
        return value.translated(gettext)
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else value


def sentence(message: str, /, **params: object) -> Sentence:
    """Make a `Sentence`; long text from a spreadsheet is shortened to what fits on a line."""
    return Sentence(message, {key: shown(value) if isinstance(value, str) else value for key, value in params.items()})


_ = sentence


def shown(text: str, most: int = SHOWN) -> str:
    """`text` on one line, at most `most` characters, with an ellipsis when something was cut."""
    line = " ".join(text[: most * 4].split())
    if len(line) > most or len(text) > most * 4:
        return line[: most - 1].rstrip() + "…"
    return line


class SheetError(Exception):
    """The file cannot be read. `sentence` says why, in words fit for a co-ordinator."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
