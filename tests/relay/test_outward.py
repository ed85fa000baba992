"""Letters on their way out: they can be answered, tell nobody's address, are signed, and come back to where they are seen."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message as Mail
from typing import Any

import dkim
import pytest
from django.test import Client
from django.utils import timezone

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Held, Role
from ithaca.notices.models import Letter
from ithaca.notices.services.deliver import carry_out
from ithaca.notices.services.mail import set_up_mail
from ithaca.relay.addresses import read
from ithaca.relay.dkim_key import record
from ithaca.relay.reading.own_words import MARK
from ithaca.relay.where import key_file
from tests.notices.test_outbox import Sink, sink  # noqa: F401  (a fixture)
from tests.relay.conftest import DOMAIN, Post, as_sent

ADMINISTRATOR = Actor(kind="account", held=(Held(Role.ADMINISTRATOR),), role=Role.ADMINISTRATOR)


@pytest.fixture
def out(post: Post, sink: Sink, settings: Any, tmp_path: Any) -> Sink:  # noqa: F811
    """Mail leaves to the sink."""
    settings.DATA = tmp_path
    set_up_mail(
        host="127.0.0.1", port=sink.port, security="none", username="", password="",  # type: ignore[attr-defined]
        from_address="scheme@example.org", by=ADMINISTRATOR, at=timezone.now(),
    )  # fmt: skip
    sink.raw = []  # type: ignore[attr-defined]

    async def keep(server: Any, session: Any, envelope: Any) -> str:
        sink.raw.append((envelope.mail_from, envelope.original_content))  # type: ignore[attr-defined]
        return "250 taken"

    sink.handle_DATA = keep  # type: ignore[method-assign]
    return sink


def notices(out: Sink) -> list[tuple[str, bytes, Mail]]:
    """(envelope, bytes, mail) of what left."""
    carry_out()
    return [(envelope, raw, message_from_bytes(raw)) for envelope, raw in out.raw]  # type: ignore[attr-defined]


def arrived(post: Post, out: Sink) -> tuple[str, bytes, Mail]:
    """The notice that the mentee's message causes."""
    post.arrives(post.signed(post.mail("I enjoyed the book.", role="mentee")), post.answer_address("mentee"))
    [found] = [one for one in notices(out) if one[2]["X-Ithaca-Letter"] == "messaging.arrived"]
    return found


def test_a_notice_can_be_answered_and_the_answer_arrives(post: Post, out: Sink) -> None:
    _envelope, raw, notice = arrived(post, out)
    relay = read(notice["Reply-To"], at=timezone.now())
    assert relay is not None
    assert (relay.kind, relay.role) == ("reply", "mentor")
    body = notice.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert body.startswith(MARK)
    answer = post.mail("So did I.\n\nOn Mon, 2 Mar 2026, Harbour wrote:\n" + body.replace("\n", "\n> "))
    row = post.arrives(post.signed(answer), notice["Reply-To"])
    assert row.state == "passed"
    assert post.messages()[-1].original == "So did I."
    assert raw.count(b"\r\n") == raw.count(b"\n")


def test_nothing_of_the_other_side_is_in_it(post: Post, out: Sink) -> None:
    envelope, raw, notice = arrived(post, out)
    mentee = post.pair.mentee.person
    for secret in (mentee.email, mentee.family_name, "book", post.world.organisation.contact_email or "no such"):
        assert secret.encode() not in raw
        assert secret not in envelope
    assert notice["From"] == "scheme@example.org"
    assert envelope.endswith(f"@{DOMAIN}")


def test_letters_about_other_things_and_schemes_without_mail_cannot_be_answered(post: Post, out: Sink) -> None:
    from tests.support.pairs import arrange

    arrange(post.world, channels=("messages",))
    from tests.messaging.conftest import Talk

    Talk(post.world, post.pair).say("Hello there.")
    assert [one[2]["Reply-To"] for one in notices(out)] == [None] * len(out.raw)  # type: ignore[attr-defined]
    assert all(MARK.encode() not in raw for _envelope, raw in out.raw)  # type: ignore[attr-defined]


def test_a_letter_that_comes_back_stands_as_failed(post: Post, out: Sink) -> None:
    envelope, _raw, _notice = arrived(post, out)
    letter = Letter.objects.get(name="messaging.arrived", state="sent")
    report = (
        b"From: MAILER-DAEMON@mx.example.net\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n\r\nNo such user.\r\n--b--\r\n'
    )
    row = post.arrives(report, envelope, envelope="")
    assert (row.state, row.why) == ("bounced", "bounce")
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == ("failed", "returned")
    away = as_sent(post.mail("I am away.", Auto_Submitted="auto-replied"))
    assert post.arrives(away, envelope).state == "left"


def test_letters_are_signed_over_the_bytes_that_leave(post: Post, out: Sink, settings: Any) -> None:
    settings.RELAY_SIGNS = True
    _envelope, raw, _notice = arrived(post, out)
    post.names.text("ithaca._domainkey.example.org", record(key_file()))
    public = record(key_file()).encode()
    assert dkim.verify(raw, dnsfunc=lambda _name, timeout=5: public)
    assert not dkim.verify(raw.replace(b"Reply-To: r-", b"Reply-To: x-"), dnsfunc=lambda _name, timeout=5: public)
    assert key_file().stat().st_mode & 0o077 == 0


def test_one_press_stops_letters_that_may_be_stopped_and_no_others(post: Post, out: Sink) -> None:
    from tests.messaging.conftest import Talk

    _envelope, raw, notice = arrived(post, out)
    assert b"=?utf-8?" not in raw.split(b"\r\n\r\n")[0]  # no program could use an address in coded pieces
    assert notice["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = notice["List-Unsubscribe"].strip("<>").partition("//")[2].partition("/")[2]
    browser = Client(enforce_csrf_checks=True)
    assert "Stop these letters?" in browser.get(f"/{path}").content.decode()
    talk = Talk(post.world, post.pair)
    talk.say("Reading alone stops nothing.")
    assert Letter.objects.filter(name="messaging.arrived", state="stopped").count() == 0
    for _turn in range(2):
        assert browser.post(f"/{path}", {"List-Unsubscribe": "One-Click"}).status_code == 200
    talk.say("Kept, not sent.")
    assert Letter.objects.filter(name="messaging.arrived", state="stopped").count() == 1
    talk.say("To the other one.", mentor=True)
    assert Letter.objects.filter(name="messaging.arrived", state="stopped").count() == 1
    browser.post(f"/{path}", {"do": "again"})
    talk.say("As before.")
    assert Letter.objects.filter(name="messaging.arrived", state="stopped").count() == 1
    assert all(
        one[2]["List-Unsubscribe"] is None for one in notices(out) if one[2]["X-Ithaca-Letter"] != "messaging.arrived"
    )


@pytest.mark.parametrize("token", ["x", "222222222222:x", "a" * 300])
def test_a_made_up_link_stops_nothing(post: Post, token: str) -> None:
    answer = Client().post(f"/letters/stop/{token}/")
    assert answer.status_code == 409
    assert "does not work" in answer.content.decode()


SECRET = "ithaca:a-long-password"


@pytest.fixture
def hooks(post: Post, settings: Any) -> Iterator[None]:
    """The webhooks of providers, switched on."""
    import importlib
    import sys

    from django.urls import clear_url_caches

    from ithaca.relay import webhooks

    settings.RELAY_WEBHOOK = SECRET
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    webhooks.listen()
    urls = sys.modules["ithaca.config.urls"]
    importlib.reload(urls)
    clear_url_caches()
    yield
    settings.RELAY_WEBHOOK = ""
    webhooks.inbound.disconnect(dispatch_uid="ithaca.relay.webhooks")
    importlib.reload(urls)
    clear_url_caches()


def postmark(raw: bytes, to: str) -> str:
    """What Postmark posts, the raw mail included."""
    return json.dumps(
        {
            "From": "x@example.org",
            "OriginalRecipient": to,
            "Headers": [],
            "RawEmail": raw.decode("utf-8"),
            "Attachments": [],
        }
    )


@pytest.mark.usefixtures("hooks")
def test_a_provider_brings_an_answer_by_webhook(post: Post) -> None:
    from ithaca.relay.models import Arrival
    from ithaca.relay.tasks import carry_in

    to, browser = post.answer_address(), Client()
    body = postmark(post.signed(post.mail("By webhook.")), to)
    refused = browser.post("/mail/in/postmark/", body, content_type="application/json")
    assert refused.status_code == 400
    assert not Arrival.objects.exists()
    login = {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(SECRET.encode()).decode()}
    for _turn in range(2):  # a provider that missed our answer brings it again
        assert browser.post("/mail/in/postmark/", body, content_type="application/json", **login).status_code == 200  # type: ignore[arg-type]
    carry_in()
    assert [m.original for m in post.messages()] == ["By webhook."]
    assert Arrival.objects.get().proof == "pass"


def test_while_switched_off_no_webhook_is_there(post: Post) -> None:
    assert Client().post("/mail/in/postmark/", "{}", content_type="application/json").status_code == 404
