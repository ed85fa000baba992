"""Joining, breaks, endings, notes, carers and invitations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import everywhere
from ithaca.notices.models import Letter
from ithaca.organisations.models import Person
from ithaca.participants import hooks, services
from ithaca.participants.models import Carer, Note, Participant
from ithaca.schemes.models import Appointment, Scheme
from tests.support.world import NOW, TODAY, World


@pytest.fixture
def co(world: World) -> Any:
    return world.as_(world.appoint("Cora Ordinator", Role.COORDINATOR), Role.COORDINATOR)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Whose contact the rooms above were told to stop."""
    heard: list[int] = []
    listeners = {
        **hooks.contact_should_stop.answerers,
        "test": lambda participant, by, at: heard.append(participant.pk),
    }
    monkeypatch.setattr(hooks.contact_should_stop, "answerers", listeners)
    return heard


def self_of(world: World, participant: Participant) -> Any:
    return world.as_(participant.person, Role(participant.role), participant.pk)


def test_joining_makes_a_place_and_says_so(world: World, co: Any) -> None:
    person = world.person("Mina Mentor")
    facts: dict[str, Any] = {"capacity": 2, "profile": {"skills": ["maths"]}}
    made = services.join(scheme=world.scheme, person=person, role="mentor", by=co, at=NOW, **facts)
    assert (made.state, made.capacity, made.profile, made.joined_on) == ("joined", 2, {"skills": ["maths"]}, TODAY)
    assert Event.objects.get(name="participants.joined").about == made.public_id
    with pytest.raises(NotNow):
        services.join(scheme=world.scheme, person=person, role="mentor", by=co, at=NOW)


@pytest.mark.parametrize("wrong", [{"role": "boss"}, {"capacity": 0}, {"capacity": 51}])
def test_joining_refuses_what_cannot_be(world: World, co: Any, wrong: dict[str, Any]) -> None:
    facts = {"role": "mentor", **wrong}
    with pytest.raises(NotNow):
        services.join(scheme=world.scheme, person=world.person("Mina"), by=co, at=NOW, **facts)
    assert not Participant.objects.exists()


def test_a_person_of_another_organisation_cannot_join(world: World, other_world: World, co: Any) -> None:
    with pytest.raises(NotNow):
        services.join(scheme=world.scheme, person=other_world.person("Sven"), role="mentor", by=co, at=NOW)


def test_only_those_who_run_the_scheme_let_people_join(world: World) -> None:
    mentor = world.join("Max", "mentor")
    with pytest.raises(NotAllowed):
        services.join(
            scheme=world.scheme, person=world.person("Mina"), role="mentor", by=self_of(world, mentor), at=NOW
        )


@pytest.mark.parametrize("end", [services.leave, services.withdraw])
def test_who_stops_may_come_back_to_the_same_place(world: World, co: Any, told: list[int], end: Any) -> None:
    mentee = world.join("Tia Child", "mentee", profile={"interests": ["chess"]})
    end(participant=mentee, by=self_of(world, mentee), at=NOW)
    assert mentee.left_on == TODAY
    assert told == [mentee.pk]
    again = services.join(scheme=world.scheme, person=mentee.person, role="mentee", by=co, at=NOW)
    assert (again.pk, again.state, again.left_on, again.profile) == (
        mentee.pk,
        "joined",
        None,
        {"interests": ["chess"]},
    )


def test_nobody_has_to_say_why_and_the_co_ordinator_hears_of_it(world: World, co: Any) -> None:
    mentor = world.join("Max", "mentor")
    services.withdraw(participant=mentor, by=self_of(world, mentor), at=NOW)
    assert not Note.objects.exists()
    letter = Letter.objects.get(name="participants.changed_by_person")
    assert letter.person_id == co.person_id
    assert "Max" not in letter.body


def test_a_reason_is_kept_as_a_note_and_not_in_the_log(world: World, co: Any) -> None:
    mentor = world.join("Max", "mentor")
    services.rest(participant=mentor, by=co, at=NOW, reason="A new baby.")
    assert Note.objects.get().words == "A new baby."
    assert "baby" not in str(list(Event.objects.values_list("data", flat=True)))
    assert not Letter.objects.exists()


def test_excluding_takes_a_reason_and_is_final(world: World, co: Any, told: list[int]) -> None:
    mentor = world.join("Max", "mentor")
    with pytest.raises(NotNow):
        services.disqualify(participant=mentor, by=co, at=NOW)
    services.disqualify(participant=mentor, by=co, at=NOW, reason="Broke the code.")
    assert told == [mentor.pk]
    with pytest.raises(NotNow):
        services.join(scheme=world.scheme, person=mentor.person, role="mentor", by=co, at=NOW)
    with pytest.raises(NotAllowed):
        services.disqualify(participant=world.join("Tim", "mentor"), by=self_of(world, mentor), at=NOW, reason="No.")


def test_one_cannot_take_a_step_for_somebody_else_or_twice(world: World, co: Any) -> None:
    mine, theirs = world.join("Max", "mentor"), world.join("Tim", "mentor")
    with pytest.raises(NotAllowed):
        services.withdraw(participant=theirs, by=self_of(world, mine), at=NOW)
    services.leave(participant=mine, by=co, at=NOW)
    with pytest.raises(NotNow):
        services.leave(participant=mine, by=co, at=NOW)


def test_a_note_stays_as_written_and_is_corrected_by_another(world: World, co: Any) -> None:
    mentee = world.join("Tia", "mentee")
    first = services.write_note(
        participant=mentee, kind="call", happened_on=TODAY, words="Father called.", by=co, at=NOW
    )
    services.write_note(
        participant=mentee, kind="call", happened_on=TODAY, words="It was the mother.", by=co, at=NOW, corrects=first
    )
    assert Note.objects.filter(corrects=first).count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.filter(pk=first.pk).update(words="Nobody called.")
    first.refresh_from_db()
    assert first.words == "Father called."


@pytest.mark.parametrize(
    "wrong", [{"words": " "}, {"words": "x" * 10_001}, {"kind": "rumour"}, {"happened_on": TODAY + timedelta(days=1)}]
)
def test_a_note_that_cannot_be_is_refused(world: World, co: Any, wrong: dict[str, Any]) -> None:
    facts = {"kind": "call", "happened_on": TODAY, "words": "Called.", **wrong}
    with pytest.raises(NotNow):
        services.write_note(participant=world.join("Tia", "mentee"), by=co, at=NOW, **facts)
    assert not Note.objects.exists()


def test_a_note_corrects_only_one_about_the_same_person(world: World, co: Any) -> None:
    note = services.write_note(
        participant=world.join("Tia", "mentee"), kind="call", happened_on=TODAY, words="A", by=co, at=NOW
    )
    with pytest.raises(NotNow):
        services.write_note(
            participant=world.join("Ben", "mentee"),
            kind="call",
            happened_on=TODAY,
            words="B",
            by=co,
            at=NOW,
            corrects=note,
        )


def test_the_parent_of_two_children_is_one_person(world: World, co: Any) -> None:
    facts = {"given_name": "Pa", "family_name": "Rent", "email": "pa@example.org", "relation": "father"}
    for name in ("Tia", "Ben"):
        services.enter_carer(mentee=world.join(name, "mentee"), by=co, at=NOW, **facts)
    assert Carer.objects.count() == 2
    assert Person.objects.filter(family_name="Rent").count() == 1


def test_an_invitation_goes_to_the_person_and_only_where_it_can(world: World, co: Any) -> None:
    person = world.person("Nia New", account=False)
    joined = services.join(scheme=world.scheme, person=person, role="mentor", by=co, at=NOW)
    services.invite_participant(participant=joined, by=co, at=NOW)
    letter = Letter.objects.get(name="participants.invited")
    assert letter.person_id == person.pk
    assert "http" in letter.body
    person.email = ""
    with pytest.raises(NotNow):
        services.invite_participant(participant=joined, by=co, at=NOW)
    with pytest.raises(NotNow):
        services.invite_participant(participant=world.join("Max", "mentor"), by=co, at=NOW)


def test_what_is_changed_is_only_one_s_own_and_only_while_taking_part(world: World, co: Any) -> None:
    mentor = world.join("Max", "mentor")
    services.change_participant(participant=mentor, introduction="I like boats.", by=self_of(world, mentor), at=NOW)
    mentor.refresh_from_db()
    assert mentor.introduction == "I like boats."
    with pytest.raises(NotNow):
        services.change_participant(participant=mentor, state="left", by=co, at=NOW)
    services.leave(participant=mentor, by=co, at=NOW)
    with pytest.raises(NotNow):
        services.change_participant(participant=mentor, introduction="More.", by=co, at=NOW)


def test_who_reads_worries_is_not_invited_a_second_time_as_a_mentor(world: World) -> None:
    cora = world.as_(world.appoint("Cora Ordinator", Role.COORDINATOR), Role.COORDINATOR)
    lena = world.person("Lena Lead", account=False)
    world.appoint("Lena Lead", Role.SAFEGUARDING_LEAD)
    mentor = world.join("Lena Lead", "mentor")
    with pytest.raises(NotNow, match="went to them with the post"):
        services.invite_participant(participant=mentor, by=cora, at=NOW)
    assert lena.account is None


def test_nor_is_who_reads_worries_of_another_scheme_of_the_organisation(world: World) -> None:
    cora = world.as_(world.appoint("Cora Ordinator", Role.COORDINATOR), Role.COORDINATOR)
    lena = world.person("Lena Lead", account=False)
    with everywhere("a test makes a second scheme"):
        scheme = Scheme.objects.create(
            organisation=world.organisation, name="Other", slug="other", settings=world.scheme.settings
        )
        Appointment.objects.create(scheme=scheme, person=lena, role="safeguarding_lead", since=date(2026, 1, 1))
    mentor = world.join("Lena Lead", "mentor")
    with pytest.raises(NotNow, match="went to them with the post"):
        services.invite_participant(participant=mentor, by=cora, at=NOW)
