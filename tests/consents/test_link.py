"""A parent answers by a link from a letter, without an account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.consents import services
from ithaca.consents.models import Answer, Consent
from ithaca.kernel.refusals import NotNow
from ithaca.notices.models import Letter
from tests.consents.answers import codes, give
from tests.support.world import NOW, World


def link_of(world: World, co: Any, child: Any) -> str:
    world.carer("Pa Rent", child)
    services.ask_consents(mentees=[child], by=co, at=timezone.now())  # the link's page goes by the machine's clock
    found = re.search(r"(/permission/\S+)", Letter.objects.get(name="consents.asked").body)
    assert found is not None
    return found.group(1)


def test_a_letter_to_a_parent_says_your_child(world: World, co: Any) -> None:
    child = world.join("Tia Secret", "mentee")
    link_of(world, co, child)
    letter = Letter.objects.get(name="consents.asked")
    assert "your child" in letter.body.lower()
    assert "Tia" not in letter.subject + letter.body
    assert Consent.objects.get().state == "requested"


def test_who_has_no_parent_with_an_address_is_named(world: World, co: Any) -> None:
    child = world.join("Tia", "mentee")
    asked = services.ask_consents(mentees=[child], by=co, at=NOW)
    assert (asked.letters, asked.without_address) == (0, (child,))
    assert not Letter.objects.exists()


def test_by_the_link_a_parent_says_yes_then_takes_it_back_without_an_account(
    world: World, co: Any, told: list[int]
) -> None:
    child = world.join("Tia", "mentee")
    url, parent = link_of(world, co, child), Client()
    page = parent.get(url)
    assert page.status_code == 200
    assert b"Tia" in page.content
    halfway = parent.post(url, {"item_mentoring": "yes", "given_by": "Pa Rent"})
    assert halfway.status_code == 422
    assert b'value="Pa Rent"' in halfway.content
    answer = {"item_mentoring": "yes", "item_meeting_place": "yes", "item_messages": "no", "given_by": "Pa Rent"}
    assert parent.post(url, answer).status_code == 302
    assert codes(child) == []
    row = Answer.objects.get()
    assert (row.method, row.given_by, row.items["messages"]) == ("link", "Pa Rent", False)
    assert parent.post(url + "/withdraw", {"given_by": "Pa Rent"}).status_code == 302
    assert codes(child) == ["consents.withdrawn"]
    assert told == [child.pk]


def test_by_the_link_a_parent_says_no(world: World, co: Any) -> None:
    child = world.join("Tia", "mentee")
    url = link_of(world, co, child)
    answer = {"item_mentoring": "no", "item_meeting_place": "no", "item_messages": "no", "given_by": "Pa Rent"}
    assert Client().post(url, answer).status_code == 302
    assert codes(child) == ["consents.refused"]


ALL_YES = {"item_mentoring": "yes", "item_meeting_place": "yes", "item_messages": "yes", "given_by": "Pa Rent"}


def test_once_the_child_has_left_the_link_shows_what_was_answered_and_begins_nothing(world: World, co: Any) -> None:
    child = world.join("Tia", "mentee")
    url, parent = link_of(world, co, child), Client()
    assert parent.get("/permission/nothing").status_code == 409
    assert parent.post(url, ALL_YES).status_code == 302
    child.__class__.objects.filter(pk=child.pk).update(state="withdrawn")
    for path in (url, url + "/withdraw"):
        page = parent.get(path).content.decode()
        assert "Said yes" in page
        assert "worried about something" in page
        assert "Tia" not in page
        assert "Pa Rent" not in page
        assert parent.post(path, ALL_YES).status_code == 200
    assert Answer.objects.count() == 1
    child.refresh_from_db()
    with pytest.raises(NotNow, match="no longer takes part"):
        give([child], co)


def test_a_link_from_before_a_no_shows_and_takes_back_but_gives_nothing(world: World, co: Any) -> None:
    child = world.join("Tia", "mentee")
    url, parent = link_of(world, co, child), Client()
    parent.post(url, ALL_YES)
    parent.post(url + "/withdraw", {"given_by": "Pa Rent"})
    for path in (url, url + "?again=1"):
        page = parent.get(path).content.decode()
        assert "Send me a new letter" in page
        assert "item_mentoring" not in page
    parent.post(url, ALL_YES)
    assert codes(child) == ["consents.withdrawn"]
    Letter.objects.all().delete()
    for _press in range(2):
        assert parent.post(url + "/again").status_code == 302
    found = re.search(r"(/permission/\S+)", Letter.objects.get(name="consents.asked").body)
    assert found is not None
    assert codes(child) == ["consents.withdrawn"]
    assert Client().post(found.group(1), ALL_YES).status_code == 302
    assert codes(child) == []
    assert "Change my answers" not in parent.get(url).content.decode()
    assert parent.post(url + "/withdraw", {"given_by": "Pa Rent"}).status_code == 302
    assert codes(child) == ["consents.withdrawn"]


def test_asking_again_after_a_no_revives_no_old_link(world: World, co: Any) -> None:
    child = world.join("Tia", "mentee")
    url = link_of(world, co, child)
    Client().post(url, {**ALL_YES, "item_mentoring": "no"})
    services.ask_consents(mentees=[child], by=co, at=timezone.now())
    assert Consent.objects.get().state == "requested"
    assert b"item_mentoring" not in Client().get(url).content
    Client().post(url, ALL_YES)
    assert Consent.objects.get().state == "requested"
