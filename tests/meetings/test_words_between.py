"""What one of the two writes beside messages reaches the other side under the same protection (SG-2, SG-5, SG-19)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.meetings.asked import pairs_behind
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.arrange import arrange
from ithaca.meetings.services.log import correct, log_meeting
from ithaca.meetings.services.words import tell_of_refused
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.pause import pause_contact
from ithaca.safeguarding.models import Concern, Subject
from tests.support.pairs import actor, cleared_pair, mentee_of, mentor_of
from tests.support.world import World

NUMBER = "Ring me on 07700 900123"


@pytest.fixture
def pair(world: World) -> Mentorship:
    made = cleared_pair(world, channels=("messages", "meetings"), log_asks_words=True)
    Mentorship.objects.filter(pk=made.pk).update(opened_at=timezone.now() - timedelta(days=60))
    made.refresh_from_db()
    return made


def logged(world: World, pair: Mentorship, words: str, **more: Any) -> Meeting:
    at = timezone.now()
    return log_meeting(
        mentorship=pair,
        starts_at=at - timedelta(hours=3),
        minutes=60,
        words=words,
        by=more.pop("by", mentor_of(world, pair)),
        at=at,
        **more,
    )


def page_of(world: World, pair: Mentorship) -> str:
    assert pair.mentee.person.account is not None
    return world.client(pair.mentee.person).get(world.url(f"pairs/{pair.public_id}/meetings/")).content.decode()


def test_a_log_takes_no_telephone_number_to_a_child(world: World, pair: Mentorship) -> None:
    with pytest.raises(NotNow):
        logged(world, pair, f"We talked about work. {NUMBER}.")
    assert not Meeting.objects.exists()


def test_a_place_in_words_takes_no_telephone_number_to_a_child(world: World, pair: Mentorship) -> None:
    at = timezone.now()
    by = mentor_of(world, pair)
    when: dict[str, Any] = {"starts_at": at + timedelta(days=2), "minutes": 60}
    with pytest.raises(NotNow):
        arrange(mentorship=pair, place_words=f"My flat. {NUMBER}", by=by, at=at, **when)
    with pytest.raises(NotNow):
        logged(world, pair, "We talked about work.", place_words=NUMBER)
    made = arrange(mentorship=pair, place_words="Town library, High Street 12", by=by, at=at, **when)
    assert made.state == "confirmed"


def test_while_contact_is_paused_no_words_go_through_a_log(world: World, pair: Mentorship) -> None:
    staff = actor(world, Role.SAFEGUARDING_LEAD)
    pause_contact(scheme=world.scheme, mentorship=pair, reason="Looked into.", by=staff, at=timezone.now())
    with pytest.raises(NotNow, match="words"):
        logged(world, pair, "I am sorry that they keep us apart.")
    with pytest.raises(NotNow, match="place"):
        logged(world, pair, "", place_words="Wait for me at the bus stop")
    kept = logged(world, pair, "")
    assert kept.state == "logged"
    with pytest.raises(NotNow, match="words"):
        correct(
            meeting=kept,
            starts_at=kept.starts_at,
            minutes=45,
            reason="Shorter",
            words="I miss you",
            by=mentor_of(world, pair),
            at=timezone.now(),
        )


def test_a_correction_takes_no_telephone_number_either(world: World, pair: Mentorship) -> None:
    kept = logged(world, pair, "We talked about work.")
    with pytest.raises(NotNow):
        correct(
            meeting=kept,
            starts_at=kept.starts_at,
            minutes=45,
            reason="Shorter",
            words=NUMBER,
            by=mentor_of(world, pair),
            at=timezone.now(),
        )


def test_words_of_a_log_that_are_urgent_reach_the_lead_and_not_the_other_side(world: World, pair: Mentorship) -> None:
    logged(world, pair, "You are so sexy, keep it our secret.")
    concern = Concern.objects.get()
    assert Subject.objects.get(concern=concern).person == pair.mentor.person
    assert "sexy" in concern.entries.get().words
    assert "sexy" not in page_of(world, pair)


def test_a_child_who_tells_of_harm_in_a_log_is_heard(world: World, pair: Mentorship) -> None:
    logged(world, pair, "My dad hits me.", by=mentee_of(world, pair))
    concern = Concern.objects.get()
    assert not Subject.objects.filter(concern=concern).exists()
    assert Meeting.objects.get().state == "logged"
    shown = page_of(world, pair)
    assert "hits" in shown, "their own words stay with them"
    assert "We have told somebody" in shown
    mentor = world.client(pair.mentor.person)
    for address in ("", "log/"):
        there = mentor.get(world.url(f"pairs/{pair.public_id}/meetings/{address}")).content.decode()
        assert "We have told somebody" not in there


@pytest.mark.parametrize("why", ["contact is paused", "a number in it", "no day"])
def test_a_cry_for_help_in_a_log_that_is_refused_is_heard_once(world: World, pair: Mentorship, why: str) -> None:
    words = f"My dad hits me, please help. {NUMBER if why == 'a number in it' else ''}"
    if why == "contact is paused":
        staff = actor(world, Role.SAFEGUARDING_LEAD)
        pause_contact(scheme=world.scheme, mentorship=pair, reason="Looked into.", by=staff, at=timezone.now())
    child, at = world.client(pair.mentee.person), timezone.localtime() - timedelta(hours=3)
    day = {} if why == "no day" else {"day_day": at.day, "day_month": at.month, "day_year": at.year}
    filled = {**day, "clock": f"{at:%H:%M}", "minutes": 60, "mentor_came": "on", "mentee_came": "on", "words": words}
    refusal = {"contact is paused": "Leave the words out", "a number in it": "leave out telephone numbers"}.get(why, "")
    address = world.url(f"pairs/{pair.public_id}/meetings/log/")
    for _ in range(2):
        key = re.search('name="once" value="([^"]+)"', child.get(address).content.decode())
        assert key, "with it an answer that leads nowhere takes everything back"
        page = child.post(address, {**filled, "once": key[1]}).content.decode()
        assert "My dad hits me" in page, "what was typed stays in the box"
        for sentence in (refusal, "We have told somebody", "999", "0800 1111"):
            assert sentence in page
    assert not Meeting.objects.exists()
    concern = Concern.objects.get()
    assert words in concern.entries.get().words
    assert not Subject.objects.filter(concern=concern).exists()
    assert pairs_behind(concern=concern) == [pair.pk]
    assert "We have told somebody" not in world.client(pair.mentor.person).get(address).content.decode()


def test_the_same_words_after_their_concern_was_closed_are_a_new_one_and_the_old_alarm_is_not_shown(
    world: World, pair: Mentorship
) -> None:
    by, at = mentee_of(world, pair), timezone.now()
    first = tell_of_refused(mentorship=pair, words="My dad hits me.", by=by, at=at - timedelta(days=3))
    Concern.objects.update(state="closed")
    again = tell_of_refused(mentorship=pair, words="My dad hits me.", by=by, at=at)
    assert first is not None
    assert again is not None
    assert first.pk != again.pk
    assert first.about_ref != again.about_ref, "whom the page says was told hangs on it"


def test_other_words_of_a_log_that_is_refused_are_nobodys_business(world: World, pair: Mentorship) -> None:
    tell_of_refused(mentorship=pair, words=NUMBER, by=mentor_of(world, pair), at=timezone.now())
    assert not Concern.objects.exists()


def test_what_stood_in_a_log_before_is_shown_without_the_number(world: World, pair: Mentorship) -> None:
    kept = logged(world, pair, "We talked about work.")
    Meeting.objects.filter(pk=kept.pk).update(words=f"We talked. {NUMBER}.")
    shown = page_of(world, pair)
    assert "We talked." in shown
    assert "900123" not in shown
