"""Figures count what their definitions say, and the list behind each agrees (REP-05, MEET-21, END-08)."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.meetings.services.log import log_meeting
from ithaca.mentorships.services.end import end_pair
from ithaca.reports.selectors import Span, figures
from ithaca.vetting.models import Check
from tests.support.pairs import STAFF, actor, arrange, cleared_pair, mentor_of
from tests.support.world import World


def counted(world: World, span: Span) -> dict[str, str]:
    return {c.key: c.value for c in figures(world.scheme, span, at=timezone.now())}


def year() -> Span:
    today = timezone.localdate()
    return Span(today - timedelta(days=400), today)


def test_a_scheme_is_counted(world: World) -> None:
    pair = cleared_pair(world)
    world.join("Wanda Waiting", "mentee")
    log_meeting(
        mentorship=pair,
        starts_at=timezone.now() - timedelta(hours=2),
        minutes=90,
        by=mentor_of(world, pair),
        at=timezone.now(),
    )
    got = counted(world, year())
    assert got["mentors_joined"] == "1"
    assert got["mentees_joined"] == "2"
    assert got["cleared"] == "1"
    assert got["waiting"] == "1"
    assert (got["matched"], got["active"], got["quiet"], got["ended"]) == ("1", "1", "0", "0")
    assert (got["meetings"], got["hours"]) == ("1", "1.5")


def test_in_a_scheme_for_adults_one_young_mentee_takes_no_mentor_off_the_count(world: World) -> None:
    pair = cleared_pair(world)
    arrange(world, mentees_may_be_children=False, vetting_steps=("training",), check_level="none")
    Check.objects.filter(person=pair.mentor.person).delete()
    assert counted(world, year())["cleared"] == "1"


def test_the_list_behind_a_figure_is_as_long_as_it_says(world: World) -> None:
    cleared_pair(world)
    for figure in figures(world.scheme, year(), at=timezone.now()):
        if figure.key not in ("meetings", "hours"):
            assert len(figure.rows) == int(figure.value), figure.key


def test_what_lies_outside_the_days_or_the_school_is_not_counted(world: World) -> None:
    pair = cleared_pair(world)
    end_pair(mentorship=pair, cause="completed", reason="Done.", by=actor(world, Role.COORDINATOR), at=timezone.now())
    today = timezone.localdate()
    assert counted(world, year())["ended"] == "1"
    assert counted(world, Span(today - timedelta(days=400), today - timedelta(days=1)))["ended"] == "0"
    assert counted(world, Span(today, today, school=0 or -1))["ended"] == "0"
    assert counted(world, Span(today, today, school=world.school.pk))["ended"] == "1"


def test_the_page_the_sheet_and_the_csv_say_the_same(world: World) -> None:
    cleared_pair(world)
    client = world.client(world.people[STAFF[Role.COORDINATOR]])
    page, sheet = client.get(world.url("figures/")), client.get(world.url("figures/?as=sheet"))
    csv = client.get(world.url("figures/?as=csv"))
    assert page.status_code == sheet.status_code == 200
    assert b"active pairs" in page.content
    assert b"active pairs" in sheet.content
    assert '"active pairs","1",' in csv.content.decode("utf-8-sig")


def test_a_manager_sees_figures_but_no_names_behind_them(world: World) -> None:
    cleared_pair(world)
    client = world.client(world.appoint("Max Manager", Role.MANAGER))
    assert client.get(world.url("figures/")).status_code == 200
    assert client.get(world.url("figures/active/")).status_code == 404


def test_days_the_wrong_way_round_are_said(world: World) -> None:
    cleared_pair(world)
    client = world.client(world.people[STAFF[Role.COORDINATOR]])
    page = client.get(world.url("figures/?first=2026-05-02&last=2026-05-01"))
    assert b"comes before the first" in page.content


def test_from_the_list_behind_a_figure_one_writes_to_those_chosen(world: World) -> None:
    pair = cleared_pair(world)
    waiting = world.join("Wanda Waiting", "mentee")
    cora = world.client(world.people[STAFF[Role.COORDINATOR]])
    people = cora.get(world.url("figures/waiting/")).content.decode()
    assert f'name="people" value="{waiting.person.public_id}"' in people
    assert f'action="{world.url("write/")}"' in people
    pairs = cora.get(world.url("figures/active/")).content.decode()
    assert f'name="pair" value="{pair.public_id}"' in pairs
    assert f'action="{world.url("pairs/write/")}"' in pairs
    lead = world.client(world.people[STAFF[Role.SAFEGUARDING_LEAD]])
    assert "Write to those chosen" not in lead.get(world.url("figures/waiting/")).content.decode()
    assert "Write to the mentors" not in lead.get(world.url("figures/active/")).content.decode()


def test_the_list_behind_a_figure_comes_in_pages(world: World) -> None:
    cleared_pair(world)
    for n in range(60):
        world.join(f"Ned {n:03}", "mentee")
    cora = world.client(world.people[STAFF[Role.COORDINATOR]])
    first = cora.get(world.url("figures/waiting/")).content.decode()
    second = cora.get(world.url("figures/waiting/?page=2")).content.decode()
    assert ("Ned 049" in first, "Ned 050" in first) == (True, False)
    assert ("Ned 049" in second, "Ned 050" in second) == (False, True)
