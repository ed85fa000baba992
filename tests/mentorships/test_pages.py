"""The pages of pairs: who sees what, what is done from them, and what bad input gets."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship, Pause, Review
from ithaca.mentorships.services.begin import begin
from ithaca.notices.models import Letter
from tests.support.pairs import STAFF, actor, cleared_pair, with_staff
from tests.support.world import World, make_world


@pytest.fixture
def pair(world: World) -> Mentorship:
    return cleared_pair(
        world, channels=("meetings", "messages"), ground_rules=("We come on time.",), code=("I listen.",)
    )


def staff(world: World, role: Role = Role.COORDINATOR) -> Client:
    return world.client(world.people[STAFF[role]])


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def gated(world: World) -> Mentorship:
    with_staff(world)
    mentor = world.join("Mona Mentor", "mentor", introduction="I build boats.")
    mentee = world.join(
        "Milo Mentee", "mentee", profile={"interests": ["boats", "chess"]}, introduction="Call 07700 900123"
    )
    return begin(
        mentor=mentor, mentee=mentee, why="Both like boats.", by=actor(world, Role.COORDINATOR), at=timezone.now()
    )


def test_staff_see_what_is_missing_for_whom_and_whose_move_it_is(world: World) -> None:
    pair = gated(world)
    page = text(staff(world).get(world.url(f"pairs/{pair.public_id}/")))
    for words in (
        "Mona Mentor: No check has been asked for.",
        "Milo Mentee: The ground rules are not signed.",
        "the mentee",
    ):
        assert words in page


def test_before_contact_a_mentor_sees_of_a_child_first_name_age_band_and_interests_only(world: World) -> None:
    pair = gated(world)
    page = text(world.client(pair.mentor.person).get(world.url(f"pairs/{pair.public_id}/")))
    assert "Milo" in page
    assert "14 to 15 years old" in page
    assert "chess" in page
    for hidden in ("Mentee</", "Milo Mentee", "07700", "Harbour School", "2012", "@example.org"):
        assert hidden not in page, hidden


def test_no_check_is_spoken_of_on_the_page_of_the_two(world: World) -> None:
    pair = gated(world)
    for side in (pair.mentor, pair.mentee):
        page = text(world.client(side.person).get(world.url(f"pairs/{pair.public_id}/")))
        main = page[page.index("<main") : page.index("</main>")]
        assert "check" not in main.lower().replace("checked by a computer", "")
        assert "The ground rules are not signed." in page


def test_a_closed_pair_hides_again_what_was_open(world: World, pair: Mentorship) -> None:
    mentor = world.client(pair.mentor.person)
    url = world.url(f"pairs/{pair.public_id}/")
    assert "Harbour School" in text(mentor.get(url))
    staff(world).post(world.url("paused/all/"), {"reason": "A worry."})
    page = text(mentor.get(url))
    assert "Harbour School" not in page
    assert "A worry." not in page


def test_a_parent_sees_mentor_rules_exception_and_contact(world: World, pair: Mentorship) -> None:
    parent = world.carer("Pia Parent", pair.mentee)
    page = text(world.client(parent).get(world.url(f"pairs/{pair.public_id}/")))
    for words in ("Mona Mentor", "We come on time.", "must be passed on", "Cora Coordinator", "You do not see it here"):
        assert words in page


@pytest.mark.parametrize(
    "rest", ["", "sign/", "pause/", "end/", "not-working/", "last-word/", "wind-down/", "extend/", "repair/"]
)
def test_a_stranger_and_another_organisation_get_the_same_as_for_a_missing_one(
    world: World, pair: Mentorship, rest: str
) -> None:
    stranger = world.join("Stan Stranger", "mentor")
    there = world.client(stranger.person).get(world.url(f"pairs/{pair.public_id}/{rest}"))
    missing = world.client(stranger.person).get(world.url(f"pairs/nosuchpairxx/{rest}"))
    assert (there.status_code, missing.status_code) == (404, 404)
    island = make_world("island")

    island.appoint("Ina Island", Role.COORDINATOR)
    client = island.client(island.people["Ina Island"])
    assert client.get(island.url(f"pairs/{pair.public_id}/{rest}")).status_code == 404


@pytest.mark.parametrize(
    ("role", "rest", "allowed"),
    [
        (Role.COORDINATOR, "pairs/", True),
        (Role.SAFEGUARDING_LEAD, "pairs/", True),
        (Role.THIRD_PERSON, "pairs/", False),
        (Role.SAFEGUARDING_LEAD, "paused/all/", True),
        (Role.THIRD_PERSON, "paused/all/", False),
        (Role.SAFEGUARDING_LEAD, "pairs/{pair}/end/", True),
        (Role.SAFEGUARDING_LEAD, "pairs/{pair}/wind-down/", False),
        (Role.COORDINATOR, "pairs/{pair}/sign/", False),
        (Role.THIRD_PERSON, "pairs/{pair}/", False),
    ],
)
def test_each_role_enters_where_its_row_says(
    world: World, pair: Mentorship, role: Role, rest: str, allowed: bool
) -> None:
    status = staff(world, role).get(world.url(rest.format(pair=pair.public_id))).status_code
    assert (status == 200) is allowed


def test_pausing_takes_two_presses_and_a_reason(world: World, pair: Mentorship) -> None:
    client, url = staff(world), world.url(f"pairs/{pair.public_id}/pause/")
    assert f"/pairs/{pair.public_id}/pause/" in text(client.get(world.url(f"pairs/{pair.public_id}/")))
    empty = client.post(url, {"reason": "  "})
    assert empty.status_code == 422
    assert not Pause.objects.exists()
    assert client.post(url, {"reason": "She asked for it."}).status_code == 302
    assert Letter.objects.filter(name="mentorships.paused", urgent=True).count() == 2
    assert "She asked" not in "".join(Letter.objects.values_list("body", flat=True))


def test_a_person_and_the_scheme_are_paused_and_lifted(world: World, pair: Mentorship) -> None:
    client = staff(world)
    client.post(world.url(f"paused/person/{pair.mentee.public_id}/"), {"reason": "Ill."})
    client.post(world.url("paused/all/"), {"reason": "Fire."})
    page = text(client.get(world.url("paused/")))
    assert "Milo Mentee" in page
    assert "The whole scheme" in page
    for pause in Pause.objects.all():
        assert client.post(world.url(f"paused/{pause.public_id}/lift/"), {"reason": "Over."}).status_code == 302
    assert Letter.objects.filter(name="mentorships.resumed").count() == 2
    again = client.post(world.url(f"paused/{Pause.objects.first().public_id}/lift/"), {"reason": "Over."})
    assert again.status_code == 422
    assert "lifted already" in text(again)


def test_signing_wants_the_own_name_and_the_rules_that_were_read(world: World) -> None:
    pair = gated(world)
    client, url = world.client(pair.mentee.person), world.url(f"pairs/{pair.public_id}/sign/")
    assert "must be passed on" in text(client.get(url))
    wrong = client.post(url, {"signed_name": "Somebody Else", "version": 1})
    assert wrong.status_code == 422
    assert "Somebody Else" in text(wrong)
    old = client.post(url, {"signed_name": "Milo Mentee", "version": 7})
    assert "have changed" in text(old)
    assert client.post(url, {"signed_name": "milo  mentee", "version": 1}).status_code == 302
    assert "You have signed" in text(client.get(url))


def test_it_is_not_working_is_private_answered_and_timed(world: World, pair: Mentorship) -> None:
    client = world.client(pair.mentee.person)
    client.post(world.url(f"pairs/{pair.public_id}/not-working/"), {"words": "He never comes."})
    review = Review.objects.get()
    assert review.asked_by_id == pair.mentee.person_id
    assert "He never comes." not in text(world.client(pair.mentor.person).get(world.url(f"pairs/{pair.public_id}/")))
    assert "He never comes." in text(staff(world).get(world.url(f"pairs/{pair.public_id}/")))
    assert "told already" in text(client.post(world.url(f"pairs/{pair.public_id}/not-working/"), {"words": ""}))
    staff(world).post(world.url(f"pairs/{pair.public_id}/repair/"), {"findings": "They meet on Mondays now."})
    review.refresh_from_db()
    assert review.answered_at is not None
    assert review.decision == "repair"


def test_an_ending_from_wind_down_to_last_words(world: World, pair: Mentorship) -> None:
    client = staff(world)
    client.post(world.url(f"pairs/{pair.public_id}/wind-down/"), {})
    assert "For a good ending" in text(world.client(pair.mentee.person).get(world.url(f"pairs/{pair.public_id}/")))
    unsaid = client.post(world.url(f"pairs/{pair.public_id}/end/"), {"cause": "nonsense", "reason": "Kept words"})
    assert unsaid.status_code == 422
    assert "Kept words" in text(unsaid)
    client.post(world.url(f"pairs/{pair.public_id}/end/"), {"cause": "completed", "reason": "It went well."})
    mentor = world.client(pair.mentor.person)
    assert mentor.post(world.url(f"pairs/{pair.public_id}/last-word/"), {"words": "Thank you."}).status_code == 302
    assert "kept already" in text(mentor.post(world.url(f"pairs/{pair.public_id}/last-word/"), {"words": "Again."}))
    page = text(client.get(world.url(f"pairs/{pair.public_id}/")))
    assert "it came to its planned end" in page
    assert "Thank you." in page
    assert "Thank you." not in text(world.client(pair.mentee.person).get(world.url(f"pairs/{pair.public_id}/")))


@pytest.mark.parametrize("day", [("31", "2", "2027"), ("x", "2", "2027"), ("", "", ""), ("1", "1", "2020")])
def test_a_later_end_must_be_a_real_day_ahead(world: World, pair: Mentorship, day: tuple[str, str, str]) -> None:
    words = dict(zip(("planned_end_day", "planned_end_month", "planned_end_year"), day, strict=True))
    assert staff(world).post(world.url(f"pairs/{pair.public_id}/extend/"), words).status_code == 422


def test_too_long_a_reason_is_refused_and_kept(world: World, pair: Mentorship) -> None:
    answer = staff(world).post(world.url(f"pairs/{pair.public_id}/pause/"), {"reason": "x" * 5000})
    assert answer.status_code == 422
    assert "x" * 5000 in text(answer)
    assert not Pause.objects.exists()


def test_the_list_filters_searches_and_asks_as_often_for_thirty_as_for_three(world: World, pair: Mentorship) -> None:
    client, by = staff(world), actor(world, Role.COORDINATOR)

    def more(count: int) -> None:
        for _n in range(count):
            mentor = world.join(f"Mentor No{world.count}", "mentor")
            mentee = world.join(f"Mentee No{world.count}", "mentee")
            begin(mentor=mentor, mentee=mentee, why="-", by=by, at=timezone.now())

    def queries() -> int:
        client.get(world.url("pairs/"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(world.url("pairs/")).status_code == 200
        return len(asked)

    more(2)
    few = queries()
    more(27)
    assert queries() == few
    page = text(client.get(world.url("pairs/?q=milo")))
    assert "Milo Mentee" in page
    assert "Mentee No" not in page
    assert "No pair like that" in text(client.get(world.url("pairs/?state=paused")))
    assert client.get(world.url("pairs/?state=rubbish&page=zz")).status_code == 200
    away = client.get(world.url(f"pairs/write/?pair={pair.public_id}&to=mentors"))
    assert away.status_code == 302
    assert away.headers["Location"].endswith(f"?people={pair.mentor.person.public_id}")
