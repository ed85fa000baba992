"""The mail server that takes answers in: SMTP for the world, LMTP for a mail server of your own in front of it.

It knows only relay addresses, relays nothing, and says "250" only after the mail is committed. Whatever it cannot keep now
it refuses for now, and the sending server tries again: no mail is lost between two servers.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from ithaca.kernel.limits import address_key, within_limit
from ithaca.relay.addresses import read
from ithaca.relay.selectors import DOOR
from ithaca.relay.services.accept import LARGEST, accept, room_left

log = logging.getLogger("ithaca.relay")

MOST_RECIPIENTS = 10
#: Mails a minute from one machine that is not one of ours, and mails an hour to one relay address.
A_MINUTE, AN_HOUR = 60, 30
MOST_CONNECTIONS = 100
SECONDS_IDLE = 60
#: Commands in one conversation; nobody who sends mail needs more.
COMMANDS = {"*": 200, "VRFY": 3, "EXPN": 3, "HELP": 3, "NOOP": 20, "RSET": 50, "AUTH": 3}
LONGEST_LINE = 64 * 1024

UNKNOWN = "550 5.1.1 This is no address of ours, or it is too old"
BUSY = "451 4.7.1 Too much at once, please try again later"
LATER = "451 4.3.0 It cannot be kept now, please try again later"
FULL = "452 4.3.1 There is no room now, please try again later"
TAKEN = "250 2.0.0 Kept"


class Door:
    """What aiosmtpd asks. `through` is "smtp" or "lmtp"; the database is asked in threads of our own."""

    def __init__(self, through: str, threads: ThreadPoolExecutor) -> None:
        self.through, self.threads = through, threads

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        """Anybody may begin, within the limit; who it is is proved later."""
        del server
        if len(address) > 254 or "\x00" in address:
            return "553 5.1.7 This sender's address is too long"
        peer = _peer(session)
        if not self._ours(peer) and not await self._in_thread(_within, f"relay.from:{address_key(peer)}", A_MINUTE, 60):
            return BUSY
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        """Only addresses that were made here, which is seen from the address itself; no real mailbox can be found out."""
        del server, session
        relay = read(address, at=timezone.now())
        if relay is None:
            return UNKNOWN
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        if not await self._in_thread(_within, f"relay.to:{relay.kind}:{relay.about}:{relay.role}", AN_HOUR, 3600):
            return BUSY
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep it, then say so. LMTP answers once for each recipient (RFC 2033)."""
        del server
        helo = str(session.host_name or "")
        answer = await self._in_thread(
            _keep, envelope.original_content, list(envelope.rcpt_tos), envelope.mail_from or "", _peer(session), helo,
            self.through,
        )  # fmt: skip
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if self.through == "lmtp" else answer

    async def handle_VRFY(self, server: Any, session: Any, envelope: Any, address: str) -> str:
        """Nobody is told who is here."""
        del server, session, envelope, address
        return "252 2.5.0 Not told"

    async def handle_exception(self, error: Exception) -> str:
        """Something unforeseen: the other side tries again. Never the words of the error, which may hold an address."""
        log.error("relay: %s", type(error).__name__)
        return LATER

    def _ours(self, peer: str) -> bool:
        return self.through == "lmtp" or peer in settings.RELAY_TRUSTED_PEERS

    async def _in_thread(self, work: Callable[..., Any], *words: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.threads, _with_connection, work, *words)


def _with_connection(work: Callable[..., Any], *words: Any) -> Any:
    close_old_connections()
    try:
        return work(*words)
    finally:
        close_old_connections()
        if connection.vendor == "postgresql":
            connection.close()  # back into the pool


def _within(key: str, most: int, seconds: int) -> bool:
    try:
        return within_limit(key=key[:120], most=most, seconds=seconds, at=timezone.now())
    except DatabaseError as error:
        log.error("relay: the database does not answer (%s)", type(error).__name__)
        return False


def _keep(original: bytes, recipients: list[str], envelope_from: str, peer: str, helo: str, through: str) -> str:
    """Commit the mail; the answer for the sending server."""
    if not room_left():
        log.error("relay: the disk is nearly full, mail is refused for now")
        return FULL
    try:
        accept(
            original=original,
            recipients=recipients,
            envelope_from=envelope_from,
            peer=peer,
            helo=helo,
            through=through,
            by=DOOR,
            at=timezone.now(),
        )
    except (DatabaseError, OSError) as error:
        log.error("relay: mail cannot be kept (%s)", type(error).__name__)
        return LATER
    return TAKEN


def _peer(session: Any) -> str:
    return str(session.peer[0]) if isinstance(session.peer, tuple) else ""


class _SMTP(SMTP):
    """One conversation with the world."""

    line_length_limit = LONGEST_LINE


class _LMTP(LMTP):
    """One conversation with a mail server of ours."""

    line_length_limit = LONGEST_LINE


class Server:
    """Listens until it is told to stop."""

    def __init__(self, *, smtp: str = "", lmtp: str = "", certificate: str = "") -> None:
        """smtp, lmtp: "host:port", "" for not at all. certificate: a PEM file with certificate and key, for STARTTLS."""
        self.places = {"smtp": smtp, "lmtp": lmtp}
        self.tls = _tls(certificate) if certificate else None
        self.threads = ThreadPoolExecutor(4, thread_name_prefix="relay")
        self.ports: dict[str, int] = {}
        self.conversations = 0
        self.ready = threading.Event()
        self._stop: Callable[[], None] = lambda: None

    def stop(self) -> None:
        """Stop listening; conversations that hold a mail are given three seconds to end."""
        self._stop()

    def run(self) -> None:
        """Listen, in this thread, until `stop` is called from another or by a signal."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        loop, done = asyncio.get_running_loop(), asyncio.Event()

        def stop() -> None:
            loop.call_soon_threadsafe(done.set)

        self._stop = stop
        servers = [await self._listen(through, place) for through, place in self.places.items() if place]
        self.ready.set()
        await done.wait()
        for server in servers:
            server.close()
        for _turn in range(30):
            if not self.conversations:
                break
            await asyncio.sleep(0.1)
        self.threads.shutdown(wait=True)

    async def _listen(self, through: str, place: str) -> asyncio.Server:
        host, _, port = place.rpartition(":")
        server = await asyncio.get_running_loop().create_server(
            lambda: self._conversation(through), host.strip("[]"), int(port)
        )
        self.ports[through] = server.sockets[0].getsockname()[1]
        return server

    def _conversation(self, through: str) -> SMTP:
        kind = _counted(_LMTP if through == "lmtp" else _SMTP, self)
        return kind(
            Door(through, self.threads),
            data_size_limit=LARGEST,
            hostname=settings.RELAY_DOMAIN or None,
            ident="Ithaca",
            tls_context=self.tls,
            timeout=SECONDS_IDLE,
            command_call_limit=dict(COMMANDS),
            loop=asyncio.get_running_loop(),
        )


def _counted(kind: type[SMTP], server: Server) -> type[SMTP]:
    """The conversation, counted: more than MOST_CONNECTIONS at once are closed at the door, and the other side comes again."""

    class Counted(kind):  # type: ignore[misc, valid-type]
        def connection_made(self, transport: Any) -> None:
            server.conversations += 1
            if server.conversations > MOST_CONNECTIONS:
                transport.write(b"421 4.7.0 Too many at once, please try again later\r\n")
                transport.close()
            super().connection_made(transport)

        def connection_lost(self, error: Exception | None) -> None:
            server.conversations -= 1
            super().connection_lost(error)

    return Counted


def _tls(certificate: str) -> ssl.SSLContext:
    """What STARTTLS uses. Raises OSError or ssl.SSLError if the file cannot be used."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(Path(certificate))
    return context
