"""Digits in every dress: figures, words, letters that look like figures; as atoms with their places.

British forms: "oh", "nought", "double seven", "treble two", "three nines", "thirty-four", "nine hundred".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from ithaca.screening.lists.numbers import FILLERS, NOTHINGS, NOUGHTS, SOUNDS, TEENS, TENS, TIMES, UNITS
from ithaca.screening.sought import sought

type Form = Literal["figures", "words", "letters"]

_SLIP_OF = [word for word in (*UNITS, *TEENS, *TENS) if len(word) >= 4] + ["one", "two", "six"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _slips() -> dict[str, str]:
    """Every way to write a digit word with one slip (a letter left out, doubled, swapped or wrong), to its figures.

    Only read where at least seven digit words stand together and make a number that can be dialled.
    """
    values = {**UNITS, **TEENS, **{word: tens + "0" for word, tens in TENS.items()}}
    found: dict[str, str] = {}
    for word in _SLIP_OF:
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        forms = [a + b[1:] for a, b in cuts if b] + [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
        forms += [a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS + "0123456789"]
        forms += [a + letter + b for a, b in cuts for letter in _LETTERS]
        for form in forms:
            if len(form) >= 3:
                found.setdefault(form, values[word])
    return {form: value for form, value in found.items() if form not in values and form not in FILLERS}


_LOOKS = str.maketrans("oilszbgq|!", "0115286911")
_LOOKS_WIDE = str.maketrans("oilszbgq|!eat", "0115286911347")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_UNIT = "zero|nought|oh|one|two|three|four|five|six|seven|eight|nine"
_TEN = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_TEEN = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_PART = (
    rf"(?:(?P<times>double|dbl|treble|triple)(?P<what>\d|{_UNIT}|o)|(?P<teen>{_TEEN})(?!ty)"
    rf"|(?P<tens>{_TEN})(?P<and>[1-9](?!\d)"
    rf"|one|two|three|four|five|six|seven|eight|nine)?|(?P<unit>{_UNIT}|o(?=o*(?:\d|\Z"
    rf"|{_UNIT})))(?P<hundred>hundred)?|(?P<figure>\d)(?P<hundreds>hundred)?)"
)
_MIXED_PART = re.compile(_PART)
_MIXED = re.compile(rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _PART)})+")
_ALNUM = re.compile(r"[^\W_]+")
# Dates, times, money and shares are never part of a telephone number.
_NEVER = re.compile(
    r"(?<![\d.])\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}(?![\d/.-])|(?<![\d:])\d{1,2}:\d{2}(?![\d:])"
    r"|[£€$]\s?(?!0[\d,])\d[\d,.]{0,15}|(?<![\d,.])(?!0\d{9})\d[\d,.]{0,15}\s?(?:%|percent\b|per cent\b)|\b(?:19"
    r"|20)\d\d[/-](?:19"
    r"|20)?\d\d\b"
)
# "then three more", "the last four digits", "first five:": how many figures, not which.
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six)(?= (?:more|digits?|numbers?|figures?|left|to go)\b)"
    r"|(?<=part )(?:one|two|three|four|[1-4])\b|(?<=last )(?:two|three|four|five|six|[2-8])(?= (?:come |go )?first\b)"
    r"|(?:(?<=first )|(?<=next )|(?<=last )|(?<=middle )|(?<=final )|(?<=other ))(?:two|three|four|five|six|seven"
    r"|eight|[2-8])"
    r"(?= ?(?:(?:digits?|numbers?|figures?|ones?|bits?) ?)?(?:is|are|r|:|=|-))"
    r"|(?:(?<=first )|(?<=next )|(?<=last )|(?<=middle )|(?<=final )|(?<=other ))(?:two|three|four|five|six"
    r"|[2-6])(?= \d{2})"
)
_UNDRAWN = str.maketrans("013457", "oieast")
_TENS_DIGITS = re.compile(r"(?:[1-9](?=..\Z))?[2-9]0\Z")
_MASKED_OUT = re.compile(r"\d")


class Atom(NamedTuple):
    """Some digits, where they stand in the folded text, how they are written, and how far from the atom before.

    `gap` counts the ordinary words between this atom and the one before; -1 for the first. `hard` is True if a sign
    stands between that no telephone number holds.
    """

    digits: str
    start: int
    end: int
    form: Form
    gap: int
    hard: bool


@dataclass(slots=True)
class _State:
    atoms: list[Atom]
    gap: int = -1
    hard: bool = False
    times: int = 1
    times_at: int = -1
    wide: bool = False
    sums: bool = False
    apart: bool = False
    dashed: bool = False
    hundred: bool = False
    parts: list[Atom] | None = None

    def add(self, digits: str, start: int, end: int, form: Form) -> None:
        if self.times > 1:
            digits, start = digits * self.times, self.times_at
            self.times = 1
        last = self.atoms[-1] if self.hundred and self.gap == 0 and not self.hard else None
        atom = Atom(digits, start, end, form, self.gap, self.hard)
        self.parts = None
        if last is not None and len(digits) <= 2 and digits[0] != "0" and last.digits.endswith("00"):
            self.parts = [last, atom]
            self.atoms[-1] = last._replace(digits=last.digits[: -len(digits)] + digits, end=end)
        else:
            self.atoms.append(atom)
        self.gap, self.hard, self.hundred = 0, False, False

    def join_tens(self, digit: str, start: int, end: int) -> bool:
        """Does this figure end the tens said right before it ("seventy-7")? Then it is put there."""
        last = self.atoms[-1] if self.atoms else None
        if last is None or len(digit) > 1 or digit == "0" or last.form != "words" or start - last.end > 1 or self.hard:
            return False
        if (self.apart and not self.dashed) or self.gap or self.times > 1 or not _TENS_DIGITS.match(last.digits):
            return False
        self.atoms[-1] = last._replace(digits=last.digits[:-1] + digit, end=end)
        return True

    def hundreds(self, noughts: str, end: int) -> bool:
        """Reads "hundred" or "thousand", whose figure stands right before it; False if none does."""
        if not self.atoms or self.gap != 0:
            return False
        if self.parts:  # "nine hundred one hundred": the one belongs to the second
            self.atoms[-1:] = self.parts
            self.parts = None
        last = self.atoms[-1]
        if len(last.digits) > 2 and (len(last.digits) != 3 or last.digits[0] != "0"):
            return False
        self.atoms[-1] = last._replace(digits=last.digits + noughts, end=end)
        self.hundred = self.sums and noughts == "00"
        return True

    def word(self) -> None:
        self.times = 1
        if self.gap >= 0:
            self.gap += 1


def may_hold(text: str) -> bool:
    """A quick look: is there any figure, or a word for one?"""
    return _ANY.search(text) is not None


_ANY = sought(
    r"\d|\b(?:zro|svn|sevn|sevan|sevin|sevun|seben|nyne|owe |zer|nil |niner|nowt|o o |zero|nought|naught|oh|one|two"
    r"|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|double"
    r"|treble|triple)"
)


_CRY = re.compile(r"o+|o{2,}h+")  # no figures: "ooh"


# What some atom needs, in figures, letters or words; false only if `atoms` finds nothing without another tongue or sounds.
_SOME = re.compile(
    rf"\d|[^\x00-\x7f]|(?<![^\W\d_])(?:o+(?![^\W\d_])|{'|'.join(sorted({**UNITS, **TEENS, **TENS}, key=len, reverse=True))})"
)


@lru_cache(maxsize=1)
def slips() -> dict[str, str]:
    """`_slips`, made once."""
    return _slips()


@lru_cache(maxsize=1)
def _heard() -> dict[str, str]:
    return slips() | UNITS | SOUNDS


def atoms(
    text: str,
    *,
    sounds: bool = False,
    tongue: dict[str, str] | None = None,
    sums: bool = False,
    apart: bool = False,
    dashes: bool = False,
) -> list[Atom]:
    """The digits of a folded text in order. `sounds` also reads "for", "to", "ate" and digit words with one slip;
    `tongue` is a table of digit words in another language; `sums` reads "five hundred and twelve" as 512; `apart` reads
    "sixty 2" as 60 and 2, but with `dashes` "sixty-two" as 62."""
    if not sounds and tongue is None and not _SOME.search(text):
        return []
    text = _COUNTED.sub(lambda match: "-" * len(match.group()), text)
    text = _NEVER.sub(lambda match: _MASKED_OUT.sub("=", match.group()), text)
    state = _State([], wide=sounds, sums=sums, apart=apart)
    units = _heard() if sounds else UNITS
    if tongue is not None:
        units = units | tongue
    for token in _tokens(text):
        word, start, end = token
        if word.isdigit():
            if not state.join_tens(word, start, end):
                state.add(word, start, end, "figures")
        elif not word[0].isalnum():
            state.hard = state.hard or word in "=%£$€<>^:;"
            state.hundred = state.hundred and word == "-"
        elif not _read_word(state, word, start, end, units):
            state.word()
        state.dashed = dashes and word == "-"
    return state.atoms


def _tokens(text: str) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    previous_end, joins = -1, False
    for match in _TOKEN.finditer(text):
        word, (start, end) = match.group(), match.span()
        goes_on = joins and start == previous_end
        joins = word.isalnum()
        if goes_on and joins:
            first = out.pop()
            out.append((first[0] + word, first[1], end))
        else:
            out.append((word, start, end))
        previous_end = end
    return out


def _read_word(state: _State, word: str, start: int, end: int, units: dict[str, str]) -> bool:
    """Reads a token with letters into the state; False if it is an ordinary word."""
    last = state.atoms[-1] if state.atoms else None
    follows = last is not None and last.form == "words" and state.gap == 0 and not state.hard
    if word in units and len(units[word]) == 1:
        tens = (
            last is not None
            and (not state.apart or state.dashed)
            and follows
            and _TENS_DIGITS.match(last.digits)
            and start - last.end <= 1
        )
        if last is not None and tens and units[word] != "0":
            state.atoms[-1] = last._replace(digits=last.digits[:-1] + units[word], end=end)
            return True
        state.add(units[word], start, end, "words")
    elif word in TEENS or word in TENS or word in units:
        state.add(TEENS.get(word) or (TENS[word] + "0" if word in TENS else units[word]), start, end, "words")
    elif word in NOTHINGS and state.times > 1:
        state.add("0", start, end, "words")
    elif word in TIMES:
        state.times, state.times_at = TIMES[word], start
    elif word in NOUGHTS and state.hundreds(NOUGHTS[word], end):
        return True
    elif word in FILLERS or (word in ("a", "of") and state.times > 1):
        state.hundred = state.hundred and word == "and"
    else:
        return _read_rest(state, word, start, end, units)
    return True


def _read_rest(state: _State, word: str, start: int, end: int, units: dict[str, str]) -> bool:
    """Plurals ("three nines"), words run together with figures ("five5five"), letters drawn as figures ("o77oo")."""
    if _ordinary(word):
        return False
    if word.startswith("plus") and word[4:].isdigit():
        state.add(word[4:], start + 4, end, "figures")
        return True
    singular = word.removesuffix("es") if word.endswith(("sixes", "zeroes", "noughtes")) else word.removesuffix("s")
    value = singular if singular.isdigit() and len(singular) == 1 else units.get(singular, "")
    last = state.atoms[-1] if state.atoms else None
    if value and singular != word and state.times > 1:
        state.add(value, start, end, "words")
        return True
    if value and singular != word and last and state.gap == 0 and len(last.digits) == 1 and "2" <= last.digits <= "6":
        state.atoms[-1] = last._replace(digits=value * int(last.digits), end=end)
        return True
    if len(word) <= 60 and _MIXED.fullmatch(word) and not _CRY.fullmatch(word):
        state.add("".join(_figures(part) for part in _MIXED_PART.finditer(word)), start, end, "words")
        return True
    undrawn = units.get(word.translate(_UNDRAWN), "") if any(char.isdigit() for char in word) else ""
    if word.translate(_UNDRAWN) in TIMES:
        state.times, state.times_at = TIMES[word.translate(_UNDRAWN)], start
        return True
    if len(undrawn) == 1:
        state.add(undrawn, start, end, "words")
        return True
    if not word.isascii():
        word = "".join(char for char in word if char.isascii())
        if word.isdigit() and len(word) >= 3:
            state.add(word, start, end, "letters")
            return True
    if state.wide and len(word) <= 16 and (heard := _heard_within(word)):
        state.add(heard, start, end, "words")
        return True
    if len(word) <= 16 and (any(char.isdigit() for char in word) or set(word) <= {"o"}):
        plain = word.translate(_LOOKS_WIDE if state.wide else _LOOKS)
        if plain.isdigit():
            state.add(plain, start, end, "letters")
            return True
    return False


_WITHIN = re.compile(r"\d+|[a-z]+")


def _heard_within(word: str) -> str:
    """The figures of a word of figures and what sounds like one ("7for3"); none of any other word."""
    parts = _WITHIN.findall(word)
    if len(parts) < 2 or "".join(parts) != word:
        return ""
    read = [part if part.isdigit() else _heard().get(part, "") for part in parts]
    return "".join(read) if all(read) else ""


@lru_cache(maxsize=20_000)
def _ordinary(word: str) -> bool:
    """Is this a word that no table and no dress of figures could turn into one: plain letters and no plural?"""
    return word.isascii() and word.isalpha() and word[-1] != "s" and set(word) != {"o"} and not _MIXED.fullmatch(word)


def _figures(part: re.Match[str]) -> str:
    """The figures of one part of a word put together of them: "double0", "thirty4", "twelve", "o"."""
    if part["times"]:
        return UNITS.get(part["what"], part["what"].replace("o", "0")) * TIMES[part["times"]]
    if part["teen"]:
        return TEENS[part["teen"]]
    if part["tens"]:
        return TENS[part["tens"]] + (UNITS.get(part["and"], part["and"]) if part["and"] else "0")
    return (part["figure"] or UNITS.get(part["unit"], "0")) + ("00" if part["hundred"] or part["hundreds"] else "")


def runs(every: list[Atom]) -> list[list[Atom]]:
    """The digits in runs that no word and no sign cuts."""
    out: list[list[Atom]] = []
    for atom in every:
        if out and atom.gap == 0 and not atom.hard:
            out[-1].append(atom)
        else:
            out.append([atom])
    return out
