"""Reading: who is away, what a pair agreed, who has not written in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import running_pairs
from ithaca.messaging.selectors import last_written, wrote_after
from ithaca.participants.models import Participant
from ithaca.prompts.days import counted, gap_of
from ithaca.prompts.models import Away, Gap, Prompt
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import closed_spans

#: Days after a reminder until the co-ordinator is told that nothing came of it (MSG-08).
STAFF_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Silent:
    """One side of a pair that has not written for longer than the rule: how many days counted, and since when."""

    pair: Mentorship
    side: Participant
    days: int
    since: datetime


def away_of(people: Iterable[Participant], *, since: date) -> dict[int, list[Away]]:
    """By participant key their days away that are not over on `since`, the first ones first."""
    rows = Away.objects.filter(participant__in=list(people), taken_back_at=None, last_day__gte=since)
    found: dict[int, list[Away]] = defaultdict(list)
    for row in rows.order_by("first_day", "pk"):
        found[row.participant_id].append(row)
    return found


def agreed_gap(pair: Mentorship) -> int | None:
    """The days this pair agreed, or None."""
    row = Gap.objects.filter(mentorship=pair).first()
    return row.days if row else None


def silent_sides(scheme: Scheme, *, at: datetime, among: Collection[int] | None = None) -> list[Silent]:
    """Sides of running pairs that have not written for longer than the rule allows; a constant number of queries.

    `among` narrows them to the pairs of these keys. Days on which either of the two was away, or the scheme was closed, do not
    count (MSG-09). Whether the two may be in contact is not asked here.
    """
    arrangements, on = scheme.arrangements, timezone.localdate(at)
    if not arrangements.allows("messages"):
        return []
    running = running_pairs(scheme).exclude(opened_at=None)
    pairs = list(running if among is None else running.filter(pk__in=among))
    written = last_written(pairs)
    gaps = dict(Gap.objects.filter(scheme=scheme, mentorship__in=pairs).values_list("mentorship_id", "days"))
    away = away_of([side for pair in pairs for side in (pair.mentor, pair.mentee)], since=date.min)
    shut = closed_spans(scheme)
    found = []
    for pair in pairs:
        opened = timezone.localdate(pair.opened_at)
        gap = gap_of(arrangements, opened=opened, on=on, agreed=gaps.get(pair.pk))
        out = shut + [(row.first_day, row.last_day) for side in (pair.mentor_id, pair.mentee_id) for row in away[side]]
        for side in (pair.mentor, pair.mentee):
            since = max(filter(None, (written.get((pair.pk, side.pk)), pair.opened_at)))
            days = counted(timezone.localdate(since), on, out)
            if gap is not None and days > gap:
                found.append(Silent(pair, side, days, since))
    return found


def sent_since(people: Sequence[Participant], since: datetime) -> dict[int, list[Prompt]]:
    """By participant key the reminders that went to them since then."""
    found: dict[int, list[Prompt]] = defaultdict(list)
    for row in Prompt.objects.filter(participant__in=people, created_at__gt=since).order_by("created_at"):
        found[row.participant_id].append(row)
    return found


def reminded_in_vain(scheme: Scheme, *, at: datetime) -> list[int]:
    """Keys of running pairs of which one side was reminded a week ago or longer and has not written since; one query."""
    running = running_pairs(scheme).order_by().values("pk")
    early = Prompt.objects.filter(scheme=scheme, created_at__lte=at - STAFF_AFTER, mentorship__in=running)
    quiet = early.exclude(wrote_after("mentorship", "participant", "created_at"))
    return list(quiet.values_list("mentorship_id", flat=True).distinct().order_by())


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """For the co-ordinator: pairs in which a reminder a week ago brought nothing (MSG-08)."""
    if not (by.holds(Role.COORDINATOR, Role.DEPUTY) and scheme.arrangements.prompts):
        return []
    due = reminded_in_vain(scheme, at=at)
    silent = silent_sides(scheme, at=at, among=due) if due else []
    reminded = sent_since([line.side for line in silent], min((line.since for line in silent), default=at))
    lines: dict[int, Todo] = {}
    for line in silent:
        early = [p for p in reminded[line.side.pk] if p.mentorship_id == line.pair.pk and line.since < p.created_at]
        if early and at - early[0].created_at >= STAFF_AFTER:
            words = _("%(mentor)s and %(mentee)s: no message in spite of a reminder") % {
                "mentor": line.pair.mentor.person.name,
                "mentee": line.pair.mentee.person.name,
            }
            args = (("pair", line.pair.public_id),)
            lines[line.pair.pk] = Todo(1, line.since, words, _("Quiet pairs"), _("Look"), "mentorships:pair", args)
    return list(lines.values())
