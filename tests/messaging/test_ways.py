"""What a scheme does not allow is not there: no button, no page, no way in (MSG-15); pairs change their way (MSG-23)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from ithaca.cover.services import put_on_duty
from ithaca.kernel.refusals import NotNow
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.arrange import arrange as arrange_meeting
from ithaca.meetings.services.arrange import confirm
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.models import Message
from ithaca.messaging.services import send_message
from tests.messaging.conftest import Talk
from tests.support.pairs import arrange, cleared_pair, mentor_of
from tests.support.world import World


@pytest.fixture
def pair(world: World) -> Mentorship:
    """Two who meet and may not write."""
    return cleared_pair(world, channels=("meetings",))


def test_without_messages_nothing_of_them_is_on_the_pages_and_nothing_is_taken(world: World, pair: Mentorship) -> None:
    thread = world.url(f"messages/{pair.public_id}/")
    for person in (pair.mentor.person, pair.mentee.person, world.people["Cora Coordinator"]):
        browser = world.client(person)
        for page in ("", f"pairs/{pair.public_id}/"):
            assert f"messages/{pair.public_id}" not in browser.get(world.url(page)).content.decode()
        assert browser.get(thread).status_code == 404
        assert browser.post(thread, {"body": "Hello", "once": "h"}).status_code == 404
    with pytest.raises(NotNow, match="does not use messages"):
        send_message(mentorship=pair, sender=pair.mentor, body="Hello", by=mentor_of(world, pair), at=timezone.now())
    assert not Message.objects.exists()


def test_without_meetings_none_is_arranged(talk: Talk) -> None:
    arrange(talk.world, channels=("messages",))
    page = talk.browser("mentor").get(talk.world.url(f"pairs/{talk.pair.public_id}/")).content.decode()
    assert "meetings/arrange" not in page
    arranging = talk.world.url(f"pairs/{talk.pair.public_id}/meetings/arrange/")
    assert talk.browser("mentor").get(arranging).status_code == 404


def test_no_page_offers_chat_text_or_forum_whatever_a_scheme_lists(talk: Talk) -> None:
    arrange(talk.world, channels=("messages", "chat", "text", "forum"))
    for who in ("mentor", "mentee", "Cora Coordinator"):
        browser = talk.browser(who)
        for page in ("", f"pairs/{talk.pair.public_id}/", f"messages/{talk.pair.public_id}/"):
            words = browser.get(talk.world.url(page)).content.decode().lower()
            assert "live chat" not in words
            assert "forum" not in words


def test_who_began_face_to_face_goes_on_by_messages_once_the_scheme_allows_them(world: World, pair: Mentorship) -> None:
    arrange(world, channels=("meetings", "messages"))
    browser, thread = world.client(pair.mentor.person), world.url(f"messages/{pair.public_id}/")
    assert thread in browser.get(world.url(f"pairs/{pair.public_id}/")).content.decode()
    browser.post(thread, {"body": "Good to meet you.", "once": "g"})
    assert Message.objects.get().state == "delivered"


def test_who_began_on_line_asks_for_a_supervised_meeting_and_the_co_ordinator_agrees_to_it(talk: Talk) -> None:
    """In a scheme for both: the pair asks, somebody is on duty, the co-ordinator says yes."""
    talk.say("May we meet one day?")
    arrange(talk.world, channels=("messages", "meetings"), meetings_involve="approve", duty_needed=True)
    day = timezone.localdate() + timedelta(days=3)
    starts = timezone.make_aware(datetime.combine(day, time(12)))

    def ask() -> Meeting:
        by = mentor_of(talk.world, talk.pair)
        return arrange_meeting(mentorship=talk.pair, starts_at=starts, minutes=30, by=by, at=timezone.now())

    with pytest.raises(NotNow, match="on duty"):
        ask()
    put_on_duty(
        scheme=talk.world.scheme, person=talk.world.people["Cora Coordinator"], partner=talk.world.school, day=day,
        starts=time(11), ends=time(14), by=talk.staff(), at=timezone.now(),
    )  # fmt: skip
    meeting = ask()
    assert meeting.state == "asked"
    confirm(meeting=meeting, by=talk.staff(), at=timezone.now())
    assert meeting.state == "confirmed"


def test_a_first_sentence_comes_into_the_box_with_one_press_and_never_over_what_was_typed(talk: Talk) -> None:
    """MSG-24."""
    browser = talk.browser("mentee")
    page = browser.get(talk.url()).content.decode()
    assert 'href="?begin=1#latest"' in page
    assert 'spellcheck="true"' in page
    assert '<html lang="en' in page
    assert "What do you like?</textarea>" in browser.get(talk.url("?begin=1")).content.decode()
    for odd in ("0", "99", "x", "-1", "²", "1" * 50):
        assert browser.get(talk.url(f"?begin={odd}")).status_code == 200
    browser.post(talk.url("draft"), {"body": "My own words"})
    kept = browser.get(talk.url("?begin=1")).content.decode()
    assert "My own words</textarea>" in kept
    assert "What do you like?</textarea>" not in kept
