"""What pairs answer when the rooms below ask, and what the clock does."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ithaca.consents.services import withdraw_consent
from ithaca.kernel.jobs.clock import queue_due
from ithaca.kernel.jobs.worker import run_all
from ithaca.kernel.refusals import NotAllowed
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.mentorships.gate import may_be_in_contact, with_people
from ithaca.mentorships.hooks import contact_stopped
from ithaca.mentorships.models import Mentorship, RulesVersion
from ithaca.mentorships.selectors import rules_now, todo
from ithaca.mentorships.services.begin import begin, planned_end
from ithaca.mentorships.services.pause import lift_pause, pause_contact
from ithaca.notices.models import Letter
from ithaca.participants.selectors import lacking, pairs_of
from ithaca.participants.services import withdraw
from ithaca.schemes.arrangements import Duration
from ithaca.schemes.protections import missing_protections
from ithaca.schemes.selectors import missing_to_end
from tests.support.pairs import STAFF, actor, arrange, cleared_pair, mentee_of, side_of, with_staff
from tests.support.world import TODAY, World, make_world


def now(pair: Mentorship) -> Mentorship:
    return with_people().get(pk=pair.pk)


def test_who_withdraws_stops_contact_and_the_other_is_told_neutrally(world: World) -> None:
    pair, stopped = cleared_pair(world), []
    contact_stopped.register("test", lambda **about: stopped.append(about["mentorships"]))
    try:
        withdraw(participant=pair.mentee, by=mentee_of(world, pair), at=timezone.now(), reason="I am afraid of him.")
    finally:
        del contact_stopped.answerers["test"]
    assert not may_be_in_contact(now(pair), at=timezone.now()).open
    assert [[row.pk for row in rows] for rows in stopped] == [[pair.pk]]
    letter = Letter.objects.get(name="mentorships.paused")
    assert letter.person_id == pair.mentor.person_id
    assert "afraid" not in letter.body
    lines = todo(by=actor(world, Role.COORDINATOR), scheme=world.scheme, at=timezone.now())
    assert [line.page for line in lines] == ["mentorships:end"]


def test_permission_taken_back_stops_contact_at_once(world: World) -> None:
    pair = cleared_pair(world)
    by = actor(world, Role.COORDINATOR)
    withdraw_consent(mentee=pair.mentee, method="phone", given_by="Pia", by=by, at=timezone.now())
    assert not may_be_in_contact(now(pair), at=timezone.now()).open
    assert Letter.objects.filter(name="mentorships.paused", person=pair.mentor.person).exists()


def test_a_scheme_ends_only_when_its_pairs_have(world: World) -> None:
    cleared_pair(world)
    assert [m.code for m in missing_to_end(world.scheme, TODAY)] == ["mentorships.not_ended"]


def test_people_are_counted_in_pairs_and_lack_what_their_pair_lacks(world: World) -> None:
    pair = cleared_pair(world)
    other = world.join("Mia Mentee", "mentee")
    assert pairs_of([pair.mentor, pair.mentee, other]) == {pair.mentor_id: 1, pair.mentee_id: 1, other.pk: 0}
    by = actor(world, Role.COORDINATOR)
    begin(mentor=world.join("Max Mentor", "mentor"), mentee=other, why="-", by=by, at=timezone.now())
    pause_contact(scheme=world.scheme, participant=pair.mentor, reason="x", by=by, at=timezone.now())
    found = lacking([pair.mentor, pair.mentee, other], on=timezone.localdate())
    assert "mentorships.not_signed" in {m.code for m in found[other.pk]}
    assert [m.code for m in found[pair.mentor_id]] == ["mentorships.paused"]
    assert found[pair.mentee_id] == []


def test_the_clock_opens_what_lacks_nothing_within_a_minute(world: World, other_world: World) -> None:
    pair = cleared_pair(world)
    Mentorship.objects.filter(pk=pair.pk).update(**{"state": "gated", "opened_at": None})
    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        with_staff(other_world, checked=False)
        waits = begin(
            mentor=other_world.join("Ned Not", "mentor"), mentee=other_world.join("Nia Not", "mentee"), why="-",
            by=actor(other_world, Role.COORDINATOR), at=timezone.now(),
        )  # fmt: skip
    queue_due(timezone.now())
    run_all()
    assert now(pair).state == "active"
    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        assert now(waits).state == "gated"


def test_a_pause_is_lifted_only_when_every_pause_is(world: World) -> None:
    pair, by, at = cleared_pair(world), actor(world, Role.COORDINATOR), timezone.now()
    first = pause_contact(scheme=world.scheme, mentorship=pair, reason="x", by=by, at=at)
    pause_contact(scheme=world.scheme, participant=pair.mentee, reason="y", by=by, at=at)
    lift_pause(pause=first, reason="z", by=by, at=at)
    assert not may_be_in_contact(now(pair), at=at).open
    assert not Letter.objects.filter(name="mentorships.resumed").exists()


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.MENTOR, Role.SCHOOL_CONTACT])
def test_who_may_not_lift_does_not(world: World, role: Role) -> None:
    pair, by, at = cleared_pair(world), actor(world, Role.COORDINATOR), timezone.now()
    pause = pause_contact(scheme=world.scheme, mentorship=pair, reason="x", by=by, at=at)
    other = world.as_(world.people[STAFF[Role.THIRD_PERSON]], role, of=pair.mentor_id)
    with pytest.raises(NotAllowed):
        lift_pause(pause=pause, reason="z", by=other, at=at)


def test_the_rules_of_an_open_scheme_get_a_version_when_they_change(world: World) -> None:
    cleared_pair(world)
    before = rules_now(world.scheme)[0]
    arrange(world, ground_rules=("New.",))
    assert rules_now(world.scheme)[0] is None
    _tell(world)
    assert rules_now(world.scheme)[0] == (before or 0) + 1
    assert RulesVersion.objects.count() == 2


def _tell(world: World) -> None:
    """What changing the arrangements tells this room, inside a unit of work as a service has it."""
    from ithaca.kernel.work import unit_of_work
    from ithaca.schemes.hooks import settings_changed

    with unit_of_work():
        settings_changed.answerers["mentorships"](
            scheme=world.scheme, before=None, after=None, by=actor(world, Role.COORDINATOR), at=timezone.now()
        )


@pytest.mark.parametrize(
    ("duration", "start", "end"),
    [
        (Duration("academic_year"), "2026-09-10", "2027-07-31"),
        (Duration("academic_year"), "2027-02-01", "2027-07-31"),
        (Duration("months", 6), "2026-08-31", "2027-02-28"),
        (Duration("months", 12), "2026-01-15", "2027-01-15"),
        (Duration("weeks", 8), "2026-01-01", "2026-02-26"),
        (Duration("date", date="2027-03-01"), "2026-01-01", "2027-03-01"),
        (Duration(), "2026-01-01", None),
    ],
)
def test_the_planned_end_follows_from_the_schemes_length(duration: Duration, start: str, end: str | None) -> None:
    from datetime import date

    found = planned_end(duration, date.fromisoformat(start))
    assert (found.isoformat() if found else None) == end


def test_pairs_and_meetings_promise_what_protects_children() -> None:
    assert not {"mentorships.gate", "mentorships.pause", "meetings.duty"} & set(missing_protections())


def test_a_second_tenant_sees_no_pair(world: World) -> None:
    pair = cleared_pair(world)
    island = make_world("island")
    with open_scheme(organisation_id=island.organisation.pk, scheme_id=island.scheme.pk):
        assert not with_people().filter(pk=pair.pk).exists()
        assert side_of(island, pair.mentor).ids_as(Role.MENTOR) == {pair.mentor_id}
        assert not Mentorship.objects.exists()
