"""No plain contact detail reaches the other side where there is a child: through the whole way of a message (SG-5)."""

from __future__ import annotations

import re

import pytest

from ithaca.messaging.models import Message
from ithaca.screening import Policy, Speaker, redacted, screen
from tests.messaging.conftest import Talk
from tests.messaging.details import plain_details


def left(words: str, kind: str, secret: str) -> bool:
    """True if the detail can still be read in the words; of a number, its last six figures in their order."""
    if kind == "PHONE":
        return secret in re.sub(r"\D", "", words)
    return secret.casefold() in words.casefold()


@pytest.mark.parametrize("speaker", [Speaker("mentor", "adult"), Speaker("mentee", "child")])
def test_of_two_thousand_plain_details_the_engine_lets_none_through(speaker: Speaker) -> None:
    through = []
    for kind, words, secret in plain_details(2_000, seed=5):
        verdict = screen(words, speaker=speaker, policy=Policy.named("children"))
        shown = {"allow": words, "redact": redacted(words, verdict)}.get(verdict.action, "")
        if left(shown, kind, secret):
            through.append((kind, words, shown))
    assert through == []


@pytest.mark.parametrize("mentor", [True, False])
def test_none_is_delivered_on_the_way_through_the_platform(talk: Talk, mentor: bool) -> None:
    """Both ways, in one thread, as they come: the earlier messages are the context of the later ones."""
    for kind, words, secret in plain_details(100, seed=6 + mentor):
        message = talk.say(words, mentor=mentor)
        assert not left(message.delivered_text, kind, secret), (words, message.delivered_text)
        assert message.original == words


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_two_thousand_through_the_platform(talk: Talk) -> None:
    """The whole bar, some minutes: `python -m pytest tests/messaging -m slow`."""
    for number, (kind, words, secret) in enumerate(plain_details(2_000, seed=8)):
        message = talk.say(words, mentor=bool(number % 2))
        assert not left(message.delivered_text, kind, secret), (words, message.delivered_text)
    assert Message.objects.count() == 2_000
