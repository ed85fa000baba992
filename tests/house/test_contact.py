"""Every way to the other side is listed, and asks the gate (SG-2): docs/developers/contact.md."""

from __future__ import annotations

import inspect
import re
from importlib import import_module

from tests.house.code import ROOT, modules

ROW = re.compile(r"^\| [^|]+ \| `(ithaca[\w.]+)` \| `(\w+)` \|$", re.MULTILINE)
ASKS = re.compile(r"\b(?:may_be_in_contact|contact|what_is_missing|why_no_messages|what_stands_in_the_way|may_write)\(")
#: They ask the gate, and send nothing on: the gate itself, lists for staff, what the two are told of why it is shut, the example.
NO_WAY = {
    "ithaca.cli.example_monday",
    "ithaca.mentorships.gate",
    "ithaca.mentorships.lines",
    "ithaca.messaging.selectors",
}


def ways() -> list[tuple[str, str]]:
    """(function, what it asks) of each line of the table."""
    return ROW.findall((ROOT / "docs" / "developers" / "contact.md").read_text(encoding="utf-8"))


def test_every_way_asks_what_the_table_says() -> None:
    silent = []
    for function, asks in ways():
        module, _dot, name = function.rpartition(".")
        source = inspect.getsource(inspect.unwrap(getattr(import_module(module), name)))
        if f"{asks}(" not in source:
            silent.append(f"{function} does not ask {asks}")
    assert silent == []
    assert len(ways()) > 15


def test_no_module_asks_the_gate_and_is_not_in_the_table() -> None:
    listed = {function.rpartition(".")[0] for function, _asks in ways()} | NO_WAY
    found = set()
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if ASKS.search(text) and ("mentorships.gate" in text or "why_no_messages" in text or "may_write" in text):
            found.add(".".join(path.relative_to(ROOT).with_suffix("").parts))
    assert sorted(found - listed) == []
