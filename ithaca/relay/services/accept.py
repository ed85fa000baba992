"""Accepting mail: committed as it came before anybody is told that we have it (RE-1, RE-6)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.relay import rules
from ithaca.relay.models import Arrival
from ithaca.relay.states import ARRIVAL

#: Bytes of one mail. Letters between two people are small; a telephone's photograph fits, to be left out with a word why.
LARGEST = 8 * 1024 * 1024
#: How long the untouched mail is kept after it was dealt with; its words are kept where messages are.
KEPT_FOR = timedelta(days=30)


def room_left() -> bool:
    """False when the disk has less room than one and a half of the largest mail: then nothing more is accepted."""
    return shutil.disk_usage(settings.DATA).free > LARGEST * 3 // 2


@service
def accept(
    *,
    original: bytes,
    recipients: Sequence[str],
    envelope_from: str,
    peer: str,
    helo: str,
    through: str,
    by: Actor,
    at: datetime,
) -> list[Arrival]:
    """Keep one mail for each of its relay addresses, untouched; the caller may say "250" once this has returned.

    The same bytes for the same address count once, however often they are brought: then the first row is given back.
    """
    del by
    kept = []
    for recipient in recipients:
        address = recipient.strip().lower()[:254]
        fingerprint = hashlib.sha256(address.encode() + b"\0" + original).hexdigest()
        row = Arrival.objects.filter(fingerprint=fingerprint).first()
        kept.append(row or _keep(fingerprint, address, original, envelope_from, peer, helo, through, at))
    return kept


def _keep(
    fingerprint: str,
    address: str,
    original: bytes,
    envelope_from: str,
    peer: str,
    helo: str,
    through: str,
    at: datetime,
) -> Arrival:
    try:
        with transaction.atomic():
            return Arrival.objects.create(
                recipient=address,
                envelope_from=envelope_from.replace("\x00", "")[:254],
                peer=peer[:45],
                helo=helo.replace("\x00", "")[:254],
                through=through,
                original=original,
                size=len(original),
                fingerprint=fingerprint,
                next_try_at=at,
                created_at=at,
            )
    except IntegrityError:  # another process was brought the same mail at the same moment
        return Arrival.objects.get(fingerprint=fingerprint)


@service
def try_again(*, arrival: Arrival, by: Actor, at: datetime) -> None:
    """Read a mail that could not be read once more, for instance after an upgrade."""
    rules.try_again.require(by=by)
    also = {"attempts": 0, "next_try_at": at, "claimed_until": None, "done_at": None, "why": ""}
    move(arrival, "waiting", table=ARRIVAL, by=by, at=at, also=also)


@service
def forget_originals(*, by: Actor, at: datetime) -> int:
    """Empty mails that were dealt with KEPT_FOR ago; returns how many. That they came stays."""
    old = Arrival.objects.filter(forgotten_at=None, done_at__lt=at - KEPT_FOR).exclude(state__in=("waiting", "broken"))
    count = old.update(original=b"", envelope_from="", peer="", helo="", recipient="", forgotten_at=at)
    if count:
        record(name="relay.forgotten", by=by, at=at, organisation_id=0, data={"mails": count})
    return count
