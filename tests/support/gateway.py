"""A text message provider that runs on loopback: a real HTTP server that speaks as Twilio does."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from django.utils import timezone

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Held, Role
from ithaca.notices.models import TextSettings
from ithaca.notices.services.texts import set_up_texts, texts_tried

ACCOUNT, SECRET = "AC0123456789", "a-secret"
ADMINISTRATOR = Actor(kind="account", held=(Held(Role.ADMINISTRATOR),), role=Role.ADMINISTRATOR)


@dataclass
class Gateway:
    """What was asked of the provider, and how it answers: an HTTP `status`, and what `became` of each message.

    times: words -> the moment (time.time()) they were taken first.
    """

    status: int = 201
    became: str = "delivered"
    taken: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    times: dict[str, float] = field(default_factory=dict)
    url: str = ""


@contextmanager
def running_gateway() -> Iterator[Gateway]:
    """A gateway on a free port, until the block ends."""
    gateway = Gateway()

    class Speak(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            gateway.keys.add(base64.b64decode(self.headers["Authorization"].split()[1]).decode())
            if gateway.status < 300:
                gateway.taken.append({key: values[0] for key, values in fields.items()})
                gateway.times.setdefault(gateway.taken[-1]["Body"], time.time())
            self._answer(gateway.status, {"sid": f"SM{len(gateway.taken):04d}", "status": "queued"})

        def do_GET(self) -> None:
            gateway.asked.append(self.path.rsplit("/", 1)[1].removesuffix(".json"))
            self._answer(200, {"status": gateway.became})

        def _answer(self, status: int, words: dict[str, str]) -> None:
            body = json.dumps(words).encode()
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Speak)
    gateway.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def use_gateway(gateway: Gateway, *, tested: bool = True) -> TextSettings:
    """Have texts leave through the gateway, as an administrator would set it up."""
    how = set_up_texts(
        provider="twilio",
        address=gateway.url,
        account=ACCOUNT,
        secret=SECRET,
        sender="+447700900000",
        own_number="07700 900123",
        by=ADMINISTRATOR,
        at=timezone.now(),
    )
    if tested:
        texts_tried(how=how, by=ADMINISTRATOR, at=timezone.now())
    return how
