"""The words of a message travel by mail only in a scheme for adults that wants it, and nothing else of it ever does (MSG-18)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import Message as Mail
from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Held, Role
from ithaca.messaging.models import Message
from ithaca.messaging.services import freeze, open_held, release
from ithaca.notices.models import Letter
from ithaca.notices.services.deliver import carry_out
from ithaca.notices.services.mail import set_up_mail
from ithaca.schemes.arrangements import Arrangements
from tests.messaging.conftest import Talk
from tests.notices.test_outbox import Sink, sink  # noqa: F401  (a fixture)
from tests.support.pairs import arrange, cleared_pair, mentor_of
from tests.support.world import World

WORDS = "The heron and the lantern walked along the old canal."
GROWN = {
    "mentees_may_be_children": False,
    "message_policy": "adults",
    "check_level": "none",
    "check_workforce": "not stated",
    "vetting_steps": ("identity",),
    "parent_permission": False,
}


@pytest.fixture
def grown(world: World, sink: Sink) -> Talk:  # noqa: F811
    """Two adults in a scheme that lets words travel; mail leaves to the sink."""
    administrator = Actor(kind="account", held=(Held(Role.ADMINISTRATOR),), role=Role.ADMINISTRATOR)
    set_up_mail(
        host="127.0.0.1", port=sink.port, security="none", username="", password="",  # type: ignore[attr-defined]
        from_address="scheme@example.org", by=administrator, at=timezone.now(),
    )  # fmt: skip
    talk = Talk(world, cleared_pair(world, channels=("messages", "meetings")))
    arrange(world, **GROWN, mail_carries_words=True)
    person = talk.pair.mentee.person
    person.date_of_birth = timezone.localdate() - timedelta(days=9_000)
    person.save(update_fields=["date_of_birth"])
    return talk


def told(sink: Sink) -> list[Mail]:  # noqa: F811
    """The notices that left."""
    carry_out()
    return [mail for mail in sink.mails if mail["X-Ithaca-Letter"] == "messaging.arrived"]


def body(mail: Mail) -> str:
    return mail.get_payload(decode=True).decode()  # type: ignore[union-attr]


def test_the_words_stand_in_the_mail_and_in_nothing_else_of_it(grown: Talk, sink: Sink) -> None:  # noqa: F811
    grown.say(WORDS)
    [mail] = told(sink)
    assert WORDS in body(mail)
    assert not any("heron" in str(value) or "lantern" in str(value) for value in mail.values())
    assert "milo" not in mail.as_string().lower().replace("milo.mentee@example.org", "")
    assert grown.pair.mentee.person.email not in mail.as_string()
    letter = Letter.objects.get(name="messaging.arrived")
    assert "heron" not in letter.body + letter.subject


def test_the_writer_is_told_that_the_words_travel(grown: Talk) -> None:
    sentence = "What you write also stands in the e-mail"
    assert sentence in grown.browser("mentee").get(grown.url()).content.decode()
    arrange(grown.world, mail_carries_words=False)
    assert sentence not in grown.browser("mentee").get(grown.url()).content.decode()


def not_wanted(talk: Talk) -> None:
    arrange(talk.world, mail_carries_words=False)


def under_age(talk: Talk) -> None:
    talk.pair.mentee.person.date_of_birth = timezone.localdate() - timedelta(days=17 * 365)
    talk.pair.mentee.person.save(update_fields=["date_of_birth"])


def of_unknown_age(talk: Talk) -> None:
    talk.pair.mentee.person.date_of_birth = None
    talk.pair.mentee.person.save(update_fields=["date_of_birth"])


def new_address(talk: Talk) -> None:
    talk.pair.mentor.person.email = "somewhere.else@example.org"
    talk.pair.mentor.person.save(update_fields=["email"])


def worried(talk: Talk) -> None:
    message = Message.objects.get()
    freeze(message=message, words="", by=mentor_of(talk.world, talk.pair), at=timezone.now())


def moderated(talk: Talk) -> None:
    arrange(talk.world, moderate_all=True)


def at_risk(talk: Talk) -> None:
    arrange(talk.world, vetting_steps=("identity", "check"), check_level="enhanced", check_workforce="adult")


def for_children(talk: Talk) -> None:
    arrange(talk.world, mentees_may_be_children=True)


def stricter(talk: Talk) -> None:
    arrange(talk.world, message_policy="16-19")


def out_of_contact(talk: Talk) -> None:
    type(talk.pair).objects.filter(pk=talk.pair.pk).update(state="ended")


@pytest.mark.parametrize(
    "change",
    [
        not_wanted, under_age, of_unknown_age, new_address, worried, moderated, at_risk, for_children, stricter,
        out_of_contact,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_what_changes_before_the_mail_leaves_keeps_the_words_here(
    grown: Talk,
    sink: Sink,  # noqa: F811
    change: Callable[[Talk], None],
) -> None:
    grown.say(WORDS)
    change(grown)
    [mail] = told(sink)
    assert "heron" not in mail.as_string()
    assert "waits for you" in body(mail)


def test_what_a_person_let_go_on_stays_here(grown: Talk, sink: Sink) -> None:  # noqa: F811
    arrange(grown.world, moderate_all=True)
    held, by = grown.say(WORDS), grown.staff()
    open_held(message=held, by=by, at=timezone.now())
    release(message=held, by=by, at=timezone.now())
    arrange(grown.world, moderate_all=False)
    [mail] = told(sink)
    held.refresh_from_db()
    assert (held.state, held.delivered_text) == ("delivered", WORDS)
    assert "heron" not in mail.as_string()


def test_what_lost_a_detail_stays_here(grown: Talk, sink: Sink) -> None:  # noqa: F811
    arrange(grown.world, message_policy="children")
    message = grown.say("The heron has a label with 07700 900123 on it.")
    arrange(grown.world, message_policy="adults")
    assert (message.action, message.state) == ("redact", "delivered")
    [mail] = told(sink)
    assert "heron" not in mail.as_string()


def test_only_schemes_for_adults_may() -> None:
    wanted: dict[str, Any] = {**GROWN, "mail_carries_words": True}
    assert Arrangements(**wanted).mail_may_carry_words()
    assert not Arrangements(mail_carries_words=True).mail_may_carry_words()
    for change in (
        {"mentees_may_be_children": True}, {"message_policy": "children"}, {"moderate_all": True},
        {"vetting_steps": ("check",), "check_level": "standard", "check_workforce": "not stated"},
    ):  # fmt: skip
        assert not Arrangements(**{**wanted, **change}).mail_may_carry_words()
