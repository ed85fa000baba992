"""A talk by video with a child that nobody had arranged is kept, and a safeguarding lead hears of it (SG-19, SG-13)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.roles import Role
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.log import log_meeting
from ithaca.meetings.services.video import pairs_behind
from ithaca.mentorships.models import Mentorship
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern, Subject
from tests.support.pairs import STAFF, actor, cleared_pair, mentee_of, mentor_of
from tests.support.world import World


@pytest.fixture
def pair(world: World) -> Mentorship:
    made = cleared_pair(world, channels=("meetings", "video"))
    Mentorship.objects.filter(pk=made.pk).update(opened_at=timezone.now() - timedelta(days=60))
    made.refresh_from_db()
    return made


def logged(world: World, pair: Mentorship, *, days: int = 2, **how: Any) -> Meeting:
    """The mentor logs a talk of some days ago, unless told otherwise."""
    at = timezone.now()
    facts = {"channel": "video", "minutes": 30, "by": mentor_of(world, pair), "at": at} | how
    return log_meeting(mentorship=pair, starts_at=at - timedelta(days=days), **facts)


def planned(pair: Mentorship, channel: str, days: int = 2) -> Meeting:
    """A session that everybody had agreed to."""
    made: Meeting = Meeting.objects.create(
        scheme=pair.scheme,
        mentorship=pair,
        starts_at=timezone.now() - timedelta(days=days),
        minutes=30,
        channel=channel,
        state="confirmed",
    )
    return made


def grown_up(pair: Mentorship) -> None:
    person = pair.mentee.person
    person.date_of_birth = timezone.localdate() - timedelta(days=30 * 366)
    person.save()


def test_the_log_is_kept_and_a_low_level_concern_waits_for_the_lead(world: World, pair: Mentorship) -> None:
    row = logged(world, pair)
    assert (row.state, row.channel, row.minutes) == ("logged", "video", 30)
    concern = Concern.objects.get()
    assert (concern.kind, concern.route) == ("boundary", "lead")
    assert [subject.person for subject in Subject.objects.filter(concern=concern)] == [pair.mentor.person]
    assert pairs_behind(concern=concern) == [pair.pk]
    lead = world.client(world.people[STAFF[Role.SAFEGUARDING_LEAD]])
    page = lead.get(world.url(f"concerns/{concern.public_id}/")).content.decode()
    assert "that nobody had arranged here" in page
    assert concern.public_id in lead.get(world.url("")).content.decode()
    told = set(Letter.objects.filter(name__startswith="safeguarding.").values_list("to_address", flat=True))
    assert told
    assert not told & {pair.mentor.person.email, pair.mentee.person.email}


def test_the_two_are_told_nothing(world: World, pair: Mentorship) -> None:
    logged(world, pair)
    concern = Concern.objects.get()
    for side in (pair.mentor, pair.mentee):
        client = world.client(side.person)
        assert client.get(world.url(f"concerns/{concern.public_id}/")).status_code == 404
        page = client.get(world.url(f"pairs/{pair.public_id}/")).content.decode()
        assert "nobody had arranged" not in page


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_it_is_the_same_whoever_of_the_two_logs_it(world: World, pair: Mentorship, who: str) -> None:
    logged(world, pair, by=mentor_of(world, pair) if who == "mentor" else mentee_of(world, pair))
    assert Concern.objects.count() == 1


def test_a_meeting_in_person_that_became_a_talk_by_video_was_not_arranged_as_one(
    world: World, pair: Mentorship
) -> None:
    logged(world, pair, meeting=planned(pair, "meetings"))
    assert Concern.objects.count() == 1


def test_several_logged_at_once_are_one_matter_and_each_is_recorded(world: World, pair: Mentorship) -> None:
    for days in (2, 9, 16):
        logged(world, pair, days=days)
    assert Concern.objects.count() == 1
    assert Event.objects.filter(name="meetings.video_unarranged").count() == 3
    Concern.objects.update(state="closed")
    logged(world, pair, days=23)
    assert Concern.objects.count() == 2


def test_an_arranged_talk_another_way_a_missed_one_and_grown_ups_are_plain_records(
    world: World, pair: Mentorship
) -> None:
    logged(world, pair, meeting=planned(pair, "video"))
    logged(world, pair, days=3, channel="meetings")
    logged(world, pair, days=4, mentee_came=False)
    logged(world, pair, days=5, by=actor(world, Role.COORDINATOR))
    grown_up(pair)
    logged(world, pair, days=6)
    assert not Concern.objects.exists()
    assert not Event.objects.filter(name="meetings.video_unarranged").exists()


def test_an_age_that_nobody_knows_counts_as_a_child_s(world: World, pair: Mentorship) -> None:
    person = pair.mentee.person
    person.date_of_birth = None
    person.save()
    logged(world, pair)
    assert Concern.objects.count() == 1
