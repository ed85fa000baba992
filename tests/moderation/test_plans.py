"""Plans to meet, or to talk somewhere else, reach the co-ordinator where meetings go through her (MSG-14)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from ithaca.audit.models import Event
from ithaca.moderation.models import Reading
from tests.messaging.conftest import Talk
from tests.support.pairs import arrange

MEET = "Shall we meet for a coffee at the station on Friday at 4?"
ELSEWHERE = "Let us carry on talking on WhatsApp instead."


@pytest.fixture
def adults(talk: Talk) -> Talk:
    """Two adults whose scheme lets such words pass; more than their first three messages are written and read."""
    off = ("meet=off", "offplatform=off")
    arrange(talk.world, mentees_may_be_children=False, message_policy="adults", message_switches=off, sample_minutes=0)
    person = talk.pair.mentee.person
    person.date_of_birth = date(1990, 1, 1)
    person.save()
    for _ in range(3):
        talk.say("Good morning to you.")
    Reading.objects.all().delete()
    return talk


@pytest.mark.parametrize("involve", ["none", "told", "approve"])
@pytest.mark.parametrize("words", [MEET, ELSEWHERE])
def test_they_are_read_where_meetings_involve_the_co_ordinator_and_delivered_all_the_same(
    adults: Talk, involve: str, words: str
) -> None:
    arrange(adults.world, meetings_involve=involve)
    message = adults.say(words)
    assert message.state == "delivered"
    assert [row.why for row in Reading.objects.all()] == ([] if involve == "none" else ["meeting"])


def test_the_co_ordinator_reads_it_with_the_reason_and_the_reading_is_written_down(adults: Talk) -> None:
    arrange(adults.world, meetings_involve="approve")
    adults.say(MEET)
    place = {"organisation": adults.world.organisation.slug, "scheme": adults.world.scheme.slug}
    page = adults.browser("Cora Coordinator").get(reverse("moderation:readings", kwargs=place)).content.decode()
    assert "The two may be planning to meet" in page
    assert "station" in page
    assert Event.objects.filter(name="messaging.delivered_read").latest("pk").data == {"why": "meeting"}


def test_a_childs_plans_wait_instead(talk: Talk) -> None:
    arrange(talk.world, meetings_involve="approve")
    assert talk.say(MEET).state == "held"
