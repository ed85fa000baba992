"""Insurance, risks, places and duty: by the day, by the minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ithaca.cover import hooks, selectors, services
from ithaca.cover.models import Duty, Insurance, Place, RiskAssessment
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.organisations.models import Partner
from ithaca.schemes.arrangements import Arrangements
from tests.support.world import NOW, TODAY, World

RISKS = [{"risk": "A pair is alone.", "control": "Somebody is on duty.", "owner": "Co-ordinator"}]
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def co(world: World) -> Any:
    return world.as_(world.appoint("Cora Ordinator", Role.COORDINATOR), Role.COORDINATOR)


def insure(world: World, co: Any, **facts: Any) -> Insurance:
    policy = {
        "insurer": "Safe Ltd",
        "policy": "P-1",
        "first_day": TODAY,
        "last_day": TODAY + timedelta(days=30),
        **facts,
    }
    return services.add_insurance(scheme=world.scheme, by=co, at=NOW, **policy)


def codes(world: World, on: date = TODAY, **asked: Any) -> list[str]:
    return [m.code for m in selectors.missing_cover(world.scheme, on=on, **asked)]


def approve(world: World, co: Any, **facts: Any) -> RiskAssessment:
    return services.approve_risks(scheme=world.scheme, by=co, at=NOW, **{"risks": RISKS, **facts})


def test_both_are_needed(world: World, co: Any) -> None:
    assert codes(world) == ["cover.insurance_missing", "cover.risks_not_approved"]
    insure(world, co)
    approve(world, co)
    assert codes(world) == []


@pytest.mark.parametrize(("days", "closed"), [(-1, True), (0, False), (30, False), (31, True)])
def test_a_policy_counts_from_its_first_to_its_last_day(world: World, co: Any, days: int, closed: bool) -> None:
    insure(world, co)
    approve(world, co)
    assert codes(world, TODAY + timedelta(days=days)) == (["cover.insurance_lapsed"] if closed else [])


def test_a_policy_that_begins_later_does_not_hide_the_one_in_force(world: World, co: Any) -> None:
    insure(world, co, first_day=TODAY - timedelta(days=300), last_day=TODAY + timedelta(days=5))
    insure(world, co, first_day=TODAY + timedelta(days=8), last_day=TODAY + timedelta(days=300))
    assert "cover.insurance_lapsed" not in codes(world)
    assert "cover.insurance_lapsed" in codes(world, TODAY + timedelta(days=6))


def test_a_scheme_may_do_without_insurance_but_not_without_risks(world: World) -> None:
    world.scheme.settings = Arrangements(insurance_needed=False).to_json()
    assert codes(world) == ["cover.risks_not_approved"]


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_an_overdue_review_blocks_bookings_and_not_contact(world: World, co: Any, days: int, late: bool) -> None:
    insure(world, co, last_day=TODAY + timedelta(days=400))
    review = approve(world, co).review_on
    assert review == date(2027, 11, 23)
    on = review + timedelta(days=days)
    assert codes(world, on) == []
    assert codes(world, on, for_meetings=True) == (["cover.risks_overdue"] if late else [])


@pytest.mark.parametrize(
    "wrong", [{"insurer": " "}, {"policy": ""}, {"last_day": TODAY - timedelta(days=1)}, {"last_day": date(2040, 1, 1)}]
)
def test_a_policy_that_cannot_be_is_refused(world: World, co: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotNow):
        insure(world, co, **wrong)
    assert not Insurance.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"risks": []},
        {"risks": [{"risk": "Fire", "control": ""}]},
        {"review_on": TODAY},
        {"risks": [{"risk": "x" * 1001, "control": "y"}]},
    ],
)
def test_a_risk_assessment_that_cannot_be_is_refused(world: World, co: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotNow):
        approve(world, co, **wrong)
    assert codes(world)[1:] == ["cover.risks_not_approved"]


def test_a_deputy_does_not_approve_risks(world: World) -> None:
    with pytest.raises(NotAllowed):
        approve(world, world.as_(world.appoint("Del", Role.DEPUTY), Role.DEPUTY))


def test_a_place_others_cannot_see_into_asks_for_a_reason(world: World, co: Any) -> None:
    def add(**facts: Any) -> Place:
        return services.add_place(
            scheme=world.scheme, by=co, at=NOW, **{"name": "Library", "feature": "shared_room", **facts}
        )

    add()
    with pytest.raises(NotNow):
        add(name="LIBRARY")
    with pytest.raises(NotNow):
        add(name="Office", feature="interview_room")
    with pytest.raises(NotNow):
        add(name="Cave", feature="dark")
    office = add(name="Office", feature="interview_room", reason="The door stays open.")
    assert [p.name for p in selectors.places_of(world.scheme)] == ["Library", "Office"]
    services.close_place(place=office, by=co, at=NOW)
    assert [p.name for p in selectors.places_of(world.scheme)] == ["Library"]
    assert add(name="Office", feature="glass_panel").pk == office.pk


def duty(world: World, co: Any, starts: str, ends: str, name: str = "Cora Ordinator", **facts: Any) -> list[Duty]:
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    where = {"partner": world.school, "day": TODAY, **facts}
    return services.put_on_duty(scheme=world.scheme, person=world.people[name], by=co, at=NOW, **hours, **where)


def at(hour: str, day: date = TODAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), tzinfo=LONDON)


@pytest.mark.parametrize(
    ("starts", "ends", "covered"),
    [
        ("10:00", "11:00", True),
        ("09:59", "11:00", False),
        ("10:00", "12:00", True),
        ("10:00", "12:01", False),
        ("10:30", "10:30", False),
    ],
)
def test_a_session_is_supervised_whole_or_not_at_all(
    world: World, co: Any, starts: str, ends: str, covered: bool
) -> None:
    world.appoint("Del Deputy", Role.DEPUTY)
    duty(world, co, "10:00", "11:00")
    duty(world, co, "11:00", "12:00", "Del Deputy")
    assert (
        bool(selectors.on_duty(scheme=world.scheme, partner=world.school, starts=at(starts), ends=at(ends))) is covered
    )


def test_a_gap_is_not_covered_by_who_comes_before_and_after(world: World, co: Any) -> None:
    duty(world, co, "09:00", "10:00")
    duty(world, co, "10:01", "12:00")
    assert selectors.on_duty(scheme=world.scheme, partner=world.school, starts=at("09:30"), ends=at("11:00")) == []


def test_duty_at_one_school_does_not_cover_another(world: World, co: Any) -> None:
    hill = Partner.objects.create(organisation=world.organisation, name="Hill", kinds=["school"])
    duty(world, co, "09:00", "16:00")
    assert selectors.on_duty(scheme=world.scheme, partner=hill, starts=at("10:00"), ends=at("11:00")) == []


def test_a_dropped_duty_is_told_and_covers_nothing(world: World, co: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    listeners = {**hooks.duty_dropped.answerers, "test": lambda duty, by, at: heard.append(duty.pk)}
    monkeypatch.setattr(hooks.duty_dropped, "answerers", listeners)
    (one,) = duty(world, co, "09:00", "16:00")
    services.drop_duty(duty=one, by=co, at=NOW)
    assert heard == [one.pk]
    assert selectors.on_duty(scheme=world.scheme, partner=world.school, starts=at("10:00"), ends=at("11:00")) == []
    with pytest.raises(NotNow):
        services.drop_duty(duty=one, by=co, at=NOW)


def test_duty_repeats_weekly_and_a_second_time_adds_nothing(world: World, co: Any) -> None:
    assert len(duty(world, co, "09:00", "12:00", weeks=3)) == 3
    assert duty(world, co, "09:00", "12:00", weeks=3) == []
    assert sorted(Duty.objects.values_list("day", flat=True)) == [TODAY + timedelta(weeks=n) for n in range(3)]


@pytest.mark.parametrize("wrong", [{"day": TODAY - timedelta(days=1)}, {"weeks": 0}, {"weeks": 41}])
def test_duty_that_cannot_be_is_refused(world: World, co: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotNow):
        duty(world, co, "09:00", "12:00", **wrong)
    with pytest.raises(NotNow):
        duty(world, co, "12:00", "12:00")
    world.person("Pas Serby")
    with pytest.raises(NotNow):
        duty(world, co, "09:00", "12:00", "Pas Serby")
    assert not Duty.objects.exists()


def test_a_school_contact_sees_to_duty_at_the_own_school(world: World, co: Any) -> None:
    hill = Partner.objects.create(organisation=world.organisation, name="Hill", kinds=["school"])
    person = world.appoint("Sal School", Role.SCHOOL_CONTACT, partner=world.school)
    contact = world.as_(person, Role.SCHOOL_CONTACT, world.school.pk)
    duty(world, contact, "09:00", "12:00", "Sal School")
    with pytest.raises(NotAllowed):
        duty(world, contact, "09:00", "12:00", "Sal School", partner=hill)
    duty(world, co, "09:00", "12:00", partner=hill)
    assert [d.partner for d in selectors.duties_visible_to(contact, world.scheme, since=TODAY)] == [world.school]


def test_before_opening_a_scheme_has_what_it_promises(world: World, co: Any) -> None:
    world.scheme.settings = Arrangements(duty_needed=True, designated_places_only=True).to_json()
    found = [m.code for m in selectors.missing_for_launch(scheme=world.scheme, on=TODAY)]
    assert found == ["cover.insurance_missing", "cover.risks_not_approved", "cover.no_place", "cover.no_duty"]


def test_every_page_answers_and_a_wrong_form_keeps_what_was_typed(world: World, co: Any) -> None:
    client = world.client(world.people["Cora Ordinator"])
    for page in ("", "insurance", "risks", "places", "duty"):
        assert client.get(world.url(f"cover/{page}")).status_code == 200
    half = {"insurer": "Safe Ltd", "policy": "P-9", "first_day": "2026-02-30", "last_day": ""}
    wrong = client.post(world.url("cover/insurance"), half)
    assert wrong.status_code == 422
    assert b"P-9" in wrong.content
    review = str(date.today() + timedelta(days=90))
    typed = {
        "risk_0": "Fire",
        "control_0": "Doors",
        "owner_0": "All",
        "review_on": review,
        "signed_name": "Somebody Else",
    }
    assert client.post(world.url("cover/risks"), typed).status_code == 422
    assert not RiskAssessment.objects.exists()
    assert client.post(world.url("cover/risks"), {**typed, "signed_name": "Cora Ordinator"}).status_code == 302
    assert RiskAssessment.objects.get().risks == [{"risk": "Fire", "control": "Doors", "owner": "All"}]


def test_what_runs_out_is_named_thirty_days_ahead(world: World, co: Any) -> None:
    approve(world, co)
    insure(world, co, last_day=TODAY + timedelta(days=31))
    assert selectors.todo(by=co, scheme=world.scheme, at=NOW) == []
    later = NOW + timedelta(days=1)
    assert [t.urgency for t in selectors.todo(by=co, scheme=world.scheme, at=later)] == [2]
    assert [t.urgency for t in selectors.todo(by=co, scheme=world.scheme, at=NOW + timedelta(days=32))] == [0]
