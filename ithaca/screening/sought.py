"""Patterns that are tried on a message only where something stands in it that they cannot match without.

`sought(r"...")` takes the place of `re.compile(r"...")` where a pattern is looked for in whole messages. What it needs is
read from the pattern itself: sets of strings, of each of which one at least occurs in everything it matches. One pass of
an automaton over a message then says which of the engine's several hundred patterns could match, and nearly all could
not. It is the way of RE2's FilteredRE2 (https://github.com/google/re2/blob/main/re2/filtered_re2.h), which knows no look
behind and ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, product
from math import prod
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick

_MANY = 1000  # strings in one set at most
_LONG = 20  # characters of one string that are looked at
_CLASS = 12  # characters of a class at most
_TIMES = 3  # that something is repeated at most
_DIGITS = frozenset("0123456789")
# How often a character stands at one place of a message, about.
_OFTEN = {
    " ": 0.18,
    "\0": 0.4,
    **dict(zip("etaoinshrdlcumwfgypbvk", (2 / (20 + 5 * n) for n in range(22)), strict=True)),
    **dict.fromkeys(".,'?!", 0.009),
}
_SELDOM = 0.0008
_PLACES = 45  # of an ordinary message
_COMMON = " the and you that for are have this with but not was just can what your will would when how all "
_COMMONLY = 0.1  # the share of messages that have one of these, about
_USELESS = 0.5  # a set that most messages have something of

# In a string: the edge of a word, and a place where no two letters or figures meet. The first is also put into messages.
_EDGE, _APART = "\0", "\1"
_MARKS = _EDGE + _APART
_SPACES = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f", " "))
_RUNS = re.compile(r"\w+|\W+")

type Strings = frozenset[str]


@dataclass(frozen=True, slots=True)
class Need:
    """What is known of all that a part of a pattern matches: every string it may be (None: too many), and sets of which
    something must stand in the message."""

    exact: Strings | None
    sets: tuple[Strings, ...] = ()


_ANYTHING = Need(None)
_NOTHING = Need(frozenset({""}))


def needs(pattern: str, flags: int = 0) -> list[Strings]:
    """Up to two sets of strings in small letters, the rarer first, where a NUL is the edge of a word: one of each stands in every
    ASCII text, made small and `with_edges`, in which the pattern matches. Empty if nothing is known."""
    whole = _sequence(parser.parse(pattern, flags))
    usable = {found for found in [*whole.sets, *_usable(whole.exact)] if _share(found) < _USELESS}
    return sorted(usable, key=lambda found: (_share(found), sorted(found)))[:2]


def with_edges(text: str) -> str:
    """A text with a NUL at every edge of a word, and one kind of space."""
    if not text.isprintable():
        text = text.translate(_SPACES)
    return f"{_EDGE}{_EDGE.join(_RUNS.findall(text))}{_EDGE}"


def _usable(exact: Strings | None) -> tuple[Strings, ...]:
    """The strings with all edges that they have, as a set to look for; nothing if one of them is empty."""
    if exact is None:
        return ()
    edged = {text for text in map(_edged, exact) if text is not None}
    return (frozenset(edged),) if all(text.strip(_EDGE) for text in edged) else ()


@lru_cache(maxsize=50_000)
def _edged(text: str) -> str | None:
    """A string as it stands in a text with edges; None if it cannot."""
    bare = text.strip(_MARKS)
    if not bare:
        return _EDGE if _EDGE in text else ""
    front, back = text[: text.index(bare[0])], text[len(text.rstrip(_MARKS)) :]
    parts = re.split(f"([{_MARKS}]+)", bare)
    for before, marks, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        joined = _in_word(before[-1]) == _in_word(after[0])
        if joined and (_EDGE in marks or _in_word(after[0])):
            return None  # no edge where there must be one, or two letters where none may meet
    inside = _EDGE.join(_RUNS.findall("".join(parts[::2])))
    return _outer(front, bare[0]) + inside + _outer(back, bare[-1])


def _outer(marks: str, char: str) -> str:
    """The edge between the first or last character of a string and what may stand beside it, if it is sure to be one."""
    return _EDGE if _EDGE in marks or (_APART in marks and _in_word(char)) else ""


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _sequence(nodes: Iterable[tuple[Any, Any]]) -> Need:
    run: Strings = frozenset({""})
    sets: list[Strings] = []
    whole = True
    for part in _parts_of(nodes):
        sets += part.sets
        if part.exact is not None and len(run) * len(part.exact) <= _MANY:
            run = frozenset(map("".join, product(run, part.exact)))
            if max(map(len, run)) <= _LONG:
                continue
        whole = False
        sets += _usable(run)
        run = part.exact if part.exact is not None else frozenset({""})
    return Need(run, tuple(sets)) if whole else Need(None, (*sets, *_usable(run)))


def _parts_of(nodes: Iterable[tuple[Any, Any]]) -> Iterator[Need]:
    for literal, group in groupby(nodes, lambda node: node[0] is sre.LITERAL):
        if literal:
            yield Need(frozenset({"".join(_small(value) for _, value in group)}))
        else:
            yield from (_part(*node) for node in group)


def _part(code: Any, value: Any) -> Need:
    if code is sre.IN:
        return _class(value)
    if code is sre.SUBPATTERN:
        return _sequence(value[-1])
    if code is sre.ATOMIC_GROUP:
        return _sequence(value)
    if code is sre.BRANCH:
        return _either([_sequence(branch) for branch in value[1]])
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _repeated(*value)
    if code is sre.ASSERT:
        seen = _sequence(value[1])
        return Need(_NOTHING.exact, (*seen.sets, *_usable(seen.exact)))
    if code is sre.ASSERT_NOT:
        return Need(frozenset({_APART})) if _any_letter(list(value[1])) else _NOTHING
    if code is sre.AT:
        return Need(frozenset({_EDGE})) if value is sre.AT_BOUNDARY else _NOTHING
    return _ANYTHING


def _small(code: int) -> str:
    return chr(code).lower().translate(_SPACES)


def _any_letter(nodes: list[tuple[Any, Any]]) -> bool:
    """Is this one class that has every letter, every figure and the underscore?"""
    if len(nodes) != 1 or nodes[0][0] is not sre.IN:
        return False
    items = nodes[0][1]
    if items[0][0] is sre.NEGATE:
        signs = [sre.CATEGORY_SPACE]
        return all((code is sre.LITERAL and not _in_word(chr(value))) or value in signs for code, value in items[1:])
    return any(value in (sre.CATEGORY_WORD, sre.CATEGORY_NOT_SPACE) for _, value in items)


def _class(items: list[tuple[Any, Any]]) -> Need:
    found: set[str] = set()
    for code, value in items:
        if code is sre.LITERAL:
            found.add(_small(value))
        elif code is sre.RANGE and value[1] - value[0] < _CLASS:
            found.update(map(_small, range(value[0], value[1] + 1)))
        elif code is sre.CATEGORY and value is sre.CATEGORY_DIGIT:
            found |= _DIGITS
        elif code is sre.CATEGORY and value is sre.CATEGORY_SPACE:
            found.add(" ")
        else:
            return _ANYTHING
    return Need(frozenset(found)) if len(found) <= _CLASS else _ANYTHING


def _either(branches: list[Need]) -> Need:
    every: set[str] = set()
    rarest: set[str] = set()
    exact = known = True
    for branch in branches:
        exact = exact and branch.exact is not None
        every |= branch.exact or frozenset()
        choices = [*branch.sets, *_usable(branch.exact)]
        known = known and bool(choices)
        rarest |= min(choices, key=_share, default=frozenset())
    return Need(
        frozenset(every) if exact and len(every) <= _MANY else None,
        (frozenset(rarest),) if known and len(rarest) <= _MANY else (),
    )


def _repeated(low: int, high: Any, nodes: Iterable[tuple[Any, Any]]) -> Need:
    one = _sequence(nodes)
    sets = (*one.sets, *_usable(one.exact)) if low else ()
    if one.exact is None or high > _TIMES or len(one.exact) ** high > _MANY:
        return Need(None, sets)
    times = range(low, high + 1)
    return Need(frozenset("".join(row) for count in times for row in product(one.exact, repeat=count)), sets)


@cache
def _share(found: Strings) -> float:
    """About the share of ordinary messages that have one of these strings."""
    return sum(map(_often, found))


@lru_cache(maxsize=50_000)
def _often(text: str) -> float:
    share = _PLACES * prod(_OFTEN.get(char, _SELDOM) for char in text)
    return max(share, _COMMONLY) if text.replace(_EDGE, " ") in _COMMON else share


class Anchors:
    """Which of many things can be in a text, given two sets of strings for each: something of both must stand there.

    The answer is a number with the bit of each such thing set, in the order in which they were given.
    """

    def __init__(self, wanted: Iterable[tuple[Iterable[str], Iterable[str]]]) -> None:
        self._free = [0, 0]  # of those that ask for nothing, at first and second
        bits: dict[str, list[int]] = {}
        for order, pair in enumerate(wanted):
            for place, strings in enumerate(pair):
                strings = list(strings)
                if not strings:
                    self._free[place] |= 1 << order
                for text in strings:
                    bits.setdefault(text, [0, 0])[place] |= 1 << order
        self._automaton = ahocorasick.Automaton()
        for text, (first, second) in bits.items():
            self._automaton.add_word(text, (first, second))
        self._automaton.make_automaton()

    def standing(self, text: str) -> int:
        """The bits of those that can be in this text."""
        seen, also = self._free
        for _, (first, second) in self._automaton.iter(text):
            seen |= first
            also |= second
        return seen & also


_every: list[Sought] = []


def every() -> tuple[Sought, ...]:
    """Every pattern that is sought so, in the order of their making."""
    return tuple(_every)


@lru_cache(maxsize=1)
def _anchors() -> Anchors:
    found = ([*needs(each.pattern, each.flags & ~re.UNICODE), frozenset(), frozenset()] for each in _every)
    anchors = Anchors((first, second) for first, second, *_ in found)
    for memory in (_edged, _share, _often):  # what was worked out on the way is not asked again
        memory.cache_clear()
    return anchors


@lru_cache(maxsize=64)
def _standing(text: str) -> int:
    """The bits of the patterns that can match in this text; all of them where its letters are not all ASCII."""
    return _anchors().standing(with_edges(text.lower())) if text.isascii() else -1


class Sought:
    """A compiled pattern for whole messages, that is passed over where it cannot match."""

    __slots__ = ("_bit", "_finditer", "_search", "flags", "fullmatch", "match", "pattern", "sub")

    def __init__(self, compiled: re.Pattern[str]) -> None:
        self._bit = 1 << len(_every)
        _every.append(self)
        _anchors.cache_clear()
        _standing.cache_clear()
        self.pattern, self.flags = compiled.pattern, compiled.flags
        self._search, self._finditer = compiled.search, compiled.finditer
        self.match, self.fullmatch, self.sub = compiled.match, compiled.fullmatch, compiled.sub

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if end is not None:  # there the text ends for the pattern, and so may a word that goes on
            return self._search(text, start, end)
        return self._search(text, start) if _standing(text) & self._bit else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer` over the whole text."""
        return self._finditer(text) if _standing(text) & self._bit else iter(())


def sought(pattern: str, flags: int = 0) -> Sought:
    """A pattern to look for in whole messages; not in pieces of them, for which the way is longer."""
    return Sought(re.compile(pattern, flags))
