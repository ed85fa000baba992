"""What documents answers when the rooms below ask."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from ithaca.documents import rules
from ithaca.documents.models import Document
from ithaca.documents.selectors import has_documents, named, why_no_documents
from ithaca.documents.services.check import ABOUT
from ithaca.kernel.actor import Actor
from ithaca.mentorships.hooks import PairPart
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import side_of
from ithaca.messaging.hooks import Beside, ForPack
from ithaca.participants.models import Participant
from ithaca.safeguarding.models import Concern


def _has_page(pair: Mentorship, at: datetime) -> bool:
    """True where the two pass documents on, or once did."""
    return has_documents(pair) or not why_no_documents(pair, at=at)


def pair_parts(*, mentorship: Mentorship, by: Actor, at: datetime, open: bool) -> list[PairPart]:
    """The answer to `mentorships.pair_parts`."""
    del open
    if mentorship.state == "gated" or side_of(mentorship, by) is None or not rules.of_pair.allows(by=by, of=mentorship):
        return []
    if not _has_page(mentorship, at):
        return []
    args = (("pair", mentorship.public_id),)
    return [PairPart(_("Documents"), page="documents:of_pair", page_args=args, position=12)]


def beside_thread(*, mentorship: Mentorship, reader: Participant, at: datetime) -> list[Beside]:
    """The answer to `messaging.beside_thread`: files have a page of their own."""
    del reader
    if not _has_page(mentorship, at):
        return []
    args = (("pair", mentorship.public_id),)
    return [Beside(_("A file does not go with a message."), "documents:of_pair", args, _("Pass a document on"))]


def more_for_pack(*, mentorship: Mentorship, lead: bool) -> ForPack:
    """The answer to `messaging.more_for_pack`: every file of the pair as it was passed on, but one with a virus in it; what
    became a concern only for a safeguarding lead."""
    rows = Document.objects.filter(mentorship=mentorship).select_related("sender__person", "decided_by")
    rows = rows if lead else rows.exclude(state__in=("frozen", "escalated"))
    found = list(rows.order_by("sent_at", "pk"))
    files: dict[str, bytes] = {}
    lines = []
    for row in found:
        place = f"documents/{row.public_id}.{row.kind}"
        packed = row.content is not None and row.why != "virus"
        if packed:
            files[place] = bytes(row.content)
        lines.append(json.dumps(_line(row, place if packed else ""), ensure_ascii=False, sort_keys=True) + "\n")
    if lines:
        files["documents.jsonl"] = "".join(lines).encode("utf-8", "surrogatepass")
    return ForPack("documents.document", tuple(row.public_id for row in found), files)


def _line(row: Document, place: str) -> dict[str, object]:
    return {
        "id": row.public_id,
        "from": row.sender.person.name,
        "as": row.sender.role,
        "name": row.name,
        "file": place,
        "salt": row.salt if place else "",
        "sent_at": _moment(row.sent_at),
        "delivered_at": _moment(row.delivered_at),
        "read_at": _moment(row.read_at),
        "state": row.state,
        "why": row.why,
        "reasons": row.reasons,
        "decided_by": row.decided_by.name if row.decided_by else None,
        "decided_at": _moment(row.decided_at),
        "note_to_sender": row.return_reason,
    }


def _moment(at: datetime | None) -> str | None:
    """A moment in UTC, as the pack's other files have it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def pairs_behind(*, concern: Concern) -> list[int]:
    """The answer to `safeguarding.pairs_behind`."""
    if not concern.about_ref.startswith(ABOUT):
        return []
    found = named(concern.about_ref.removeprefix(ABOUT), concern.scheme_id)
    return [found.mentorship_id] if found else []
