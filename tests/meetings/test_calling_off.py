"""Calling a meeting off."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ithaca.meetings.services.arrange import arrange as arrange_meeting
from ithaca.meetings.services.arrange import cancel
from ithaca.notices.models import Letter
from tests.support.pairs import cleared_pair, mentor_of
from tests.support.world import World


def test_the_other_side_is_told_and_it_is_kept_who_called_it_off_and_when(world: World) -> None:
    pair = cleared_pair(world, channels=("meetings",))
    by, at = mentor_of(world, pair), timezone.now()
    meeting = arrange_meeting(
        mentorship=pair, starts_at=at + timedelta(days=3), minutes=60, channel="meetings", by=by, at=at
    )
    cancel(meeting=meeting, reason="A cold.", by=by, at=at)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_by_id, meeting.cancelled_at) == ("cancelled", pair.mentor.person_id, at)
    letter = Letter.objects.get(name="meetings.cancelled")
    assert letter.person == pair.mentee.person
    assert "cold" not in letter.body
