"""The pages of matching: the board, someone else, offers, exceptions; who enters; bad input; constant queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.matching.models import Exemption, Proposal
from ithaca.matching.selectors import todo
from ithaca.matching.services import solving
from ithaca.matching.services import suggest as suggesting
from ithaca.mentorships.models import Mentorship
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor
from tests.support.world import World, make_world


def staff(world: World, role: Role = Role.COORDINATOR) -> Client:
    return world.client(world.people[STAFF[role]])


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def two(world: World) -> tuple[Any, Any]:
    """A cleared mentor and a mentee who share boats."""
    ready(world)
    one = mentor(world, "Ada Adult", profile={"interests": ["boats"]}, introduction="I sail.")
    other = mentee(world, "Tom Teen", profile={"interests": ["boats"]}, introduction="Ring 07700 900123.")
    return one, other


def offer(world: World) -> Proposal:
    client = staff(world)
    client.post(world.url("suggestions/find/"))
    row = Proposal.objects.get(state="proposed")
    client.post(world.url(f"suggestions/{row.public_id}/offer/"), {"why": "They share boats."})
    row.refresh_from_db()
    return row


def test_from_waiting_to_a_pair_by_pressing(world: World, two: tuple[Any, Any]) -> None:
    client = staff(world)
    assert "1 person waits" in text(client.get(world.url("suggestions/")))
    client.post(world.url("suggestions/find/"))
    page = text(client.get(world.url("suggestions/")))
    assert "Tom and Ada share boats" in page
    assert "Yes, ask both" in page
    row = Proposal.objects.get()
    empty = client.post(world.url(f"suggestions/{row.public_id}/offer/"), {"why": ""})
    assert empty.status_code == 422
    client.post(world.url(f"suggestions/{row.public_id}/offer/"), {"why": "They share boats."})
    for side in two:
        answer = world.client(side.person).post(world.url(f"offers/{row.public_id}/answer/"), {"say": "yes"})
        assert answer.status_code == 302
    assert Mentorship.objects.get().why == "They share boats."
    assert "both said yes" in text(client.get(world.url("suggestions/")))


def test_an_offer_shows_of_a_child_first_name_age_band_and_interests_only(world: World, two: tuple[Any, Any]) -> None:
    row = offer(world)
    page = text(world.client(two[0].person).get(world.url(f"offers/{row.public_id}/")))
    for shown in ("Tom", "14 to 15 years old", "boats"):
        assert shown in page
    for hidden in ("Teen", "07700", "Harbour School", "2012", "@example.org"):
        assert hidden not in page, hidden


def test_an_offer_shows_of_a_mentor_first_name_job_and_introduction(world: World, two: tuple[Any, Any]) -> None:
    row = offer(world)
    page = text(world.client(two[1].person).get(world.url(f"offers/{row.public_id}/")))
    for shown in ("Ada", "Boat builder", "I sail."):
        assert shown in page
    assert "Adult" not in page


def test_a_no_is_one_press_and_asks_nothing(world: World, two: tuple[Any, Any]) -> None:
    row = offer(world)
    client = world.client(two[1].person)
    assert client.post(world.url(f"offers/{row.public_id}/answer/"), {"say": "no"}).status_code == 302
    assert "This suggestion is closed" in text(client.get(world.url(f"offers/{row.public_id}/")))
    late = world.client(two[0].person).post(world.url(f"offers/{row.public_id}/answer/"), {"say": "yes"})
    assert late.status_code == 409


def test_staff_write_down_what_a_pupil_said(world: World, two: tuple[Any, Any]) -> None:
    row = offer(world)
    contact = world.appoint("Sia School", Role.SCHOOL_CONTACT, partner=world.school)
    client = world.client(contact)
    page = text(client.get(world.url(f"offers/{row.public_id}/")))
    assert "Tom Teen" in page
    assert "Ada Adult" not in page
    sent = {"say": "yes", "side": row.mentor.public_id}
    assert client.post(world.url(f"offers/{row.public_id}/answer/"), sent).status_code == 403
    sent["side"] = row.mentee.public_id
    assert client.post(world.url(f"offers/{row.public_id}/answer/"), sent).status_code == 302
    row.refresh_from_db()
    assert row.mentee_accepted_at is not None


def test_a_suggestion_that_was_never_offered_is_seen_by_neither(world: World, two: tuple[Any, Any]) -> None:
    staff(world).post(world.url("suggestions/find/"))
    row = Proposal.objects.get()
    for side in two:
        assert world.client(side.person).get(world.url(f"offers/{row.public_id}/")).status_code == 404


@pytest.mark.parametrize(
    ("role", "rest", "allowed"),
    [
        (Role.COORDINATOR, "suggestions/", True),
        (Role.SAFEGUARDING_LEAD, "suggestions/", False),
        (Role.THIRD_PERSON, "suggestions/", False),
        (Role.SAFEGUARDING_LEAD, "suggestions/exceptions/", True),
        (Role.THIRD_PERSON, "suggestions/exceptions/", False),
    ],
)
def test_each_role_enters_where_its_row_says(world: World, role: Role, rest: str, allowed: bool) -> None:
    ready(world)
    assert (staff(world, role).get(world.url(rest)).status_code == 200) is allowed


def test_a_matcher_and_a_mentor_and_another_house(world: World, two: tuple[Any, Any]) -> None:
    row = offer(world)
    matcher = world.client(world.appoint("Mat Matcher", Role.MATCHER))
    assert matcher.get(world.url("suggestions/")).status_code == 200
    assert matcher.get(world.url(f"suggestions/for/{two[1].public_id}/")).status_code == 200
    stranger = world.client(world.join("Stan Stranger", "mentor").person)
    assert stranger.get(world.url("suggestions/")).status_code == 404
    assert stranger.get(world.url(f"offers/{row.public_id}/")).status_code == 404
    island = make_world("island")
    island.appoint("Ina Island", Role.COORDINATOR)
    far = island.client(island.people["Ina Island"])
    for rest in (
        f"offers/{row.public_id}/",
        f"suggestions/for/{two[1].public_id}/",
        f"suggestions/{row.public_id}/offer/",
    ):
        assert far.get(island.url(rest)).status_code == 404


def test_a_gender_that_is_not_on_record_is_named_as_what_is_missing(world: World) -> None:
    ready(world, gender_rule="block")
    mentor(world, "Max Mentor", gender="")
    mia = mentee(world, "Mia Mentee", gender="female")
    client = staff(world)
    said = "Gender is not on record for Max, and the scheme’s rule needs it."
    client.post(world.url("suggestions/find/"))
    for page in ("suggestions/", "suggestions/left/", f"suggestions/for/{mia.public_id}/"):
        assert said in text(client.get(world.url(page)))


def test_someone_else_shows_what_each_has_in_common_and_who_is_forbidden(world: World) -> None:
    ready(world, gender_rule="block")
    mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    max_ = mentor(world, "Max Mentor", gender="male")
    mia = mentee(world, "Mia Mentee", gender="female", profile={"interests": ["boats"]})
    client = staff(world)
    page = text(client.get(world.url(f"suggestions/for/{mia.public_id}/")))
    assert "share boats" in page
    assert "rule about gender does not allow" in page
    ask = world.url(f"suggestions/exceptions/ask/{mia.public_id}/{max_.public_id}/")
    assert ask in page
    half = client.post(ask, {"nature": "Maths she loves.", "maturity": ""})
    assert half.status_code == 422
    assert "Maths she loves." in text(half)
    client.post(ask, {"nature": "Maths.", "maturity": "Sure of herself."})
    row = Exemption.objects.get()
    assert client.post(world.url(f"suggestions/exceptions/{row.public_id}/sign/")).status_code == 404
    lead = staff(world, Role.SAFEGUARDING_LEAD)
    assert [line.page for line in todo(by=actor(world, Role.SAFEGUARDING_LEAD), scheme=world.scheme, at=timezone.now())]
    assert lead.post(world.url(f"suggestions/exceptions/{row.public_id}/sign/")).status_code == 302
    url = world.url(f"suggestions/for/{mia.public_id}/propose/")
    assert client.post(url, {"mentor": max_.public_id}).status_code == 302
    assert client.post(url, {"mentor": "nosuchmentor"}).status_code == 404


def test_a_larger_pool_shows_how_far_it_is(world: World, two: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "AT_ONCE", 0)
    client = staff(world)
    answer = client.post(world.url("suggestions/find/"))
    where = answer.headers["Location"]
    assert "Looking for" in text(client.get(where))
    assert client.post(world.url("suggestions/find/")).headers["Location"] == where
    solving.solve_waiting()
    assert "How these suggestions came about" in text(client.get(where))
    assert "Continue" in text(client.get(where + "progress/"))


def test_the_board_asks_as_often_for_thirty_as_for_three(world: World, two: tuple[Any, Any]) -> None:
    client = staff(world)

    def more(count: int) -> None:
        for _n in range(count):
            one = world.join(f"M No{world.count}", "mentor")
            for state in ("proposed", "offered"):
                other = world.join(f"N No{world.count} {state}", "mentee")
                Proposal.objects.create(
                    scheme=world.scheme, mentor=one, mentee=other, state=state, reasons=["A.", "B."],
                    offered_at=timezone.now(),
                )  # fmt: skip

    def queries() -> int:
        client.get(world.url("suggestions/"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(world.url("suggestions/")).status_code == 200
        return len(asked)

    more(2)
    few = queries()
    more(27)
    assert queries() == few
