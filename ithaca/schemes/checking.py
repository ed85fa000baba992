"""Whether settings make sense: types, closed lists, bounds. Starters and changes both pass here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ithaca.schemes.arrangements import Arrangements, Duration
from ithaca.schemes.choices import CLOSED, DURATIONS, FACTS, SELECTION, SWITCHES, WEIGHTS
from ithaca.schemes.eligibility import rule_problems

LONGEST_TEXT = 5000
MOST_ITEMS = 60
MOST_NUMBER = 100_000
#: MSG-06: all messages are archived for eight years from sending; a scheme may say longer, with its reason.
LEAST_YEARS, MOST_YEARS = 8, 50
#: Keys of `words`: the scheme's own names for roles and meetings (SCH-27).
WORD_KEYS = ("mentor", "mentors", "mentee", "mentees", "meeting", "meetings")
CRITERION_KINDS = ("overlap", "same", "near", "differ", "ahead")
ROLES = ("mentor", "mentee")


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_NUMBER


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) <= MOST_ITEMS and all(_text(item) for item in value)


def _tables(value: Any) -> bool:
    return (
        isinstance(value, list | tuple) and len(value) <= MOST_ITEMS and all(isinstance(item, dict) for item in value)
    )


def _word_table(value: Any) -> bool:
    return isinstance(value, dict) and all(_text(k) and _text(v) for k, v in value.items())


#: Annotation of a field of Arrangements -> the test, and what it must be in words.
_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "str": (_text, "words"),
    "str | None": (lambda v: v is None or _text(v), "words"),
    "bool": (lambda v: isinstance(v, bool), "true or false"),
    "int": (_whole, "a whole number"),
    "int | None": (lambda v: v is None or _whole(v), "a whole number"),
    "tuple[str, ...]": (_texts, "a list of words"),
    "tuple[dict[str, Any], ...]": (_tables, "a list of tables"),
    "tuple[dict[str, str], ...]": (
        lambda v: _tables(v) and all(_word_table(i) for i in v),
        "a list of tables of words",
    ),
    "dict[str, str]": (_word_table, "a table of words"),
    "Duration": (lambda v: isinstance(v, Duration | dict), "a table"),
}
TYPES = {f.name: _TYPES[str(f.type)] for f in fields(Arrangements)}


def setting_problems(values: Mapping[str, Any]) -> list[str]:
    """What is wrong with `values` (setting name -> value), one sentence each; an empty list if they make sense."""
    found: list[str] = []
    for name, value in values.items():
        if name not in TYPES:
            found.append(_("“%(name)s” is not a setting.") % {"name": name})
            continue
        fits, wanted = TYPES[name]
        if not fits(value):
            found.append(_("“%(name)s” must be %(wanted)s.") % {"name": name, "wanted": wanted})
            continue
        found += _closed(name, value)
        if name in _MORE:
            found += _MORE[name](value)
    return found + ([] if found else _together(values))


def _closed(name: str, value: Any) -> list[str]:
    known = CLOSED.get(name)
    if known is None:
        return []
    given = [value] if isinstance(value, str) else list(value)
    return [
        _("“%(name)s” holds “%(value)s”, but it must be one of: %(known)s.")
        % {"name": name, "value": item, "known": ", ".join(known)}
        for item in given
        if item not in known
    ]


def _duration(value: Any) -> list[str]:
    try:
        duration = value if isinstance(value, Duration) else Duration(**value)
    except TypeError:
        return [_("“duration” holds kind, number, most and date, and nothing else.")]
    if duration.kind not in DURATIONS:
        return [_("“duration” has the kind “%(kind)s”, which is not known.") % {"kind": duration.kind}]
    counted = duration.kind in ("weeks", "months", "hours", "days")
    if counted and not (_whole(duration.number) and duration.number):
        return [_("Say how many %(kind)s.") % {"kind": DURATIONS[duration.kind]}]
    if duration.most is not None and not (_whole(duration.most) and duration.most >= (duration.number or 0)):
        return [_("The longest time must be a whole number, not less than the shortest.")]
    return _day("duration", duration.date) if duration.kind == "date" else []


def _day(name: str, value: Any) -> list[str]:
    try:
        date.fromisoformat(value or "")
    except (TypeError, ValueError):
        return [_("“%(name)s” needs a date that exists, written like 2027-03-31.") % {"name": name}]
    return []


def _hour(value: Any) -> list[str]:
    return [] if 0 <= value <= 23 else [_("Quiet hours begin and end at a whole hour from 0 to 23.")]


def _criteria(value: Any) -> list[str]:
    found = []
    for criterion in value:
        name = criterion.get("name", "?")
        if set(criterion) - {"name", "kind", "mentee", "mentor", "points", "spread", "ahead", "weight"}:
            found.append(_("The criterion “%(name)s” holds something unknown.") % {"name": name})
        if criterion.get("kind") not in CRITERION_KINDS:
            found.append(_("The criterion “%(name)s” has no known kind.") % {"name": name})
        if not (criterion.get("mentee") and criterion.get("mentor")):
            found.append(_("The criterion “%(name)s” must name an answer of each side.") % {"name": name})
        if not _whole(criterion.get("points")):
            found.append(_("The criterion “%(name)s” needs whole points.") % {"name": name})
        if criterion.get("weight", "lot") not in WEIGHTS:
            found.append(_("The criterion “%(name)s” has a weight that is not known.") % {"name": name})
    return found


def _courses(value: Any) -> list[str]:
    found = []
    for course in value:
        if not course.get("name") or course.get("for_role") not in ROLES:
            found.append(_("Every course needs a name, and says whether it is for a mentor or a mentee."))
        minutes = course.get("minutes")
        if minutes is not None and not _whole(minutes):
            found.append(_("The length of a course is a whole number of minutes."))
    return found


def _risks(value: Any) -> list[str]:
    whole = all(risk.get("risk") and risk.get("control") and risk.get("owner") for risk in value)
    return [] if whole else [_("Every risk needs what could go wrong, what is done about it, and who sees to it.")]


def _keys(name: str, known: Mapping[str, Any] | tuple[str, ...]) -> Callable[[Any], list[str]]:
    def check(value: Any) -> list[str]:
        return [
            _("“%(name)s” does not know “%(key)s”.") % {"name": name, "key": key} for key in value if key not in known
        ]

    return check


def _switches(value: Any) -> list[str]:
    known = {f"{key}={state}" for key in SWITCHES for state in ("on", "off")}
    return [
        _("“%(item)s” is no sentence that can be switched.") % {"item": item} for item in value if item not in known
    ]


_MORE: dict[str, Callable[[Any], list[str]]] = {
    "duration": _duration,
    "criteria": _criteria,
    "courses": _courses,
    "risks": _risks,
    "eligibility": lambda value: [sentence for rule in value for sentence in rule_problems(rule)],
    "message_switches": _switches,
    "words": _keys("words", WORD_KEYS),
    "facts": _keys("facts", FACTS),
    "selection": _keys("selection", SELECTION),
    "keep_messages_years": lambda value: (
        []
        if LEAST_YEARS <= value <= MOST_YEARS
        else [_("Messages are kept for eight years at least, and fifty at most.")]
    ),
    "quiet_from": lambda value: [] if value is None else _hour(value),
    "quiet_until": lambda value: _hour(value),
    "starts_on": lambda value: [] if value is None else _day("starts_on", value),
}


def _together(values: Mapping[str, Any]) -> list[str]:
    """Settings that contradict one another."""
    found = []
    youngest, oldest = values.get("youngest"), values.get("oldest")
    if youngest is not None and oldest is not None and youngest > oldest:
        found.append(_("The youngest age is above the oldest."))
    least, most = values.get("hours_least"), values.get("hours_most")
    if least is not None and most is not None and least > most:
        found.append(_("The fewest hours are more than the most."))
    if values.get("mentees_may_be_children") and values.get("sample_minutes") == 0:
        found.append(
            _("Where mentees may be children, some of the messages are always read: give at least one minute.")
        )
    if "mail_relay" in values.get("channels", ()) and "messages" not in values["channels"]:
        found.append(_("E-mail through a relay address needs messages on this site."))
    if values.get("mode") == "virtual" and "meetings" in values.get("channels", ()):
        found.append(_("A scheme that is online only cannot offer meetings in person."))
    if values.get("mode") == "face_to_face" and not set(values.get("channels", ("meetings",))) <= {
        "meetings",
        "telephone",
    }:
        found.append(_("A scheme that is face to face offers meetings, and telephone calls at most."))
    return found
