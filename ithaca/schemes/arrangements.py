"""How a scheme is arranged: the settings other rooms ask for, typed. None means "not stated"."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a pair goes on (SCH-15).

    kind: academic_year, weeks, months, date, hours, open, pair or not_stated; `number` weeks, months or hours; `date` ISO.
    """

    kind: str = "not_stated"
    number: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Everything a scheme decides that other rooms act on. Templates (TOML) fill it; a co-ordinator may change it."""

    # whom and how
    audience: str = ""
    mentees_may_be_children: bool = True
    youngest: int | None = None
    oldest: int | None = None
    mentor_youngest: int | None = 18
    kind_of_help: str = "mentoring"
    mode: str = "face_to_face"
    channels: tuple[str, ...] = ("meetings",)
    structure: str = "one_to_one"
    intake: str = "cohort"
    duration: Duration = field(default_factory=Duration)
    cost: str = ""
    region: str = ""
    words: dict[str, str] = field(default_factory=dict)
    # meeting and writing
    meet_every_days: int | None = None
    meet_minutes: int | None = 60
    quiet_after_days: int = 21
    log_due_days: int = 7
    log_asks_words: bool = False
    meetings_involve: str = "none"
    duty_needed: bool = False
    designated_places_only: bool = False
    message_policy: str = "children"
    moderate_all: bool = False
    mail_carries_words: bool = False
    hold_read_by: str = ""
    # the way in
    vetting_steps: tuple[str, ...] = ("identity", "references", "check")
    check_kind: str = "DBS"
    check_level: str = "enhanced"
    check_workforce: str = "child"
    check_barred_list: bool = True
    check_renew_months: int = 36
    interview: str = "optional"
    parent_permission: bool = True
    permission_under: int = 18
    permission_items: tuple[str, ...] = ("mentoring", "meeting_place", "messages")
    insurance_needed: bool = True
    agreement_needed: bool = False
    screening_by: str = "scheme"
    mentor_training: tuple[str, ...] = ()
    mentee_training: tuple[str, ...] = ()
    # matching
    gender_rule: str = "off"
    role_conflict: str = "block"
    most_mentees: int = 1
    criteria: tuple[dict[str, Any], ...] = ()
    # words people accept
    ground_rules: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    # public page: six facts (REC-03)
    facts: dict[str, str] = field(default_factory=dict)
    # decisions about people (ELIG-08, ELIG-10), monitoring (SCH-30) and the rest of "before you open"
    selection: dict[str, str] = field(default_factory=dict)
    eligibility: tuple[dict[str, Any], ...] = ()
    monitoring: str = ""
    evaluation: str = ""
    recruiting: str = ""
    meeting_plan: str = ""
    boundaries: str = ""
    supervision: str = ""
    risks: tuple[dict[str, str], ...] = ()
    keep_messages_years: int = 8

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Arrangements:
        """From what the database or a template holds; unknown keys are an error, so that none is lost silently."""
        known = {f.name for f in fields(cls)}
        unknown = set(data) - known
        if unknown:
            raise ValueError(f"Unknown settings: {', '.join(sorted(unknown))}")
        values = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
        if isinstance(values.get("duration"), dict):
            values["duration"] = Duration(**values["duration"])
        return cls(**values)

    def to_json(self) -> dict[str, Any]:
        """For the database."""
        return asdict(self)

    def word(self, key: str) -> str:
        """The scheme's own word for a role or meeting: keys mentor, mentee, meeting and their plurals with "s" (SCH-27)."""
        own = self.words.get(key)
        if own:
            return own
        if key.endswith("s") and self.words.get(key[:-1]):
            return f"{self.words[key[:-1]]}s"
        return key

    def allows(self, channel: str) -> bool:
        """True if the scheme permits the channel (SCH-12); others are not offered anywhere."""
        return channel in self.channels
