"""A mail server between two others that changes a mail and seals what it had found: ARC (RFC 8617), as senders make it.

dkimpy reads chains; to make one it wants a package for Authentication-Results that we have no other use for.
"""

from __future__ import annotations

import base64
import logging
import time

import dkim
from dkim.canonicalization import CanonicalizationPolicy
from dkim.crypto import HASH_ALGORITHMS, parse_pem_private_key

SIGNED = (b"from", b"to", b"subject", b"message-id")
RELAXED = CanonicalizationPolicy.from_c_value(b"relaxed/relaxed")


def sealed(raw: bytes, *, by: str, found: str, key: bytes, instance: int = 1, cv: str = "") -> bytes:
    """The mail with one more ARC set of the server `by`: `found` are its Authentication-Results after its own name.
    The public record belongs under arc._domainkey.<by>."""
    arc = dkim.ARC(raw, logger=logging.getLogger("tests.arc"))
    arc.hasher = HASH_ALGORITHMS[arc.signature_algorithm]
    domain, number, now = by.encode(), str(instance).encode(), str(int(time.time())).encode()
    secret = parse_pem_private_key(key)
    earlier = [header for _number, header in arc.sorted_arc_headers()[1]]
    results = b"i=%s; %s; %s\r\n" % (number, domain, found.encode())
    chain = [(b"ARC-Authentication-Results", results), *earlier]
    arc.headers = RELAXED.canonicalize_headers(chain[:1]) + arc.headers
    body = arc.hasher(RELAXED.canonicalize_body(arc.body)).digest()
    shared = [(b"a", arc.signature_algorithm), (b"d", domain), (b"s", b"arc"), (b"t", now)]
    names = b" : ".join(SIGNED)
    fields = [
        (b"i", number),
        *shared,
        (b"c", b"relaxed/relaxed"),
        (b"h", names),
        (b"bh", base64.b64encode(body)),
        (b"b", b"0" * 60),
    ]
    message_signature = arc.gen_header(fields, list(SIGNED), RELAXED, b"ARC-Message-Signature", secret)
    chain.insert(0, (b"ARC-Message-Signature", message_signature))
    arc.headers = RELAXED.canonicalize_headers(chain[:1]) + arc.headers
    verdict = (cv or ("none" if instance == 1 else "pass")).encode()
    fields = [(b"i", number), (b"cv", verdict), *shared, (b"b", b"0" * 60)]
    order = [name.lower() for name, _value in reversed(chain)]
    seal = arc.gen_header(fields, order, RELAXED, b"ARC-Seal", secret)
    lines = (
        (b"ARC-Seal", seal),
        (b"ARC-Message-Signature", message_signature),
        (b"ARC-Authentication-Results", results),
    )
    return b"".join(name + b": " + value.strip() + b"\r\n" for name, value in lines) + raw
