"""From the public page to a decision with a reason that is sent (REC-03, REC-05, REC-07, REC-19, ELIG-09)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from ithaca.applications.models import Application
from ithaca.applications.services.decide import accept, reject
from ithaca.applications.services.submit import submit_application
from ithaca.kernel.actor import ANONYMOUS, Actor, job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.notices.models import Letter
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.questions.services.edit import lay_out_forms
from tests.support.pairs import arrange
from tests.support.world import NOW, World

ANSWERS = {
    "given_name": "Ngozi",
    "family_name": "Okafor",
    "email": "ngozi@example.org",
    "date_of_birth": "1988-04-02",
    "skills": ["engineering", "interviews"],
    "why": "To give something back.",
}


@pytest.fixture
def cora(world: World) -> Actor:
    lay_out_forms(scheme=world.scheme, by=job("test"), at=NOW)
    return world.as_(world.appoint("Cora Coordinator", Role.COORDINATOR), Role.COORDINATOR)


def submitted(world: World, **more: Any) -> Application:
    application, _path = submit_application(
        scheme=world.scheme,
        role="mentor",
        answers={**ANSWERS, **more},
        commitments=True,
        form_version=1,
        by=ANONYMOUS,
        at=NOW,
    )
    return application


def fields(**more: str) -> dict[str, str]:
    born = {"date_of_birth_day": "2", "date_of_birth_month": "4", "date_of_birth_year": "1988"}
    typed = {
        "given_name": "Ngozi",
        "family_name": "Okafor",
        "email": "ngozi@example.org",
        "skills": "engineering\ninterviews",
    }
    return {**typed, **born, "why": "To give something back.", "commitments": "on", **more}


def test_a_stranger_applies_in_the_browser_and_follows_it_by_link(world: World, cora: Actor) -> None:
    client = Client()
    page = client.get(world.url("apply/mentor/"))
    assert b"What is asked of you" in page.content
    answer = client.post(world.url("apply/mentor/"), fields(once="k1"))
    assert answer.status_code == 302
    again = client.post(world.url("apply/mentor/"), fields(once="k1"))
    assert again.headers["Location"] == answer.headers["Location"]
    application = Application.objects.get()
    assert application.state == "submitted"
    assert application.answers["skills"] == ["engineering", "interviews"]
    assert Letter.objects.get().to_address == "ngozi@example.org"
    follow = Client().get(answer.headers["Location"])
    assert b"We have it" in follow.content
    taken_back = Client().post(answer.headers["Location"], {"withdraw": "1"})
    assert taken_back.status_code == 302
    application.refresh_from_db()
    assert application.state == "withdrawn"


def test_what_was_typed_stays_when_something_is_missing(world: World, cora: Actor) -> None:
    page = Client().post(world.url("apply/mentor/"), fields(email="no address", why=""))
    assert page.status_code == 422
    assert b"Okafor" in page.content
    assert Application.objects.count() == 0


def test_nobody_applies_without_reading_what_is_asked(world: World, cora: Actor) -> None:
    with pytest.raises(NotNow, match="what is asked"):
        submit_application(
            scheme=world.scheme, role="mentor", answers=ANSWERS, commitments=False, form_version=1, by=ANONYMOUS, at=NOW
        )


def test_a_closed_scheme_takes_no_applications(world: World, cora: Actor) -> None:
    type(world.scheme)._base_manager.filter(pk=world.scheme.pk).update(state="closed")
    page = Client().get(world.url("apply/mentor/"))
    assert b"No applications at the moment" in page.content


def test_a_yes_makes_a_participant_and_sends_the_reason(world: World, cora: Actor) -> None:
    participant = accept(application=submitted(world, places=2), reason="You know engineering.", by=cora, at=NOW)
    assert (participant.role, participant.capacity) == ("mentor", 2)
    assert participant.profile["skills"] == ["engineering", "interviews"]
    assert participant.person.date_of_birth.isoformat() == "1988-04-02"
    letters = Letter.objects.filter(name="applications.accepted")
    assert "You know engineering." in letters.get().body
    assert Letter.objects.filter(name="participants.invited").exists()


def test_a_decision_needs_a_reason(world: World, cora: Actor) -> None:
    with pytest.raises(NotNow, match="reason"):
        reject(application=submitted(world), reason=" ", by=cora, at=NOW)


def test_a_hard_rule_stops_a_yes_by_the_smallest_step(world: World, cora: Actor) -> None:
    rule = {"for": "mentor", "answer": "age", "kind": "between", "least": 18, "says": "18 or older"}
    arrange(world, eligibility=(rule,))
    with pytest.raises(NotNow, match="18 or older"):
        accept(application=submitted(world, date_of_birth="2008-11-24"), reason="ok", by=cora, at=NOW)
    assert accept(application=submitted(world, date_of_birth="2008-11-23"), reason="ok", by=cora, at=NOW).pk


def test_somebody_known_already_stays_one_person(world: World, cora: Actor) -> None:
    first = accept(application=submitted(world), reason="Welcome.", by=cora, at=NOW)
    other = accept(
        application=submitted(world, email="n.okafor@example.org"), reason="Welcome.", by=cora, at=NOW, same_as=None
    )
    assert first.person != other.person
    Participant.objects.all()
    assert Person.objects.filter(family_name="Okafor").count() == 2


def test_two_deciders_at_once_decide_once(world: World, cora: Actor) -> None:
    application = submitted(world)
    stale = Application.objects.get(pk=application.pk)
    accept(application=application, reason="Welcome.", by=cora, at=NOW)
    with pytest.raises(NotNow, match="Somebody else"):
        reject(application=stale, reason="No room.", by=cora, at=NOW)
    assert Letter.objects.filter(name="applications.rejected").count() == 0


def test_the_desk_shows_the_answers_and_another_tenant_sees_nothing(
    world: World, other_world: World, cora: Actor
) -> None:
    application = submitted(world)
    page = world.client(world.people["Cora Coordinator"]).get(world.url(f"applications/{application.public_id}/"))
    assert b"engineering, interviews" in page.content
    far = other_world.appoint("Fay Far", Role.COORDINATOR)
    assert other_world.client(far).get(world.url(f"applications/{application.public_id}/")).status_code == 404


def test_a_link_of_another_purpose_opens_nothing(world: World, cora: Actor) -> None:
    submitted(world)
    answer = Client().get(world.url("application/not-a-token/"))
    assert answer.status_code == 409
    assert re.search(rb"link does not work", answer.content)
