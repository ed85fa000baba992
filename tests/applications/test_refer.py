"""An agency refers somebody with its details and the reason, and sees what became of its own referrals (ELIG-18, R19)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.applications.models import Application
from ithaca.applications.selectors import todo
from ithaca.applications.services.decide import accept, reject
from ithaca.applications.services.refer import refer
from ithaca.applications.services.submit import complete_referral
from ithaca.kernel.actor import ANONYMOUS, Actor, job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.notices.models import Letter
from ithaca.questions.services.edit import lay_out_forms
from tests.support.pairs import arrange
from tests.support.world import NOW, World

AGENCY = {"agency": "Shelter Bureau", "name": "Rae Referrer", "email": "Rae@bureau.example", "phone": ""}
PERSON = {"given_name": "Ngozi", "family_name": "Okafor", "email": "ngozi@example.org"}


@pytest.fixture
def cora(world: World) -> Actor:
    lay_out_forms(scheme=world.scheme, by=job("test"), at=NOW)
    arrange(world, agencies_refer=True)
    return world.as_(world.appoint("Cora Coordinator", Role.COORDINATOR), Role.COORDINATOR)


def referred(
    world: World, *, agency: dict[str, str] = AGENCY, person: dict[str, str] = PERSON, **more: Any
) -> Application:
    given = {"reason": "New in town, wants work.", "agreed": True, "reach_email": person.get("email", ""), **more}
    return refer(scheme=world.scheme, referrer=agency, answers=person, by=ANONYMOUS, at=NOW, **given)


def link_of(name: str, address: str) -> str:
    """The way that the newest such letter to that address names."""
    body = Letter.objects.filter(name=name, to_address=address).latest("pk").body
    return re.findall(r"(/o/\S+)", body)[-1]


def text(response: Any) -> str:
    return str(response.content.decode())


def typed(**more: str) -> dict[str, str]:
    agency = {f"ref_{key}": value for key, value in AGENCY.items()}
    person = {
        "given_name": "Ngozi",
        "family_name": "Okafor",
        "ref_whose": "self",
        "ref_reach_email": "ngozi@example.org",
    }
    return {**agency, **person, "ref_reason": "New in town.", "ref_agreed": "on", **more}


ANSWERS = {
    "given_name": "Ngozi",
    "family_name": "Okafor",
    "date_of_birth_day": "2",
    "date_of_birth_month": "4",
    "date_of_birth_year": "1988",
    "help_wanted": "interviews",
    "commitments": "on",
}


def test_an_agency_refers_on_one_page_and_the_coordinator_reads_why(world: World, cora: Actor) -> None:
    client = Client()
    assert "Refer somebody" in text(client.get(world.url("about/")))
    assert client.post(world.url("refer/"), typed(ref_reason="", ref_agency="")).status_code == 422
    assert not Application.objects.exists()
    answer = client.post(world.url("refer/"), typed())
    assert answer.status_code == 302
    assert "referrals" not in answer.headers["Location"], "the way to see referrals goes to the address alone"
    row = Application.objects.get()
    assert (row.role, row.route, row.state, row.referrer["email"]) == (
        "mentee",
        "agency",
        "referred",
        "rae@bureau.example",
    )
    assert row.answers == {"given_name": "Ngozi", "family_name": "Okafor", "email": "ngozi@example.org"}
    assert not any(key.startswith("ref_") for key in row.answers)
    page = text(world.client(world.people["Cora Coordinator"]).get(world.url(f"applications/{row.public_id}/")))
    for shown in ("Shelter Bureau", "Rae Referrer", "New in town."):
        assert shown in page


def test_the_agency_sees_its_own_referrals_and_their_outcome_alone(world: World, cora: Actor) -> None:
    mine = referred(world)
    other = {**AGENCY, "agency": "Other", "email": "sam@other.example"}
    referred(world, agency=other, person={**PERSON, "given_name": "Pia"})
    page = link_of("applications.referral_kept", "rae@bureau.example")
    assert "The person has still to answer" in text(Client().get(page))
    reject(application=mine, reason="Lives too far away.", by=cora, at=NOW)
    said = text(Client().get(link_of("applications.referral_decided", "rae@bureau.example")))
    assert "Ngozi Okafor" in said
    assert "Not this time" in said
    for hidden in ("Pia", "too far", "ngozi@example.org", "New in town"):
        assert hidden not in said, hidden
    assert Client().get(world.url("referrals/guessed/")).status_code != 200


def test_the_person_is_told_and_may_take_it_back(world: World, cora: Actor) -> None:
    row = referred(world)
    letter = Letter.objects.get(name="applications.referred")
    assert letter.to_address == "ngozi@example.org"
    assert "Rae" not in letter.body
    Client().post(link_of("applications.referred", "ngozi@example.org"), {"withdraw": "1"})
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert "Taken back" in text(Client().get(link_of("applications.referral_kept", "rae@bureau.example")))


def test_the_person_answers_the_questions_by_their_own_link(world: World, cora: Actor) -> None:
    client = Client()
    page = text(client.get(world.url("refer/")))
    assert "help_wanted" not in page
    assert "date_of_birth" not in page
    client.post(world.url("refer/"), typed(ref_must_know="Speaks little English."))
    row = Application.objects.get()
    assert row.referral_reason == "New in town.\n\nSpeaks little English."
    lines = todo(by=cora, scheme=world.scheme, at=timezone.now())
    assert lines == []
    [late] = todo(by=cora, scheme=world.scheme, at=timezone.now() + timedelta(days=8))
    assert late.words == "Ngozi Okafor was referred and has not answered yet"
    link = link_of("applications.referred", "ngozi@example.org")
    page = text(Client().get(link))
    assert 'value="Ngozi"' in page
    assert "Rae" not in page
    missing = Client().post(link, {**ANSWERS, "commitments": ""})
    assert missing.status_code == 422
    assert Client().post(link, ANSWERS).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answers["help_wanted"], row.answers["date_of_birth"]) == (
        "submitted",
        ["interviews"],
        "1988-04-02",
    )
    assert row.answers["email"] == "ngozi@example.org"
    assert row.commitments_accepted_at is not None
    assert "Somebody will read it" in text(Client().get(link))
    with pytest.raises(NotNow, match="answered already"):
        complete_referral(application=row, answers={}, commitments=True, form_version=1, by=ANONYMOUS, at=NOW)


def test_for_a_child_the_parent_is_written_to_and_answers(world: World, cora: Actor) -> None:
    row = referred(world, whose="parent", reach_email="pa@example.org")
    assert row.answers == {"given_name": "Ngozi", "family_name": "Okafor"}
    letter = Letter.objects.get(name="applications.referred_child")
    assert letter.to_address == "pa@example.org"
    assert "Your child" in letter.subject
    assert "Ngozi" not in letter.subject + letter.body
    link = link_of("applications.referred_child", "pa@example.org")
    assert "Please answer about your child." in text(Client().get(link))
    Client().post(link, {"withdraw": "1"})
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_somebody_must_be_reachable(world: World, cora: Actor) -> None:
    answer = Client().post(world.url("refer/"), typed(ref_reach_email=""))
    assert answer.status_code == 422
    assert "Enter an e-mail address or a telephone number." in text(answer)
    assert (
        Client().post(world.url("refer/"), typed(ref_reach_email="", ref_reach_phone="01632 960011")).status_code == 302
    )
    assert Letter.objects.get(name="applications.referred").state == "paper"


def test_a_yes_makes_a_mentee_and_the_agency_hears(world: World, cora: Actor) -> None:
    participant = accept(application=referred(world), reason="Welcome.", by=cora, at=NOW)
    assert participant.role == "mentee"
    assert "Accepted" in text(Client().get(link_of("applications.referral_decided", "rae@bureau.example")))
    assert "referrer" not in participant.profile


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"agency": {**AGENCY, "agency": " "}}, "which agency"),
        ({"agency": {**AGENCY, "email": ""}}, "which agency"),
        ({"reason": " "}, "Say why"),
        ({"reach_email": "", "reach_phone": " "}, "how we reach"),
        ({"agreed": False}, "Speak with the person"),
    ],
)
def test_details_and_reason_are_required(world: World, cora: Actor, more: dict[str, Any], says: str) -> None:
    with pytest.raises(NotNow, match=says):
        referred(world, **more)
    assert not Application.objects.exists()


def test_where_agencies_do_not_refer_there_is_no_page(world: World, cora: Actor) -> None:
    arrange(world, agencies_refer=False)
    assert Client().get(world.url("refer/")).status_code == 404
    assert "Refer somebody" not in text(Client().get(world.url("about/")))
    with pytest.raises(NotNow, match="no referrals"):
        referred(world)
