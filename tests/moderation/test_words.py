"""The scheme's own words and patterns: seen as counts before they count, and held when they do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotNow
from ithaca.messaging.models import Message
from ithaca.moderation.models import AddedRule, Trial
from ithaca.moderation.services import add_rule, end_rule, try_rule
from ithaca.safeguarding.models import Concern
from tests.messaging.conftest import Talk
from tests.support.world import World


def add(talk: Talk, text: str, form: str = "word", kind: str = "OFFPLATFORM") -> AddedRule:
    """Try and add."""
    more = {"scheme": talk.world.scheme, "text": text, "form": form, "kind": kind}
    try_rule(by=talk.staff(), at=timezone.now(), **more)
    return add_rule(by=talk.staff(), at=timezone.now(), **more)


def test_a_word_is_tried_as_counts_then_added_and_a_message_with_it_waits(talk: Talk) -> None:
    talk.say("Shall we play Zorbo canary tonight?")
    talk.say("Zorbo is my parrot, ZORBO!", mentor=True)
    talk.say("Nothing here")
    browser, url = talk.browser("Cora Coordinator"), talk.world.url("screening/words")
    filled = {"text": "zorbo", "form": "word", "kind": "OFFPLATFORM"}
    early = browser.post(url, {"once": "0", "do": "add", **filled})
    assert "Look first at what it would have caught" in early.content.decode()
    page = browser.post(url, {"once": "1", "do": "try", **filled}, follow=True).content.decode()
    assert "2 of the last 3 messages" in page
    assert "1 of them by mentors; 3 places" in page
    assert not any(word in page for word in ("canary", "parrot", "tonight"))
    assert talk.say("zorbo now?").state == "delivered"
    added = browser.post(url, {"once": "2", "do": "add", **filled})
    assert added.status_code == 302, added.context["form"].errors
    held = talk.say("Z\u043erbo now?")
    assert held.state == "held"
    assert "this scheme added" in held.reasons[0]
    assert held.judged["words"] == [AddedRule.objects.get().public_id]
    assert Event.objects.filter(name="moderation.tried").count() == 1
    assert Trial.objects.get().tried_by == talk.world.people["Cora Coordinator"]


@pytest.mark.parametrize("pattern", ["(", "a**", "[z-a]", "(?=look)", r"\1"])
def test_a_bad_pattern_is_one_clear_sentence(talk: Talk, pattern: str) -> None:
    page = talk.browser("Cora Coordinator").post(
        talk.world.url("screening/words"),
        {"once": "1", "do": "try", "text": pattern, "form": "pattern", "kind": "MONEY"},
    )
    assert page.status_code == 422
    assert "This pattern cannot be read" in page.content.decode()
    assert not Trial.objects.exists()


@pytest.mark.parametrize(
    ("pattern", "why"),
    [("(", "missing ): (."), ("é(", "missing ): é(."), (r"\1", r"invalid escape sequence: \1.")],
)
def test_what_is_wrong_with_a_pattern_is_said_in_letters_and_not_in_bytes(talk: Talk, pattern: str, why: str) -> None:
    with pytest.raises(NotNow) as refused:
        add(talk, pattern, form="pattern")
    assert refused.value.sentence.startswith(f"This pattern cannot be read: {why} Look at its brackets")


@pytest.mark.parametrize("pattern", [".*", "a?", "x|"])
def test_a_pattern_that_stops_everything_is_refused(talk: Talk, pattern: str) -> None:
    with pytest.raises(NotNow, match="stop every message"):
        add(talk, pattern, form="pattern")


@pytest.mark.parametrize("sign", ["\U0001f48b", "\u2665", "\U0001f48b \U0001f48b"])
def test_a_sign_alone_is_no_word_and_the_page_says_what_to_do(talk: Talk, sign: str) -> None:
    with pytest.raises(NotNow, match="cannot look for a sign like this alone as a word"):
        add(talk, sign)
    add(talk, sign, form="pattern")
    assert talk.say(f"See you {sign}").state == "held"
    assert talk.say("See you").state == "delivered"


def test_a_word_about_harm_tells_the_lead(talk: Talk) -> None:
    add(talk, "blue door club", kind="GROOMING")
    assert talk.say("Come to the Blue  Door club").state == "locked"
    assert Concern.objects.count() == 1


def test_an_ended_word_is_sought_no_longer_and_its_trial_runs_out(talk: Talk) -> None:
    row = add(talk, "zorbo")
    end_rule(rule=row, by=talk.staff(), at=timezone.now())
    assert talk.say("zorbo").state == "delivered"
    later = timezone.now() + timedelta(hours=2)
    with pytest.raises(NotNow, match="Look first"):
        add_rule(scheme=talk.world.scheme, text="zorbo", form="word", kind="MONEY", by=talk.staff(), at=later)


def test_one_schemes_words_are_no_others(talk: Talk, other_world: World) -> None:
    add(talk, "zorbo")
    from ithaca.kernel.scope import open_scheme
    from tests.support.pairs import cleared_pair

    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        other = Talk(other_world, cleared_pair(other_world, channels=("messages",)))
        assert other.say("zorbo").state == "delivered"
        assert Message.objects.filter(state="held").count() == 0
