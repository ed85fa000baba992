"""Letters are carried out by real SMTP: once, retried with the same Message-ID, never holding more than they may."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Held, Role
from ithaca.notices.letters import _ALL, LetterKind, fill
from ithaca.notices.models import Letter, MailSettings, Rewording
from ithaca.notices.services.deliver import carry_out, take_back, try_again
from ithaca.notices.services.mail import post_mail, reword, set_up_mail, try_mail
from ithaca.notices.services.send import send_letter, write_to
from tests.support.world import NOW, World

KIND = LetterKind(
    "notices.tested", subject="About {scheme}", body="Hello {name},\n\n{what}", fields={"what": "a thing"}, act="Look"
)
_ALL.pop(KIND.name)  # declared here only: the list of every letter must not know it
BY = job("test")


class Sink:
    """A mail server that keeps what it gets, or answers what it is told to."""

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self.answer = "250 taken"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content))
        return self.answer


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A running mail server on a free port of loopback."""
    handler = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.port = port  # type: ignore[attr-defined]
    yield handler
    controller.stop()


@pytest.fixture
def mail(sink: Sink, db: None) -> MailSettings:
    """Mail that goes to the sink."""
    administrator = Actor(kind="account", held=(Held(Role.ADMINISTRATOR),), role=Role.ADMINISTRATOR)
    return set_up_mail(
        host="127.0.0.1", port=sink.port, security="none", username="", password="",  # type: ignore[attr-defined]
        from_address="scheme@example.org", by=administrator, at=NOW,
    )  # fmt: skip


def letter(world: World, **more: Any) -> Letter:
    person = world.people.get("Mona Mentor") or world.person("Mona Mentor")
    context = {"what": "a boat"}
    return send_letter(kind=KIND, to=person, context=context, scheme=world.scheme, by=BY, at=timezone.now(), **more)


def test_nothing_leaves_while_mail_is_not_set_up(world: World) -> None:
    letter(world)
    assert carry_out() == 0
    assert Letter.objects.get().state == "waiting"


def test_a_letter_is_carried_out_once(world: World, mail: MailSettings, sink: Sink) -> None:
    letter(world, link="/somewhere/")
    assert carry_out() == 1
    assert carry_out() == 0
    [got] = sink.mails
    words = got.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert got["Subject"] == "About Harbour scheme"
    assert "Hello Mona" in words
    assert "a boat" in words
    assert "/somewhere/" in words
    assert "/worried/" in words
    assert got["Message-ID"] == Letter.objects.get().message_id


def test_a_refusal_for_now_is_tried_again_with_the_same_message_id(
    world: World, mail: MailSettings, sink: Sink
) -> None:
    letter(world)
    sink.answer = "451 later"
    carry_out()
    row = Letter.objects.get()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert row.next_try_at > timezone.now()
    sink.answer = "250 taken"
    Letter.objects.update(next_try_at=timezone.now())
    carry_out()
    assert sink.mails[0]["Message-ID"] == row.message_id
    assert Letter.objects.get().state == "sent"


def test_after_four_hours_of_trying_it_fails_visibly_and_can_be_tried_again(
    world: World, mail: MailSettings, sink: Sink
) -> None:
    letter(world)
    sink.answer = "451 later"
    Letter.objects.update(attempts=47)
    carry_out()
    row = Letter.objects.get()
    assert row.state == "failed"
    try_again(letter=row, by=BY, at=timezone.now())
    sink.answer = "250 taken"
    carry_out()
    assert len(sink.mails) == 1


def test_a_claimed_letter_is_left_to_its_worker_until_the_claim_runs_out(
    world: World, mail: MailSettings, sink: Sink
) -> None:
    letter(world)
    Letter.objects.update(claimed_until=timezone.now() + timedelta(minutes=1))
    assert carry_out() == 0
    Letter.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert carry_out() == 1


def test_urgent_letters_go_first(world: World, mail: MailSettings, sink: Sink) -> None:
    for urgent in (False, True):
        letter(world, urgent=urgent, link="/urgent/" if urgent else "")
    carry_out()
    first = sink.mails[0].get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "/urgent/" in first


def test_somebody_without_an_address_gets_paper(world: World) -> None:
    world.person("Paul Pupil").email = ""
    person = world.people["Paul Pupil"]
    row = send_letter(kind=KIND, to=person, context={}, scheme=world.scheme, by=BY, at=NOW)
    assert (row.state, row.to_address) == ("paper", "")


def test_what_nobody_has_seen_can_be_taken_back_and_what_has_left_cannot(
    world: World, mail: MailSettings, sink: Sink
) -> None:
    take_back(letter=letter(world), by=BY, at=NOW)
    assert carry_out() == 0
    other = letter(world)
    carry_out()
    other.refresh_from_db()
    with pytest.raises(NotNow):
        take_back(letter=other, by=BY, at=NOW)


def test_the_schemes_own_words_are_used_and_an_unknown_field_breaks_nothing(world: World) -> None:
    by = world.as_(world.appoint("Cora Coordinator", Role.COORDINATOR), Role.COORDINATOR)
    reword(scheme=world.scheme, name=KIND.name, subject="", body="Dear {name}, {nonsense} {what}", by=by, at=NOW)
    assert "Dear Mona, {nonsense} a boat" in letter(world).body
    reword(scheme=world.scheme, name=KIND.name, subject="", body="", by=by, at=NOW)
    assert Rewording.objects.count() == 0


def test_format_tricks_in_words_reach_nothing() -> None:
    assert fill("{name.__class__} {0} {name}", {"name": "Mona"}) == "{name.__class__} {0} Mona"


def test_one_letter_each_to_a_group(world: World) -> None:
    people = [world.person(name) for name in ("Ada Able", "Ben Bold")]
    rows = write_to(people=people, subject="For {name}", body="Hello {name}", scheme=world.scheme, by=BY, at=NOW)
    assert [(r.subject, r.batch == rows[0].batch) for r in rows] == [("For Ada", True), ("For Ben", True)]


def test_sign_in_codes_are_gone_once_they_have_left(world: World, mail: MailSettings, sink: Sink) -> None:
    post_mail(subject="Your code", body="123456", address="a@example.org", by=BY, at=timezone.now())
    carry_out()
    assert Letter.objects.get().body == ""
    assert "123456" in str(sink.mails[0])


def test_a_wrong_mail_server_is_said_in_words(mail: MailSettings, sink: Sink) -> None:
    mail.port = 1
    with pytest.raises(NotNow, match="no mail server"):
        try_mail(how=mail, to="a@example.org")


def test_a_line_break_in_a_subject_makes_no_second_header(world: World) -> None:
    row = write_to(
        people=[world.person("Ada Able")],
        subject="Hi\nBcc: x@example.org",
        body="-",
        scheme=world.scheme,
        by=BY,
        at=NOW,
    )[0]
    assert "\n" not in row.subject
