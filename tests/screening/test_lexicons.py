"""The phrase language, the canonical words and the lexicon files."""

from __future__ import annotations

import pytest

from ithaca.screening import Speaker, screen
from ithaca.screening.meaning.lexicon import lexicon
from ithaca.screening.meaning.phrases import PhraseCompiler, PhraseError
from ithaca.screening.views.fold import fold
from ithaca.screening.views.words import Reader, Vocabulary


def compiler() -> PhraseCompiler:
    return PhraseCompiler({"where": ["park", "bus stop"]})


def fits(pattern: str, canon: str) -> bool:
    phrase = compiler().compile(pattern)
    return all(part.search(f" . {canon} . ") for part in phrase.parts)


@pytest.mark.parametrize(
    ("pattern", "canon", "expected"),
    [
        ("meet me", "please meet me", True),
        ("meet me", "meet men", False),
        ("meet .. <where>", "meet at the big bus stop", True),
        ("meet .. <where>", "meet . the park", False),
        ("meet ~ park", "meet in the park", False),
        ("kill* (myself|him)", "killing him", True),
        ("^ snap <?>", "snap ?", True),
        ("^ snap", "a snap", False),
        ("come (over|round)? tonight", "come tonight", True),
        ("alone && park", "park with me alone", True),
    ],
)
def test_the_phrase_language(pattern: str, canon: str, expected: bool) -> None:
    assert fits(pattern, canon) is expected


@pytest.mark.parametrize("bad", ["(open", "<nowhere> park", "..", "a? b?"])
def test_a_line_that_cannot_be_read_names_itself(bad: str) -> None:
    with pytest.raises(PhraseError, match="cannot read the pattern"):
        compiler().compile(bad)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("wots ur snap", "what is your snap"),
        ("I'll can't won't", "i will can not will not"),
        ("s n a p", "snap"),
        ("fr1ght", "fright"),
        ("f**ght", "fright"),
        ("frіght", "fright"),
        ("thgirf", "fright"),
        ("fri ght", "fright"),
        ("meeeeet", "meet"),
        ("it cost £20", "it cost poundsum"),
        ("i want 2 talk 2 u", "i want to talk to you"),
        ("asking 4 a friend, got a 4", "asking for a friend got a 4"),
        ("ill come when im ill", "i will come when i am ill"),
        ("id rather show my id", "i would rather show my id"),
        ("my da said da bus is late", "my dad said da bus is late"),
    ],
)
def test_disguised_words_are_read_as_plain_ones(written: str, read: str) -> None:
    words = frozenset({"snap", "meet", "fright", "what", "your", "it", "cost"})
    assert Reader(Vocabulary(words, {"fright": None})).read(fold(written)).text.strip(" .") == read


def test_every_rule_has_a_phrase_the_automaton_can_find() -> None:
    assert len(lexicon().rules) > 500
    assert all(
        rule.phrase.anchors and all(anchor.strip() for anchor in rule.phrase.anchors) for rule in lexicon().rules
    )


def test_who_speaks_matters() -> None:
    text = "do you have a boyfriend?"
    assert screen(text, speaker=Speaker("mentor", "adult")).action == "urgent"
    assert screen(text, speaker=Speaker("mentee", "child")).action == "allow"
