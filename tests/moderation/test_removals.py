"""Contact details taken out in a child's pair: a person sees each, and a second one of an adult opens a concern."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from ithaca.messaging.models import Message
from ithaca.messaging.services import release
from ithaca.moderation.models import Reading, Removal
from ithaca.moderation.selectors import todo
from ithaca.safeguarding.models import Concern
from tests.messaging.conftest import Talk
from tests.support.pairs import cleared_pair
from tests.support.world import ADULT_BORN, World

NUMBER = "My number is 07700 900123 if the train is late."
MAIL = "You can write to mona@example.com."


def later(talk: Talk, words: str, *, at: datetime) -> Message:
    """A message of the mentor after five plain ones, so that the engine reads it by itself."""
    for n in range(5):
        talk.say(f"Thanks, that was a good read! {chr(65 + n)}", mentor=True, at=at - timedelta(minutes=9 - n))
    return talk.say(words, mentor=True, at=at)


@pytest.mark.parametrize("mentor", [True, False])
def test_a_person_sees_every_removed_detail_in_a_childs_pair(talk: Talk, mentor: bool) -> None:
    for n in range(4):
        talk.say(f"Hello {n}")
    message = talk.say(NUMBER, mentor=mentor)
    assert (message.state, message.action) == ("delivered", "redact")
    assert Reading.objects.get(message=message).why == "details"
    assert todo(by=talk.staff(), scheme=talk.world.scheme, at=timezone.now())[0].urgency == 1
    page = talk.browser("Cora Coordinator").get(talk.world.url("reading/")).content.decode()
    assert "900123" in page
    assert "A contact detail was taken out of it." in page


def test_a_second_one_of_the_same_adult_within_thirty_days_opens_one_concern(talk: Talk) -> None:
    now = timezone.now()
    talk.say(NUMBER, mentor=True, at=now - timedelta(days=29))
    assert not Concern.objects.exists()
    talk.say(MAIL, mentor=True, at=now)
    concern = Concern.objects.get()
    assert (concern.kind, concern.state, concern.route) == ("boundary", "raised", "lead")
    assert concern.subjects.get().person == talk.pair.mentor.person
    third = later(talk, NUMBER, at=now + timedelta(days=1))
    assert third.action == "redact", third.reasons
    assert Concern.objects.count() == 1
    fourth = later(talk, MAIL, at=now + timedelta(days=40))
    assert fourth.action == "redact", fourth.reasons
    assert Concern.objects.count() == 1
    fifth = later(talk, NUMBER, at=now + timedelta(days=41))
    assert fifth.action == "redact", fifth.reasons
    assert Concern.objects.count() == 2
    assert Removal.objects.exclude(concern="").count() == 2


def test_two_far_apart_open_none(talk: Talk) -> None:
    now = timezone.now()
    talk.say(NUMBER, mentor=True, at=now)
    talk.say(MAIL, mentor=True, at=now + timedelta(days=31))
    assert not Concern.objects.exists()


def test_a_child_is_not_reported_for_their_own_number(talk: Talk) -> None:
    talk.say(NUMBER)
    talk.say(MAIL)
    assert not Removal.objects.exists()
    assert not Concern.objects.exists()


def test_what_the_desk_takes_out_counts_too(moderated: Talk) -> None:
    for words in (NUMBER, MAIL):
        message = moderated.say(words, mentor=True)
        release(message=message, by=moderated.staff(), at=timezone.now(), remove_details=True)
    assert Concern.objects.get().subjects.get().person == moderated.pair.mentor.person


def test_adults_among_themselves_are_not_reported(world: World) -> None:
    world.join("Ada Mentee", "mentee", born=ADULT_BORN)
    more = {"message_policy": "adults", "mentees_may_be_children": False}
    talk = Talk(world, cleared_pair(world, mentee="Ada Mentee", channels=("messages",), **more))
    for _n in range(2):
        assert talk.say(NUMBER, mentor=True).action == "redact"
    assert not Concern.objects.exists()
    assert not Reading.objects.filter(why="details").exists()


def test_the_writer_learns_nothing_of_it(talk: Talk) -> None:
    for _n in range(2):
        talk.say(NUMBER, mentor=True)
    page = talk.browser("mentor").get(talk.url()).content.decode()
    assert "concern" not in page.lower().split("<main", 1)[1].split("</main", 1)[0]
