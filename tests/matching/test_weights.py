"""What counts, in three words: tried out before it counts, saved with a reason, kept in versions."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.matching.criteria import in_engine_terms, key_of, lines_of, weighed
from ithaca.matching.effect import effect_of
from ithaca.matching.models import Proposal
from ithaca.matching.selectors import taking_part
from ithaca.matching.services.suggest import suggest
from ithaca.matching.services.weigh import mark, weigh
from ithaca.organisations.services import add_partner
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.choices import weight_of
from ithaca.schemes.models import SettingsVersion
from ithaca.schemes.selectors import versions
from ithaca.sheets import guess_mapping, load_fields, read_workbook, write_csv
from ithaca.training.services.courses import ensure_courses
from tests.matching.people import CRITERIA, mentee, mentor, ready
from tests.support.pairs import STAFF, actor, arrange
from tests.support.world import World

INTERESTS, WORK = "overlap.interests.interests", "same.sector.sector"


def text(response: Any) -> str:
    return str(response.content.decode())


def four(world: World) -> None:
    """Two mentors and two mentees; each shares an interest with one, a kind of work with the other."""
    ready(world)
    ensure_courses(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    mentor(world, "Ada Adult", profile={"interests": ["boats"], "sector": "bakery"})
    mentor(world, "Bea Baker", profile={"interests": ["bread"], "sector": "yard"})
    mentee(world, "Tom Teen", profile={"interests": ["boats"], "sector": "yard"})
    mentee(world, "Uma Teen", profile={"interests": ["bread"], "sector": "bakery"})


def chosen(interests: str, work: str, **more: str) -> dict[str, str]:
    return {INTERESTS: interests, WORK: work, "offer_days": "14", "fit_after_weeks": "4", **more}


def pairs() -> dict[str, str]:
    rows = Proposal.objects.filter(state="proposed").values_list(
        "mentee__person__given_name", "mentor__person__given_name"
    )
    return dict(rows)


def test_the_effect_is_shown_and_only_a_save_with_a_reason_counts(world: World) -> None:
    four(world)
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    assert pairs() == {"Tom": "Ada", "Uma": "Bea"}
    client, url = world.client(world.people[STAFF[Role.COORDINATOR]]), world.url("suggestions/weights/")
    page = client.post(url, {**chosen("nice", "must"), "do": "try"})
    assert "2 of the 2 who wait could have a mentor" in text(page)
    assert "Tom Teen: Bea Baker and not Ada Adult" in text(page)
    world.scheme.refresh_from_db()
    assert [dict(e) for e in world.scheme.arrangements.criteria] == [dict(e) for e in CRITERIA]
    tried, seen = page.context["tried"], page.context["seen"]
    save = {**chosen("nice", "must"), "do": "save", "tried": tried, "seen": seen}
    refused = client.post(url, save)
    assert refused.status_code == 422
    assert '<a href="#id_reason">Why do you change it: Say why' in text(refused)
    box = text(refused).split('name="reason"')[1].split(">")[0]
    assert 'aria-invalid="true"' in box
    assert client.post(url, {**save, "reason": "Firms asked for it."}).status_code == 302
    world.scheme.refresh_from_db()
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    assert pairs() == {"Tom": "Bea", "Uma": "Ada"}
    newest = versions(world.scheme)[0]
    assert newest.reason == "Firms asked for it."
    assert SettingsVersion.objects.latest("pk").settings["criteria"][1]["weight"] == "must"


def test_what_was_not_tried_is_shown_and_not_saved(world: World) -> None:
    four(world)
    client, url = world.client(world.people[STAFF[Role.COORDINATOR]]), world.url("suggestions/weights/")
    page = client.post(url, {**chosen("nice", "must"), "do": "try"})
    save = {**chosen("off", "must"), "do": "save", "tried": page.context["tried"], "reason": "Because."}
    refused = client.post(url, save)
    assert refused.status_code == 422
    assert "changed something since you looked" in text(refused)
    assert 'value="Because."' in text(refused)
    assert not SettingsVersion.objects.exists()


def test_a_must_names_those_who_would_be_left_with_nobody(world: World) -> None:
    four(world)
    mentor(world, "Cid Cook")
    mentee(world, "Vic Teen", profile={"interests": ["chess"]})
    client, url = world.client(world.people[STAFF[Role.COORDINATOR]]), world.url("suggestions/weights/")
    page = text(client.post(url, {**chosen("must", "nice"), "do": "try"}))
    assert "2 of the 3 who wait could have a mentor" in page
    assert "They would lose every mentor they could have" in page
    assert "Vic Teen: nobody, so far Cid Cook" in page


def test_a_must_is_a_rule_of_the_engine_and_names_itself(world: World) -> None:
    four(world)
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    lines = lines_of(world.scheme.arrangements, taking_part(world.scheme))
    entries = [{**line.entry, "weight": "must"} for line in lines]
    weigh(scheme=world.scheme, changes={"criteria": entries}, reason="Try.", by=by, at=at)
    run = suggest(scheme=world.scheme, by=by, at=at)
    assert run.result["placed"] == 0
    assert all("is a must" in sentence for sentence in run.result["left"].values())


def test_an_unchanged_word_keeps_its_points() -> None:
    arranged = Arrangements(criteria=({**CRITERIA[0], "points": 50}, {**CRITERIA[1], "points": 15}))
    own = list(arranged.criteria)
    assert [weight_of(e, own) for e in own] == ["lot", "nice"]
    criteria, rules = in_engine_terms(arranged)
    assert ([c.points for c in criteria], rules) == ([50, 15], [])


def test_a_place_counts_for_nothing_where_all_is_online() -> None:
    entry = {"name": "Area", "kind": "same", "mentee": "area", "mentor": "area", "points": 10, "weight": "must"}
    assert len(in_engine_terms(Arrangements(criteria=(entry,)))[1]) == 1
    assert in_engine_terms(Arrangements(criteria=(entry,), mode="virtual")) == ([], [])


def test_another_department_of_the_same_employer(world: World) -> None:
    """MATCH-22: same employer but not the same department, each as a must."""
    ready(world, criteria=(
        {"name": "Department", "kind": "differ", "mentee": "department", "mentor": "department", "points": 0, "weight": "must"},
    ))  # fmt: skip
    mentor(world, "Ada Adult", profile={"department": "Paint"})
    mentee(world, "Tom Teen", profile={"department": "Paint"})
    assert effect_of(world.scheme, world.scheme.arrangements, on=timezone.localdate()).now == 0
    mentor(world, "Bea Baker", profile={"department": "Rigging"})
    assert effect_of(world.scheme, world.scheme.arrangements, on=timezone.localdate()).now == 1


WORK_LINES = {
    "department": "differ.department.department",
    "seniority": "ahead.seniority.seniority",
    "at_work": "same.at_work.at_work",
}


@pytest.mark.parametrize(
    ("line", "mine", "right", "wrong"),
    [
        ("department", {"department": "Paint"}, {"department": "Rigging"}, {"department": "Paint"}),
        ("seniority", {"seniority": "Grade 5"}, {"seniority": "grade 7"}, {"seniority": "Grade 5"}),
        ("seniority", {"seniority": "Apprentice"}, {"seniority": "Senior fitter"}, {"seniority": "Grade 9"}),
        ("seniority", {"seniority": "Manager"}, {"seniority": "Director"}, {"seniority": "Team leader"}),
        ("at_work", {}, {"remote": "Hybrid"}, {"remote": "Works from home"}),
    ],
)
def test_each_wish_about_work_can_be_a_must_or_nice_to_have(
    world: World, line: str, mine: dict[str, str], right: dict[str, str], wrong: dict[str, str]
) -> None:
    """MATCH-22: another department, senior enough, not remote; read from what a spreadsheet holds."""
    ready(world, criteria=())
    ensure_courses(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    mentor(world, "Bea Baker", profile=wrong)
    tom = mentee(world, "Tom Teen", profile=mine)
    lines = lines_of(world.scheme.arrangements, taking_part(world.scheme))
    entry = {one.key: one.entry for one in lines}[WORK_LINES[line]]
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    for word, placed in (("must", 0), ("nice", 1)):
        weigh(
            scheme=world.scheme, changes={"criteria": weighed(lines, {key_of(entry): word})}, reason="x", by=by, at=at
        )
        run = suggest(scheme=world.scheme, by=by, at=at)
        assert (run.result["placed"], run.result["total"]) == (placed, 0)
    mentor(world, "Cid Cook", profile=right)
    run = suggest(scheme=world.scheme, by=by, at=at)
    assert (pairs(), run.result["total"]) == ({"Tom": "Cid"}, 10)
    first = Proposal.objects.get(mentee=tom, state="proposed").reasons[0]
    assert first in (
        "They work in different departments.", "Cid is more senior than Tom.", "Cid can be met at work.",
    )  # fmt: skip


def test_the_same_employer_is_said_in_words(world: World) -> None:
    ready(world, criteria=({"name": "Firm", "kind": "same", "mentee": "employer", "mentor": "employer", "points": 9},))
    firm = add_partner(
        organisation=world.organisation,
        name="Docks",
        kinds=["employer"],
        by=actor(world, Role.COORDINATOR),
        at=timezone.now(),
    )
    for row in (mentor(world, "Ada Adult"), mentee(world, "Tom Teen")):
        type(row.person).objects.filter(pk=row.person_id).update(employer=firm)
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    assert Proposal.objects.get(state="proposed").reasons[0] == "Both work for the same employer."


def test_who_works_where_comes_with_the_spreadsheet() -> None:
    """MATCH-22 and MATCH-06 with the columns of a firm's own list."""
    head = ["Name", "Work email", "Company", "Department", "Grade", "Office location", "Working pattern"]
    rows = [["Ada Adult", "ada@firm.example", "Docks", "Paint", "Grade 7", "Leith", "Hybrid"]]
    found = guessed("mentors", head, rows)
    assert {"department", "seniority", "site", "remote", "employer"} <= found
    found = guessed("mentees", [*head[:-1], "Line manager"], [[*rows[0][:-1], "Lil Linemanager"]])
    assert {"department", "seniority", "site", "line_manager"} <= found


def guessed(kind: str, head: list[str], rows: list[list[str]]) -> set[str]:
    """The fields that a sheet with these headings would fill."""
    data = write_csv(list(rows), head)
    table = read_workbook(data, "people.csv").tables[0]
    columns = guess_mapping(table, load_fields(kind), on=timezone.localdate()).columns
    return {column.target for column in columns if column.target}


def test_criteria_are_offered_only_where_both_sides_have_answered(world: World) -> None:
    ready(world, criteria=())
    mentor(world, "Ada Adult", profile={"interests": ["boats"], "languages": ["Welsh"], "sector": "yard"})
    mentee(world, "Tom Teen", profile={"interests": ["boats"], "languages": ["Welsh"]})
    assert [line.key for line in lines_of(world.scheme.arrangements, taking_part(world.scheme))] == [
        INTERESTS,
        "overlap.languages.languages",
    ]


def test_two_editors_do_not_overwrite_each_other(world: World) -> None:
    four(world)
    by, at, seen = actor(world, Role.COORDINATOR), timezone.now(), mark(world.scheme)
    weigh(scheme=world.scheme, changes={"offer_days": 7}, reason="Shorter.", seen=seen, by=by, at=at)
    with pytest.raises(NotNow, match="Somebody else changed"):
        weigh(scheme=world.scheme, changes={"offer_days": 21}, reason="Longer.", seen=seen, by=by, at=at)
    with pytest.raises(NotNow, match="Nothing is other"):
        weigh(scheme=world.scheme, changes={"offer_days": 7}, reason="Again.", by=by, at=at)
    with pytest.raises(NotNow, match="does not belong"):
        weigh(scheme=world.scheme, changes={"gender_rule": "off"}, reason="Sneak.", by=by, at=at)


def test_only_the_coordinator_weighs(world: World) -> None:
    four(world)
    lead = actor(world, Role.SAFEGUARDING_LEAD)
    with pytest.raises(NotAllowed):
        weigh(scheme=world.scheme, changes={"offer_days": 7}, reason="Mine.", by=lead, at=timezone.now())


def test_answers_that_cannot_be_compared_are_said_in_the_form(world: World) -> None:
    ready(world)
    arrange(
        world,
        criteria=({"name": "Years", "kind": "near", "mentee": "years", "mentor": "years", "points": 9, "spread": 5},),
    )
    mentor(world, "Ada Adult", profile={"years": "a lot"})
    mentee(world, "Tom Teen", profile={"years": 3})
    client, url = world.client(world.people[STAFF[Role.COORDINATOR]]), world.url("suggestions/weights/")
    key = key_of(dict(world.scheme.arrangements.criteria[0]))
    page = client.post(url, {key: "must", "offer_days": "14", "fit_after_weeks": "4", "do": "try"})
    assert page.status_code == 422
    assert "This cannot be compared" in text(page)
