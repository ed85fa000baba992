"""Pairs, meetings, checks, training and permissions: what was so before comes in, and nothing reopens what was shut."""

from __future__ import annotations

from datetime import date

import pytest

from ithaca.consents.models import Consent
from ithaca.consents.services import withdraw_consent
from ithaca.kernel.actor import Actor
from ithaca.meetings.models import Meeting
from ithaca.mentorships.models import Mentorship
from ithaca.notices.models import Letter
from ithaca.participants.models import Participant
from ithaca.training.models import Attendance
from ithaca.training.services import add_course
from ithaca.vetting.models import Check, Reference
from tests.imports.conftest import Bring
from tests.support.world import NOW, World

PAIRS = "Mentor,Mentor email,Mentee,Mentee date of birth,Start date,Status\n"
CHECKS = "Name,ID seen on,First reference,Second reference,Certificate number,Issue date,Level,Workforce,Barred list,Decision\n"
WHOLE = "Mona Mentor,01/02/2026,03/02/2026,04/02/2026,001234567890,05/02/2026,Enhanced,Child,Children,Accepted\n"


@pytest.fixture
def people(world: World, coordinator: Actor) -> World:
    """A mentor and two mentees of one name."""
    world.join("Mona Mentor", "mentor")
    world.join("Milo Mentee", "mentee", born=date(2012, 3, 4))
    twin = world.person("Milo Mentee", born=date(2011, 5, 6), school=world.school)
    Participant.objects.create(scheme=world.scheme, person=twin, role="mentee", joined_on=date(2026, 9, 1))
    return world


def test_a_running_pair_begins_gated_on_its_own_day(people: World, bring: Bring) -> None:
    item = bring("pairs", PAIRS + "Mona Mentor,,Milo Mentee,06/05/2011,10/08/2026,Active\n")
    assert item.summary["new"] == 1, item.problems
    pair = Mentorship.objects.get()
    assert (pair.state, pair.started_on, pair.mentee.person.date_of_birth) == (
        "gated",
        date(2026, 8, 10),
        date(2011, 5, 6),
    )
    assert bring("pairs", PAIRS + "Mona Mentor,,Milo Mentee,06/05/2011,10/08/2026,Active\n").summary["known"] == 1


def test_two_of_one_name_must_be_told_apart(people: World, bring: Bring) -> None:
    item = bring("pairs", PAIRS + "Mona Mentor,,Milo Mentee,,10/08/2026,Active\n")
    assert item.summary["refused"] == 1
    assert "more than one" in item.problems[0][1]
    assert not Mentorship.objects.exists()


def test_a_pair_that_ended_changes_nothing_and_one_on_hold_is_paused(people: World, bring: Bring) -> None:
    ended = bring("pairs", PAIRS + "Mona Mentor,,Milo Mentee,06/05/2011,10/08/2026,Ended\n")
    assert ended.summary["nothing"] == 1
    bring("pairs", PAIRS + "Mona Mentor,,Milo Mentee,06/05/2011,10/08/2026,On hold\n")
    assert Mentorship.objects.get().pauses.filter(lifted_at=None).exists()


def test_meetings_are_logged_once_and_nobody_is_written_to(people: World, bring: Bring) -> None:
    bring("pairs", PAIRS + "Mona Mentor,,Milo Mentee,06/05/2011,10/08/2026,Active\n")
    letters = Letter.objects.count()
    file = "Mentor,Mentee,Mentee date of birth,Date,Length (minutes),Who came\n" + "".join(
        f"Mona Mentor,Milo Mentee,06/05/2011,{day},45,{came}\n"
        for day, came in (("20/08/2026", "Both"), ("27/08/2026", "Mentee absent"), ("03/09/2026", "Cancelled"))
    )
    item = bring("sessions", file)
    assert (item.summary["new"], item.summary["nothing"]) == (2, 1), item.problems
    assert sorted(Meeting.objects.values_list("state", flat=True)) == ["logged", "missed"]
    assert Letter.objects.count() == letters
    assert bring("sessions", file).summary["known"] == 2


def test_hours_so_far_stand_with_the_pair(people: World, bring: Bring) -> None:
    bring("pairs", PAIRS + "Mona Mentor,,Milo Mentee,06/05/2011,10/08/2026,Active\n")
    bring(
        "sessions",
        "Mentor,Mentee,Mentee date of birth,Meetings so far,Hours so far\nMona Mentor,Milo Mentee,06/05/2011,8,4:30\n",
    )
    pair = Mentorship.objects.get()
    assert (pair.meetings_before, pair.minutes_before) == (8, 270)


def test_meetings_of_two_who_are_no_pair_are_refused(people: World, bring: Bring) -> None:
    item = bring("sessions", "Mentor,Mentee,Mentee date of birth,Date\nMona Mentor,Milo Mentee,06/05/2011,20/08/2026\n")
    assert item.summary["refused"] == 1
    assert not Meeting.objects.exists()


def test_a_whole_record_clears_and_comes_in_once(people: World, bring: Bring) -> None:
    item = bring("checks", CHECKS + WHOLE)
    assert item.summary["new"] == 1, item.problems
    check = Check.objects.get()
    assert (check.state, check.kind, check.level, check.barred_list) == ("cleared", "DBS", "enhanced", True)
    assert Reference.objects.count() == 2
    assert bring("checks", CHECKS + WHOLE).summary["known"] == 1


@pytest.mark.parametrize("decision", ["Waiting", "", "Refused"])
def test_a_record_without_a_yes_never_clears(people: World, bring: Bring, decision: str) -> None:
    bring("checks", CHECKS + WHOLE.replace("Accepted", decision))
    check = Check.objects.get()
    assert (check.state, check.adverse) == ("seen", decision == "Refused")


@pytest.mark.parametrize("missing", ["01/02/2026", "03/02/2026"])
def test_a_record_with_a_gap_never_clears(people: World, bring: Bring, missing: str) -> None:
    bring("checks", CHECKS + WHOLE.replace(missing, ""))
    assert Check.objects.get().state == "seen"


def test_without_a_certificate_the_references_are_kept(people: World, bring: Bring) -> None:
    item = bring("checks", CHECKS + "Mona Mentor,01/02/2026,03/02/2026,,,,,,,\n")
    assert item.summary["new"] == 1
    assert not Check.objects.exists()
    assert Reference.objects.count() == 1


def test_training_counts_only_for_the_course_of_that_name(people: World, bring: Bring, coordinator: Actor) -> None:
    add_course(scheme=people.scheme, name="Mentor induction", for_role="mentor", by=coordinator, at=NOW)
    item = bring(
        "training",
        "Name,Course,Date,Attended\nMona Mentor,Mentor induction,01/09/2026,Yes\nMona Mentor,First aid,02/09/2026,Yes\n"
        "Mona Mentor,Mentor induction,03/09/2026,No\n",
    )
    assert (item.summary["new"], item.summary["refused"], item.summary["nothing"]) == (1, 1, 1)
    assert Attendance.objects.get(state="completed").course.name == "Mentor induction"


CONSENTS = "Child's name,Date of birth,Parent or carer,Permits mentoring,Permits the meeting place,Date,Withdrawn on\n"


def test_permissions_yes_no_and_taken_back(people: World, bring: Bring) -> None:
    item = bring(
        "consents",
        CONSENTS
        + "Milo Mentee,04/03/2012,Pat Mentee,Yes,Yes,01/09/2026,05/09/2026\nMilo Mentee,06/05/2011,Sam Mentee,No,,02/09/2026,\n",
    )
    assert item.summary["new"] == 2, item.problems
    states = {c.mentee.person.date_of_birth: c.state for c in Consent.objects.all()}
    assert states == {date(2012, 3, 4): "withdrawn", date(2011, 5, 6): "refused"}


def test_an_older_yes_in_a_file_never_reopens_what_a_parent_took_back(
    people: World, bring: Bring, coordinator: Actor
) -> None:
    yes = CONSENTS + "Milo Mentee,04/03/2012,Pat Mentee,Yes,Yes,01/09/2026,\n"
    bring("consents", yes)
    consent = Consent.objects.get()
    withdraw_consent(mentee=consent.mentee, method="phone", given_by="Pat Mentee", by=coordinator, at=NOW)
    assert bring("consents", yes).summary["known"] == 1
    undated = CONSENTS + "Milo Mentee,04/03/2012,Pat Mentee,Yes,Yes,,\n"
    assert bring("consents", undated).summary["refused"] == 1
    consent.refresh_from_db()
    assert consent.state == "withdrawn"
