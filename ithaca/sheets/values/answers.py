"""Yes and no, in the words of forms and registers. A doubtful yes is never a yes: consents rest on this."""

import re
from collections.abc import Sequence

from ithaca.sheets.model import Value, as_typed, normal
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.blanks import says_nothing, text_of
from ithaca.sheets.values.words import word_set

YES = word_set("yes")
NO = word_set("no")
NOT_YET = word_set("not_yet")
SPOKEN_YES = re.compile(r"(yes\b|i (hereby )?(agree|consent|accept|confirm|give|am happy|understand)\b|happy for\b)")
SPOKEN_NO = re.compile(r"(no\b|i (do not|don't|don’t|cannot|refuse|withdraw)\b|not\b)")
DOUBT = re.compile(
    r"\b(no|not|never|don't|don’t|but|except|unless|only|however|until|refuse|refused|withdraw|withdrawn|cannot|if|apart|without|pending)\b"
)
LONGEST = 400


def parse_bool(value: Value) -> bool | Sentence | None:
    """Yes or no from a cell. None when there is no answer yet. A yes with a condition and a bare "x" are sentences,
    never a yes.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    if isinstance(value, str) and normal(value) in NO:
        return False
    if says_nothing(value):
        return None
    typed = text_of(value)
    text = normal(typed).rstrip(".! ")
    if text in YES:
        return True
    if text in NO:
        return False
    if text in NOT_YET or text.startswith(("not yet", "awaiting", "pending", "chas")):
        return None
    return _spoken(text, typed)


def _spoken(text: str, typed: str) -> bool | Sentence:
    if text == "x":
        return _("“{typed}” may mean yes or no. Write yes or no.", typed=typed)
    if len(text) <= LONGEST:
        yes, no = SPOKEN_YES.match(text), SPOKEN_NO.match(text)
        if yes and not DOUBT.search(text[yes.end() :]):
            return True
        if yes:
            return _(
                "“{typed}” sounds like a yes with a condition. Write yes or no, and keep the condition in a note.",
                typed=typed,
            )
        if no:
            return (
                False
                if not re.search(
                    r"\b(problem|objection|worries|concern|concerns|issues|but|unless|only|until|yes)\b", text
                )
                else _unclear(typed)
            )
    return _unclear(typed)


def _unclear(typed: str) -> Sentence:
    return _("“{typed}” is neither yes nor no. Write yes or no.", typed=typed)


def parse_choice(value: Value, choices: Sequence[object]) -> str | Sentence | None:
    """The value of the choice that a cell names, by its value, label or one of its other words; case and
    punctuation do not count.
    """
    if says_nothing(value) and not _names(choices, as_typed(value)):
        return None
    typed = text_of(value)
    found = _names(choices, typed)
    if found is not None:
        return found
    labels = tuple(str(getattr(choice, "label", choice)) for choice in choices[:12])
    return _("“{typed}” is not one of: {choices}.", typed=typed, choices=labels)


def _names(choices: Sequence[object], typed: str) -> str | None:
    """The one choice that is named; or the one whose words the cell begins with, when there is only one."""
    text = _bare(typed)
    if not text:
        return None
    begun: set[str] = set()
    for choice in choices:
        value = str(getattr(choice, "value", choice))
        for word in (value, str(getattr(choice, "label", choice)), *getattr(choice, "synonyms", ())):
            bare = _bare(word)
            if bare == text:
                return value
            if len(bare) > 3 and text.startswith(bare + " "):
                begun.add(value)
    return begun.pop() if len(begun) == 1 else None


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text[:200].casefold().replace("_", " ")))
