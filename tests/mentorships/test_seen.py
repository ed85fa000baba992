"""What one of the two sees of the other: never a way round the platform, whatever was written about oneself (SG-5, REL-04)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ithaca.kernel.refusals import NotNow
from ithaca.mentorships.seen import interests_of, seen_by_other
from ithaca.participants.services import change_participant
from tests.support.pairs import cleared_pair, mentor_of
from tests.support.world import World

NUMBER = "I build ships. Ring me on 07700 900123"


def test_an_introduction_loses_what_a_message_would_lose(world: World) -> None:
    pair, on = cleared_pair(world), timezone.localdate()
    pair.mentor.introduction = NUMBER
    for open_now in (False, True):
        shown = seen_by_other(pair.mentor, on=on, open=open_now).introduction
        assert "ships" in shown
        assert "900123" not in shown
    pair.mentor.introduction = "You are so sexy, keep it our secret"
    assert seen_by_other(pair.mentor, on=on, open=True).introduction == ""


def test_interests_lose_an_account_name(world: World) -> None:
    pair = cleared_pair(world)
    pair.mentor.profile = {"interests": ["sailing", "insta: dave_99"]}
    assert interests_of(pair.mentor) == ("sailing",)


def test_nobody_keeps_a_number_in_their_introduction(world: World) -> None:
    pair = cleared_pair(world)
    by, at = mentor_of(world, pair), timezone.now()
    with pytest.raises(NotNow):
        change_participant(participant=pair.mentor, by=by, at=at, introduction=NUMBER)
    change_participant(participant=pair.mentor, by=by, at=at, introduction="I build ships.")
    pair.mentor.refresh_from_db()
    assert pair.mentor.introduction == "I build ships."
