"""Drills: daily by machine up to the receipts, once a term to the people; a missed one is said loudly (SG-9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.roles import Role
from ithaca.notices.models import Letter, Text
from ithaca.oncall.models import Alarm
from ithaca.oncall.selectors import CLOCK, todo, what_is_wrong
from ithaca.oncall.services.drill import drill, term_of, term_test
from ithaca.oncall.tasks import daily, daily_in
from ithaca.upkeep.selectors import readiness
from tests.oncall.conftest import AT, DEPUTY, LEAD, THIRD, House
from tests.oncall.test_pages import mail_is_set_up, press
from tests.support.gateway import Gateway, running_gateway, use_gateway


@pytest.fixture
def ways(house: House) -> Iterator[Gateway]:
    """Both ways, set up and tested, and somebody who runs the platform."""
    Account.objects.create_user("ada", "ada@example.org", "a long enough phrase", is_administrator=True)
    with running_gateway() as made:
        mail_is_set_up()
        use_gateway(made)
        yield made


def carried(mail: bool = True, text: bool = True) -> None:
    """What the mail server and the provider do."""
    if mail:
        Letter.objects.filter(name="oncall.drill").update(state="sent")
    if text:
        Text.objects.filter(name="oncall.drill").update(state="delivered")


def test_a_drill_goes_out_by_both_ways_and_passes_with_both_receipts(house: House, ways: Gateway) -> None:
    scheme = house.world.scheme
    assert drill(scheme=scheme, by=CLOCK, at=AT) is not None
    assert Letter.objects.get(name="oncall.drill").to_address == "scheme@example.org"
    assert Text.objects.get(name="oncall.drill").to_number == "+447700900123"
    carried(text=False)
    house.after(1)
    assert house.alarm.state == "ringing"
    carried()
    house.after(2)
    assert house.alarm.state == "passed"
    assert what_is_wrong(scheme, AT + timedelta(hours=1)) == ""
    assert house.rang("oncall.alarm") == [], "a drill rings nobody"


def test_whoever_runs_the_server_sees_that_alarms_may_reach_nobody(house: House, ways: Gateway) -> None:
    def line(at: datetime) -> list[tuple[bool, str]]:
        return [(one.good, one.words) for one in readiness(at=at) if one.key == "alarms"]

    assert drill(scheme=house.world.scheme, by=CLOCK, at=AT) is not None
    carried()
    house.after(2)
    assert line(AT + timedelta(hours=1)) == [(True, "The daily checks of the alarm get through.")]
    [(good, words)] = line(AT + timedelta(days=3))
    assert not good
    assert "In 1 scheme an alarm might reach nobody" in words
    assert house.world.scheme.name not in words


@pytest.mark.parametrize(("mail", "text"), [(True, False), (False, True), (False, False)])
def test_a_way_without_its_receipt_raises_the_alarm_in_five_minutes(
    house: House, ways: Gateway, mail: bool, text: bool
) -> None:
    scheme = house.world.scheme
    drill(scheme=scheme, by=CLOCK, at=AT)
    carried(mail, text)
    house.after(4.9)
    assert house.alarm.state == "ringing"
    house.after(5)
    assert house.alarm.state == "missed"
    assert Letter.objects.get(name="oncall.missed").to_address == "ada@example.org"
    lines = todo(by=house.staff(Role.COORDINATOR), scheme=scheme, at=AT + timedelta(minutes=6))
    assert [(line.urgency, line.page) for line in lines] == [(0, "oncall:oncall")]


def test_a_log_is_no_way_so_a_drill_without_a_provider_is_missed(house: House) -> None:
    mail_is_set_up()
    drill(scheme=house.world.scheme, by=CLOCK, at=AT)
    carried()
    house.after(5)
    assert house.alarm.state == "missed"


def test_there_is_one_drill_a_day(house: House, ways: Gateway) -> None:
    scheme = house.world.scheme
    for hour in range(6):
        drill(scheme=scheme, by=CLOCK, at=AT + timedelta(hours=hour))
    assert Alarm.objects.filter(kind="drill").count() == 1
    drill(scheme=scheme, by=CLOCK, at=AT + timedelta(days=1))
    assert Alarm.objects.filter(kind="drill").count() == 2


def test_a_drill_that_never_ran_shows_even_if_no_worker_runs(house: House) -> None:
    scheme = house.world.scheme
    scheme.opened_at = AT
    assert what_is_wrong(scheme, AT + timedelta(hours=20)) == ""
    assert "has not run" in what_is_wrong(scheme, AT + timedelta(hours=27))


def test_the_clock_drills_running_schemes_for_under_18s_only(house: House, ways: Gateway) -> None:
    scheme = house.world.scheme
    place = {"organisation": scheme.organisation_id, "scheme": scheme.pk}
    assert daily.call() == 1
    daily_in.call(**place)
    assert Alarm.objects.filter(kind="drill").count() == 1
    scheme.state = "draft"
    scheme.save()
    assert daily.call() == 0


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 9, 1), date(2026, 9, 1)),
        (date(2026, 12, 31), date(2026, 9, 1)),
        (date(2027, 1, 2), date(2027, 1, 1)),
        (date(2027, 4, 30), date(2027, 1, 1)),
        (date(2027, 8, 31), date(2027, 5, 1)),
    ],
)
def test_terms(day: date, first: date) -> None:
    assert term_of(day) == first


def test_once_a_term_people_are_rung_within_hours_unless_they_answered_one(
    house: House, ways: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = house.world.scheme
    assert term_test(scheme=scheme, by=CLOCK, at=AT.replace(hour=3)) is None, "not in the night"
    assert term_test(scheme=scheme, by=CLOCK, at=AT) is not None
    assert term_test(scheme=scheme, by=CLOCK, at=AT + timedelta(hours=1)) is None
    assert set(house.rang("oncall.test")) == {LEAD, DEPUTY, THIRD}
    answered = AT + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: answered)
    for name in (LEAD, THIRD):
        press(house, name, "oncall.test")
    assert house.alarm.state == "answered"
    assert house.alarm.ended_at == answered
    spring = datetime(2027, 1, 5, 11, 0, tzinfo=UTC)
    assert term_test(scheme=scheme, by=CLOCK, at=spring) is not None


def test_a_test_that_cannot_ring_two_people_is_missed_at_once(house: House, ways: Gateway) -> None:
    for name in (DEPUTY, THIRD):
        person = house.person(name)
        person.email, person.phone = "", ""
        person.save()
    made = term_test(scheme=house.world.scheme, by=CLOCK, at=AT)
    assert made is not None
    assert made.state == "missed"
    assert Letter.objects.filter(name="oncall.missed").exists()
