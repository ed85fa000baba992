"""What spreadsheets cannot hold: people signing in, rules signed, pairs opened, and a bad Monday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

from ithaca.cli.example_monday import monday
from ithaca.cli.example_organisation import LOADER, Example, let_in
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.scope import open_scheme
from ithaca.meetings.selectors import of_pair
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.mentorships.services.begin import open_pair
from ithaca.mentorships.services.end import touch_contact
from ithaca.mentorships.services.sign import sign_rules
from ithaca.organisations.services import print_cards
from ithaca.participants.selectors import participants_visible_to
from ithaca.training.selectors import courses_of
from ithaca.training.services import complete

#: Pairs of each scheme whose rules only one side has signed yet.
UNSIGNED = 2


def live(example: Example, *, at: datetime, step: Callable[[int], None]) -> None:
    """Let people in, open the pairs that may open, and let the bad Monday happen; then keep who may be looked at as."""
    for key in example.schemes:
        scheme = example.schemes[key]
        with open_scheme(organisation_id=example.organisation.pk, scheme_id=scheme.pk):
            _train(example, key, at)
            pairs = list(pairs_visible_to(LOADER).filter(scheme=scheme).order_by("pk"))
            for number, pair in enumerate(pairs):
                _let_both_in(pair, at)
                _sign(example, pair, at, only_mentor=number >= len(pairs) - UNSIGNED)
                _open(example, key, pair, at)
        step(12)
    monday(example, at=at)
    step(14)


def _train(example: Example, key: str, at: datetime) -> None:
    """Most mentees had their first talk as a class; those at the end of the list have it next week. The mentors of the
    business scheme, of whose training no sheet tells, were briefed together."""
    scheme = example.schemes[key]
    rows = participants_visible_to(LOADER).filter(scheme=scheme, role="mentee").order_by("pk")
    mentees = list(rows.select_related("scheme__organisation", "person"))
    paired = set(pairs_visible_to(LOADER).filter(scheme=scheme).values_list("mentee_id", flat=True))
    ready = [m for number, m in enumerate(mentees) if m.pk in paired or number < len(mentees) * 3 // 4]
    if key == "business":
        ready += list(participants_visible_to(LOADER).filter(scheme=scheme, role="mentor").order_by("pk")[:44])
    for course in courses_of(scheme):
        theirs = [p for p in ready if p.role == course.for_role]
        held = timezone.localdate(at) - timedelta(days=320)
        if theirs:
            complete(course=course, participants=theirs, on=held, by=example.runner(key), at=at)


def _let_both_in(pair: Mentorship, at: datetime) -> None:
    for participant in (pair.mentor, pair.mentee):
        person = participant.person
        person.refresh_from_db()
        if person.account is not None:
            continue
        if person.email:
            let_in(person, at)
        elif person.school_id is not None:
            print_cards(people=[person], by=LOADER, at=at)


def _sign(example: Example, pair: Mentorship, at: datetime, *, only_mentor: bool) -> None:
    for participant in (pair.mentor,) if only_mentor else (pair.mentor, pair.mentee):
        if participant.person.account is None:
            continue
        sign_rules(
            mentorship=pair,
            participant=participant,
            signed_name=participant.person.name,
            by=example.side(participant),
            at=at,
        )


def _open(example: Example, key: str, pair: Mentorship, at: datetime) -> None:
    """Open the pair as of the day it began, if nothing was missing then; its last meeting is its last contact."""
    began, before = at, pair.last_contact_at
    if pair.started_on:
        began = timezone.make_aware(datetime.combine(pair.started_on, time(9, 0)))
    try:
        open_pair(mentorship=pair, by=example.runner(key), at=min(began, at))
    except NotNow:
        return  # its gate is shut, and says why on its page: that is part of the bad Monday
    logged = of_pair(pair).filter(state="logged").order_by("-starts_at").first()
    last = logged.starts_at if logged else before
    if last is not None:
        touch_contact(mentorship=pair, by=example.runner(key), at=last)
