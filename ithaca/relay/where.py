"""Whether answers by mail are switched on here, and how mail reaches us (docs/server/answers-by-mail.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings

from ithaca.relay.dkim_key import KEY_FILE


def domain() -> str:
    """The domain of the relay addresses, such as "reply.example.org"; "" while answers by mail are switched off."""
    return str(settings.RELAY_DOMAIN).strip().lower().rstrip(".")


def is_on() -> bool:
    """True once the setting ITHACA_RELAY_DOMAIN names a domain."""
    return bool(domain())


def open_for(scheme: Any) -> bool:
    """True if answers by mail are switched on here and this scheme has messages and "e-mail through a relay address" (MSG-18)."""
    return is_on() and scheme.arrangements.allows("messages") and scheme.arrangements.allows("mail_relay")


def trusted_names() -> frozenset[str]:
    """The names of mail servers of ours whose Authentication-Results we believe (RFC 8601: authserv-id)."""
    return frozenset(name.lower() for name in settings.RELAY_TRUSTS)


def key_file() -> Path:
    """Where the key lies with which letters are signed (DKIM)."""
    return Path(settings.DATA) / KEY_FILE


def signs() -> bool:
    """True if letters are signed here (DKIM); most mail providers sign by themselves."""
    return bool(settings.RELAY_SIGNS)
