"""People's names: split where we must, capitals mended only where somebody typed none or nothing else."""

import re
from dataclasses import dataclass

from ithaca.sheets.model import Value
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.blanks import says_nothing, text_of
from ithaca.sheets.values.words import word_set

TITLES = word_set("titles")
LOWER_PARTICLES = word_set("particles")
PARTICLES = LOWER_PARTICLES | word_set("prefixes")
SUFFIXES = word_set("suffixes")
KNOWN_AS = re.compile(r"[\"“‘(]\s*([^\"”’()]{1,40}?)\s*[\"”’)]")
APOSTROPHE = re.compile(r"(?<=\w)[’‘`´](?=\w)")
REAL_NAMES = frozenset({"na", "nil", "null", "blank"})
NO_NAME = frozenset("=<>{}[]|\\#%*+_;:?!")
LONGEST = 150
CELTIC = re.compile(r"(Mc|Mac|O'|D'|L')([A-Z][A-Z'’-]+)\Z")


@dataclass(frozen=True)
class Name:
    """A person's name. `family` is empty for people who have one name. `typed` is what stood in the file."""

    given: str
    family: str
    known_as: str = ""
    title: str = ""
    typed: str = ""

    @property
    def full(self) -> str:
        """Given name and family name as one text."""
        return f"{self.given} {self.family}".strip()


def parse_name(value: Value) -> Name | Sentence | None:
    """The name in a cell: "Jane Smith", "SMITH, Jane", "Dr Jane van der Berg", "Catherine (Kate) O'BRIEN", or one
    name alone.
    """
    if says_nothing(value) and text_of(value).casefold() not in REAL_NAMES:
        return None
    typed = text_of(value)
    text = APOSTROPHE.sub("'", typed)
    problem = _problem(text, typed)
    if problem is not None:
        return problem
    known_as = ""
    if found := KNOWN_AS.search(text):
        known_as = mend_capitals(found.group(1))
        text = " ".join((text[: found.start()] + " " + text[found.end() :]).split())
    family, comma, given = text.partition(",")
    if comma and given.strip() and given.strip().casefold() not in SUFFIXES:
        title, given_words = _without_title(given.split())
        early, family_words = _without_title(family.split())
        title = title or early
    else:
        title, words = _without_title(text.replace(",", " ").split())
        given_words, family_words = _split(words)
    given_text = " ".join(given_words)
    if not (len(given_text) == 2 and not text.isupper()):
        given_text = mend_capitals(given_text)
    name = Name(given_text, mend_capitals(" ".join(family_words)), known_as, title, typed)
    if not name.given:
        name = Name(name.family, "", known_as, title, typed)
    return name if name.given else _no_name(typed)


def _problem(text: str, typed: str) -> Sentence | None:
    if "@" in text:
        return _("“{typed}” is an e-mail address, not a name.", typed=typed)
    if len(text) > LONGEST:
        return _("This name is longer than {most} characters: “{typed}”.", most=LONGEST, typed=typed)
    odd = any(character.isdigit() or character in NO_NAME for character in text)
    if odd or not any(character.isalpha() for character in text):
        return _no_name(typed)
    if "/" in text or " & " in text or re.search(r"\w+ \w+ and \w+ \w+", text):
        return _("“{typed}” looks like two people. Give each a row.", typed=typed)
    return None


def _no_name(typed: str) -> Sentence:
    return _("“{typed}” does not look like a name.", typed=typed)


def _without_title(words: list[str]) -> tuple[str, list[str]]:
    title = ""
    while len(words) > 1 and words[0].rstrip(".").casefold() in TITLES:
        title = title or words[0].rstrip(".").capitalize()
        words = words[1:]
    while len(words) > 2 and words[-1].casefold() in SUFFIXES:
        words = words[:-1]
    return title, words


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Given and family words. A family name written in capitals, or after a particle, shows where it begins."""
    if len(words) < 2:
        return words, []
    capitals = [len(word) > 1 and word.isupper() for word in words]
    if capitals[-1] and not capitals[0]:
        at = capitals.index(True)
    elif capitals[0] and len(words[0]) > 2 and not capitals[-1]:
        at = capitals.index(False)
        return words[at:], words[:at]
    else:
        at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    return words[:at], words[at:]


def mend_capitals(text: str) -> str:
    """Sensible capitals for a name typed in capitals or in small letters only; any other is left as its owner wrote it.

    "McDONALD" becomes McDonald, "O'BRIEN" O'Brien, "VAN DER BERG" van der Berg, "SMITH-JONES" Smith-Jones.
    """
    text = APOSTROPHE.sub("'", text)
    words = text.split()
    shouted, whispered = len(words) > 1 and text.isupper(), text.islower()
    return " ".join(
        _mend_word(word, first=not at, shouted=shouted, whispered=whispered) for at, word in enumerate(words)
    )


def _mend_word(word: str, *, first: bool, shouted: bool, whispered: bool) -> str:
    if found := CELTIC.match(word):
        return found.group(1) + _capital(found.group(2))
    if word.islower() and not whispered:
        return word
    if word.casefold() in LOWER_PARTICLES and not (first and not shouted and word[0].isupper()):
        return word.lower() if word.isupper() else word
    letters = sum(character.isalpha() for character in word)
    if letters < 2:
        return word.upper() if len(word) <= 2 else word
    initials = letters == 2 and word.isupper() and not any(vowel in word for vowel in "AEIOUY")
    return _capital(word) if (word.isupper() or word.islower()) and not initials else word


def _capital(word: str) -> str:
    """The first letter of each part a capital, the others small: parts end at a hyphen, and at an apostrophe after
    one letter.
    """
    result = "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    if len(result) > 3 and result[1] == "'":
        result = result[:2] + result[2].upper() + result[3:]
    if len(result) > 4 and result.startswith("Mc"):
        result = "Mc" + result[2].upper() + result[3:]
    return result
