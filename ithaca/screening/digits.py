"""Digits in every dress: figures, words, letters that look like figures; as atoms with their places.

British forms: "oh", "nought", "double seven", "treble two", "three nines", "thirty-four", "nine hundred".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

type Form = Literal["figures", "words", "letters"]

_UNITS = {
    **dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True)),  # noqa: SIM905
    "nought": "0", "naught": "0", "nil": "0", "oh": "0", "owe": "0", "zer0": "0", "zeroo": "0", "nowt": "0",
    "fife": "5", "fiv": "5", "niner": "9", "nien": "9", "sevn": "7", "sevan": "7", "sevin": "7", "seben": "7",
    "ait": "8", "eigth": "8", "eyt": "8", "thre": "3", "fower": "4", "tew": "2", "wun": "1",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_SOUNDS = {
    "for": "4", "fore": "4", "foe": "4", "to": "2", "too": "2", "won": "1", "wan": "1", "wun": "1", "ate": "8", "eyt": "8",
    "tree": "3", "free": "3", "fwee": "3", "sicks": "6", "siks": "6", "six's": "6", "sex": "6", "o": "0", "ow": "0", "ohh": "0",
    "nein": "9", "nine's": "9", "nyne": "9", "nyn": "9", "hate": "8", "heaven": "7", "hive": "5", "fibe": "5", "door": "4",
    "zip": "0",
    "null": "0", "nothing": "0", "duck": "0", "love": "0", "zilch": "0", "nada": "0",
    "zr": "0", "zro": "0", "wn": "1", "tw": "2", "thr": "3", "fr": "4", "fv": "5", "fve": "5", "sx": "6", "svn": "7", "sven": "7",
    "ght": "8", "egt": "8", "eght": "8", "nn": "9", "nne": "9",
}  # fmt: skip
_SLIP_OF = [word for word in (*_UNITS, *_TEENS, *_TENS) if len(word) >= 4] + ["one", "two", "six"]
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _slips() -> dict[str, str]:
    """Every way to write a digit word with one slip (a letter left out, doubled, swapped or wrong), to its figures.

    Only read where at least seven digit words stand together and make a number that can be dialled.
    """
    values = {**_UNITS, **_TEENS, **{word: tens + "0" for word, tens in _TENS.items()}}
    found: dict[str, str] = {}
    for word in _SLIP_OF:
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        forms = [a + b[1:] for a, b in cuts if b] + [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
        forms += [a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS + "0123456789"]
        forms += [a + letter + b for a, b in cuts for letter in _LETTERS]
        for form in forms:
            if len(form) >= 3:
                found.setdefault(form, values[word])
    return {form: value for form, value in found.items() if form not in values and form not in _FILLERS}


_TIMES = {"double": 2, "dubble": 2, "dbl": 2, "treble": 3, "triple": 3, "tripple": 3, "quadruple": 4}
_OTHER = {
    "welsh": "dim un dau tri pedwar pump chwech saith wyth naw",
    "french": "zero un deux trois quatre cinq six sept huit neuf",
    "spanish": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "german": "null eins zwei drei vier funf sechs sieben acht neun",
    "polish": "zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec",
    "urdu": "sifar ek do teen char panch chay saat aath nau",
    "italian": "zero uno due tre quattro cinque sei sette otto nove",
    "portuguese": "zero um dois tres quatro cinco seis sete oito nove",
    "romanian": "zero unu doi trei patru cinci sase sapte opt noua",
    "dutch": "nul een twee drie vier vijf zes zeven acht negen",
    "hindi": "shunya ek/aik do/dho teen/tin char/chaar paanch/panj che/chhe/chey saat/sat aath/ath nau/no",
    "punjabi": "sifar/sifr ikk/ik do/dow tinn/tin char/chaar panj chhe/che satt/sat atth/ath naun/nau",
    "bengali": "shunno/shunyo ek dui tin char/chaar pach/panch choy/chhoy sat/shat at/aat noy",
    "arabic": "sifr wahid/wahad ithnan/ithnayn thalatha/talata arbaa/arba/arbaah khamsa/khamseh sitta/sitteh sabaa/saba/sabaah"
    " thamania/thamaniya/tamanya tisaa/tisa/tisaah",
    "somali": "eber/eberr kow/hal laba saddex/sadex afar shan lix toddoba/todoba sideed/sided sagaal/sagal",
    "turkish": "sifir bir iki uc dort bes alti yedi sekiz dokuz",
    "irish": "naid aon do/dha tri ceathair cuig se seacht ocht naoi",
    "gaelic": "neoni aon dha tri ceithir coig sia seachd ochd naoi",
    "albanian": "zero nje dy tre kater pese gjashte shtate tete nente",
    "lithuanian": "nulis vienas du trys keturi penki sesi septyni astuoni devyni",
    "hungarian": "nulla egy ketto/ket harom negy ot hat het nyolc kilenc",
    "swahili": "sifuri moja mbili tatu nne tano sita saba nane tisa",
    "yoruba": "odo eni/okan eji meta merin marun mefa meje mejo mesan",
    "ukrainian": "nul odyn/odin dva try/tri chotyry/chetyre pyat/piat shist/shest sim/sem visim/vosem devyat/deviat",
    "arabic script": "صفر واحد/واحدة اثنان/اثنين ثلاثة/ثلاث اربعة/أربعة/اربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثمان تسعة/تسع",
    "urdu script": "صفر ایک دو تین چار پانچ چھ سات آٹھ نو",
    "latin": "nihil unus duo tres quattuor quinque sex septem octo novem",
}


def _table(words: str) -> dict[str, str]:
    """Digit words of one language, `a/b` for two spellings, as word to figure."""
    return {form: str(value) for value, forms in enumerate(words.split()) for form in forms.split("/")}


OTHER_TONGUES = [_table(words) for words in _OTHER.values()]
_FILLERS = frozenset(
    {
        "then",
        "and",
        "dash",
        "space",
        "hyphen",
        "comma",
        "next",
        "followed",
        "by",
        "dot",
        "slash",
        "gap",
        "pause",
        "stop",
    }
)
_LOOKS = str.maketrans("oilszbgq|!", "0115286911")
_LOOKS_WIDE = str.maketrans("oilszbgq|!eat", "0115286911347")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_MIXED = re.compile(r"(?:\d|zero|nought|oh|o(?=\d|zero|seven|one|two)|one|two|three|four|five|six|seven|eight|nine)+\Z")
_MIXED_PART = re.compile(r"\d|zero|nought|oh|one|o|two|three|four|five|six|seven|eight|nine")
_JOINED = re.compile(
    r"(twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)(one|two|three|four|five|six|seven|eight|nine)"
)
_ALNUM = re.compile(r"[^\W_]+")
# Dates, times, money and shares are never part of a telephone number.
_NEVER = re.compile(
    r"(?<![\d.])\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}(?![\d/.-])|(?<![\d:])\d{1,2}:\d{2}(?![\d:])"
    r"|[£€$]\s?(?!0[\d,])\d[\d,.]{0,15}|(?<![\d,.])\d[\d,.]{0,15}\s?(?:%|percent\b|per cent\b)|\b(?:19|20)\d\d[/-](?:19"
    r"|20)?\d\d\b"
)
# "then three more", "the last four digits", "first five:": how many figures, not which.
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six)(?= (?:more|digits?|numbers?|figures?|left|to go)\b)"
    r"|(?<=part )(?:one|two|three|four|[1-4])\b"
    r"|(?:(?<=first )|(?<=next )|(?<=last )|(?<=middle )|(?<=final )|(?<=other ))(?:two|three|four|five|six|seven|eight|[2-8])"
    r"(?= ?(?:(?:digits?|numbers?|figures?|ones?|bits?) ?)?(?:is|are|r|:|=|-))"
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
    hundred: bool = False

    def add(self, digits: str, start: int, end: int, form: Form) -> None:
        if self.times > 1:
            digits, start = digits * self.times, self.times_at
            self.times = 1
        last = self.atoms[-1] if self.hundred and self.gap == 0 and not self.hard else None
        if last is not None and len(digits) <= 2 and last.digits.endswith("00"):
            self.atoms[-1] = last._replace(digits=last.digits[: -len(digits)] + digits, end=end)
        else:
            self.atoms.append(Atom(digits, start, end, form, self.gap, self.hard))
        self.gap, self.hard, self.hundred = 0, False, False

    def word(self) -> None:
        self.times = 1
        if self.gap >= 0:
            self.gap += 1


def may_hold(text: str) -> bool:
    """A quick look: is there any figure, or a word for one?"""
    return _ANY.search(text) is not None


_ANY = re.compile(
    r"\d|\b(?:zro|svn|zero|nought|naught|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|double"
    r"|treble|triple)"
)


# What some atom needs, in figures, letters or words; false only if `atoms` finds nothing without another tongue or sounds.
_SOME = re.compile(
    rf"\d|[^\x00-\x7f]|(?<![^\W\d_])(?:o+(?![^\W\d_])|{'|'.join(sorted({**_UNITS, **_TEENS, **_TENS}, key=len, reverse=True))})"
)


@lru_cache(maxsize=1)
def slips() -> dict[str, str]:
    """`_slips`, made once."""
    return _slips()


def atoms(text: str, *, sounds: bool = False, tongue: dict[str, str] | None = None, sums: bool = False) -> list[Atom]:
    """The digits of a folded text in order. `sounds` also reads "for", "to", "ate" and digit words with one slip;
    `tongue` is a table of digit words in another language; `sums` reads "five hundred and twelve" as 512."""
    if not sounds and tongue is None and not _SOME.search(text):
        return []
    text = _COUNTED.sub(lambda match: "-" * len(match.group()), text)
    text = _NEVER.sub(lambda match: _MASKED_OUT.sub("=", match.group()), text)
    state = _State([], wide=sounds, sums=sums)
    units = {**_UNITS, **(tongue or {}), **(_SOUNDS if sounds else {})}
    if sounds:
        units = slips() | units
    for token in _tokens(text):
        word, start, end = token
        if word.isdigit():
            state.add(word, start, end, "figures")
        elif not word[0].isalnum():
            state.hard = state.hard or word in "=%£$€<>^:;"
        elif not _read_word(state, word, start, end, units):
            state.word()
    return state.atoms


def _tokens(text: str) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    previous_end = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start == previous_end and match.group().isalnum() and out and out[-1][0].isalnum():
            first = out.pop()
            out.append((first[0] + match.group(), first[1], end))
        else:
            out.append((match.group(), start, end))
        previous_end = end
    return out


def _read_word(state: _State, word: str, start: int, end: int, units: dict[str, str]) -> bool:
    """Reads a token with letters into the state; False if it is an ordinary word."""
    last = state.atoms[-1] if state.atoms else None
    follows = last is not None and last.form == "words" and state.gap == 0 and not state.hard
    if word in units and len(units[word]) == 1:
        tens = last is not None and follows and _TENS_DIGITS.match(last.digits) and start - last.end <= 1
        if last is not None and tens and units[word] != "0":
            state.atoms[-1] = last._replace(digits=last.digits[:-1] + units[word], end=end)
            return True
        state.add(units[word], start, end, "words")
    elif word in _TEENS or word in _TENS or word in units:
        state.add(_TEENS.get(word) or (_TENS[word] + "0" if word in _TENS else units[word]), start, end, "words")
    elif word in _TIMES:
        state.times, state.times_at = _TIMES[word], start
    elif word in ("hundred", "thousand") and last is not None and state.gap == 0 and len(last.digits) <= 2:
        state.atoms[-1] = last._replace(digits=last.digits + ("00" if word == "hundred" else "000"), end=end)
        state.hundred = state.sums and word == "hundred"
    elif word in _FILLERS or (word == "a" and state.times > 1):
        return True
    else:
        return _read_rest(state, word, start, end, units)
    return True


def _read_rest(state: _State, word: str, start: int, end: int, units: dict[str, str]) -> bool:
    """Plurals ("three nines"), words run together with figures ("five5five"), letters drawn as figures ("o77oo")."""
    singular = word.removesuffix("es") if word.endswith(("sixes", "zeroes", "noughtes")) else word.removesuffix("s")
    value = singular if singular.isdigit() and len(singular) == 1 else units.get(singular, "")
    last = state.atoms[-1] if state.atoms else None
    if value and singular != word and last and state.gap == 0 and len(last.digits) == 1 and "2" <= last.digits <= "6":
        state.atoms[-1] = last._replace(digits=value * int(last.digits), end=end)
        return True
    if len(word) <= 60 and _MIXED.match(word):
        digits = "".join(part if part.isdigit() else _UNITS.get(part, "0") for part in _MIXED_PART.findall(word))
        state.add(digits, start, end, "words")
        return True
    if (joined := _JOINED.fullmatch(word)) is not None:
        state.add(_TENS[joined[1]][0] + units[joined[2]], start, end, "words")
        return True
    undrawn = units.get(word.translate(_UNDRAWN), "") if any(char.isdigit() for char in word) else ""
    if len(undrawn) == 1:
        state.add(undrawn, start, end, "words")
        return True
    if not word.isascii():
        word = "".join(char for char in word if char.isascii())
        if word.isdigit() and len(word) >= 3:
            state.add(word, start, end, "letters")
            return True
    if len(word) <= 16 and (any(char.isdigit() for char in word) or set(word) <= {"o"}):
        plain = word.translate(_LOOKS_WIDE if state.wide else _LOOKS)
        if plain.isdigit():
            state.add(plain, start, end, "letters")
            return True
    return False
