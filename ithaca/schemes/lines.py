"""The lines of “before you open”: what each is about, which settings it holds, and whether it must be signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme

#: Settings that stand in columns of the scheme itself.
COLUMNS = ("purpose", "objectives", "target_group")


def _always(arrangements: Arrangements) -> bool:  # noqa: ARG001  (a line asks about the arrangements; most need not look)
    return True


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `safety` lines are opened and signed by name; `settings` are the names it holds (COLUMNS too)."""

    key: str
    title: Any
    hint: Any
    settings: tuple[str, ...]
    safety: bool = False
    applies: Callable[[Arrangements], bool] = _always


LINES = (
    Line(
        "purpose",
        _("Purpose and objectives"),
        _("What the scheme is for, whom it serves, and what people read before they apply."),
        ("purpose", "objectives", "target_group", "facts", "cost"),
    ),
    Line(
        "choosing",
        _("How people are chosen"),
        _("How people are found, what you look for, and who decides."),
        ("recruiting", "selection", "agencies_refer", "mentors_without_email"),
    ),
    Line(
        "meeting",
        _("Where and how often pairs meet"),
        _("In person, online or both; how often, how long, and who has to be there."),
        (
            "mode",
            "channels",
            "meeting_plan",
            "meet_every_days",
            "meet_minutes",
            "write_every_days",
            "duration",
            "meetings_involve",
            "duty_needed",
            "designated_places_only",
        ),
    ),
    Line(
        "boundaries",
        _("Boundaries and ground rules"),
        _("What both sides sign before they meet."),
        ("boundaries", "ground_rules", "code", "role_conflict"),
    ),
    Line(
        "supervision",
        _("Looking after pairs, and learning from it"),
        _("How pairs are supported and watched over, and how you will know that it works."),
        (
            "supervision",
            "monitoring",
            "evaluation",
            "quiet_after_days",
            "log_due_days",
            "reply_days",
            "prompts",
            "prompts_a_week",
            "quiet_from",
            "quiet_until",
            "keep_messages_years",
            "keep_messages_why",
            "words_for_evaluation",
        ),
    ),
    Line(
        "vetting",
        _("Checks on people, and the safety rules"),
        _("What must be done before anybody is in contact."),
        (
            "vetting_steps",
            "interview",
            "check_kind",
            "check_level",
            "check_workforce",
            "check_barred_list",
            "check_renew_months",
            "screening_by",
            "agreement_needed",
            "parent_permission",
            "permission_under",
            "insurance_needed",
            "message_policy",
            "message_switches",
            "moderate_all",
            "mail_carries_words",
            "documents",
            "home_visits",
        ),
        safety=True,
    ),
    Line(
        "risks",
        _("Risk assessment"),
        _("What could go wrong, what you do about it, and who sees to it."),
        ("risks",),
        safety=True,
    ),
    Line(
        "gender",
        _("Men and girls, women and boys"),
        _("Whether gender plays a part when pairs are made."),
        ("gender_rule", "gender_note"),
        safety=True,
        applies=lambda arrangements: arrangements.mentees_may_be_children,
    ),
    Line(
        "talks",
        _("Talks about watching over messages"),
        _("With whoever provides the internet, and with the officer for safety online."),
        ("moderation_talks_needed",),
        safety=True,
        applies=lambda arrangements: arrangements.moderation_talks_needed,
    ),
    Line(
        "words",
        _("The words you use"),
        _("Your own words for a mentor, a mentee and a meeting."),
        ("words",),
    ),
)


#: Settings that mean nothing where pairs do not write to each other here.
WRITING = ("reply_days", "prompts", "prompts_a_week", "quiet_from", "quiet_until")


def lines_of(arrangements: Arrangements) -> list[Line]:
    """The lines that apply to a scheme, in order."""
    return [line for line in LINES if line.applies(arrangements)]


def settings_shown(scheme: Scheme, line: Line) -> list[str]:
    """The settings of the line that mean something in this scheme: nothing about messages where there are none (SCH-12)."""
    arrangements = scheme.arrangements
    hidden: set[str] = set() if arrangements.message_switches else {"message_switches"}
    if arrangements.at_risk() or not arrangements.allows("messages"):
        hidden |= {"mail_carries_words", "documents"}
    if not arrangements.allows("messages"):
        hidden |= {"keep_messages_years", "keep_messages_why", "words_for_evaluation", *WRITING}
        hidden |= (
            {"message_policy", "message_switches", "moderate_all", "write_every_days"}
            if line.key != "meeting"
            else set()
        )
    if not arrangements.allows("meetings"):
        hidden |= {"home_visits"}
    if not arrangements.mentees_may_be_children:
        hidden |= {"parent_permission", "permission_under", "home_visits"}
    return [name for name in line.settings if name not in hidden]


def settings_in_form(scheme: Scheme, line: Line) -> list[str]:
    """The settings of the line that its own form changes. The switches of the message policy have a page of their own, and
    so has the policy once the scheme is no draft: what a change would do is seen there before it counts."""
    elsewhere = {"message_switches"} if scheme.state == "draft" else {"message_switches", "message_policy"}
    return [name for name in settings_shown(scheme, line) if name not in elsewhere]


def find_line(scheme: Scheme, key: str) -> Line | None:
    """The line called `key`, or None if this scheme has none of that name."""
    return next((line for line in lines_of(scheme.arrangements) if line.key == key), None)


def content(scheme: Scheme, line: Line) -> dict[str, Any]:
    """What the line holds now: setting name -> plain value, as stored."""
    stored = scheme.arrangements.to_json()
    return {name: getattr(scheme, name) if name in COLUMNS else stored[name] for name in line.settings}


def mark(scheme: Scheme, line: Line) -> str:
    """A short mark of what the line holds now; it differs as soon as anything in the line does."""
    return mark_of(content(scheme, line))


def mark_of(values: Mapping[str, Any]) -> str:
    """The mark of what a line holds, whatever the order of `values`."""
    words = json.dumps(dict(values), sort_keys=True, default=list)
    return hashlib.sha256(words.encode()).hexdigest()[:16]
