"""The scheme in figures: each with its definition and the list behind it (REP-05, MON-01, MEET-21, END-08)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import job
from ithaca.matching.selectors import ready_mentors
from ithaca.meetings.selectors import meetings_visible_to
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import mentees_in_pairs, pairs_visible_to, quiet_pairs
from ithaca.mentorships.services.end import EndCause
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.models import Scheme

COUNTING = job("reports")


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: from the first to the last day (both included), of one school or employer or of all."""

    first: date
    last: date
    school: int | None = None
    employer: int | None = None

    @property
    def since(self) -> datetime:
        """The first moment."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def until(self) -> datetime:
        """The first moment after the last day."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))


@dataclass(frozen=True, slots=True)
class Behind:
    """One line of the list behind a figure: what it says, more words, and the place in the scheme or the pair it is about."""

    words: str
    more: str
    about: Participant | Mentorship


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure, and the list behind it: people, or pairs."""

    key: str
    label: str
    value: str
    definition: str
    rows: list[Behind] = field(default_factory=list)


def figures(scheme: Scheme, span: Span, *, at: datetime) -> list[Counted]:
    """Every figure of the page, in the order of a person's way through the scheme."""
    people = _people(scheme, span)
    pairs = _pairs(scheme, span)
    return [
        *_people_figures(scheme, people, span, at),
        *_pair_figures(scheme, pairs, span, at),
        *_meeting_figures(scheme, pairs, span),
    ]


def _people(scheme: Scheme, span: Span) -> list[Participant]:
    rows = participants_visible_to(COUNTING).filter(scheme=scheme, joined_on__lte=span.last)
    if span.school:
        rows = rows.filter(person__school=span.school)
    if span.employer:
        rows = rows.filter(person__employer=span.employer)
    return list(
        rows.select_related("person__school", "person__employer", "scheme__organisation").order_by(
            "person__search_name"
        )
    )


def _pairs(scheme: Scheme, span: Span) -> list[Mentorship]:
    rows = pairs_visible_to(COUNTING).filter(scheme=scheme, created_at__lt=span.until)
    if span.school:
        rows = rows.filter(mentee__person__school=span.school)
    if span.employer:
        rows = rows.filter(mentor__person__employer=span.employer)
    return list(rows.order_by("mentor__person__search_name"))


def _person_rows(people: list[Participant]) -> list[Behind]:
    return [Behind(p.person.name, _place(p), p) for p in people]


def _place(participant: Participant) -> str:
    person = participant.person
    return (person.school and person.school.name) or (person.employer and person.employer.name) or ""


def _pair_rows(pairs: list[Mentorship]) -> list[Behind]:
    return [Behind(f"{p.mentor.person.name} – {p.mentee.person.name}", _place(p.mentee), p) for p in pairs]


def _people_figures(scheme: Scheme, people: list[Participant], span: Span, at: datetime) -> list[Counted]:
    word = scheme.arrangements.word
    new = [p for p in people if p.joined_on >= span.first]
    here = [p for p in people if p.state in TAKING_PART]
    mentors = [p for p in here if p.role == "mentor"]
    paired = set(mentees_in_pairs(scheme))
    waiting = [p for p in here if p.role == "mentee" and p.pk not in paired]
    with_children = scheme.arrangements.mentees_may_be_children
    ready = ready_mentors(mentors, scheme, on=timezone.localdate(at), with_children=with_children)
    cleared = [p for p in mentors if p.pk in ready]
    days = [max(0, (timezone.localdate(at) - p.joined_on).days) for p in waiting]
    new_mentors, new_mentees = [p for p in new if p.role == "mentor"], [p for p in new if p.role == "mentee"]
    return [
        _counted("mentors_joined", word("mentors"), new_mentors, _("Joined between the two days.")),
        _counted("mentees_joined", word("mentees"), new_mentees, _("Joined between the two days.")),
        _counted(
            "cleared",
            _("cleared"),
            cleared,
            _("Mentors taking part now whose checks and training are complete, so that an offer may be made."),
        ),
        _counted(
            "waiting",
            _("waiting"),
            waiting,
            _("Taking part now, without a pair. Half of them have waited longer than %(days)d days.")
            % {"days": median(days) if days else 0},
        ),
    ]


def _counted(key: str, label: str, people: list[Participant], definition: str) -> Counted:
    return Counted(key, label, str(len(people)), definition, _person_rows(people))


def _pair_figures(scheme: Scheme, pairs: list[Mentorship], span: Span, at: datetime) -> list[Counted]:
    keys = {pair.pk for pair in pairs}
    begun = [p for p in pairs if p.created_at >= span.since]
    active = [p for p in pairs if p.state in ("active", "under_review", "winding_down")]
    quiet = [p for p in quiet_pairs(scheme, at=at) if p.pk in keys]
    ended = [p for p in pairs if p.ended_at and span.since <= p.ended_at < span.until]
    causes = Counter(p.end_cause for p in ended)
    said = ", ".join(f"{EndCause(cause).label}: {count}" for cause, count in causes.most_common() if cause)
    quiet_days = scheme.arrangements.quiet_after_days
    return [
        Counted("matched", _("matched"), str(len(begun)), _("Pairs made between the two days."), _pair_rows(begun)),
        Counted("active", _("active pairs"), str(len(active)), _("Pairs that are open now."), _pair_rows(active)),
        Counted(
            "quiet",
            _("quiet pairs"),
            str(len(quiet)),
            _("Active pairs without a meeting or a delivered message for more than %(days)d days.")
            % {"days": quiet_days},
            _pair_rows(quiet),
        ),
        Counted(
            "ended",
            _("endings"),
            str(len(ended)),
            said or _("Pairs that ended between the two days, by cause."),
            _pair_rows(ended),
        ),
    ]


def _meeting_figures(scheme: Scheme, pairs: list[Mentorship], span: Span) -> list[Counted]:
    rows = meetings_visible_to(COUNTING).filter(
        scheme=scheme,
        state="logged",
        starts_at__gte=span.since,
        starts_at__lt=span.until,
        mentorship__in=[p.pk for p in pairs],
    )
    held = Counter[int]()
    minutes = Counter[int]()
    for pair, length in rows.order_by().values_list("mentorship_id", "minutes"):
        held[pair] += 1
        minutes[pair] += length
    words = _("%(held)d meetings, %(hours).1f hours")
    listed = [
        replace(row, more=words % {"held": held[pair.pk], "hours": minutes[pair.pk] / 60})
        for pair, row in zip(pairs, _pair_rows(pairs), strict=True)
        if held[pair.pk]
    ]
    hours = f"{sum(minutes.values()) / 60:.1f}".removesuffix(".0")
    return [
        Counted(
            "meetings",
            _("meetings"),
            str(sum(held.values())),
            _("Sessions logged as held between the two days."),
            listed,
        ),
        Counted("hours", _("hours"), hours, _("The length of those sessions, added up."), listed),
    ]
