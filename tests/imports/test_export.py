"""What goes out comes in again: another organisation that reads the files holds the same people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.consents.models import Consent
from ithaca.imports.kinds import KINDS
from ithaca.imports.services import confirm, export_table, upload
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.log import log_meeting
from ithaca.mentorships.models import Mentorship
from ithaca.participants.models import Participant
from ithaca.training.models import Attendance
from ithaca.training.services import add_course
from ithaca.vetting.models import Check
from tests.support.pairs import actor, arrange, cleared_pair, with_staff
from tests.support.world import World


@pytest.fixture
def full(world: World) -> World:
    """A scheme with a cleared pair that has met, and a second mentee of the same name."""
    pair = cleared_pair(world, mentor="Zoë O’Brien-Łukasz", mentee="Daniel Okafor")
    Participant.objects.filter(pk=pair.mentor_id).update(
        profile={"skills": ["Listening, a lot", "Welding"]}, capacity=3
    )
    twin = world.person("Daniel Okafor", born=date(2011, 1, 2), school=world.school)
    Participant.objects.create(scheme=world.scheme, person=twin, role="mentee", joined_on=date(2026, 9, 1))
    log_meeting(
        mentorship=pair,
        starts_at=timezone.now() - timedelta(minutes=90),
        minutes=45,
        by=actor(world, Role.COORDINATOR),
        at=timezone.now(),
    )
    return world


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_round_trip(full: World, other_world: World, form: str) -> None:
    at = timezone.now()
    by = actor(full, Role.COORDINATOR)
    files = {kind: export_table(scheme=full.scheme, kind=kind, form=form, by=by, at=at) for kind in KINDS}
    courses = [(a.course.name, a.course.for_role) for a in Attendance.objects.select_related("course")]
    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        arrange(other_world, permission_items=full.scheme.arrangements.permission_items)
        there = with_staff(other_world, checked=False)[Role.COORDINATOR]
        for name, role in dict.fromkeys(courses):
            add_course(scheme=other_world.scheme, name=name, for_role=role, by=there, at=at)
        for kind in ("mentors", "mentees", "checks", "training", "consents", "pairs", "sessions"):
            _bring(other_world, kind, files[kind].content, files[kind].name, there)
        _same(other_world)


def _bring(world: World, kind: str, content: bytes, name: str, by: Actor) -> None:
    at = timezone.now()
    item = upload(scheme=world.scheme, content=content, filename=name, kind=kind, by=by, at=at)
    assert item.state == "mapped", item.problems
    confirm(item=item, by=by, at=at)
    lost = [line for line in item.problems if "never about oneself" not in line[1]]  # her own check is for the lead
    assert (item.summary.get("faulty", 0), lost) == (0, []), (kind, item.problems)


def _same(world: World) -> None:
    here = Participant.objects.filter(scheme=world.scheme).select_related("person")
    mentor = here.get(role="mentor")
    assert (mentor.person.given_name, mentor.person.family_name) == ("Zoë", "O'Brien-Łukasz")
    assert (mentor.profile["skills"], mentor.capacity) == (["Listening, a lot", "Welding"], 3)
    assert here.filter(role="mentee", person__search_name="daniel okafor").count() == 2
    assert Check.objects.get(person=mentor.person).state == "cleared"
    assert Consent.objects.get(scheme=world.scheme).state == "given"
    assert Attendance.objects.filter(scheme=world.scheme, state="completed").count() == 2
    assert Mentorship.objects.get(scheme=world.scheme).mentor == mentor
    assert Meeting.objects.get(scheme=world.scheme).minutes == 45


def test_each_export_is_on_record(full: World) -> None:
    export_table(scheme=full.scheme, kind="mentors", form="csv", by=actor(full, Role.COORDINATOR), at=timezone.now())
    event = Event.objects.get(name="imports.exported")
    assert event.data == {"kind": "mentors", "form": "csv", "rows": 1}


def test_the_record_of_checks_is_opened_as_evidence(full: World) -> None:
    export_table(scheme=full.scheme, kind="checks", form="csv", by=actor(full, Role.COORDINATOR), at=timezone.now())
    names = set(Event.objects.values_list("name", flat=True))
    assert {"imports.exported"} | {name for name in names if name.startswith("vetting.record")} <= names
    assert any(name.startswith("vetting.") and "open" in name for name in names)


def test_the_second_organisation_is_not_in_it(full: World, other_world: World) -> None:
    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        other_world.join("Secret Stranger", "mentor")
    by = actor(full, Role.COORDINATOR)
    for kind in KINDS:
        file = export_table(scheme=full.scheme, kind=kind, form="csv", by=by, at=timezone.now())
        assert "Stranger" not in file.content.decode("utf-8-sig")


def test_an_unknown_table_is_refused(full: World) -> None:
    with pytest.raises(NotNow):
        export_table(scheme=full.scheme, kind="people", form="csv", by=actor(full, Role.COORDINATOR), at=timezone.now())
