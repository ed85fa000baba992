"""Which policy a pair is under, and what is kept with a decision so that it can be repeated."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from ithaca.messaging.judge import policy_for, switched
from tests.messaging.conftest import Talk
from tests.support.pairs import arrange, cleared_pair
from tests.support.world import ADULT_BORN, World

NUMBER = "My number is 07700 900123 if the train is late."


def test_switches_of_an_adults_scheme_loosen_nothing_for_a_child(talk: Talk) -> None:
    on = timezone.localdate()
    arrange(talk.world, message_policy="adults", message_switches=("details_plain=off", "meet=off"))
    talk.pair.scheme.refresh_from_db()
    assert policy_for(talk.pair, on).version == "children/1"
    talk.pair.mentee.person.date_of_birth = date(on.year - 17, 1, 1)
    assert policy_for(talk.pair, on).version == "16-19/1"
    talk.pair.mentee.person.date_of_birth = None
    assert policy_for(talk.pair, on).version == "children/1"


def test_adults_swap_details_and_meet_where_the_scheme_says_so(world: World) -> None:
    world.join("Ada Mentee", "mentee", born=ADULT_BORN)
    swaps = {"message_policy": "adults", "mentees_may_be_children": False}
    pair = cleared_pair(world, mentee="Ada Mentee", channels=("messages", "meetings"), **swaps)
    assert Talk(world, pair).say(NUMBER).state == "delivered"
    assert "900123" not in Talk(world, pair).say(NUMBER).delivered_text
    arrange(world, message_switches=("details_plain=off", "meet=off"))
    pair.scheme.refresh_from_db()
    message = Talk(world, pair).say(NUMBER)
    assert (message.action, message.policy_version) == ("allow", "adults/1~details_plain=off~meet=off")
    assert "900123" in message.delivered_text
    assert Talk(world, pair).say("Let us meet at my house on Friday, just us.").action == "allow"


@pytest.mark.parametrize("item", ["sexual=off", "harm=off", "details_plain=off", "nothing=off", "meet", "meet="])
def test_what_may_not_be_off_stays_on(item: str) -> None:
    assert switched("children", [item]).version == "children/1"


def test_everything_the_engine_was_asked_with_is_kept(talk: Talk) -> None:
    first = talk.say("Hello, how was your week?")
    second = talk.say("And the school boat?")
    assert second.judged["context"] == [first.public_id]
    assert (second.judged["role"], second.judged["band"]) == ("mentee", "child")
    assert talk.pair.mentee.person.school is not None
    assert talk.pair.mentee.person.school.lead_phone in second.judged["numbers"]
