"""What counts when pairs are made: the scheme's criteria in the engine's terms, and the ones it could have (MATCH-03)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.assignment import Criterion
from ithaca.assignment import Rule as EngineRule
from ithaca.matching.workplace import FURTHEST, LEVEL, THERE, cells_of, points_where
from ithaca.participants.models import Participant
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.choices import weight_of

#: The points of a criterion whose word was changed; one that keeps its word keeps its points.
POINTS = {"must": 40, "lot": 40, "nice": 10, "off": 0}
#: Answers about where somebody is. They mean nothing where all is online (MATCH-17).
PLACES = {"place", "area", "site", "town", THERE}
#: A criterion or an answer with one of these words in its name is never put into words: what it holds is protected, or it
#: is the matcher's business alone.
NEVER_SAID = frozenset(
    word
    for words in (
        "age birth gender identity sex sexual orientation sexuality pregnancy maternity married marital marriage",
        "ethnicity ethnic race racial nationality origin culture cultural refugee religion religious faith belief",
        "disability disabilities disabled health medical needs need care income meals",
        "offender offence conviction concern veto declined refused groups group wish",
    )
    for word in words.split()
)
_WORD = re.compile(r"[^\W\d_]+")
#: name, kind, the mentee's answer, the mentor's answer. Offered to a scheme whose people have given such answers
#: (MATCH-16, MATCH-17, MATCH-22). "differ": not the same. "ahead": the mentor is above the mentee.
KNOWN: tuple[tuple[Any, str, str, str], ...] = (
    (gettext_lazy("What they want help with"), "overlap", "help_wanted", "skills"),
    (gettext_lazy("Interests"), "overlap", "interests", "interests"),
    (gettext_lazy("Free at the same times"), "overlap", "availability", "availability"),
    (gettext_lazy("Kind of work"), "same", "sector", "sector"),
    (gettext_lazy("Languages"), "overlap", "languages", "languages"),
    (gettext_lazy("Topics they know"), "overlap", "topics", "topics"),
    (gettext_lazy("What they have been through"), "overlap", "experience", "experience"),
    (gettext_lazy("The same course or qualification"), "overlap", "qualification", "qualification"),
    (gettext_lazy("Same town or area"), "same", "area", "area"),
    (gettext_lazy("Same place of work"), "same", "site", "site"),
    (gettext_lazy("Same employer"), "same", "employer", "employer"),
    (gettext_lazy("Not in the same department"), "differ", "department", "department"),
    (gettext_lazy("Mentor is more senior"), "ahead", LEVEL, LEVEL),
    (gettext_lazy("Mentor is there in person"), "same", THERE, THERE),
)
#: What an entry of such a kind compares is spread over pairs of values, so the people must be known.
IN_PAIRS = ("differ", "ahead")


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of how many have given the answers a criterion compares."""

    mentees: int
    of_mentees: int
    mentors: int
    of_mentors: int

    @property
    def some(self) -> bool:
        """True if somebody on each side has."""
        return bool(self.mentees and self.mentors)

    @property
    def all(self) -> bool:
        """True if nobody's answer is missing."""
        return (self.mentees, self.mentors) == (self.of_mentees, self.of_mentors)


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion as it is edited: its entry, its word, and how many have answered."""

    key: str
    entry: dict[str, Any]
    weight: str
    answered: Answered


def unsayable(name: str) -> bool:
    """True if the name of a criterion or of an answer says that what it holds is nobody's business."""
    return bool(NEVER_SAID & set(_WORD.findall(name.casefold())))


def may_be_said(entry: Mapping[str, Any]) -> bool:
    """True if what a criterion compares may be named to anybody, by its name and by both answers."""
    return not any(unsayable(str(entry[key])) for key in ("name", "mentee", "mentor"))


def key_of(entry: dict[str, Any]) -> str:
    """What names a criterion in a form: its kind and the two answers it compares."""
    return f"{entry['kind']}.{entry['mentee']}.{entry['mentor']}"


def lines_of(arrangements: Arrangements, people: Sequence[Participant]) -> list[Line]:
    """The scheme's own criteria in their order, then those it could have because its people gave the answers."""
    own = [dict(entry) for entry in arrangements.criteria]
    lines = [Line(key_of(e), e, weight_of(e, own), _answered(e, people)) for e in own]
    taken = {line.key for line in lines}
    for name, kind, mentee, mentor in KNOWN:
        entry = {"name": str(name), "kind": kind, "mentee": mentee, "mentor": mentor, "points": 0, "weight": "off"}
        found = _answered(entry, people)
        if key_of(entry) not in taken and found.some and not (arrangements.mode == "virtual" and mentee in PLACES):
            lines.append(Line(key_of(entry), entry, "off", found))
    return lines


def _answered(entry: dict[str, Any], people: Sequence[Participant]) -> Answered:
    given = {"mentee": 0, "mentor": 0}
    of = {"mentee": 0, "mentor": 0}
    for participant in people:
        of[participant.role] += 1
        given[participant.role] += _has(participant, str(entry[participant.role]))
    return Answered(given["mentee"], of["mentee"], given["mentor"], of["mentor"])


def _has(participant: Participant, answer: str) -> bool:
    person = participant.person
    on_record = {"gender": person.gender, "school": person.school_id, "employer": person.employer_id}
    at_work = cells_of(participant.role, participant.profile)
    if answer in at_work:
        return at_work[answer] is not None
    return bool(on_record.get(answer) or participant.profile.get(answer))


def weighed(lines: Iterable[Line], words: dict[str, str]) -> list[dict[str, Any]]:
    """The criteria with the words chosen for them, as arrangements hold them. What was never used is left out.

    words: key of the line -> a key of WEIGHTS; a line that is not named keeps its word.
    """
    found = []
    for line in lines:
        word = words.get(line.key, line.weight)
        kept = "weight" in line.entry or line.entry["points"]
        points = line.entry["points"] if word == line.weight and kept else POINTS[word]
        entry = {**line.entry, "points": points, "weight": word}
        if word != "off" or line.weight != "off" or line.entry["points"]:
            found.append(entry)
    return found


#: (side, column) -> the values that stand there.
type Values = Callable[[str, str], Iterable[str]]


def in_engine_terms(
    arrangements: Arrangements, values: Values = lambda _side, _column: ()
) -> tuple[list[Criterion], list[EngineRule]]:
    """The criteria that give points, and the musts that forbid; where all is online, place counts for nothing.

    `values` are needed only for the kinds IN_PAIRS, where they are a wish.
    """
    criteria, rules = [], []
    own = [dict(entry) for entry in arrangements.criteria]
    for entry in own:
        weight = weight_of(entry, own)
        if weight == "off" or (arrangements.mode == "virtual" and entry["mentee"] in PLACES):
            continue
        if weight == "must":
            rules.append(_must(entry))
        if entry["points"] and not (weight == "must" and entry["kind"] in IN_PAIRS):
            criteria.append(_wish(entry, values))
    return criteria, rules


def _wish(entry: dict[str, Any], values: Values) -> Criterion:
    if entry["kind"] in IN_PAIRS:
        sides = _Sides(mentee=str(entry["mentee"]), mentor=str(entry["mentor"]))
        mine, theirs = values("mentee", sides["mentee"]), values("mentor", sides["mentor"])
        table = points_where(entry["kind"], mine, theirs, entry["points"])
        return Criterion.from_table(entry["name"], **sides, table=table, points=entry["points"])
    kind = {"overlap": Criterion.overlap, "same": Criterion.same, "near": Criterion.near}[entry["kind"]]
    rest = {key: value for key, value in entry.items() if key not in ("name", "kind", "weight")}
    made: Criterion = kind(entry["name"], **rest)  # type: ignore[operator]
    return made


class _Sides(TypedDict):
    mentee: str
    mentor: str


def _must(entry: dict[str, Any]) -> EngineRule:
    """A must is a rule: whoever has not answered is not paired either, so that nothing is guessed."""
    name, sides = f"must: {entry['name']}", _Sides(mentee=str(entry["mentee"]), mentor=str(entry["mentor"]))
    values = {"name": entry["name"] if may_be_said(entry) else _("One of the things that count")}
    if entry["kind"] == "overlap":
        sentence = _("“%(name)s” is a must, and they share nothing there.") % values
        return EngineRule.share(name, **sides, sentence=sentence)
    if entry["kind"] == "differ":
        return EngineRule.differ(
            name, **sides, sentence=_("“%(name)s” is a must, and it is the same for both.") % values
        )
    sentence = _("“%(name)s” is a must, and it does not fit.") % values
    if entry["kind"] == "same":
        return EngineRule.same(name, **sides, sentence=sentence)
    if entry["kind"] == "ahead":
        return EngineRule.within(name, **sides, most=FURTHEST, least_ahead=1, sentence=sentence)
    spread, ahead = int(entry.get("spread", 1)), int(entry.get("ahead", 0))
    return EngineRule.within(name, **sides, most=spread + abs(ahead), least_ahead=ahead - spread, sentence=sentence)
