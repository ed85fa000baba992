"""The pages of a matcher's bench: one list, side by side, what a change would do, approving many, runs as records."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.matching.models import HandChange, Proposal, Run
from ithaca.matching.services import solving
from ithaca.matching.services import suggest as suggesting
from ithaca.participants.models import Participant
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF
from tests.support.world import World

#: Words that nobody needs to know to finish the list.
SHOP_TALK = ("criterion", "criteria", "weight", "a run", "pinned", "bound", "objective")


def cora(world: World) -> Client:
    return world.client(world.people[STAFF[Role.COORDINATOR]])


def text(response: Any) -> str:
    return str(response.content.decode())


def words_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page).casefold()


@pytest.fixture
def four(world: World) -> dict[str, Participant]:
    """Tom and Ada share boats, Uma and Bea share bread; suggestions are asked for."""
    ready(world)
    people = {
        "Ada": mentor(world, "Ada Adult", profile={"interests": ["boats", "bread"], "skills": ["sailing"]}),
        "Bea": mentor(world, "Bea Baker", profile={"interests": ["bread"]}),
        "Tom": mentee(
            world, "Tom Teen", profile={"interests": ["boats"], "goals": "To build one", "needs": ["a ramp"]}
        ),
        "Uma": mentee(world, "Uma Teen", profile={"interests": ["bread"]}),
    }
    cora(world).post(world.url("suggestions/find/"))
    return people


def test_a_small_scheme_is_one_list_finished_without_shop_talk(world: World, four: dict[str, Participant]) -> None:
    ada = mentor(world, "Cem Carpenter", capacity=40)
    for n in range(28):
        Proposal.objects.create(
            scheme=world.scheme, mentor=ada, mentee=mentee(world, f"Ned No{n}"), reasons=["A.", "B.", "C.", "D."]
        )
    client = cora(world)
    page = text(client.get(world.url("suggestions/")))
    assert page.count("Yes, ask both") == 30
    row = Proposal.objects.get(mentee=four["Tom"])
    assert all(line in page for line in row.reasons[:3])
    why = re.findall(r"<textarea[^>]*>\s*([^<]*Tom and Ada[^<]*)</textarea>", page)[0]
    answer = client.post(world.url(f"suggestions/{row.public_id}/offer/"), {"why": why}, follow=True)
    seen = [page, text(answer), text(client.get(world.url(f"suggestions/for/{four['Uma'].public_id}/")))]
    for shown in map(words_of, seen):
        assert [word for word in SHOP_TALK if re.search(rf"\b{word}\b", shown)] == []
    assert "the reason was left as it stood for 1" in seen[1]


def test_three_sentences_about_these_two(world: World, four: dict[str, Participant]) -> None:
    for row in Proposal.objects.filter(state="proposed"):
        assert len(row.reasons) == 4, "three about these two, and why not the next"
        assert any(row.mentee.person.given_name in line for line in row.reasons[:3])


def test_both_lie_side_by_side_with_a_thought_and_others_to_choose(world: World, four: dict[str, Participant]) -> None:
    page = text(cora(world).get(world.url("suggestions/side-by-side/")))
    for shown in ("To build one", "a ramp", "sailing", "much in common", "Instead:", "Bea Baker"):
        assert shown in page, shown
    for key in ("y", "p", "n", "s", "o"):
        assert f'aria-keyshortcuts="{key}"' in page


def test_the_price_is_said_before_and_the_change_is_done_after(world: World, four: dict[str, Participant]) -> None:
    client, url = cora(world), world.url(f"suggestions/change/{four['Tom'].public_id}/")
    page = text(client.get(url, {"kind": "part"}))
    for said in ("Tom Teen would get Bea Baker instead of Ada Adult", "Nobody loses a mentor.", "points fewer"):
        assert said in page, said
    part = text(client.get(url, {"kind": "part"}, headers={"HX-Request": "true"}))
    assert "<html" not in part
    sent = dict(re.findall(r'name="(kind|mentor|other|seal)" value="([^"]*)"', page))
    stale = client.post(url, {**sent, "seal": "x", "reason": "other", "words": "Neighbours."})
    assert stale.status_code == 422
    assert "has changed since you looked" in text(stale)
    assert "Neighbours." in text(stale)
    again = dict(re.findall(r'name="(kind|mentor|other|seal)" value="([^"]*)"', text(stale)))
    assert client.post(url, {**again, "reason": "other", "words": "Neighbours."}).status_code == 302
    assert Proposal.objects.get(state="proposed", mentee=four["Tom"]).mentor == four["Bea"]
    run = Run.objects.get()
    record = text(client.get(world.url(f"suggestions/runs/{run.public_id}/")))
    for shown in ("Neighbours.", "Tom Teen and Ada Adult are not put together.", run.inputs_hash, "Cora Coordinator"):
        assert shown in record, shown


@pytest.mark.parametrize(
    "asked", [{}, {"kind": "x"}, {"kind": "swap", "other": "y"}, {"kind": "choose", "mentor": "z"}]
)
def test_a_change_that_makes_no_sense_gets_a_sentence(
    world: World, four: dict[str, Participant], asked: dict[str, str]
) -> None:
    client, url = cora(world), world.url(f"suggestions/change/{four['Tom'].public_id}/")
    assert client.get(url, asked).status_code == 200
    assert client.post(url, asked).status_code == 422
    assert not HandChange.objects.exists()


def test_a_swap_asks_with_whom_and_says_what_it_does(world: World, four: dict[str, Participant]) -> None:
    client, url = cora(world), world.url(f"suggestions/change/{four['Tom'].public_id}/")
    assert "Uma Teen (Bea Baker)" in text(client.get(url, {"kind": "swap"}))
    page = text(client.get(url, {"kind": "swap", "other": four["Uma"].public_id}))
    assert "Uma Teen would get Ada Adult instead of Bea Baker" in page


def test_many_are_read_through_and_asked_with_one_reason(world: World, four: dict[str, Participant]) -> None:
    client, url = cora(world), world.url("suggestions/approve/")
    rows = list(Proposal.objects.filter(state="proposed"))
    nothing = client.post(url, {f"why-{rows[0].public_id}": "My own words."})
    assert nothing.status_code == 422
    assert "My own words." in text(nothing)
    client.post(url, {"ok": [row.public_id for row in rows], "shared": "Talked over with the school."})
    assert set(Proposal.objects.filter(state="offered").values_list("why", flat=True)) == {
        "Talked over with the school."
    }


def test_who_is_left_over_sees_the_nearest_and_what_would_help(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    mentee(world, "Uma Teen")
    page = text(cora(world).get(world.url("suggestions/left/")))
    assert "needed for Tom Teen" in page
    assert "One more mentor like Ada Adult: 1 more would have a mentor." in page


def test_the_fairness_of_a_run_hides_small_groups(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult", capacity=4, profile={"interests": ["boats"]})
    for n in range(6):
        mentee(world, f"Tom No{n}", gender="male", profile={"interests": ["boats"]})
    for n in range(5):
        mentee(world, f"Uma No{n}", gender="female")
    for n in range(2):
        mentee(world, f"Kim No{n}", gender="other")
    client = cora(world)
    client.post(world.url("suggestions/find/"))
    run = Run.objects.get()
    page = words_of(text(client.get(world.url(f"suggestions/runs/{run.public_id}/fairness/"))))
    assert "4 (66%)" in page or "4 (67%)" in page
    assert "too few to show" in page
    assert "harbour school" in page
    groups = {group["name"]: group for group in run.result["fairness"]["by"]["gender"]}
    assert groups["other"]["hidden"] is True
    assert groups["other"]["people"] is None
    assert "without it" in page


def test_a_run_is_stopped_and_nothing_is_lost(
    world: World, four: dict[str, Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "AT_ONCE", 0)
    before = set(Proposal.objects.filter(state="proposed").values_list("pk", flat=True))
    client = cora(world)
    where = client.post(world.url("suggestions/find/")).headers["Location"]
    assert "Stop" in text(client.get(where))
    assert client.post(where + "stop/").status_code == 302
    assert solving.solve_waiting() == 0
    where = client.post(world.url("suggestions/find/")).headers["Location"]
    run = Run.objects.get(state="running")
    solving.claim_run(by=solving.SOLVER, at=timezone.now())
    run.refresh_from_db()
    solving.report(key=solving.progress_key(run), done=0, total=0)
    client.post(where + "stop/")
    solving._work(run)
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert set(Proposal.objects.filter(state="proposed").values_list("pk", flat=True)) == before
    assert client.post(where + "stop/").status_code == 409


def test_the_lists_ask_as_often_for_nine_as_for_three(world: World, four: dict[str, Participant]) -> None:
    client = cora(world)
    ada = mentor(world, "Cem Carpenter", capacity=40)

    def more(count: int) -> None:
        for _n in range(count):
            row = mentee(world, f"Ned No{world.count}")
            Proposal.objects.create(scheme=world.scheme, mentor=ada, mentee=row, reasons=["A.", "B."])

    def queries() -> list[int]:
        found = []
        for rest in ("side-by-side/", "approve/", "left/", "runs/"):
            client.get(world.url(f"suggestions/{rest}"))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(world.url(f"suggestions/{rest}")).status_code == 200
            found.append(len(asked))
        return found

    more(1)
    few = queries()
    more(6)
    assert queries() == few
