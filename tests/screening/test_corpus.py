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

# For each group of messages what must be reached at least and at most. Only the first is held to the targets; of the others
# stands what they reach today (docs/screening.md), and a change may not lower it.
GROUPS = {
    "tuned": (AT_LEAST, AT_MOST),
    "heldback": (AT_LEAST | {"disguised_covered": 1.0, "split_covered": 0.66}, AT_MOST),
    "plainly": (AT_LEAST | {"plain_covered": 0.996, "disguised_covered": 0.945}, AT_MOST),
    "taught": (
        {"safe": 0.83, "urgent_held": 0.92, "urgent_recall": 0.90, "urgent_precision": 0.99, "span_precision": 0.97},
        {"harmless_held": 0.004, "harmless_touched": 0.007},
    ),
    "hints": (
        {"safe": 0.89, "urgent_held": 0.88, "urgent_recall": 0.855, "urgent_precision": 0.965},
        {"harmless_held": 0.054, "harmless_touched": 0.054},
    ),
    "everyday": ({}, {"harmless_held": 0.0036, "harmless_touched": 0.0036}),
}


@pytest.mark.parametrize("group", GROUPS)
def test_the_targets_are_reached(group: str) -> None:
    at_least, at_most = GROUPS[group]
    figures = measure([example for example in examples() if example.group == group])
    short = {name: figures[name] for name, bar in at_least.items() if figures[name] < bar}
    over = {name: figures[name] for name, bar in at_most.items() if figures[name] > bar}
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
