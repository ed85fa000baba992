"""A link in an alarm opens nothing for whom it turned out to be about, nor for who answers alarms no longer (SG-13, SE-4)."""

from __future__ import annotations

from datetime import timedelta

from ithaca.kernel.roles import Role
from ithaca.oncall.selectors import by_link
from ithaca.safeguarding.services import say_about
from ithaca.schemes.models import Appointment
from tests.oncall.conftest import AT, LEAD, House


def subject(house: House) -> str:
    return f"{house.alarm.public_id}:{house.person(LEAD).public_id}"


def test_it_opens_for_who_was_rung(house: House) -> None:
    house.worry()
    assert by_link(subject(house), AT) == (house.alarm, house.person(LEAD))


def test_not_once_it_is_about_them(house: House) -> None:
    concern = house.worry()
    named = subject(house)
    say_about(concern=concern, people=[house.person(LEAD)], by=house.staff(Role.DEPUTY_SAFEGUARDING_LEAD), at=AT)
    assert by_link(named, AT) is None


def test_not_once_they_hold_the_post_no_longer(house: House) -> None:
    house.worry()
    Appointment.objects.filter(person=house.person(LEAD)).update(until=AT.date())
    assert by_link(subject(house), AT + timedelta(hours=1)) is None
