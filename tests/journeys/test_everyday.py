"""Everyday jobs, in as few presses as promised."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from ithaca.consents.models import Consent
from ithaca.kernel.scope import open_scheme
from ithaca.meetings.models import Meeting
from ithaca.messaging.models import Message
from ithaca.messaging.services.send import send_message
from ithaca.notices.models import Letter
from tests.journeys.presses import counted
from tests.journeys.story import Story
from tests.support.pairs import STAFF, cleared_pair, mentee_of, mentor_of, with_staff
from tests.support.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Story]
CHANNELS = ("meetings", "messages")


def test_a_mentor_logs_a_meeting(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    mona = story(pair.mentor.person, world)
    mona.open(world.url(""))
    mona.picture("today-mentor")
    mona.press("Log a meeting")
    mona.picture("log-a-meeting")
    mona.press("Keep this log")
    counted("log a meeting", mona.presses)
    assert Meeting.objects.get().state == "logged"
    mona.sees("logged")


def test_a_mentee_reads_and_replies(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    send_message(
        mentorship=pair,
        sender=pair.mentor,
        body="Which boat did you like best?",
        by=mentor_of(world, pair),
        at=timezone.now(),
    )
    milo = story(pair.mentee.person, world)
    milo.open(world.url(""))
    milo.press("Read and write")
    milo.sees("Which boat did you like best?")
    milo.picture("thread")
    milo.type("Your message", "The red one with two sails.")
    milo.press("Send")
    counted("reply", milo.presses)
    milo.sees("The red one with two sails.")
    assert Message.objects.filter(state="delivered").count() == 2


def test_a_held_message_waits_is_released_and_read(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    words = "Shall we meet at my house on Saturday, just the two of us?"
    send_message(mentorship=pair, sender=pair.mentor, body=words, by=mentor_of(world, pair), at=timezone.now())
    milo, mona = story(pair.mentee.person, world), story(pair.mentor.person, world)
    thread = world.url(f"messages/{pair.public_id}/")
    milo.open(thread)
    milo.sees_not("just the two of us")
    mona.open(thread)
    mona.sees("just the two of us")


def test_the_coordinator_releases_a_message(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    body = "You can ring me on seven seven double oh nine, that is the first half of my number"
    send_message(mentorship=pair, sender=pair.mentee, body=body, by=mentee_of(world, pair), at=timezone.now())
    held = Message.objects.get()
    if held.state != "held":
        body = "We could chat on Snapchat instead of here."
        send_message(mentorship=pair, sender=pair.mentee, body=body, by=mentee_of(world, pair), at=timezone.now())
    cora = story(world.people[STAFF_COORDINATOR], world)
    cora.open(world.url("messages/held/"))
    cora.picture("held-messages")
    cora.press("Deliver as written")
    counted("release a message", cora.presses)
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        assert Message.objects.filter(state="delivered").exists()


def test_staff_pause_contact(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    cora = story(world.people[STAFF_COORDINATOR], world)
    cora.open(world.url(f"people/{pair.mentor.public_id}/"))
    cora.picture("person")
    cora.press("Pause contact")
    cora.type("Reason", "A check has to be looked at again.")
    cora.press("Pause contact now")
    counted("pause contact", cora.presses)
    milo = story(pair.mentee.person, world)
    milo.open(world.url(f"messages/{pair.public_id}/"))
    milo.sees("You can read here, but not write at the moment")
    milo.sees_not("looked at again")


STAFF_COORDINATOR = next(iter(STAFF.values()))


def test_a_class_of_paper_consents_is_ticked_in_one_go(world: World, story: Begin) -> None:
    with_staff(world)
    for name in ("Ada Able", "Ben Bold", "Cem Calm"):
        world.join(name, "mentee")
    cora = story(world.people[STAFF_COORDINATOR], world)
    cora.open(world.url("permissions/"))
    cora.picture("permissions")
    cora.press("Tick all")
    cora.press("They said yes, on paper, today")
    counted("consents of a class", cora.presses)
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        assert Consent.objects.filter(state="given").count() == 3


def test_the_coordinator_writes_to_a_group(world: World, story: Begin) -> None:
    with_staff(world)
    for name in ("Mona Mentor", "Max Mentor"):
        world.join(name, "mentor")
    cora = story(world.people[STAFF_COORDINATOR], world)
    cora.open(world.url("people/mentors"))
    cora.picture("mentors")
    cora.press("Tick all")
    cora.press("Write to those chosen")
    cora.type("Subject", "Training on Monday")
    cora.type("Your letter", "Hello {name}, the training is in the library.")
    cora.press("See it first")
    cora.sees("Hello Max, the training is in the library.")
    cora.press("Send")
    counted("write to a group", cora.presses)
    assert Letter.objects.filter(name="notices.written").count() == 2
