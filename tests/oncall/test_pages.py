"""Answering from a letter and from the page, the rota's page, and the gate that keeps untried schemes shut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.notices.services.mail import mail_works, set_up_mail
from ithaca.oncall.asked import launch_gate
from ithaca.oncall.models import Alarm, Closed, Rota
from ithaca.oncall.selectors import tried
from ithaca.oncall.services.ring import sound_test
from ithaca.oncall.tasks import look
from ithaca.schemes.models import Appointment
from tests.oncall.conftest import DEPUTY, LEAD, THIRD, House
from tests.support.gateway import ADMINISTRATOR, Gateway, running_gateway, use_gateway


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """A provider of texts on loopback."""
    with running_gateway() as made:
        yield made


def mail_is_set_up() -> None:
    fields = {"host": "127.0.0.1", "port": 9, "security": "none", "username": "", "password": ""}
    how = set_up_mail(**fields, from_address="scheme@example.org", by=ADMINISTRATOR, at=timezone.now())
    mail_works(how=how, by=ADMINISTRATOR, at=timezone.now())


def press(house: House, name: str, kind: str = "oncall.alarm") -> str:
    """Open the link as a telephone without cookies does, then press."""
    client = Client(enforce_csrf_checks=True)
    url = f"/urgent/{house.token(name, kind)}"
    assert client.get(url).status_code == 200
    return client.post(url, follow=True).content.decode()


def test_opening_the_link_does_nothing_and_one_press_answers(house: House) -> None:
    concern = house.worry(at=timezone.now())
    page = Client().get(f"/urgent/{house.token(LEAD)}").content.decode()
    assert "zebrafinch" not in page
    assert "999" in page
    assert house.alarm.state == "ringing", "mail servers open links to look at them"
    page = press(house, LEAD)
    assert "You have it" in page
    assert f"concerns/{concern.public_id}/" in page
    assert house.alarm.state == "answered"
    assert "You have it" in press(house, LEAD)


def test_a_link_that_is_none_or_too_old_says_so(house: House) -> None:
    house.worry(at=timezone.now() - timedelta(days=8))
    assert Client().get("/urgent/none").status_code == 409
    assert Client().post(f"/urgent/{house.token(LEAD)}").status_code == 409
    assert house.alarm.state == "ringing"


def test_every_link_that_does_not_open_says_the_same_and_never_that_somebody_has_it(house: House) -> None:
    house.worry(at=timezone.now() - timedelta(days=8))
    old = house.token(LEAD)
    house.worry(at=timezone.now())
    left = house.token(LEAD)
    Appointment.objects.filter(person=house.person(LEAD)).update(until=timezone.localdate())
    pages = set()
    for token in ("nothing-like-it", old, left, left[:-3]):
        for answer in (Client().get(f"/urgent/{token}"), Client().post(f"/urgent/{token}")):
            assert answer.status_code == 409
            pages.add(answer.content.decode().replace(token, "TOKEN"))
    (page,) = pages
    assert "Somebody was there before you" not in page
    assert "The alarm may still be ringing: sign in to see it." in page
    assert f'href="{reverse("account_login")}"' in page.split("<main")[1]
    assert "999" in page.split("<main")[1].split("</main>")[0]
    assert house.world.scheme.name not in page


def test_signed_in_one_press_answers_and_others_see_nothing(house: House) -> None:
    house.worry(at=timezone.now())
    url = house.world.url(f"alarms/{house.alarm.public_id}/")
    assert house.world.client(house.person("Cora Coordinator")).get(url).status_code == 404
    lead = house.world.client(house.person(LEAD))
    assert "I have it" in lead.get(url).content.decode()
    deputy = house.world.client(house.person(DEPUTY))
    assert "I have it" not in deputy.get(url).content.decode()
    assert deputy.post(url + "answer").status_code == 403
    assert house.alarm.state == "ringing"
    page = lead.post(url + "answer", follow=True).content.decode()
    assert "It is noted" in page
    assert house.alarm.state == "answered"


def test_a_test_wants_two_people_and_then_the_gate_is_open(house: House, gateway: Gateway) -> None:
    scheme, today = house.world.scheme, timezone.localdate()

    def codes() -> list[str]:
        return [missing.code for missing in launch_gate(scheme=scheme, on=today)]

    assert codes() == ["oncall.one_way", "oncall.no_test"]
    mail_is_set_up()
    assert codes() == ["oncall.one_way", "oncall.no_test"], "mail alone is one way"
    use_gateway(gateway)
    assert codes() == ["oncall.no_test"]
    client = house.world.client(house.person("Cora Coordinator"))
    assert "The test rings" in client.post(house.world.url("alarms/test"), follow=True).content.decode()
    assert set(house.rang("oncall.test")) == {LEAD, DEPUTY, THIRD}
    today_page = house.world.client(house.person(LEAD)).get(house.world.url("")).content.decode()
    assert "A test of the alarm rings for you" in today_page
    assert "it reached you" in press(house, LEAD, "oncall.test")
    assert "it reached you" in press(house, LEAD, "oncall.test")
    assert house.alarm.state == "ringing", "the same person twice is one person"
    assert codes() == ["oncall.no_test"]
    press(house, THIRD, "oncall.test")
    assert house.alarm.state == "answered"
    assert codes() == []
    lead = house.person(LEAD)
    lead.phone = "at home"
    lead.save()
    assert codes() == ["oncall.out_of_reach"]
    Appointment.objects.filter(person=lead).update(until=today)
    assert "oncall.no_test" in codes(), "who answered has left the post"
    scheme.settings = replace(scheme.arrangements, mentees_may_be_children=False).to_json()
    assert codes() == []


def test_a_test_nobody_answers_is_missed_after_three_days_and_may_still_be_answered(house: House) -> None:
    at = timezone.now()
    sound_test(scheme=house.world.scheme, by=house.staff(), at=at)
    look(at + timedelta(days=2, hours=23))
    assert house.alarm.state == "ringing"
    look(at + timedelta(days=3))
    assert house.alarm.state == "missed"
    for name in (LEAD, DEPUTY):
        press(house, name, "oncall.test")
    assert house.alarm.state == "answered"
    assert tried(house.world.scheme, timezone.localdate(at))


def test_a_newer_test_replaces_the_older(house: House) -> None:
    for _n in range(2):
        sound_test(scheme=house.world.scheme, by=house.staff(), at=timezone.now())
    assert sorted(Alarm.objects.values_list("state", flat=True)) == ["ringing", "stood_down"]


def test_the_page_says_who_answers_when_and_hours_are_changed_on_one_page(house: House) -> None:
    client = house.world.client(house.person("Cora Coordinator"))
    lead = house.person(LEAD)
    lead.phone = ""
    lead.save()
    page = client.get(house.world.url("alarms/")).content.decode()
    assert "Monday to Friday, 09:00–17:00" in page
    assert "no mobile number" in page
    assert "Alarms have only one way" in page
    fields = {"days": [0, 2], "begins": "08:30", "ends": "15:00", "outside": "deputy"}
    wrong = client.post(house.world.url("alarms/hours"), {**fields, "ends": "08:00"})
    assert wrong.status_code == 422
    assert "end after they begin" in wrong.content.decode()
    assert not Rota.objects.exists()
    page = client.post(house.world.url("alarms/hours"), fields, follow=True).content.decode()
    assert "Monday, Wednesday, 08:30–15:00" in page
    assert "the deputy safeguarding lead answers" in page
    day = timezone.localdate() + timedelta(days=3)
    parts = {
        f"{name}_{n}": str(v)
        for name in ("first_day", "last_day")
        for n, v in (("day", day.day), ("month", day.month), ("year", day.year))
    }
    page = client.post(house.world.url("alarms/closed"), parts, follow=True).content.decode()
    assert "Not closed" in page
    closed = Closed.objects.get()
    assert closed.first_day == closed.last_day == day
    client.post(house.world.url(f"alarms/closed/{closed.public_id}/open"))
    assert not Closed.objects.exists()


def test_a_manager_sees_tests_but_no_real_alarm(house: House) -> None:
    manager = house.world.appoint("Maud Manager", Role.MANAGER)
    house.worry(at=timezone.now())
    page = house.world.client(manager).get(house.world.url("alarms/")).content.decode()
    assert "Something urgent" not in page.split("<h2")[-1]
    assert house.world.client(manager).get(house.world.url(f"alarms/{house.alarm.public_id}/")).status_code == 404
