"""The likeness model only adds: a hold, and an alarm where it is sure. Ordinary tutoring talk passes."""

from __future__ import annotations

import pytest

from ithaca.messaging.words import SENTENCES
from ithaca.screening import Policy, Speaker, screen
from ithaca.screening.engine import _action
from ithaca.screening.meaning.likeness import SURE, find_likeness, model
from ithaca.screening.meaning.reading import reader
from ithaca.screening.reasons import every_sentence
from ithaca.screening.types import HARD, MEANING, Finding
from ithaca.screening.views.fold import fold
from ithaca.screening.views.words import Canon
from tests.screening.tutoring import tutoring


@pytest.mark.parametrize("kind", MEANING)
@pytest.mark.parametrize("policy", ["children", "16-19", "adults"])
def test_a_likeness_that_is_not_sure_raises_no_alarm(kind: str, policy: str) -> None:
    guess = Finding(0, 9, kind, "plain", "likeness")
    assert _action(guess, Policy.named(policy), Speaker("mentor", "adult")) in ("allow", "hold")


def test_the_model_is_shipped_and_names_a_class() -> None:
    known = model()
    assert known is not None
    words = "please do not tell anyone what i did to you last night".split()  # noqa: SIM905
    assert known.judge(words, Speaker("mentor", "adult")).kind() in MEANING


def test_the_time_of_a_long_message_is_spent_in_windows() -> None:
    known = model()
    assert known is not None
    harmful = "my stepdad hits me with a belt when mum is out".split()  # noqa: SIM905
    short = known.judge(harmful, Speaker())
    long = known.judge(harmful + ["thanks"] * 500, Speaker())
    assert min(short.person, long.person) > known.limits.person
    assert long.person > known.judge(["thanks"] * 500, Speaker()).person


@pytest.fixture
def canon() -> Canon:
    return reader().read(fold("my stepdad hits me with a belt when mum is out"))


def test_a_sure_likeness_is_an_alarm_and_names_a_hard_class(canon: Canon) -> None:
    (sure,) = find_likeness(canon, Speaker(), 46, [])
    assert (sure.rule, sure.type in HARD) == (SURE, True)
    assert _action(sure, Policy.named("children"), Speaker()) == "urgent"


def test_what_a_rule_would_only_hold_is_raised(canon: Canon) -> None:
    (raised,) = find_likeness(canon, Speaker(), 46, [Finding(0, 2, "MEET", "plain", "meet/wide")])
    assert raised.rule == SURE


@pytest.mark.parametrize("surer", [Finding(0, 2, "SEXUAL"), Finding(0, 2, "OFFENSIVE", threat=True)])
def test_nothing_is_added_where_a_rule_already_raises_an_alarm(canon: Canon, surer: Finding) -> None:
    assert find_likeness(canon, Speaker(), 46, [surer]) == []


def test_ordinary_tutoring_talk_is_hardly_ever_touched() -> None:
    """6,000 sentences; the model learned from every second template and never saw the others."""
    talk = tutoring(6000, seed=7)
    assert len({text for _, text in talk}) == 6000
    touched = [text for speaker, text in talk if screen(text, speaker=speaker).action != "allow"]
    assert len(touched) <= 3, touched


def test_every_reason_is_in_the_catalogue() -> None:
    assert every_sentence() <= set(SENTENCES)
