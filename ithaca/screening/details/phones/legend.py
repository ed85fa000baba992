"""Telephone numbers written with letters, words or emoji, where the message itself says what each stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from ithaca.screening.allow import AllowList
from ithaca.screening.details.phones.dialling import MOBILE, dialled
from ithaca.screening.details.phones.written import as_phone
from ithaca.screening.lists.numbers import UNITS
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_NOTHING = ("nothing", "none", "zip", "blank", "zilch")
_FIGURE = rf"(?:\d|{'|'.join(sorted((*UNITS, *_NOTHING), key=len, reverse=True))})(?![^\W_])"
_MEANS = r"(?:is|are|for|=|means?|equals|stands for|counts as|:|->|→)"
# "q is 0", "with g for nine", "z = 2", "@ means 5"; without a word between, "t seven" and "n9", only where there are several.
_LETTER = re.compile(
    rf"(?:(?<![^\W_])(?P<letter>[a-z])|(?<!\S)(?P<sign>[@#$*!&%^~?]))(?P<said> ?{_MEANS} ?)?(?(said)| ?)(?P<figure>{_FIGURE})"
)
# "cat = 0", "an egg is nothing"
_WORD = sought(rf"(?<![^\W_])(?P<letter>[a-z]{{2,12}}) ?{_MEANS} ?(?P<figure>{_FIGURE})")
_SAID = sought(rf"(?:\b(?:is|are|means?|equals|for|as)|[=:>→]) ?{_FIGURE}")
_MOST = 12
_DRAWN_LETTERS = "oilszbgqetapdh|!"
#: Figures that letters are drawn for, in the ways that people differ in.
AS_FIGURES = [
    {ord(letter): figure for letter, figure in zip(_DRAWN_LETTERS, figures, strict=True)}
    for figures in (
        "0115269937490411", "0115789937490411", "0115286937490411", "0115786937490411", "0115266937490411",
        "0115260037490411", "0110260937490411", "0115269037490411",
    )
]  # fmt: skip
_KEYS = sought(r"\b(?:key ?pads?|nokia|dial ?pads?|number pad|phone (?:buttons|keys|letters)|t9|brick phone)\b")
_KEYPAD = {
    letter: str(key)
    for key, letters in enumerate(("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"), start=2)
    for letter in letters
}
_ON_KEYS = re.compile(r"(?<![a-z0-9])(?=(0(?:[ .-]?[0-9a-z]){10})(?![a-z0-9]))")
_INITIALS = re.compile(r"\b(?:(?:first|1st|starting) letters?|initials?|(?:starts?|begins?) with)\b")
_EMOJI = "[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
# "🥚7️⃣7️⃣🥚🥚": figures on keys, and an emoji among them.
_PICTURED = re.compile(rf"(?<![\w])(?=((?:(?:{_EMOJI}|\d)[\ufe0f\u20e3\u200d ]{{0,3}}){{11}})(?!{_EMOJI}|\w))")
_ANY_EMOJI = re.compile(_EMOJI)
_TOKEN = re.compile(rf"(?P<word>[^\W\d_]+|\d+|{_EMOJI}|->|[=:→])[\ufe0f\u20e3]{{0,2}}")
_SEPARATORS = re.compile(r"[\s.-]")


def by_legend(folded: Folded, allow: AllowList) -> list[Finding]:
    """A number in letters, words or emoji that the message itself explains; the letters of a telephone's keys are known."""
    text = folded.text
    letters = _pairs(_LETTER.finditer(text))
    found = _in_letters(folded, letters, allow) if letters else []
    if not found and _KEYS.search(text):
        places = [match.span(1) for match in _ON_KEYS.finditer(text)]
        found = [_told(folded, place) for place in places if _number(_read(text[slice(*place)], _KEYPAD), allow)][:1]
    drawn = not folded.original.isascii()
    if found or not (drawn or letters or _SAID.search(text)):
        return found
    words = _pairs(_WORD.finditer(text))
    initials = letters if len(letters) >= 2 and _INITIALS.search(text) else {}
    if initials or len(words) >= 2 or (drawn and _ANY_EMOJI.search(folded.original)):
        found = _in_tokens(folded, words, initials, allow) or (_pictured(folded, allow) if drawn else [])
    return found


def _pairs(matches: Iterable[re.Match[str]]) -> dict[str, str]:
    """What letters, signs or words stand for, twelve at most; a single pair counts only if a word like "is" joins it."""
    found: dict[str, str] = {}
    said = False
    for match in islice(matches, _MOST):
        groups = match.groupdict()
        found[groups["letter"] or groups["sign"]] = _figure(groups["figure"])
        said = said or groups.get("said", "") is not None
    return found if said or len(found) >= 2 else {}


def _figure(word: str) -> str:
    return "0" if word in _NOTHING else UNITS.get(word, word)


def _in_letters(folded: Folded, legend: dict[str, str], allow: AllowList) -> list[Finding]:
    """ "o77oo goo zbi", with two letters or more explained; or with one, and three figures or more among the letters."""
    among = "0-9" + re.escape("".join(legend) + _DRAWN_LETTERS)
    for match in re.finditer(rf"(?<![^\W_])(?=([{among}](?:[\s.-]?[{among}]){{10}})(?![a-z0-9]))", folded.text):
        figures = sum(char.isdigit() for char in match[1])
        if figures >= 11 or (figures < 3 and len(legend) < 2):
            continue
        for table in AS_FIGURES:
            digits = _read(match[1], {chr(letter): figure for letter, figure in table.items()} | legend)
            if _number(digits, allow) or (figures >= 5 and dialled(digits) and not allow.number(digits)):
                return [_told(folded, match.span(1))]
    return []


def _read(written: str, legend: dict[str, str]) -> str:
    return "".join(legend.get(char, char) for char in _SEPARATORS.sub("", written))


def _number(digits: str, allow: AllowList) -> bool:
    return MOBILE.match(digits) is not None and not allow.number(digits)


def _told(folded: Folded, place: tuple[int, int]) -> Finding:
    return as_phone(folded, *place, "disguised")


def _in_tokens(folded: Folded, words: dict[str, str], initials: dict[str, str], allow: AllowList) -> list[Finding]:
    """Words or emoji one after another, each of which stands for a figure; `initials` are read from the first letters."""
    tokens = [(match["word"].lower(), *match.span()) for match in _TOKEN.finditer(folded.original)]
    pictures = dict[str, str]()
    for (word, *_), (means, *_), (value, *_) in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if not word.isalnum() and re.fullmatch(_MEANS, means) and re.fullmatch(_FIGURE, value):
            pictures[word] = _figure(value)
    values = [_value(word, words, pictures, initials) for word, _, _ in tokens]
    for first in range(len(tokens)):
        digits, explained = "", 0
        for last in range(first, min(first + 11, len(tokens))):
            if not values[last]:
                break
            digits += values[last]
            explained += not tokens[last][0].isdigit()
            if len(digits) >= 11:
                if explained >= 3 and _number(digits, allow):
                    return [Finding(tokens[first][1], tokens[last][2], "PHONE", "disguised", "phone")]
                break
    return []


def _value(word: str, words: dict[str, str], pictures: dict[str, str], initials: dict[str, str]) -> str:
    """The figures that a word or an emoji stands for; none if nothing says so."""
    if word.isdigit():
        return "".join(str(unicodedata.digit(char, 0)) for char in word)
    if word.isalpha():
        return words.get(word) or words.get(word.removesuffix("s")) or initials.get(word[0], "")
    named = unicodedata.name(word[0], "").lower().split()
    return pictures.get(word) or next((words[name] for name in named if name in words), "")


def _pictured(folded: Folded, allow: AllowList) -> list[Finding]:
    """Figures with one sort of emoji among them, which stands for nought."""
    for match in _PICTURED.finditer(folded.original):
        symbols = [char for char in match[1] if char.isdigit() or _ANY_EMOJI.match(char)]
        sorts = {char for char in symbols if not char.isdigit()}
        digits = "".join("0" if char in sorts else char for char in symbols)
        if len(sorts) == 1 and symbols[0] in sorts and len(set(digits)) > 2 and _number(digits, allow):
            return [Finding(match.start(), match.start() + len(match[1].rstrip()), "PHONE", "disguised", "phone")]
    return []
