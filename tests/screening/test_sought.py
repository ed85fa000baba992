"""A pattern that is passed over cannot match: what it needs is read from it rightly, and from every pattern of the engine."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ithaca.screening
from ithaca.screening.sought import Sought, every, needs, sought, with_edges
from ithaca.screening.views.fold import fold
from tests.screening.corpus import examples


@pytest.mark.parametrize(
    ("pattern", "rarest"),
    [
        ("hello", {"hello"}),
        (r"\bat\b", {"\0at\0"}),
        (r"(?<!\w)ring(?!\w)", {"\0ring\0"}),
        (r"(?<![a-z])dot", {"dot"}),  # a figure may stand before it
        (r"ring me|call me", {"ring\0 \0me", "call\0 \0me"}),
        (r"gm?ail\s?dot", {"gmail\0 \0dot", "gmaildot", "gail\0 \0dot", "gaildot"}),
        (r"(?i:Zoom)\w+", {"zoom"}),
        (r"\w+@\w+", {"@"}),
        (r"a{1,2}z", {"az", "aaz"}),
        (r"x(?=yz)", {"yz"}),
    ],
)
def test_what_a_pattern_needs(pattern: str, rarest: set[str]) -> None:
    assert needs(pattern)[0] == rarest


@pytest.mark.parametrize("pattern", [r"\w+", r"(?:zebra)?", r"[a-z]{3}", r"zebra|\w+", r"(?!zebra)\w"])
def test_nothing_is_said_of_what_could_be_anything(pattern: str) -> None:
    assert needs(pattern) == []


def test_edges_stand_at_both_ends_of_every_word() -> None:
    assert with_edges("i'm at\nwork") == "\0i\0'\0m\0 \0at\0 \0work\0"


def test_a_pattern_is_found_where_it_stands_and_nowhere_else() -> None:
    pattern = sought(r"\bzebra (?P<n>\d)")
    found = pattern.search("a zebra 7")
    assert found is not None
    assert found["n"] == "7"
    assert pattern.search("a zebra 7", 3) is None
    assert [match.group() for match in pattern.finditer("zebra 1 zebra 2")] == ["zebra 1", "zebra 2"]
    assert pattern.search("no such animal") is None
    assert list(pattern.finditer("no such animal")) == []


def test_a_word_may_end_where_the_search_ends() -> None:
    pattern = sought(r"\bzebra\b")
    assert pattern.search("zebras") is None
    assert pattern.search("zebras", 0, 5) is not None


def test_letters_that_are_not_ascii_are_looked_at_by_the_pattern_itself() -> None:
    assert sought(r"(?i:\u212alingon)").search("klingon é") is not None


def _rarest(each: Sought) -> frozenset[str]:
    return next(iter(needs(each.pattern, each.flags & ~re.UNICODE)), frozenset())


_SIGNS = [
    "at",
    "dot",
    "ring",
    "me",
    "a",
    "x",
    "07",
    "9",
    "my",
    "house",
    ".",
    ",",
    "@",
    "_",
    "/",
    "'",
    "-",
    "\n",
    " ",
    "  ",
]


_ROOT = Path(ithaca.__file__).parent
_ANCHORS = sorted({text.strip("\0").replace("\0", "") for each in every() for text in _rarest(each)})


@settings(deadline=None)
@given(st.lists(st.sampled_from(_ANCHORS) | st.sampled_from(_SIGNS), max_size=12).map("".join))
def test_no_pattern_of_the_engine_is_passed_over_where_it_would_match(text: str) -> None:
    assert _wrong(text) == []


def test_nor_in_any_message_we_know() -> None:
    views = (fold(example.text) for example in examples()[::25])
    assert [problem for view in views for text in {view.text, view.cased()} for problem in _wrong(text)] == []


def _wrong(text: str) -> list[tuple[str, str]]:
    return [(each.pattern, text) for each in every() if _plainly(each, text) and each.search(text) is None]


def _plainly(each: Sought, text: str) -> bool:
    return re.compile(each.pattern, each.flags).search(text) is not None


def test_every_pattern_that_is_sought_needs_something() -> None:
    assert [each.pattern for each in every() if not _rarest(each)] == []


def test_no_bounds_of_a_repeat_were_taken_for_a_value() -> None:
    """In an f-string "{3,14}" is two numbers, and "(3, 14)" in the pattern matches nothing anybody writes."""
    files = Path(ithaca.screening.__file__).parent.rglob("*.py")
    names = [".".join(("ithaca", *path.relative_to(_ROOT).with_suffix("").parts)) for path in files]
    patterns = [
        each.pattern
        for name in names
        for each in vars(import_module(name)).values()
        if isinstance(each, re.Pattern | Sought)
    ]
    assert len(patterns) > 600
    assert [pattern for pattern in patterns if re.search(r"\(\d+, \d+\)", pattern)] == []
