"""Relay addresses. Each can be proved by itself, so that a made-up one is refused while the mail server still listens.

    r-PAIR-S-DAYS-PROOF     answers one notice: the pair, the side that answers (m or e), until when; bound to the mailbox
                            the notice went to, so that it dies when that address changes
    p-PARTICIPANT-PROOF     stands for one participant as long as they take part (MSG-02)
    b-LETTER-PROOF          where the world returns a letter that could not be delivered

All in small letters and figures, because some mail servers change the case; at most 64 characters (RFC 5321, 4.5.3.1.1).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from django.conf import settings

from ithaca.relay.where import domain

#: How long a notice can be answered by mail.
ANSWER_FOR = timedelta(days=30)
#: A reply address older than this is as good as made up; between the two, its holder is told that it is too old.
KNOWN_FOR = timedelta(days=365)
SIDES = {"mentor": "m", "mentee": "e"}
_ROLES = {letter: role for role, letter in SIDES.items()}
_ID, _PROOF = "[23456789abcdefghjkmnpqrstuvwxyz]{12}", "[a-z2-7]{20}"
_SHAPES = {
    "reply": re.compile(rf"r-({_ID})-([me])-(\d{{5}})-({_PROOF})"),
    "standing": re.compile(rf"p-({_ID})-({_PROOF})"),
    "bounce": re.compile(rf"b-({_ID})-({_PROOF})"),
}
_EPOCH = date(1970, 1, 1)
LONGEST = 254


@dataclass(frozen=True, slots=True)
class Relay:
    """A relay address that was made here. `about` is a public id: of the pair, the participant or the letter.

    role: whose answer a "reply" is. until: its last day. mailbox_proof: says which mailbox a "reply" belongs to.
    """

    kind: Literal["reply", "standing", "bounce"]
    about: str
    role: str = ""
    until: date | None = None
    mailbox_proof: str = ""


def reply_to(*, pair: str, role: str, mailbox: str, at: datetime) -> str:
    """The address to which this side of the pair (public id) may answer from `mailbox` until ANSWER_FOR is over."""
    until = (at + ANSWER_FOR).astimezone(UTC).date()
    days = f"{(until - _EPOCH).days:05d}"
    stem = f"r-{pair}-{SIDES[role]}-{days}"
    return f"{stem}-{_prove(stem)[:10]}{_prove(stem, mailbox)[:10]}@{domain()}"


def standing(participant: str) -> str:
    """The relay address of a participant (public id)."""
    return f"p-{participant}-{_prove(f'p-{participant}')}@{domain()}"


def bounce_of(letter: str) -> str:
    """The address to which a letter (public id) comes back if it cannot be delivered."""
    return f"b-{letter}-{_prove(f'b-{letter}')}@{domain()}"


def read(address: str, *, at: datetime) -> Relay | None:
    """What a relay address stands for, or None for any address that was not made here or is older than KNOWN_FOR."""
    local, _, host = address.strip().lower().rpartition("@")
    if len(address) > LONGEST or not host or host.rstrip(".") != domain():
        return None
    for kind, shape in _SHAPES.items():
        found = shape.fullmatch(local)
        if found is None:
            continue
        if kind == "reply":
            return _reply(found, at)
        about, proof = found.groups()
        good = hmac.compare_digest(proof, _prove(f"{local[0]}-{about}"))
        return Relay(kind, about) if good else None  # type: ignore[arg-type]
    return None


def _reply(found: re.Match[str], at: datetime) -> Relay | None:
    pair, side, days, proof = found.groups()
    if not hmac.compare_digest(proof[:10], _prove(f"r-{pair}-{side}-{days}")[:10]):
        return None
    until = _EPOCH + timedelta(days=int(days))
    if at.astimezone(UTC).date() > until + KNOWN_FOR:
        return None
    return Relay("reply", pair, _ROLES[side], until, proof[10:])


def fits_mailbox(relay: Relay, address: str, mailbox: str) -> bool:
    """True if the reply address was given to this very mailbox."""
    stem = address.strip().lower().rpartition("@")[0].rpartition("-")[0]
    return hmac.compare_digest(relay.mailbox_proof, _prove(stem, mailbox)[:10])


def is_too_old(relay: Relay, *, at: datetime) -> bool:
    """True once a reply address can no longer be used."""
    return relay.until is not None and at.astimezone(UTC).date() > relay.until


def _prove(*parts: str) -> str:
    """A hundred bits that only this platform can make, in letters that survive a change of case."""
    key = hashlib.sha256(b"ithaca.relay.addresses" + settings.SECRET_KEY.encode()).digest()
    words = "\n".join(part.strip().lower() for part in parts)
    digest = hmac.new(key, words.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:20]
