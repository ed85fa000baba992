"""A single decision that a person marked as wrong: what it changes, and what it may never loosen."""

from __future__ import annotations

import pytest

from ithaca.screening import Policy, Speaker, fingerprint, screen
from ithaca.screening.types import Action

CHILD = Speaker()


def corrected(text: str, to: Action, policy: str = "children") -> str:
    """The action for `text` once a person has said that these words get `to`."""
    known: dict[str, Action] = {fingerprint(text, CHILD): to}
    return screen(text, speaker=CHILD, policy=Policy.named(policy), corrections=known).action


def test_a_wrong_hold_is_let_through_and_a_missed_one_is_held() -> None:
    rude = "That film was shit"
    assert screen(rude, speaker=CHILD).action == "hold"
    assert corrected(rude, "allow") == "allow"
    assert corrected("See you in the library", "hold") == "hold"


@pytest.mark.parametrize("policy", ["children", "16-19", "adults"])
@pytest.mark.parametrize(
    "words", ["I want to kill myself", "My stepdad hits me and I am scared to go home.", "Send me a naked picture"]
)
def test_words_about_harm_are_never_loosened(words: str, policy: str) -> None:
    before = screen(words, speaker=CHILD, policy=Policy.named(policy)).action
    assert before in ("hold", "urgent")
    assert corrected(words, "allow", policy) == before


def test_what_makes_sense_only_with_earlier_messages_is_not_loosened() -> None:
    earlier, rest = ["call me on 07700"], "900 123"
    whole = screen(rest, context=earlier, speaker=CHILD)
    assert whole.action == "hold"
    known: dict[str, Action] = {fingerprint(rest, CHILD): "allow"}
    assert screen(rest, context=earlier, speaker=CHILD, corrections=known).action == "hold"


def test_the_same_words_are_known_again_in_other_clothes() -> None:
    plain = fingerprint("That film was shit", CHILD)
    assert fingerprint("  THAT film   was sh\u200bit ", CHILD) == plain
    assert fingerprint("Th\u0430t film was shit", CHILD) == plain  # a Cyrillic a
    assert fingerprint("That film was not shit", CHILD) != plain
    assert fingerprint("That film was shit", Speaker(role="mentor", age_band="adult")) != plain
