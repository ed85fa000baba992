"""The ladder: who is rung when, until somebody has it (SG-8, SG-13)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.notices.models import Letter, Text
from ithaca.oncall.models import Alarm, Ring
from ithaca.oncall.rules import LINK
from ithaca.oncall.selectors import todo
from ithaca.oncall.services.answer import answer
from ithaca.oncall.services.rota import set_rota
from ithaca.safeguarding.selectors import concerns_visible_to
from ithaca.safeguarding.services import acknowledge, say_about, triage
from ithaca.schemes.models import Absence, Appointment
from tests.oncall.conftest import AT, DEPUTY, LEAD, THIRD, House


def by_link(house: House, name: str) -> Actor:
    return Actor(kind="link", link=LINK, subject=f"{house.alarm.public_id}:{house.person(name).public_id}")


def test_the_lead_is_told_on_two_ways_with_the_concern_itself(house: House) -> None:
    house.worry()
    assert house.rang() == house.texted() == [LEAD]
    letter, text = Letter.objects.get(name="oncall.alarm"), Text.objects.get()
    assert letter.urgent
    assert letter.next_try_at == text.next_try_at == AT
    for words in (letter.body, letter.subject, text.words):
        assert "zebrafinch" not in words
        assert "Lead" not in words
    assert "Lena" not in text.words
    assert "Harbour" not in text.words
    assert text.to_number == "+447700900001"
    assert house.token(LEAD) in text.words, "the text has the same link as the letter"
    assert Letter.objects.filter(name="safeguarding.raised").get().person == house.person(DEPUTY)


def test_it_climbs_in_real_time_and_every_step_is_a_row_with_its_time(house: House) -> None:
    Account.objects.create_user("ada", "ada@example.org", "a long enough phrase", is_administrator=True)
    concern = house.worry()
    house.after(14.9)
    assert house.rang() == [LEAD]
    house.after(15)
    assert house.rang() == house.texted() == [LEAD, DEPUTY]
    house.after(59.9)
    third = house.staff(Role.THIRD_PERSON)
    assert not concerns_visible_to(third).exists()
    house.after(60)
    assert house.rang() == house.texted() == [LEAD, DEPUTY, THIRD]
    assert concerns_visible_to(third).get() == concern, "who is rung must be able to act"
    house.after(89)
    assert house.rang("oncall.nobody") == []
    house.after(90)
    assert Letter.objects.get(name="oncall.nobody").to_address == "ada@example.org"
    assert house.after(10_000) == 0, "then nothing more comes"
    assert house.alarm.state == "ringing"
    steps = Ring.objects.order_by("pk").values_list("rung", "created_at")
    assert list(steps) == [(n, AT + timedelta(minutes=m)) for n, m in ((1, 0), (2, 15), (3, 60)) for _way in range(2)]


def test_a_worker_that_was_away_goes_up_one_step_at_a_time_without_losing_any(house: House) -> None:
    house.worry()
    house.after(70)
    house.after(70)
    assert house.rang() == [LEAD, DEPUTY, THIRD]


def test_one_press_in_the_letter_ends_it(house: House) -> None:
    house.worry()
    answer(alarm=house.alarm, person=house.person(LEAD), by=by_link(house, LEAD), at=AT + timedelta(minutes=3))
    assert (house.alarm.state, house.alarm.next_at) == ("answered", None)
    assert house.after(500) == 0
    assert house.rang() == [LEAD]
    given = house.alarm.answers.get()
    assert (given.person, given.how, given.created_at) == (house.person(LEAD), "link", AT + timedelta(minutes=3))
    answer(alarm=house.alarm, person=house.person(LEAD), by=by_link(house, LEAD), at=AT)
    assert house.alarm.answers.count() == 1


def test_nobody_answers_for_somebody_else(house: House) -> None:
    house.worry()
    alarm = house.alarm
    with pytest.raises(NotAllowed):
        answer(alarm=alarm, person=house.person(LEAD), by=by_link(house, DEPUTY), at=AT)
    with pytest.raises(NotAllowed):
        answer(alarm=alarm, person=house.person(DEPUTY), by=by_link(house, DEPUTY), at=AT)
    with pytest.raises(NotAllowed):
        answer(alarm=alarm, person=house.person(DEPUTY), by=house.staff(Role.DEPUTY_SAFEGUARDING_LEAD), at=AT)
    assert house.alarm.state == "ringing"


@pytest.mark.parametrize("sort", [True, False])
def test_looking_after_the_concern_answers_its_alarm(house: House, sort: bool) -> None:
    concern = house.worry()
    if sort:
        triage(concern=concern, kind="child_protection", by=house.staff(), at=AT)
    else:
        acknowledge(concern=concern, by=house.staff(), at=AT)
    assert house.alarm.state == "answered"
    assert house.alarm.answers.get().how == "record"


def test_one_about_a_lead_rings_neither_lead_and_ends_at_the_administrators(house: House) -> None:
    Account.objects.create_user("ada", "ada@example.org", "a long enough phrase", is_administrator=True)
    house.worry(about_lead=True)
    assert house.rang() == house.texted() == [THIRD]
    house.after(15)
    assert Letter.objects.filter(name="oncall.nobody").count() == 1
    house.after(500)
    assert house.rang() == [THIRD]
    assert Letter.objects.filter(name="oncall.nobody").count() == 1


def test_said_later_to_be_about_a_lead_it_rings_the_third_person_at_once(house: House) -> None:
    concern = house.worry()
    first = house.alarm
    say_about(concern=concern, people=[house.person(LEAD)], by=house.staff(), at=AT + timedelta(minutes=5))
    first.refresh_from_db()
    assert first.state == "stood_down"
    assert house.rang() == [LEAD, THIRD]
    by = Actor(kind="link", link=LINK, subject=f"{first.public_id}:{house.person(LEAD).public_id}")
    with pytest.raises((NotAllowed, NotNow)):
        answer(alarm=first, person=house.person(LEAD), by=by, at=AT)
    house.after(500)
    assert DEPUTY not in house.rang()


def test_cover_is_rung_instead_of_who_is_away(house: House) -> None:
    day = timezone.localdate(AT)
    cover = house.world.person("Carla Cover", phone="07700 900009")
    Absence.objects.create(
        scheme=house.world.scheme, person=house.person(LEAD), covered_by=cover, first_day=day, last_day=day
    )
    house.worry()
    assert house.rang() == house.texted() == ["Carla Cover"]


def test_who_cannot_be_reached_is_passed_over_at_once(house: House) -> None:
    lead = house.person(LEAD)
    lead.email, lead.phone = "", ""
    lead.save()
    house.worry()
    assert house.rang() == [DEPUTY]
    house.after(59)
    assert house.rang() == [DEPUTY]
    house.after(60)
    assert house.rang() == [DEPUTY, THIRD]


def test_with_nobody_to_ring_the_administrators_are_told_at_once(house: House) -> None:
    Account.objects.create_user("ada", "ada@example.org", "a long enough phrase", is_administrator=True)
    for name in (LEAD, DEPUTY, THIRD):
        person = house.person(name)
        person.email, person.phone = "", ""
        person.save()
    house.worry()
    house.after(0)
    house.after(90)
    assert Letter.objects.filter(name="oncall.nobody").count() == 1


def test_outside_the_hours_the_deputy_comes_first_where_the_rota_says_so(house: House) -> None:
    from datetime import time

    scheme, by = house.world.scheme, house.staff()
    set_rota(scheme=scheme, days=[0, 1, 2, 3, 4], begins=time(9), ends=time(17), outside="deputy", by=by, at=AT)
    night = AT.replace(hour=22)
    house.worry(at=night)
    assert house.rang() == [DEPUTY]
    from ithaca.oncall.tasks import look

    look(night + timedelta(minutes=15))
    assert house.rang() == [DEPUTY, LEAD]


def test_what_somebody_sorted_already_rings_nobody(house: House) -> None:
    house.worry(kind="boundary")
    assert not Alarm.objects.exists()
    assert set(house.rang("safeguarding.raised")) == {LEAD, DEPUTY}


def test_many_worries_of_strangers_do_not_ring_telephones_without_end(house: House) -> None:
    for _n in range(40):
        house.worry()
    assert Text.objects.count() == 30
    assert len(house.rang()) == 40, "letters leave all the same"


def test_an_alarm_is_the_concerns_line_on_today_and_a_test_its_own(house: House) -> None:
    house.worry()
    lines = todo(by=house.staff(), scheme=house.world.scheme, at=AT)
    assert [line.page for line in lines if line.page == "oncall:alarm"] == []


def test_a_lead_who_is_also_the_deputy_is_rung_again(house: House) -> None:
    Appointment.objects.filter(role="deputy_safeguarding_lead").update(until=date(2026, 1, 2))
    house.world.appoint(LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)
    house.worry()
    house.after(15)
    assert house.rang() == [LEAD, LEAD]
