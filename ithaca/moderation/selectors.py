"""Reading lists and what they support. Only words of the reading list's own page are words people wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Min, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS
from ithaca.kernel.todo import Todo
from ithaca.messaging.hooks import OwnWords
from ithaca.messaging.models import Message
from ithaca.messaging.rules import DESK
from ithaca.messaging.selectors import held_visible_to, message_named, not_about, not_own, passed_by_machine
from ithaca.moderation import rules
from ithaca.moderation.bound import at_most
from ithaca.moderation.drawing import A_MINUTE
from ithaca.moderation.models import AddedRule, Correction, Reading, Rescreening, Trial
from ithaca.moderation.states import BAD
from ithaca.schemes.models import Scheme
from ithaca.screening import CustomRule, CustomRules, Policy
from ithaca.screening.policy import Sentence
from ithaca.screening.types import ACTIONS, Action

#: The time a statement about the sample covers.
COVERS = timedelta(weeks=12)


def chosen_visible_to(by: Actor) -> QuerySet[Reading]:
    """The delivered messages that were chosen for reading, read or not. Never one of a pair the reader is in, and none that
    has gone out of sight since."""
    rows: QuerySet[Reading] = Reading.objects.filter(message__state="delivered")
    if not by.holds(*DESK):
        return rows.none()
    rows = not_about(not_own(rows, by, "message__mentorship"), by, "message__public_id")
    return rows.select_related(
        "message__sender__person",
        "message__mentorship__mentor__person",
        "message__mentorship__mentee__person",
        "message__scheme__organisation",
        "scheme",
    )


def readings_visible_to(by: Actor) -> QuerySet[Reading]:
    """Those of them that wait to be read: removed details first, then plans to meet, first messages and the sample, the
    oldest first of each."""
    turn = Case(
        When(why="details", then=Value(0)),
        When(why="again", then=Value(1)),
        When(why="meeting", then=Value(2)),
        When(why="first", then=Value(3)),
        default=Value(4),
    )
    rows = chosen_visible_to(by).filter(state="waiting")
    ordered: QuerySet[Reading] = rows.annotate(turn=turn).order_by("turn", "created_at", "pk")
    return ordered


def minutes_for(count: int) -> int:
    """About how long it takes to read so many messages, in whole minutes."""
    return -(-count // A_MINUTE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the random sample of the last weeks says: how many were read of how many, how many of those were bad, how many
    wait, and the most that can be bad among all (see bound.at_most)."""

    read: int
    of: int
    bad: int
    waiting: int
    at_most: int

    @property
    def words(self) -> str:
        """The statement in a sentence or two, with what it does not say."""
        if not self.read:
            return _("Nothing of the random sample has been read yet, so it says nothing.")
        values = {"read": self.read, "of": self.of, "bad": self.bad, "most": self.at_most}
        if not self.bad:
            first = _("None of the %(read)s read of %(of)s messages should have been stopped.") % values
        else:
            first = (
                ngettext(
                    "%(bad)s of the %(read)s read of %(of)s messages should have been stopped.",
                    "%(bad)s of the %(read)s read of %(of)s messages should have been stopped.",
                    self.bad,
                )
                % values
            )
        if self.read == self.of:
            return _("%(first)s All of them were read.") % {"first": first}
        rest = _(
            "That does not mean there are no others: if %(most)s of the %(of)s were bad, a sample like this would still look "
            "so about once in twenty times. More than that is unlikely."
        )
        return f"{first} {rest % values}"


def statement(scheme: Scheme, *, at: datetime) -> Statement:
    """What the random sample of the last twelve weeks supports. Only what chance chose counts, whoever else chose it."""
    since = at - COVERS
    drawn = Reading.objects.filter(scheme=scheme, drawn=True, message__sent_at__gte=since)
    states: Counter[str] = Counter(
        {row["state"]: row["n"] for row in drawn.order_by().values("state").annotate(n=Count("pk"))}
    )
    waiting = states["waiting"]
    read, bad = sum(states.values()) - waiting, sum(states[state] for state in BAD)
    of = max(passed_by_machine(scheme, since=since), read)
    return Statement(read, of, bad, waiting, at_most(bad=bad, read=read, of=of))


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """One line for all that waits to be read, with the minutes it takes; removed details make it come sooner."""
    del at
    if not by.holds(*DESK) or not Reading.objects.filter(scheme=scheme, state="waiting").exists():
        return []
    rows = readings_visible_to(by).filter(scheme=scheme).order_by()
    counted = rows.aggregate(n=Count("pk"), since=Min("created_at"), details=Count(Case(When(why="details", then=1))))
    if not counted["n"]:
        return []
    count, minutes = counted["n"], minutes_for(counted["n"])
    told = ngettext(
        "%(n)s delivered message to read, about %(m)s minute",
        "%(n)s delivered messages to read, about %(m)s min",
        count,
    )
    words = told % {"n": count, "m": minutes}
    urgency = 1 if counted["details"] else 2
    return [Todo(urgency, counted["since"], words, _("Messages to read"), _("Read"), "moderation:readings")]


def rules_in_force(scheme: Scheme) -> OwnWords:
    """The scheme's own words and patterns that count now. A message with one waits at least."""
    rows = list(AddedRule.objects.filter(scheme=scheme, ended_at=None).order_by("pk"))
    return OwnWords(CustomRules(tuple(map(_custom, rows))), tuple(row.public_id for row in rows))


def rules_named(scheme: Scheme, ids: Iterable[str]) -> CustomRules:
    """The scheme's own words of these public ids, ended ones among them: what counted on a day."""
    rows = AddedRule.objects.filter(scheme=scheme, public_id__in=list(ids)).order_by("pk")
    return CustomRules(tuple(map(_custom, rows)))


def _custom(row: AddedRule) -> CustomRule:
    return CustomRule(row.text, row.kind, "pattern" if row.form == "pattern" else "word")


def decided_visible_to(by: Actor, message: str) -> Message | None:
    """The message of that public id, if it waits at this reader's desk or among the messages to read; never one of a pair
    the reader is in."""
    if not rules.correct.allows(by=by):
        return None
    held: Message | None = held_visible_to(by).filter(public_id=message).first()
    if held is not None:
        return held
    reading = readings_visible_to(by).filter(message__public_id=message).first()
    return message_named(message) if reading is not None else None


def action_names() -> dict[str, str]:
    """What the screening may do with a message, in the words of a page."""
    return {"allow": _("delivered"), "redact": _("details taken out"), "hold": _("waits"), "urgent": _("urgent")}


def correction_for(scheme: Scheme, mark: str) -> Action | None:
    """What a person decided last about the words of that fingerprint, or None."""
    row = Correction.objects.filter(scheme=scheme, mark=mark, ended_at=None).order_by("-pk").first()
    return next((action for action in ACTIONS if row is not None and row.action == action), None)


def corrections_in_force(scheme: Scheme) -> dict[str, Action]:
    """Every fingerprint with the last decision about it."""
    rows = Correction.objects.filter(scheme=scheme, ended_at=None).order_by("pk").values_list("mark", "action")
    return {mark: action for mark, action in rows if action in ACTIONS}


def rules_visible_to(by: Actor) -> QuerySet[AddedRule]:
    """The scheme's own words and patterns in force, the latest first, for those who look after screening."""
    rows: QuerySet[AddedRule] = AddedRule.objects.filter(ended_at=None).select_related("added_by")
    return rows.order_by("-pk") if rules.words.allows(by=by) else rows.none()


def trials_visible_to(by: Actor) -> QuerySet[Trial]:
    """Who tried which word on messages, the latest first: all for the leads, one's own for the co-ordinator."""
    rows: QuerySet[Trial] = Trial.objects.select_related("tried_by").order_by("-pk")
    if by.holds(*LEADS):
        return rows
    return rows.filter(tried_by__in=by.person_ids)


def corrections_visible_to(by: Actor) -> QuerySet[Correction]:
    """The decisions marked as wrong that count now, the latest first."""
    rows: QuerySet[Correction] = Correction.objects.filter(ended_at=None).select_related(
        "marked_by", "example", "scheme"
    )
    return rows.order_by("-pk") if rules.correct.allows(by=by) else rows.none()


def rescreenings_visible_to(by: Actor) -> QuerySet[Rescreening]:
    """The screenings done again, the latest first, for those who look after screening."""
    rows: QuerySet[Rescreening] = Rescreening.objects.select_related("scheme__organisation").order_by("-pk")
    return rows if rules.policy.allows(by=by) else rows.none()


def standing(policy: str, switches: Iterable[str]) -> dict[str, Sentence]:
    """The sentences of a policy by their key, as they stand with a scheme's switches; a locked one stands as it comes."""
    moved = dict(item.split("=", 1) for item in switches if "=" in item)
    return {
        one.key: one if one.locked else replace(one, on={"on": True, "off": False}.get(moved.get(one.key, ""), one.on))
        for one in Policy.named(policy).sentences
    }


def differences_of(item: Rescreening) -> list[tuple[str, str, int]]:
    """Action of the day, action now, and how many messages, in the words of a page; the strictest changes first."""
    names = action_names()
    rows = item.differences.order_by().values_list("before", "after").annotate(n=Count("pk"))
    ordered = sorted(rows, key=lambda row: (-ACTIONS.index(row[1]), ACTIONS.index(row[0])))
    return [(names[before], names[after], n) for before, after, n in ordered]
