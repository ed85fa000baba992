"""Real conversations over sockets: SMTP, LMTP, STARTTLS, limits, and that a mail is kept before anybody is told so."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection

from ithaca.relay.models import Arrival
from ithaca.relay.server import Server
from ithaca.relay.services.accept import LARGEST
from ithaca.relay.tasks import carry_in
from tests.relay.conftest import ENVELOPE, Post, lmtp, smtp

pytestmark = pytest.mark.django_db(transaction=True)
Serve = Callable[..., Server]


def test_by_smtp_it_is_kept_before_250_and_then_passed_on(open_post: Post, serve: Serve) -> None:
    with smtp(serve()) as talk:
        refused = talk.sendmail(ENVELOPE, [open_post.answer_address()], open_post.signed(open_post.mail("By SMTP.")))
        assert refused == {}
        row = Arrival.objects.get()
        assert row.state == "waiting"
        assert b"By SMTP." in bytes(row.original)
    carry_in()
    assert [m.original for m in open_post.messages()] == ["By SMTP."]


def test_by_lmtp_each_recipient_gets_an_answer(open_post: Post, serve: Serve) -> None:
    to = [open_post.answer_address(), open_post.standing_address("mentee"), "nobody@reply.example.org"]
    with lmtp(serve()) as talk:
        refused = talk.sendmail(ENVELOPE, to, open_post.signed(open_post.mail("By LMTP.")))
        assert set(refused) == {"nobody@reply.example.org"}
        assert talk.getreply()[0] == 250  # the second recipient's own answer, which Python's client leaves unread
        assert talk.noop()[0] == 250
    assert Arrival.objects.count() == 2
    while carry_in():
        pass
    assert [m.original for m in open_post.messages()] == ["By LMTP."]  # one mail, one message
    assert sorted(Arrival.objects.values_list("why", flat=True)) == ["", "double"]


@pytest.mark.parametrize(
    "address",
    [
        "someone@example.com",
        "postmaster@elsewhere.example",
        "r-222222222222-m-20000-aaaaaaaaaaaaaaaaaaaa@reply.example.org",
        '"<script>"@reply.example.org',
        "a" * 300 + "@reply.example.org",
    ],
)
def test_nothing_is_relayed_and_no_mailbox_is_guessed(open_post: Post, serve: Serve, address: str) -> None:
    with smtp(serve()) as talk:
        talk.ehlo()
        talk.mail(ENVELOPE)
        code, _words = talk.rcpt(address)
        assert code in (550, 501, 553, 500)
        assert talk.verify("mentor")[0] == 252
    assert not Arrival.objects.exists()


def test_too_large_is_refused_in_words_and_nothing_is_kept(open_post: Post, serve: Serve) -> None:
    with smtp(serve()) as talk:
        talk.ehlo()
        assert talk.esmtp_features["size"] == str(LARGEST)
        talk.mail(ENVELOPE)
        talk.rcpt(open_post.answer_address())
        code, _words = talk.data(b"Subject: big\r\n\r\n" + (b"x" * 900 + b"\r\n") * 10_000)
        assert code == 552
    assert not Arrival.objects.exists()


def test_too_many_for_one_address_are_asked_to_come_later(open_post: Post, serve: Serve) -> None:
    server, codes = serve(), []
    with smtp(server) as talk:
        talk.ehlo()
        for _number in range(31):
            talk.mail(ENVELOPE)
            codes.append(talk.rcpt(open_post.answer_address())[0])
            talk.rset()
            if codes[-1] != 250:
                break
    assert codes == [250] * 30 + [451]


def test_a_line_that_is_cut_off_leaves_nothing(open_post: Post, serve: Serve) -> None:
    talk = smtp(serve())
    talk.ehlo()
    talk.mail(ENVELOPE)
    talk.rcpt(open_post.answer_address())
    talk.putcmd("data")
    assert talk.getreply()[0] == 354
    talk.send(b"Subject: half\r\n\r\nhalf a mess")
    talk.close()
    assert not Arrival.objects.exists()


def test_while_the_database_refuses_the_sender_is_asked_to_come_again(open_post: Post, serve: Serve) -> None:
    server = serve()
    table = Arrival._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO away")
    try:
        with smtp(server) as talk, pytest.raises(smtplib.SMTPDataError) as refused:
            talk.sendmail(ENVELOPE, [open_post.answer_address()], open_post.signed(open_post.mail("Later.")))
        assert refused.value.smtp_code == 451
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE away RENAME TO {table}")
    with smtp(server) as talk:
        talk.sendmail(ENVELOPE, [open_post.answer_address()], open_post.signed(open_post.mail("Later.")))
    assert Arrival.objects.count() == 1


def test_a_mail_brought_again_after_a_lost_answer_is_kept_once(open_post: Post, serve: Serve) -> None:
    raw, server = open_post.signed(open_post.mail("Was it there?")), serve()
    for _turn in range(3):
        with smtp(server) as talk:
            talk.sendmail(ENVELOPE, [open_post.answer_address()], raw)
    assert Arrival.objects.count() == 1


@pytest.fixture
def certificate(tmp_path: Path) -> str:
    """A certificate of loopback with its key, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path / "mail.pem"
    pem = serialization.Encoding.PEM
    file.write_bytes(
        made.public_bytes(pem) + key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(file)


def test_starttls(open_post: Post, serve: Serve, certificate: str) -> None:
    server = serve(certificate=certificate)
    context = ssl.create_default_context(cafile=certificate)
    with smtplib.SMTP("localhost", server.ports["smtp"], timeout=20) as talk:
        assert talk.starttls(context=context)[0] == 220
        talk.sendmail(ENVELOPE, [open_post.answer_address()], open_post.signed(open_post.mail("Sealed.")))
    assert Arrival.objects.count() == 1
