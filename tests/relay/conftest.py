"""A pair that may answer by mail, the world's name server, and mail from a provider that signs."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.utils import timezone

from ithaca.kernel.scope import open_scheme
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.models import Draft, Message
from ithaca.notices.models import Letter
from ithaca.participants.models import Participant
from ithaca.relay import tasks
from ithaca.relay.addresses import reply_to, standing
from ithaca.relay.models import Arrival
from ithaca.relay.selectors import DOOR
from ithaca.relay.server import Server
from ithaca.relay.services import accept
from tests.support.names import NameServer
from tests.support.pairs import cleared_pair
from tests.support.world import World, make_world

DOMAIN = "reply.example.org"
CHANNELS = ("messages", "mail_relay")
ENVELOPE = "bounces@mailer.example.net"
PROVIDER_PEER = "192.0.2.10"


@dataclass
class Post:
    """The pair, and the ways of writing to it by mail."""

    world: World
    pair: Mentorship
    names: NameServer
    key: bytes

    def side(self, role: str) -> Participant:
        """The mentor or the mentee."""
        return self.pair.mentor if role == "mentor" else self.pair.mentee

    def answer_address(self, role: str = "mentor", **more: Any) -> str:
        """Where this side answers a notice."""
        mailbox = self.side(role).person.email
        return reply_to(pair=self.pair.public_id, role=role, mailbox=mailbox, at=more.get("at", timezone.now()))

    def standing_address(self, role: str = "mentee") -> str:
        """The relay address of this side, to which the other writes."""
        return standing(self.side(role).public_id)

    def mail(self, words: str, *, role: str = "mentor", **headers: str) -> EmailMessage:
        """A plain mail of this side, answering a notice."""
        mail = EmailMessage()
        mail["From"] = headers.pop("From", f"Somebody <{self.side(role).person.email}>")
        mail["To"] = headers.pop("To", self.answer_address(role))
        mail["Subject"] = headers.pop("Subject", "Re: You have a message")
        mail["Message-ID"] = headers.pop("Message_ID", make_msgid(domain="example.org"))
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(words)
        return mail

    def signed(self, mail: EmailMessage | bytes, domain: str = "example.org") -> bytes:
        """The mail as its provider sends it: signed."""
        raw = mail if isinstance(mail, bytes) else as_sent(mail)
        signature: bytes = dkim.sign(raw, b"s1", domain.encode(), self.key)
        return signature + raw

    def arrives(self, raw: bytes, to: str = "", *, envelope: str = ENVELOPE, **more: Any) -> Arrival:
        """Bring a mail in and deal with it, as server and worker do; without a socket between."""
        [row] = accept(
            original=raw,
            recipients=[to or self.answer_address()],
            envelope_from=envelope,
            peer=more.get("peer", "203.0.113.9"),
            helo="mail.example.net",
            through=more.get("through", "smtp"),
            by=DOOR,
            at=timezone.now(),
        )
        tasks.carry_in()
        row.refresh_from_db()
        return row

    def messages(self) -> list[Message]:
        """What the two wrote, oldest first."""
        return list(Message.objects.filter(mentorship=self.pair).order_by("pk"))

    def drafts(self, role: str = "mentor") -> str:
        """What stands in this side's box."""
        row = Draft.objects.filter(mentorship=self.pair, participant=self.side(role)).first()
        return row.words if row else ""

    def letters(self, name: str) -> list[Letter]:
        """Letters of one kind."""
        return list(Letter.objects.filter(name=name).order_by("pk"))


def as_sent(mail: EmailMessage) -> bytes:
    """The bytes of a mail as they go over the wire."""
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))


@pytest.fixture(scope="session")
def provider_key() -> bytes:
    """The key with which the provider of example.org signs."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )


def public_record(pem: bytes) -> str:
    """What the provider publishes for it."""
    import base64

    key = serialization.load_pem_private_key(pem, password=None).public_key()
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"


@pytest.fixture
def names(provider_key: bytes, settings: Any) -> Iterator[NameServer]:
    """The world's records: example.org signs, names its server, and wants nobody else to write in its name."""
    server = NameServer()
    server.text("s1._domainkey.example.org", public_record(provider_key))
    server.text("example.org", f"v=spf1 ip4:{PROVIDER_PEER} -all")
    server.text("_dmarc.example.org", "v=DMARC1; p=none")
    settings.RELAY_DNS = [("127.0.0.1", server.port)]
    tasks._lookup.cache_clear()
    yield server
    server.stop()
    tasks._lookup.cache_clear()


@pytest.fixture
def on(settings: Any) -> None:
    """Answers by mail are switched on."""
    settings.RELAY_DOMAIN = DOMAIN


@pytest.fixture
def post(on: None, world: World, names: NameServer, provider_key: bytes) -> Post:
    """An open pair of a scheme with messages and mail."""
    return Post(world, cleared_pair(world, channels=CHANNELS), names, provider_key)


@pytest.fixture
def open_post(on: None, names: NameServer, provider_key: bytes, transactional_db: None) -> Iterator[Post]:
    """The pair, with rows that the server's own connections can see."""
    world = make_world()
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        yield Post(world, cleared_pair(world, channels=CHANNELS), names, provider_key)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts mail servers on free ports of loopback, and stops them."""
    running: list[tuple[Server, threading.Thread]] = []

    def start(**how: str) -> Server:
        server = Server(**({"smtp": "127.0.0.1:0", "lmtp": "127.0.0.1:0"} | how))
        thread = threading.Thread(target=server.run)
        thread.start()
        assert server.ready.wait(10)
        running.append((server, thread))
        return server

    yield start
    for server, thread in running:
        server.stop()
        thread.join(15)


def smtp(server: Server) -> smtplib.SMTP:
    """A conversation by SMTP."""
    return smtplib.SMTP("127.0.0.1", server.ports["smtp"], timeout=20)


def lmtp(server: Server) -> smtplib.LMTP:
    """A conversation by LMTP."""
    return smtplib.LMTP("127.0.0.1", server.ports["lmtp"], timeout=20)
