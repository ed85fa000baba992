"""Every list asks the database as often for thirty rows as for eight: both are more than Today shows by name."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.applications.models import Application
from ithaca.consents.models import Consent
from ithaca.cover.models import Duty, Insurance, Place
from ithaca.imports.models import Import
from ithaca.kernel.scope import open_scheme
from ithaca.matching.models import Exemption, Proposal
from ithaca.meetings.models import Meeting
from ithaca.mentorships.models import Mentorship, Pause, Review
from ithaca.messaging.models import Message, Opening
from ithaca.notices.models import Letter
from ithaca.organisations.models import Partner
from ithaca.participants.models import Note
from ithaca.safeguarding.models import Concern
from ithaca.training.models import Attendance, Course
from ithaca.vetting.models import Check, Reference
from tests.house.sweep.browse import browser
from tests.house.sweep.conftest import Twins
from tests.house.sweep.populated import Populated

#: Address inside the scheme -> who reads it.
LISTS = {
    "": "coordinator",
    "people/mentors": "coordinator",
    "people/mentees": "coordinator",
    "people/mentees?stage=missing": "coordinator",
    "search/?q=row": "coordinator",
    "pairs/": "coordinator",
    "paused/": "coordinator",
    "messages/held/": "coordinator",
    "messages/opened/": "lead",
    "concerns": "lead",
    "letters/": "coordinator",
    "letters/print/": "coordinator",
    "applications/": "coordinator",
    "checks/": "coordinator",
    "checks/print": "coordinator",
    "checks/record.csv": "coordinator",
    "checks/supplied": "partner",
    "permissions/": "coordinator",
    "permissions/paper": "coordinator",
    "training/": "coordinator",
    "suggestions/": "coordinator",
    "suggestions/exceptions/": "lead",
    "day/": "coordinator",
    "meetings/asked/": "coordinator",
    "meetings/hours/": "coordinator",
    "cover/": "coordinator",
    "cover/places": "coordinator",
    "cover/duty": "coordinator",
    "figures/": "coordinator",
    "figures/active/": "coordinator",
    "spreadsheets/": "coordinator",
    "spreadsheets/out/mentees.csv": "coordinator",
    "posts": "coordinator",
    "history": "coordinator",
    "pairs/mine/": "mentor",
    "/o/harbour/partners/": "coordinator",
    "/o/harbour/cards/": "coordinator",
}


def test_thirty_rows_cost_what_eight_cost(twins: Twins) -> None:
    browsers = {who: browser(twins.ours, twins.twin, who) for who in set(LISTS.values())}
    paths = {rest: rest if rest.startswith("/") else twins.ours.url(rest) for rest in LISTS}
    grow(twins.ours, 0, 8)
    for rest, who in LISTS.items():
        browsers[who].get(paths[rest])
    few = {rest: count(browsers[who], paths[rest]) for rest, who in LISTS.items()}
    grow(twins.ours, 8, 30)
    many = {rest: count(browsers[who], paths[rest]) for rest, who in LISTS.items()}
    assert {rest: many[rest] for rest in LISTS if many[rest] > few[rest]} == {}


def count(client: Client, path: str) -> int:
    """How many statements one reading takes."""
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200, path
    return len(captured)


def grow(world: Populated, first: int, last: int) -> None:
    """Rows `first` to `last` of everything that is listed."""
    scheme, at = world.scheme, timezone.now()
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=scheme.pk):
        for number in range(first, last):
            mentor, mentee = world.join(f"Row{number} A", "mentor"), world.join(f"Row{number} B", "mentee")
            mentor.person.supplied_by = world.more["supplier"]
            mentor.person.save()
            pair = Mentorship.objects.create(
                scheme=scheme, mentor=mentor, mentee=mentee, state="active", opened_at=at, last_contact_at=at
            )
            _about_the_pair(world, pair, at)
            _about_the_people(world, mentor, mentee, at, number)
            _papers(world, number, at)


def _about_the_pair(world: Populated, pair: Mentorship, at: datetime) -> None:
    scheme, cora = world.scheme, world.persona("coordinator")
    mine = Mentorship.objects.get(pk=pair.pk)
    Mentorship.objects.create(scheme=scheme, mentor=world.more["ours"].mentor, mentee=pair.mentee, state="gated")
    words = {"original": "x", "engine_version": "1", "policy_version": "1", "sent_at": at, "action": "hold"}
    for state in ("held", "delivered"):
        Message.objects.create(scheme=scheme, mentorship=mine, sender=pair.mentee, state=state, **words)
    Opening.objects.create(scheme=scheme, mentorship=mine, opened_by=cora, opened_as="coordinator", reason="To see.")
    Pause.objects.create(scheme=scheme, mentorship=mine, reason="x", paused_by=cora)
    Review.objects.create(scheme=scheme, mentorship=mine, asked_by=pair.mentee.person, words="x")
    for state, ago in (("confirmed", 0), ("asked", -1), ("held", 1)):
        starts = at - timedelta(days=ago)
        Meeting.objects.create(scheme=scheme, mentorship=mine, state=state, starts_at=starts, minutes=30)


def _about_the_people(world: Populated, mentor: Any, mentee: Any, at: datetime, number: int) -> None:
    scheme, today = world.scheme, timezone.localdate(at)
    waiting = world.join(f"Waits{number} C", "mentee")
    offered = {"scheme": scheme, "mentor": mentor, "mentee": waiting}
    Proposal.objects.create(**offered, reasons=[], state="offered" if number % 2 else "proposed", offered_at=at)
    Exemption.objects.create(**offered, rule="same_school", nature="x", maturity="y")
    Consent.objects.create(scheme=scheme, mentee=mentee, state="requested", asked_at=at)
    Note.objects.create(scheme=scheme, participant=mentee, happened_on=today, words="x")
    row = {"organisation": world.organisation, "person": mentor.person}
    Check.objects.create(
        **row, kind="enhanced_dbs", level="enhanced", state="seen", seen_by=world.persona("coordinator")
    )
    Reference.objects.create(**row, referee="x", received_on=today)
    course = Course.objects.create(scheme=scheme, name=f"Course {number}", for_role="mentor")
    Attendance.objects.create(scheme=scheme, course=course, participant=mentor, state="completed", attended_on=today)


def _papers(world: Populated, number: int, at: datetime) -> None:
    scheme, organisation, today = world.scheme, world.organisation, timezone.localdate(at)
    Concern.objects.create(organisation=organisation, scheme=scheme, receipt=f"R{number}")
    application = {"role": "mentor", "state": "submitted", "submitted_at": at, "answers": {"given_name": "Row"}}
    Application.objects.create(scheme=scheme, **application)
    for state in ("paper", "sent"):
        Letter.objects.create(
            organisation=organisation, scheme=scheme, person=world.persona("mentor"), name="notices.written",
            subject="x", body="y", state=state, message_id=f"{number}{state}", next_try_at=at,
        )  # fmt: skip
    Partner.objects.create(organisation=organisation, name=f"Partner {number}", kinds=["school"])
    days = {"first_day": today, "last_day": today + timedelta(days=5)}
    Insurance.objects.create(scheme=scheme, insurer="x", policy=str(number), **days)
    Place.objects.create(scheme=scheme, name=f"Place {number}", feature="shared_room")
    hours = {"day": today + timedelta(days=1), "starts": time(9), "ends": time(10)}
    Duty.objects.create(scheme=scheme, person=world.persona("school"), partner=world.school, **hours)
    Import.objects.create(scheme=scheme, kind="mentees", filename=f"{number}.csv")
