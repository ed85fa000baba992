"""Today says a thing once: what stands on the card of a pair is not listed under it again."""

from __future__ import annotations

import re

from ithaca.mentorships.models import Mentorship
from ithaca.messaging.models import Message
from tests.messaging.conftest import Talk
from tests.support.pairs import cleared_pair
from tests.support.world import World


def written(world: World, times: int) -> Talk:
    talk = Talk(world, cleared_pair(world, channels=("messages", "meetings")))
    for number in range(times):
        talk.say(f"Hello, this is thing number {number} I like.", mentor=True)
    return talk


def today(talk: Talk) -> str:
    return str(talk.browser("mentee").get(talk.world.url("")).content.decode())


def test_two_messages_are_one_mark_on_the_card_of_the_pair(world: World) -> None:
    talk = written(world, 2)
    page = today(talk)
    assert page.count("2 new messages") == 1
    assert "You have" not in page


def test_after_the_pair_has_ended_they_are_one_line(world: World) -> None:
    talk = written(world, 2)
    Mentorship.objects.filter(pk=talk.pair.pk).update(state="ended")
    page = today(talk)
    assert page.count("You have 2 messages") == 1


def test_a_message_that_came_back_stands_beside_the_card(world: World) -> None:
    talk = written(world, 1)
    mine = talk.say("I like boats.")
    Message.objects.filter(pk=mine.pk).update(state="returned", return_reason="Please say it again.")
    page = today(talk)
    assert "New message" in page
    assert "A message of yours came back with a note" in page


def test_who_corrects_a_record_comes_back_to_the_person(world: World) -> None:
    talk = Talk(world, cleared_pair(world, channels=("messages", "meetings")))
    person = talk.pair.mentor.person
    page, client = talk.world.url(f"people/{person.public_id}/"), talk.browser("Cora Coordinator")
    found = re.search(r'href="([^"]*/o/harbour/people/[^"]*)"', client.get(page).content.decode())
    assert found is not None
    names = {"given_name": person.given_name, "family_name": person.family_name}
    typed = {**names, "phone": "01632 960003", "reason": "They rang."}
    assert client.post(found[1], typed).headers["Location"] == page
