"""The likeness model adds a hold and no more, and ordinary tutoring talk passes."""

from __future__ import annotations

import pytest

from ithaca.messaging.words import SENTENCES
from ithaca.screening import Policy, Speaker, screen
from ithaca.screening.engine import _action
from ithaca.screening.likeness import model
from ithaca.screening.reasons import every_sentence
from ithaca.screening.types import MEANING, Finding
from tests.screening.tutoring import tutoring


@pytest.mark.parametrize("kind", MEANING)
@pytest.mark.parametrize("policy", ["children", "16-19", "adults"])
def test_a_likeness_never_raises_an_alarm(kind: str, policy: str) -> None:
    guess = Finding(0, 9, kind, "plain", "likeness")
    assert _action(guess, Policy.named(policy), Speaker("mentor", "adult")) in ("allow", "hold")


def test_the_model_is_shipped_and_names_a_class() -> None:
    known = model()
    assert known is not None
    words = "please do not tell anyone what i did to you last night".split()  # noqa: SIM905
    assert known.judge(words, Speaker("mentor", "adult"))[1] in MEANING


def test_the_time_of_a_long_message_is_spent_in_windows() -> None:
    known = model()
    assert known is not None
    harmful = "my stepdad hits me with a belt when mum is out".split()  # noqa: SIM905
    short, _ = known.judge(harmful, Speaker())
    long, _ = known.judge(harmful + ["thanks"] * 500, Speaker())
    assert short > known.limit
    assert long > known.judge(["thanks"] * 500, Speaker())[0]


def test_ordinary_tutoring_talk_is_hardly_ever_touched() -> None:
    """6,000 sentences; the model learned from every second template and never saw the others."""
    talk = tutoring(6000, seed=7)
    assert len({text for _, text in talk}) == 6000
    touched = [text for speaker, text in talk if screen(text, speaker=speaker).action != "allow"]
    assert len(touched) <= 3, touched


def test_every_reason_is_in_the_catalogue() -> None:
    assert every_sentence() <= set(SENTENCES)
