"""The nouns of screening: who speaks, what was found and what happens to the message.

Offsets count Python characters of the original text, never of a normalised form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

type Action = Literal["allow", "redact", "hold", "urgent"]
type Role = Literal["mentor", "mentee"]
type AgeBand = Literal["child", "16-19", "adult"]
type Disguise = Literal["plain", "disguised", "split"]

ACTIONS: Final[tuple[Action, ...]] = ("allow", "redact", "hold", "urgent")
ROLES: Final[tuple[Role, ...]] = ("mentor", "mentee")
AGE_BANDS: Final[tuple[AgeBand, ...]] = ("child", "16-19", "adult")
DISGUISES: Final[tuple[Disguise, ...]] = ("plain", "disguised", "split")
CONTACT: Final = ("PHONE", "EMAIL", "ADDRESS", "POSTCODE", "HANDLE", "URL")
MEANING: Final = ("OFFENSIVE", "OFFPLATFORM", "MEET", "MONEY", "SEXUAL", "GROOMING", "SELFHARM", "DISCLOSURE")
# A threat is OFFENSIVE in what it is called, and urgent in what is done about it.
THREAT: Final = "THREAT"
# Classes that no single correction may loosen: somebody may be harmed.
HARD: Final = ("SEXUAL", "GROOMING", "SELFHARM", "DISCLOSURE")
# Classes that may tell of harm to the writer; the others are about what the writer does.
ABOUT_THE_WRITER: Final = frozenset({"SELFHARM", "DISCLOSURE"})
MAX_LENGTH: Final = 10_000
MAX_CONTEXT: Final = 5


def role_of(name: str) -> Role:
    """The side of a pair by that name. Whoever is no mentor is read like a mentee."""
    return "mentor" if name == "mentor" else "mentee"


class Span(NamedTuple):
    """Characters `start` to `end` (end not included) of the original text, and the class found there."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote the message. A wrong value raises ValueError, so that no rule is skipped by a slip of the pen."""

    role: Role = "mentee"
    age_band: AgeBand = "child"

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"role must be one of {', '.join(ROLES)}")
        if self.age_band not in AGE_BANDS:
            raise ValueError(f"age_band must be one of {', '.join(AGE_BANDS)}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a detector saw: where, what, how it was written, and the rule that saw it."""

    start: int
    end: int
    type: str
    disguise: Disguise = "plain"
    rule: str = ""
    threat: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.type)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens to one message, and why. `failed` means the engine broke and a person must read the message."""

    action: Action
    spans: tuple[Span, ...]
    reasons: tuple[str, ...]
    engine_version: str
    policy_version: str
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    failed: bool = False

    @property
    def classes(self) -> frozenset[str]:
        """The classes found, for counting and routing."""
        return frozenset(span.type for span in self.spans)


class Taken:
    """Which characters of a text already belong to a finding; asking and taking cost no more than the span is long."""

    def __init__(self, size: int) -> None:
        self._marks = bytearray(size)

    def take(self, start: int, end: int) -> bool:
        """Take `start` to `end` if all of it is free, and say whether it was."""
        if self._marks.find(1, start, end) >= 0:
            return False
        self._marks[start:end] = b"\1" * (end - start)
        return True


def strongest(actions: list[Action]) -> Action:
    """The action that protects most; `allow` for an empty list."""
    return max(actions, key=ACTIONS.index, default="allow")
