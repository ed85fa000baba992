"""The engine's figures on the labelled examples, with the third that is held back measured by itself."""

from __future__ import annotations

import pytest

from tests.screening.corpus import Example, covered, examples, measure, unsafe

AT_LEAST = {
    "safe": 0.97,
    "urgent_held": 0.98,
    "urgent_recall": 0.90,
    "urgent_precision": 0.85,
    "plain_covered": 1.0,
    "disguised_covered": 0.96,
    "split_covered": 0.9,
    "span_precision": 0.97,
    "macro_f1": 0.88,
}
AT_MOST = {"harmless_held": 0.015, "harmless_touched": 0.03}


# What the messages nobody tuned on reach today (docs/screening.md); a change may not lower it.
HELD_BACK = AT_LEAST | {
    "disguised_covered": 0.88,
    "split_covered": 0.66,
}


@pytest.mark.parametrize("held_back", [False, True], ids=["tuned on", "held back"])
def test_the_targets_are_reached(held_back: bool) -> None:
    figures = measure([example for example in examples() if example.held_back == held_back])
    bars = HELD_BACK if held_back else AT_LEAST
    short = {name: figures[name] for name, bar in bars.items() if figures[name] < bar}
    over = {name: figures[name] for name, bar in AT_MOST.items() if figures[name] > bar}
    assert (short, over) == ({}, {})


def test_there_are_hundreds_of_examples_of_every_class_and_disguise() -> None:
    everything = examples()
    assert len(everything) >= 1200
    seen = {kind for example in everything for kind in example.classes}
    assert len(seen) == 14
    assert {example.disguise for example in everything if example.spans} == {"", "plain", "disguised", "split"}


def _name(example: Example) -> str:
    return example.text[:60]


@pytest.mark.parametrize("example", [e for e in examples() if e.file == "contacts" and not e.held_back], ids=_name)
def test_contact_details_one_by_one(example: Example) -> None:
    verdict = example.screen()
    if example.action == "allow":
        assert verdict.action == "allow", verdict.spans
    else:
        assert not unsafe(example, verdict)
        assert all(covered(example.text, span, verdict) for span in example.spans)
