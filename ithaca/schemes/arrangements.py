"""How a scheme is arranged: the settings other rooms ask for, typed. None means "not stated"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

#: Minutes a week for reading a random part of the messages, where the scheme says nothing else. Our own figures.
READING_MINUTES = {"children": 20, "16-19": 15, "adults": 5}


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a pair goes on (SCH-15).

    kind: academic_year, weeks, months, date, hours, days, open, pair or not_stated; `number` counts weeks, months, hours
    or days (`most` where a range is stated, such as 6 to 12 months); `date` is ISO.
    """

    kind: str = "not_stated"
    number: int | None = None
    date: str | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Arrangements:
    """Everything a scheme decides that other rooms act on. Starters (TOML) fill it; a co-ordinator may change it.

    Words from closed lists and what they mean stand in choices.py. An empty text and None mean "not stated".
    criteria: for matching, each a dictionary {name, kind, mentee, mentor, points, spread?, ahead?, weight?} as
    `ithaca.assignment` takes it; `mentee` and `mentor` name answers in the profiles; `weight` is one of the words of
    choices.WEIGHTS. eligibility: see eligibility.py. offer_days: how long an offer waits for an answer,
    0 for ever. fit_after_weeks: when a new pair is asked the five questions, 0 never.
    courses: {name, for_role, compulsory, minutes, covers}; `mentor_training` and `mentee_training` name the compulsory ones.
    message_switches: sentences of the policy that stand otherwise than it comes, "links=off". sample_minutes: minutes a
    week for reading a random part of the messages; None is what the policy suggests.
    risks: {risk, control, owner}. selection: the six policy answers of ELIG-10 and both lists of criteria (ELIG-08), by
    the keys of choices.SELECTION. facts: the six facts of REC-03 by the keys of choices.FACTS.
    partners: public ids of the schools and employers it is for. starts_on: ISO date.
    """

    # whom and how
    audience: str = ""
    partners: tuple[str, ...] = ()
    starts_on: str | None = None
    mentees_may_be_children: bool = True
    youngest: int | None = None
    oldest: int | None = None
    mentor_youngest: int | None = 18
    kind_of_help: str = "mentoring"
    mode: str = "face_to_face"
    channels: tuple[str, ...] = ("meetings",)
    structure: str = "one_to_one"
    other_structures: tuple[str, ...] = ()
    intake: str = "cohort"
    duration: Duration = field(default_factory=Duration)
    cost: str = ""
    region: str = ""
    words: dict[str, str] = field(default_factory=dict)
    # meeting and writing
    cadence: str = "fixed"
    write_every_days: int | None = None
    hours_least: int | None = None
    hours_most: int | None = None
    network_every_days: int | None = None
    network_minutes: int | None = None
    meet_every_days: int | None = None
    meet_minutes: int | None = 60
    quiet_after_days: int = 21
    prompts: bool = False
    prompts_a_week: int = 2
    quiet_from: int | None = None
    quiet_until: int = 7
    reply_days: int | None = None
    log_due_days: int = 7
    log_asks_words: bool = False
    meetings_involve: str = "none"
    duty_needed: bool = False
    designated_places_only: bool = False
    message_policy: str = "children"
    message_switches: tuple[str, ...] = ()
    sample_minutes: int | None = None
    moderate_all: bool = False
    mail_carries_words: bool = False
    documents: bool = False
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
    moderation_talks_needed: bool = False
    home_visits: bool = False
    courses: tuple[dict[str, Any], ...] = ()
    mentor_training: tuple[str, ...] = ()
    mentee_training: tuple[str, ...] = ()
    agencies_refer: bool = False
    # matching
    gender_rule: str = "off"
    gender_note: str = ""
    role_conflict: str = "block"
    most_mentees: int = 1
    criteria: tuple[dict[str, Any], ...] = ()
    offer_days: int = 14
    fit_after_weeks: int = 4
    trial_meeting: bool = False
    mentees_choose: bool = False
    mentors_choose: bool = False
    share_mentors: bool = False
    mentors_without_email: bool = False
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
    keep_messages_why: str = ""
    words_for_evaluation: bool = False

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Arrangements:
        """From what the database or a template holds; unknown keys are an error, so that none is lost silently."""
        known = {f.name for f in fields(cls)}
        unknown = set(data) - known
        if unknown:
            raise ValueError(f"Unknown settings: {', '.join(sorted(unknown))}")
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list | tuple) else v for k, v in data.items()}
        if isinstance(values.get("duration"), dict):
            values["duration"] = Duration(**values["duration"])
        return cls(**values)

    def changed_by(self, names: Iterable[str]) -> dict[str, Any]:
        """Only the fields called `names`, typed, to be laid over other arrangements with `dataclasses.replace`."""
        return {name: getattr(self, name) for name in names}

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

    def reading_minutes(self) -> int:
        """Minutes a week for reading a random part of the messages: the scheme's own, or what its policy suggests (MSG-05)."""
        return READING_MINUTES[self.message_policy] if self.sample_minutes is None else self.sample_minutes

    def at_risk(self) -> bool:
        """True unless all are adults who need no special care: no under-18s, the policy for adults, and no check of mentors
        for work with people at risk (MSG-18). Not knowing counts as at risk."""
        checked = "check" in self.vetting_steps and self.check_level not in ("none", "basic")
        adults = not self.mentees_may_be_children and self.message_policy == "adults"
        return not adults or (checked and self.check_workforce != "other")

    def mail_may_carry_words(self) -> bool:
        """True if the words of a message may stand in the mail that tells of it. Never where somebody reads it first."""
        return self.mail_carries_words and not self.at_risk() and not self.moderate_all

    def may_exchange_documents(self) -> bool:
        """True if pairs may pass documents on for feedback: in schemes for adults that switch it on (MSG-19)."""
        return self.documents and not self.at_risk() and self.allows("messages")

    def allows(self, channel: str) -> bool:
        """True if the scheme permits the channel (SCH-12); others are not offered anywhere."""
        return channel in self.channels
