"""The virus check: a clamd of the server's own, asked over its socket. Without its plain "OK" nothing is clean."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

SECONDS = 60.0
CHUNK = 64 * 1024


class ScannerAway(Exception):
    """The virus check is not set up, does not answer, or does not say anything we understand."""


def is_set_up() -> bool:
    """True if the server names a virus check (ITHACA_VIRUS_CHECK)."""
    return bool(settings.VIRUS_CHECK)


def is_clean(content: bytes) -> bool:
    """True if the check found nothing, False if it found something. Raises ScannerAway for every other answer.

    The protocol is clamd's INSTREAM: pieces with their length before them, then an empty one.
    """
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            for place in range(0, len(content), CHUNK):
                piece = content[place : place + CHUNK]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
            said = b""
            while not said.endswith(b"\0") and len(said) < 4096:
                more = line.recv(1024)
                if not more:
                    break
                said += more
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    words = said.rstrip(b"\0").strip()
    if words == b"stream: OK":
        return True
    if words.startswith(b"stream: ") and words.endswith(b" FOUND"):
        return False
    raise ScannerAway("answer")


def _connected() -> socket.socket:
    place = str(settings.VIRUS_CHECK)
    if not place:
        raise ScannerAway("not set up")
    if place.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = place.rpartition(":")
    if not port.isdigit():
        raise ScannerAway("address")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
