"""Who may take part, as rules that name themselves (ELIG-01 to ELIG-07).

A rule is a dictionary, so that a starter can hold it and a co-ordinator can edit it:

    {"for": "mentee", "answer": "age", "kind": "between", "least": 18, "most": 30, "says": "18 to 30 years old"}

for: mentor or mentee. answer: the key of the answer it looks at ("age" is worked out from the date of birth).
kind: between (least and most, both allowed and either may be left out), under (below `limit`), over (above `limit`),
one_of (`values`, letters of any case), place (`starts`: how a postcode may begin; a gap in it does not count), yes.
says: the rule in words. hard: False lets the decider bend it with a reason (ELIG-13); hard is the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

KINDS = {
    "between": {"least", "most"},
    "under": {"limit"},
    "over": {"limit"},
    "one_of": {"values"},
    "place": {"starts"},
    "yes": set(),
}
_COMMON = {"for", "answer", "kind", "says", "hard"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says about one person. `passed` is None when the answer is not known."""

    says: str
    passed: bool | None
    hard: bool


def check(rules: Iterable[Mapping[str, Any]], *, role: str, answers: Mapping[str, Any]) -> list[Verdict]:
    """Each rule for `role` ("mentor" or "mentee") on `answers` (key -> text, number, list, yes or no), in order."""
    return [
        Verdict(str(rule["says"]), _passes(rule, answers.get(str(rule["answer"]))), bool(rule.get("hard", True)))
        for rule in rules
        if rule["for"] == role
    ]


def _passes(rule: Mapping[str, Any], answer: Any) -> bool | None:
    if answer is None or answer == "" or answer == []:
        return None
    kind = rule["kind"]
    if kind == "yes":
        return str(answer).strip().casefold() in ("yes", "true", "1")
    if kind == "one_of":
        wanted = {str(value).casefold() for value in rule["values"]}
        given = answer if isinstance(answer, list | tuple) else [answer]
        return any(str(item).strip().casefold() in wanted for item in given)
    if kind == "place":
        code = "".join(str(answer).split()).upper()
        return any(_begins(code, "".join(str(start).split()).upper()) for start in rule["starts"])
    try:
        number = float(answer)
    except (TypeError, ValueError):
        return None
    if kind == "under":
        return number < float(rule["limit"])
    if kind == "over":
        return number > float(rule["limit"])
    least, most = rule.get("least"), rule.get("most")
    return (least is None or number >= least) and (most is None or number <= most)


def _begins(code: str, start: str) -> bool:
    """True if the postcode is in the area: "RG" takes RG1 but not RGX, "SL1" takes SL1 2AB but not SL12 2AB."""
    rest = code[len(start) :]
    if not code.startswith(start) or not rest:
        return code == start
    if start[-1].isalpha():
        return rest[0].isdigit()
    return len(rest) == 3 or not rest[0].isdigit()


def rule_problems(rule: Mapping[str, Any]) -> list[str]:
    """What is wrong with one rule, in sentences."""
    name = str(rule.get("says") or rule.get("answer") or "?")
    kind = rule.get("kind")
    if rule.get("for") not in ("mentor", "mentee"):
        return [_("The rule “%(name)s” must say whether it is for a mentor or a mentee.") % {"name": name}]
    if not rule.get("says") or not rule.get("answer"):
        return [_("The rule “%(name)s” needs the answer it looks at, and words that say it.") % {"name": name}]
    if kind not in KINDS:
        return [_("The rule “%(name)s” has no known kind.") % {"name": name}]
    own = set(rule) - _COMMON
    if own - KINDS[kind] or (KINDS[kind] and not own):
        return [_("The rule “%(name)s” needs %(wanted)s.") % {"name": name, "wanted": ", ".join(sorted(KINDS[kind]))}]
    numbers = [rule[key] for key in ("least", "most", "limit") if key in rule]
    if any(isinstance(n, bool) or not isinstance(n, int | float) for n in numbers):
        return [_("The rule “%(name)s” needs numbers.") % {"name": name}]
    return []
