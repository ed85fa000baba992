"""The seal of an original: what the audit log says of a message's words without saying them.

The log of an organisation keeps SHA-256(salt + words) in the event of sending; the salt stands with the message. With both
anybody can prove that the words are those that were sent (tools in pack/); once words and salt are gone (MSG-06) the seal
leads back to nothing, not even by guessing short messages.
"""

from __future__ import annotations

import hashlib
import secrets


def new_salt() -> str:
    """128 random bits in hexadecimal figures."""
    return secrets.token_hex(16)


def seal(salt: str, words: str) -> str:
    """SHA-256 over the salt's letters and the words in UTF-8, in hexadecimal figures."""
    return hashlib.sha256(salt.encode() + words.encode("utf-8", "surrogatepass")).hexdigest()
