"""Searching back through one's own thread finds what this reader sees and nothing else (MSG-20)."""

from __future__ import annotations

import pytest

from tests.messaging.conftest import PHONE, Talk


def found(talk: Talk, who: str, words: str) -> int:
    page = talk.browser(who).get(talk.url("search"), {"q": words})
    assert page.status_code == 200
    return page.content.decode().count('class="bubble ')


@pytest.mark.parametrize(
    ("words", "hits"),
    [("boat", 1), ("BOAT red", 1), ("émile", 1), ("ÉMILE", 1), ("train", 0), ("", 0), ("100%", 0), ("_", 0)],
)
def test_every_word_is_found_whatever_its_case(talk: Talk, words: str, hits: int) -> None:
    talk.say("Émile likes the red boat.")
    assert found(talk, "mentor", words) == hits


def test_what_was_taken_out_is_found_by_its_writer_alone(talk: Talk) -> None:
    message = talk.say(PHONE)
    assert found(talk, "mentee", "07700") == 1
    assert found(talk, "mentor", "07700") == 0
    message.refresh_from_db()
    if message.state == "delivered":
        assert found(talk, "mentor", "tonight") == 1


def test_a_held_message_is_not_found_by_the_other_side(moderated: Talk) -> None:
    moderated.say("The red boat.")
    assert found(moderated, "mentee", "boat") == 1
    assert found(moderated, "mentor", "boat") == 0


def test_nobody_else_searches(talk: Talk) -> None:
    talk.say("The red boat.")
    assert talk.browser("Cora Coordinator").get(talk.url("search"), {"q": "boat"}).status_code == 404


def test_more_than_can_be_looked_for_is_said_and_comes_back_in_the_box(talk: Talk) -> None:
    words = "boat " * 21
    page = talk.browser("mentee").get(talk.url("search"), {"q": words})
    assert page.status_code == 422
    assert "at most 100 characters" in page.content.decode()
    assert f'value="{words}"' in page.content.decode()
    assert "No message has these words" not in page.content.decode()
