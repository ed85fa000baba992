"""What goes in: criteria that give points, rules that forbid, and the scheme's way of deciding.

The words are those of the file format in ``docs/assignment.md``; a criterion or rule made here and one read from a TOML
file are the same object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .errors import InputError

CRITERION_KINDS = ("overlap", "same", "near", "table")
RULE_KINDS = ("differ", "same", "share", "within", "listed", "not-when")
OBJECTIVES = ("placed-total", "placed-worst-total")

#: The most points all criteria together may give one pair.  Totals then stay exact in 64 bits for any pool that fits.
MOST_POINTS = 1_000_000_000
#: Numbers in cells and in rules are at most this far from zero.
MOST_NUMBER = 10**15


def _whole(value: object, what: str, least: int | None = None, most: int | None = None) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError(f"{what} must be a whole number, not {value!r}.")
    if least is not None and value < least:
        raise InputError(f"{what} is {value}, but it must be {least} or more.")
    if most is not None and abs(value) > most:
        raise InputError(f"{what} is {value}, but it must be at most {most}.")
    return value


def _named(name: str, what: str) -> None:
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{what} needs a name.")


@dataclass(frozen=True)
class Criterion:
    """A wish: gives a pair whole points, never fewer than 0.

    ``kind`` is one of ``overlap``, ``same``, ``near`` and ``table``; ``mentee`` and ``mentor`` name the columns compared.
    Use the class methods: they ask for exactly what each kind needs.  Raises `InputError` when a value makes no sense.
    """

    name: str
    kind: str
    mentee: str
    mentor: str
    points: int
    spread: int = 1
    ahead: int = 0
    table: Mapping[tuple[str, str], int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        _named(self.name, "A criterion")
        if self.kind not in CRITERION_KINDS:
            raise InputError(f"The criterion “{self.name}” has the unknown kind “{self.kind}”.")
        _whole(self.points, f"The points of “{self.name}”", 0, MOST_POINTS)
        _whole(self.spread, f"The spread of “{self.name}”", 1, MOST_NUMBER)
        _whole(self.ahead, f"“ahead” of “{self.name}”", None, MOST_NUMBER)
        for (mine, theirs), points in self.table.items():
            _whole(points, f"The points of “{self.name}” for “{mine}” and “{theirs}”", 0, MOST_POINTS)
            if points > self.points:
                raise InputError(
                    f"“{self.name}” gives {points} points to “{mine}” and “{theirs}”, more than its {self.points}."
                )

    @classmethod
    def overlap(cls, name: str, *, mentee: str, mentor: str, points: int) -> Criterion:
        """``floor(points * |A and B| / |A|)`` where A is the mentee's list and B the mentor's; 0 if A is empty."""
        return cls(name, "overlap", mentee, mentor, points)

    @classmethod
    def same(cls, name: str, *, mentee: str, mentor: str, points: int) -> Criterion:
        """``points`` if both cells are equal and not empty."""
        return cls(name, "same", mentee, mentor, points)

    @classmethod
    def near(cls, name: str, *, mentee: str, mentor: str, points: int, spread: int, ahead: int = 0) -> Criterion:
        """``floor(points * max(0, spread - |mentor - mentee - ahead|) / spread)``; 0 if either cell is empty."""
        return cls(name, "near", mentee, mentor, points, spread=spread, ahead=ahead)

    @classmethod
    def from_table(
        cls, name: str, *, mentee: str, mentor: str, table: Mapping[tuple[str, str], int], points: int | None = None
    ) -> Criterion:
        """The points listed for the two cells, 0 if they are not listed or empty; ``points`` may state the largest allowed."""
        most = max(table.values(), default=0) if points is None else points
        return cls(name, "table", mentee, mentor, most, table=MappingProxyType(dict(table)))


@dataclass(frozen=True)
class Rule:
    """A must: forbids a pair.  ``sentence`` is what people read when it stands in the way (its name if left out).

    ``kind`` is one of ``differ``, ``same``, ``share``, ``within``, ``listed`` and ``not-when``.
    Raises `InputError` when a value makes no sense.
    """

    name: str
    kind: str
    mentee: str
    mentor: str
    least: int = 1
    most: int | None = None
    least_ahead: int | None = None
    side: str = "mentee"
    mentee_is: str = ""
    mentor_is: str = ""
    sentence: str = ""

    def __post_init__(self) -> None:
        _named(self.name, "A rule")
        if self.kind not in RULE_KINDS:
            raise InputError(f"The rule “{self.name}” has the unknown kind “{self.kind}”.")
        if self.kind == "share":
            _whole(self.least, f"“least” of “{self.name}”", 1, MOST_NUMBER)
        if self.kind == "within":
            if self.most is None and self.least_ahead is None:
                raise InputError(f"The rule “{self.name}” needs “most” or “least_ahead”.")
            if self.most is not None:
                _whole(self.most, f"“most” of “{self.name}”", 0, MOST_NUMBER)
            if self.least_ahead is not None:
                _whole(self.least_ahead, f"“least_ahead” of “{self.name}”", None, MOST_NUMBER)
        if self.side not in ("mentee", "mentor"):
            raise InputError(f"“side” of “{self.name}” is “{self.side}”, but it must be “mentee” or “mentor”.")
        if self.kind == "not-when" and not (self.mentee_is.strip() and self.mentor_is.strip()):
            raise InputError(f"The rule “{self.name}” needs “mentee_is” and “mentor_is”, and neither may be empty.")

    @property
    def says(self) -> str:
        """The sentence for people."""
        return self.sentence or self.name

    @classmethod
    def differ(cls, name: str, *, mentee: str, mentor: str, sentence: str = "") -> Rule:
        """Forbids a pair whose cells are equal and not empty."""
        return cls(name, "differ", mentee, mentor, sentence=sentence)

    @classmethod
    def same(cls, name: str, *, mentee: str, mentor: str, sentence: str = "") -> Rule:
        """Forbids a pair unless the cells are equal; an empty cell forbids."""
        return cls(name, "same", mentee, mentor, sentence=sentence)

    @classmethod
    def share(cls, name: str, *, mentee: str, mentor: str, least: int = 1, sentence: str = "") -> Rule:
        """Forbids a pair unless the two lists share at least ``least`` items; an empty list forbids."""
        return cls(name, "share", mentee, mentor, least=least, sentence=sentence)

    @classmethod
    def within(
        cls,
        name: str,
        *,
        mentee: str,
        mentor: str,
        most: int | None = None,
        least_ahead: int | None = None,
        sentence: str = "",
    ) -> Rule:
        """Forbids if ``|mentor - mentee| > most`` or ``mentor - mentee < least_ahead``; an empty cell forbids."""
        return cls(name, "within", mentee, mentor, most=most, least_ahead=least_ahead, sentence=sentence)

    @classmethod
    def listed(cls, name: str, *, mentee: str, mentor: str, side: str = "mentee", sentence: str = "") -> Rule:
        """Forbids if the mentor's cell is in the mentee's list; with ``side="mentor"`` the other way round."""
        return cls(name, "listed", mentee, mentor, side=side, sentence=sentence)

    @classmethod
    def not_when(
        cls, name: str, *, mentee: str, mentor: str, mentee_is: str, mentor_is: str, sentence: str = ""
    ) -> Rule:
        """Forbids if the mentee's cell is ``mentee_is`` and the mentor's cell is ``mentor_is``."""
        return cls(name, "not-when", mentee, mentor, mentee_is=mentee_is, mentor_is=mentor_is, sentence=sentence)


@dataclass(frozen=True)
class Scheme:
    """How a scheme decides: its objective, criteria and rules, and the columns that hold capacity and waiting.

    ``capacity`` names a column of the mentors (1 for everyone if None), ``waited`` a column of the mentees that says how
    many rounds each has waited (0 for everyone if None).  ``depth`` counts only under ``placed-worst-total``.
    """

    criteria: tuple[Criterion, ...] = ()
    rules: tuple[Rule, ...] = ()
    objective: str = "placed-total"
    depth: int = 1
    capacity: str | None = None
    waited: str | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if self.objective not in OBJECTIVES:
            raise InputError(f"The objective “{self.objective}” is unknown; it is one of {', '.join(OBJECTIVES)}.")
        _whole(self.depth, "“depth”", 1, MOST_NUMBER)
        _whole(self.seed, "“seed”", None, 2**63 - 1)
        if self.most_points > MOST_POINTS:
            raise InputError(
                f"All criteria together give up to {self.most_points} points; at most {MOST_POINTS} can be."
            )

    @property
    def most_points(self) -> int:
        """The most points any pair could get."""
        return sum(c.points for c in self.criteria)
