"""The little language in which the phrase lexicons are written, compiled to bounded regular expressions.

A pattern is a line of words, matched against canonical words (see `views/words.py`):

    word        that word            word*       a word that begins so
    (a|b c)     one of these         <name>      one of a named set (data/meaning/sets.txt)
    x?          x or nothing         _           any one word
    ~           up to 1 word         ..          up to 3 words       ...   up to 7 words, never across a sentence
    ^  $  <?>   start of a sentence, its end, a question mark
    A && B      both in one sentence          A !! B      A, and nowhere in that sentence B
    A !!! B     A, and nowhere in the message B

There are no unbounded repeats, so the time to match is linear in the length of the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORD = r"[^ .?]+ "
_GAPS = {"~": (0, 1), "..": (0, 3), "...": (0, 7), "_": (1, 1)}
_COMMON = frozenset(
    word
    for line in (
        "a an the i you he she it we they me my your him her us them this that is are was be am do not to of and or",
        "for in on at with so if but have has had will would can could get got go just like want all any no one what",
        "when how who where why up out about from as by its our their been did some more too there here know then now",
    )
    for word in line.split()
)


class PhraseError(ValueError):
    """A line of a lexicon that cannot be read; says which."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled pattern: all `parts` in one sentence, none of `barred` there, none of `barred_all` anywhere.

    Each regular expression takes along the space before its first word: a search that can leap from space to space is
    three times as fast as one that looks back at every character. The first part covers at most `longest` words. One of
    `anchors` stands in every text that it matches, and so does one of `second`, if there are any.
    """

    source: str
    parts: tuple[re.Pattern[str], ...]
    barred: tuple[re.Pattern[str], ...]
    barred_all: tuple[re.Pattern[str], ...]
    anchors: tuple[str, ...]
    second: tuple[str, ...]
    longest: int


def matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the words each match of a phrase's pattern covers, left to right, none overlapping."""
    match = pattern.search(text)
    while match is not None:
        start, end = match.start() + 1, match.end()
        yield start, end
        match = pattern.search(text, max(start, end - 1))


class PhraseCompiler:
    """Compiles patterns against named sets. `words` collects every literal word seen, `latest` those the last line seeks."""

    def __init__(self, sets: dict[str, list[str]]) -> None:
        self._sets = sets
        self.words: set[str] = set()
        self.latest: list[str] = []

    def compile(self, line: str) -> Phrase:
        """One line to one `Phrase`; PhraseError with the line if it cannot be read."""
        try:
            rest, *barred_all = line.split(" !!! ")
            rest, *barred = rest.split(" !! ")
            parts = [part.strip() for part in rest.split(" && ")]
            anchors, second = self._anchors([element for part in parts for element in _elements(part)])
            self.latest = []
            sought = self._all(parts)
            latest, self.latest = self.latest, []
            longest = sum(map(self._longest, _elements(parts[0])))
            phrase = Phrase(line, sought, self._all(barred), self._all(barred_all), anchors, second, longest)
            self.latest = latest
            return phrase
        except (KeyError, ValueError, re.error) as problem:
            raise PhraseError(f"cannot read the pattern {line!r}: {problem}") from problem

    def _all(self, parts: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile("".join([" ", *map(self._regex, _elements(part))])) for part in parts)

    def _regex(self, element: str) -> str:
        if element in _GAPS:
            low, high = _GAPS[element]
            return f"(?:{WORD}){{{low},{high}}}"
        if element == "^":
            return "(?:(?<=[.?] ))"
        if element == "$":
            return "(?=[.?])"
        optional = element.endswith("?") and element != "<?>"
        body = element[:-1] if optional else element
        choices = "|".join(sorted({self._words(choice) for choice in self._choices(body)}, key=len, reverse=True))
        return f"(?:{choices}){'?' if optional else ''}"

    def _choices(self, body: str) -> list[str]:
        if body == "<?>":
            return ["<?>"]
        if body.startswith("<"):
            return [part for choice in self._sets[body[1:-1]] for part in self._choices(choice)]
        if body.startswith("("):
            out: list[str] = []
            for choice in _split_top(body[1:-1]):
                out += self._choices(choice) if choice[:1] in "<(" and _single(choice) else [choice]
            return out
        return [body]

    def _longest(self, element: str) -> int:
        """The most words that an element can cover."""
        if element in _GAPS:
            return _GAPS[element][1]
        if element in ("^", "$"):
            return 0
        body = element[:-1] if element.endswith("?") and element != "<?>" else element
        if body in ("", "<?>") or _plain(body) or body.endswith("*"):
            return 1
        return max(sum(map(self._longest, _elements(choice))) for choice in self._choices(body))

    def _words(self, choice: str) -> str:
        if choice == "<?>":
            return r"\? "
        out = []
        for word in _elements(choice):
            if _plain(word):
                self._note(word)
                out.append(re.escape(word) + " ")
            elif word.endswith("*"):
                self._note(word[:-1])
                out.append(re.escape(word[:-1]) + r"[^ .?]* ")
            else:
                out.append(self._regex(word))
        return "".join(out)

    def _note(self, word: str) -> None:
        self.words.add(word)
        self.latest.append(word)

    def _anchors(self, elements: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words of the rarest element, and those of the next rarest; the latter empty if there is but one."""
        found = [self._literals(element) for element in elements]
        usable = sorted((anchors for anchors in found if anchors), key=_rarity)
        if not usable:
            raise ValueError("every pattern needs a part that is a plain word or a choice of words")
        return usable[0], usable[1] if len(usable) > 1 else ()

    def _literals(self, element: str) -> tuple[str, ...]:
        if element in _GAPS or element in ("^", "$", "<?>") or element.endswith("?"):
            return ()
        anchors = []
        for choice in self._choices(element):
            literal = _literal_run(choice)
            if not literal:
                return ()
            anchors.append(literal)
        return tuple(anchors)


def _literal_run(choice: str) -> str:
    """The longest run of plain words in a choice, with its spaces, as something to look for; '' if none."""
    runs: list[str] = []
    current = " "
    for word in [*_elements(choice), "_"]:
        if word.endswith("*"):
            runs.append(current + word[:-1])
            current = " "
        elif _plain(word):
            current += word + " "
        else:
            runs.append(current)
            current = " "
    best = max(runs, key=len)
    return best if best.strip() else ""


def _plain(word: str) -> bool:
    return word not in _GAPS and word not in ("^", "$") and word[0] not in "<(" and word[-1] not in "*?"


def _rarity(anchors: tuple[str, ...]) -> tuple[bool, int, int]:
    common = any(all(word in _COMMON for word in anchor.split()) for anchor in anchors)
    return common, len(anchors) > 40, -min(len(anchor) for anchor in anchors)


def _elements(part: str) -> list[str]:
    """Split at spaces outside brackets."""
    out, depth, current = [], 0, ""
    for char in part.strip() + " ":
        depth += (char == "(") - (char == ")")
        if char == " " and depth == 0:
            if current:
                out.append(current)
            current = ""
        else:
            current += char
    if depth:
        raise ValueError("brackets do not match")
    return out


def _split_top(body: str) -> list[str]:
    """Split at bars outside brackets."""
    out, depth, current = [], 0, ""
    for char in body:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            out.append(current.strip())
            current = ""
        else:
            current += char
    return [choice for choice in [*out, current.strip()] if choice]


def _single(choice: str) -> bool:
    return len(_elements(choice)) == 1 and not choice.endswith("?")
