"""What this room answers to rooms below: how a letter can be answered, and where one may write."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import dkim
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.scope import everywhere
from ithaca.mentorships.hooks import PairPart
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pair_visible_to, side_of
from ithaca.messaging.selectors import told_of
from ithaca.notices.hooks import Dressing
from ithaca.notices.models import Letter
from ithaca.relay.addresses import bounce_of, reply_to, standing
from ithaca.relay.dkim_key import SELECTOR, private_key
from ithaca.relay.reading.own_words import MARK
from ithaca.relay.selectors import DOOR
from ithaca.relay.where import domain, is_on, key_file, open_for, signs

#: What is signed. Reply-To and the two for stopping letters are among it, so that nobody between can put in their own.
SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"mime-version", b"content-type",
    b"content-transfer-encoding", b"auto-submitted", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip


def on_the_way(*, letter: Letter, from_address: str, at: datetime) -> Dressing | None:
    """The way back for a letter that cannot be delivered, the address that answers it where it can be answered, a signature."""
    if not is_on():
        return None
    answer = _answer_to(letter, at)
    return Dressing(
        headers={"Reply-To": answer} if answer else {},
        above=MARK if answer else "",
        envelope_from=bounce_of(letter.public_id),
        sign=partial(_sign, from_address) if signs() else None,
    )


def _answer_to(letter: Letter, at: datetime) -> str:
    """The reply address for the reader of a letter about a pair's message; "" for every other letter."""
    with everywhere("the outbox dresses letters of all schemes"):
        message = told_of(letter)
        pair = message and pair_visible_to(DOOR, message.mentorship.public_id)
    if not pair or not open_for(pair.scheme):
        return ""
    side = next((one for one in (pair.mentor, pair.mentee) if one.person_id == letter.person_id), None)
    if side is None:
        return ""
    return reply_to(pair=pair.public_id, role=side.role, mailbox=letter.to_address, at=at)


def _sign(from_address: str, raw: bytes) -> str:
    """The value of DKIM-Signature for the whole mail."""
    sender = from_address.rpartition("@")[2].rstrip(">").encode()
    field: bytes = dkim.sign(
        raw,
        SELECTOR.encode(),
        sender,
        private_key(key_file()),
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=[name for name in SIGNED if name + b":" in raw.split(b"\r\n\r\n", 1)[0].lower()],
    )
    return field.decode("ascii").removeprefix("DKIM-Signature:").strip()


def pair_parts(*, mentorship: Mentorship, by: Actor, at: datetime, open: bool) -> list[PairPart]:
    """Where one of the two may write to the other by mail, while they may be in contact (MSG-02)."""
    del at
    side = side_of(mentorship, by)
    if side is None or not open or not domain() or not open_for(mentorship.scheme):
        return []
    other = mentorship.mentee if side.pk == mentorship.mentor_id else mentorship.mentor
    return [PairPart(_("Write by e-mail"), standing(other.public_id), position=60)]
