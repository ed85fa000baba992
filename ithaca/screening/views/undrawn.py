"""A plainer view of a text for street addresses: letters apart, figures for letters, dialect numbers and hurried spelling
made plain."""

from __future__ import annotations

import re

from ithaca.screening.lists.numbers import TEENS, TENS, UNITS
from ithaca.screening.lists.streets import SOLID
from ithaca.screening.sought import Sought, sought
from ithaca.screening.views.fold import Folded

# "r o a d", "s-p-a-r-r-o-w", "h.i.g.h": three single characters or more with the same sign between them.
_APART = re.compile(
    r"(?<![^\s,(])[a-z0-9@$!](?:(?P<sign>[ ._*/~|-])[a-z0-9@$!])(?:(?P=sign)[a-z0-9@$!])+(?![^\s,.;:!?)])"
)
# "n1n3", "chandl3r's", "w@lk", "5treet", "gr0v3".
_DRAWN = re.compile(
    r"(?<![^\s,(-])(?=[^\s,]*[a-z])(?=[^\s,]*[0134578@$!+])[a-z0134578@$!+]{2,16}(?:'s)?(?![^\s,.;:?!)-])"
)
_LETTERS = str.maketrans("0134578@$!+", "oieastbasit")
_LETTERS_L = str.maketrans("0134578@$!+", "oleastbaslt")
_AS_IS = re.compile(
    r"\d+(?:[a-z]|st|nd|rd|th|am|pm|km|kg|ml|cm|mm|gb|min|hr|yo|mph|bn)?\Z|[a-z]{1,2}\d{1,4}\Z|\d+[a-z]\d*\Z|[a-z!]+\Z"
)
_TYPES = (
    "road",
    "street",
    "avenue",
    "lane",
    "drive",
    "close",
    "crescent",
    "court",
    "terrace",
    "gardens",
    "grove",
    "place",
    "walk",
)
# "ave nue", "cres cent": a kind of street cut in two; "fif-ty", "eigh teen": so is a number.
_CUT = sought(
    r"(?<![a-z])(?:"
    + "|".join(f"{word[:at]} {word[at:]}" for word in _TYPES for at in range(2, len(word) - 1))
    + r"|(?:twen|thir|four|for|fif|six|seven|eigh|nine)[ -](?:ty|teen))(?![a-z])"
)
_CUT_NUMBER = sought(r"[nrfxe][ -](?:ty|teen)\b|gh[ -](?:ty|teen)\b")
_FIRST_HALVES = frozenset(word[:at] for word in _TYPES for at in range(2, len(word) - 1))
_BEFORE_NUMBER = frozenset({"number", "nummer", "numba", "house", "flat", "no", "no."})
_RUN_TOGETHER = re.compile(rf"(\d{{1,4}})?([a-z]{{3,18}}?)({SOLID}|court|walk|place)?\Z")
_WIDE = {
    "twinty": "twenty", "twenny": "twenty", "twunty": "twenty", "thirtie": "thirty", "thurty": "thirty", "thirdy": "thirty",
    "thurdy": "thirty", "firty": "thirty", "forrty": "forty", "fourty": "forty", "fowerty": "forty", "fufty": "fifty",
    "fiddy": "fifty", "saxty": "sixty", "seeventy": "seventy", "sevinty": "seventy", "aichty": "eighty", "eichty": "eighty",
    "ninty": "ninety", "elevin": "eleven", "eleeven": "eleven", "twal": "twelve", "nummer": "number", "numba": "number",
    "numbr": "number", "noomber": "number", "fower": "four", "thrie": "three", "sivin": "seven", "seevin": "seven",
    "aicht": "eight", "nineteenn": "nineteen", "niner": "nine", "ninr": "nine",
}  # fmt: skip
# Sounds that are a number only behind tens or where a number is announced: "forty-wan", "number free".
_AFTER_TENS = {
    "wan": "one", "yin": "one", "ane": "one", "won": "one", "wun": "one", "twa": "two", "tew": "two", "too": "two", "to": "two",
    "tree": "three", "free": "three", "free-": "three", "for": "four", "fore": "four", "foor": "four", "fahve": "five",
    "fyve": "five", "fiv": "five", "sax": "six", "sex": "six", "siks": "six", "sivven": "seven", "sevin": "seven", "ate": "eight",
    "eyt": "eight", "nyne": "nine", "nain": "nine", "nahn": "nine",
}  # fmt: skip
_NUMBERS = frozenset((*TENS, *TEENS, *UNITS))
_TENS = "|".join(TENS)
_UNITS = "|".join(word for word in UNITS if len(word) > 2)
_DIALECT = re.compile(
    rf"(?<![\w'])(?P<wide>{'|'.join(_WIDE)})(?![\w'])"
    rf"|(?<![\w'])(?:(?:{_TENS}|{'|'.join(_WIDE)})[ -]|(?:number|nummer|numba|house|flat|no\.?) )"
    rf"(?P<after>{'|'.join(_AFTER_TENS)})"
    rf"(?=,? [a-z]|[a-d]?,)|(?<!\w)(?P<tens>{_TENS})(?P<unit>{_UNITS})(?!\w)"
)
# "nxt dor 2 the aldi", "40 alder strt": the words of an address as they are typed in a hurry.
_HURRIED = {
    "strt": "street", "stret": "street", "streat": "street", "streeet": "street", "steet": "street", "raod": "road",
    "avenu": "avenue", "avnue": "avenue", "aveneu": "avenue", "avanue": "avenue", "lne": "lane", "drve": "drive",
    "clse": "close", "crecent": "crescent", "cresent": "crescent", "cressent": "crescent", "cresant": "crescent",
    "grv": "grove", "grve": "grove", "gardns": "gardens", "gardins": "gardens", "terace": "terrace", "terrice": "terrace",
    "plce": "place", "nmber": "number", "nmbr": "number", "numbr": "number", "numba": "number", "nummber": "number",
    "numer": "number", "hous": "house", "hse": "house", "bungalo": "bungalow", "bungelow": "bungalow", "cotage": "cottage",
    "nxt": "next", "nex": "next", "opposit": "opposite", "oposite": "opposite", "oppisite": "opposite", "opp": "opposite",
    "abuv": "above", "abov": "above", "behnd": "behind", "bhind": "behind", "wiv": "with", "wif": "with", "wer": "we're",
    "wir": "we're",
}  # fmt: skip
_HASTE = sought(
    rf"(?<![\w'])(?:(?P<word>{'|'.join(_HURRIED)})|(?<=xt )2|(?<=xt )dor(?: (?:2|to))?|(?<=xt door )2|(?<=we )r"
    r"|(?<=the )1(?= (?:with|wiv|wif|nxt|next)))(?![\w'])"
)
_IN_HASTE = {"r": "are", "2": "to", "1": "one", "dor": "door", "dor 2": "door to", "dor to": "door to"}
# A number spelled out in front of a name counts nothing: "e l e v e n moss view" is house number eleven.
_ANNOUNCED = re.compile(r"(?:\A|,|\b(?:at|its|it's|is|im|i'm|we're|live|to))\W{0,3}\Z")
_GATE = re.compile(
    r"[a-z][0134578@$!+]|[0134578@$!+][a-z]|(?<!\S)[a-z0-9](?P<sign>[ ._*/~|-])[a-z0-9](?P=sign)[a-z0-9](?!\w)"
)


class _View:
    """A text changed in places, each new character knowing where the old one stood."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.changed: list[tuple[int, int]] = []

    def change(self, view: Folded, pattern: Sought | re.Pattern[str]) -> Folded:
        """The view with every match of the pattern in its plain form."""
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for match in pattern.finditer(view.text):
            plain = _plain(match, pattern)
            if plain is None:
                continue
            if (
                pattern is _APART
                and plain in _NUMBERS
                and _ANNOUNCED.search(view.text, max(0, match.start() - 8), match.start())
            ):
                plain = f"number {plain}"
            start, end = match.span("after") if pattern is _DIALECT and match["after"] else match.span()
            parts += [view.text[at:start], plain]
            starts += [*view.starts[at:start], *([view.starts[start]] * len(plain))]
            ends += [*view.ends[at:start], *([view.ends[end - 1]] * len(plain))]
            self.changed.append((view.starts[start], view.ends[end - 1]))
            at = end
        if not parts:
            return view
        return Folded(
            view.original, "".join([*parts, view.text[at:]]), [*starts, *view.starts[at:]], [*ends, *view.ends[at:]]
        )


def _plain(match: re.Match[str], pattern: Sought | re.Pattern[str]) -> str | None:
    """What stands there once it is plain; None if it is to be left as it is."""
    if pattern is _CUT:
        return re.sub("[ -]", "", match.group())
    if pattern is _HASTE:
        return _HURRIED[match["word"]] if match["word"] else _IN_HASTE[match.group()]
    if pattern is _APART:
        return _together(match.group()[::2])
    if pattern is _DIALECT:
        if match["tens"]:
            return f"{match['tens']} {match['unit']}"
        return _WIDE[match["wide"]] if match["wide"] else _AFTER_TENS[match["after"]]
    word = match.group()
    letters = word.translate(_LETTERS)
    for table in (_LETTERS, _LETTERS_L):
        if (said := word.translate(table)) in _NUMBERS:
            return said
    return None if _AS_IS.match(word) else letters


def _together(letters: str) -> str | None:
    """Letters that stood apart as one word, or as number, name and kind of street."""
    if letters.isdigit():
        return None
    plain = letters.translate(_LETTERS)
    if plain in _NUMBERS:
        return plain
    run = _RUN_TOGETHER.match(letters) or _RUN_TOGETHER.match(plain)
    return " ".join(part for part in run.groups() if part) if run else plain


def _worth_it(text: str) -> bool:
    """Is there something to make plain? Most messages have nothing, and words are looked up faster than patterns."""
    words = set(text.replace(",", " ").split())
    if not _HURRIED.keys().isdisjoint(words) or _CUT_NUMBER.search(text):
        return True
    if not (_FIRST_HALVES.isdisjoint(words) or _CUT.search(text) is None):
        return True
    spoken = "ty" in text or not (_WIDE.keys().isdisjoint(words) and _BEFORE_NUMBER.isdisjoint(words))
    return (spoken and _DIALECT.search(text) is not None) or _GATE.search(text) is not None


def undrawn(folded: Folded) -> tuple[Folded, list[tuple[int, int]]] | None:
    """The plainer view, and what of the original it changed; None if there is nothing to make plain."""
    if len(folded.text) > 2000 or not _worth_it(folded.text):
        return None
    view = _View(folded)
    changed = folded
    for pattern in (_APART, _DRAWN, _CUT, _HASTE, _DIALECT):
        changed = view.change(changed, pattern)
    return (changed, view.changed) if view.changed else None
