"""A name server on loopback for the tests: it answers what it is given, and nothing else in the world."""

from __future__ import annotations

import socket
import threading
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset


class NameServer:
    """Answers over UDP from `records`: (name without the last dot, kind) -> values as they are written in a zone."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], list[str]] = {}
        self.away = False
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._answer, daemon=True)
        self._thread.start()

    def text(self, name: str, words: str) -> None:
        """A TXT record, in parts of 200 letters as the protocol wants."""
        parts = [words[n : n + 200] for n in range(0, len(words), 200)]
        self.records[(name, "TXT")] = [" ".join(f'"{part}"' for part in parts)]

    def stop(self) -> None:
        self._socket.close()

    def _answer(self) -> None:
        while True:
            try:
                raw, client = self._socket.recvfrom(4096)
            except OSError:
                return
            query = dns.message.from_wire(raw)
            reply: Any = dns.message.make_response(query)
            if self.away:
                reply.set_rcode(dns.rcode.SERVFAIL)
            else:
                self._fill(reply, query)
            self._socket.sendto(reply.to_wire(max_size=65000), client)

    def _fill(self, reply: Any, query: Any) -> None:
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        values = self.records.get((name, kind))
        if values:
            reply.answer.append(dns.rrset.from_text(question.name, 60, dns.rdataclass.IN, kind, *values))
        elif not any(known == name for known, _kind in self.records):
            reply.set_rcode(dns.rcode.NXDOMAIN)
