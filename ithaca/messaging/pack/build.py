"""Making the files of an evidence pack (MSG-06, MSG-21)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ithaca.audit.chain import FIELDS
from ithaca.audit.models import Event
from ithaca.audit.selectors import end_of, events_named
from ithaca.kernel.refusals import NotNow
from ithaca.messaging.hooks import more_for_pack
from ithaca.messaging.lines import staff_line
from ithaca.messaging.models import Message, Opening

#: So often the thread is read again while others write in the organisation.
TRIES = 20
VERIFIER = Path(__file__).with_name("verify.py")
README = """An evidence pack of what two people wrote

thread.html     the messages to read and to print
messages.jsonl  one message a line: as written, as delivered, times, what the check found, what was decided
log.jsonl       the events of the organisation's log about this pair, its messages and who read them
manifest.json   when and for whom the pack was made, and the SHA-256 of every file
documents/      files that the two passed on, where they did; documents.jsonl says whose, when and what became of them
verify.py       checks all of it: python3 verify.py (Python 3.9 or newer, nothing else)

Exit codes of verify.py: 0 everything that was checked is as it was; 1 something was changed, is missing or was added; 2 no
evidence pack; 3 nothing was found changed, but something cannot be compared.

Whoever can change this whole pack can change its log too. Ask the organisation for the SHA-256 of manifest.json that its log
noted when the pack was taken, and compare it with the one that verify.py prints.

The log is a chain: each event's digest covers the event before it. The platform's administrator keeps checkpoints of the
chain elsewhere; compare one with verify.py --head NUMBER:DIGEST. A checkpoint may name an event that is not about this
pair: it cannot be compared then.
The seal of a message is SHA-256 over its salt and its words in UTF-8; the log kept it when the message was sent.
"""


def moment(at: datetime | None) -> str | None:
    """A moment in UTC, to the microsecond, as the log hashes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else None


def _message(row: Message) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "from": row.sender.person.name,
        "as": row.sender.role,
        "sent_at": moment(row.sent_at),
        "delivered_at": moment(row.delivered_at),
        "read_at": moment(row.read_at),
        "state": row.state,
        "original": row.original,
        "delivered": row.delivered_text,
        "salt": row.salt,
        "emptied": not row.salt and not row.original,
        "check": {
            "action": row.action,
            "spans": row.spans,
            "reasons": row.reasons,
            "engine": row.engine_version,
            "policy": row.policy_version,
        },
        "decided_by": row.decided_by.name if row.decided_by else None,
        "decided_at": moment(row.decided_at),
        "note_to_writer": row.return_reason,
    }


def _event(event: Event) -> dict[str, Any]:
    fields = {name: getattr(event, name) for name in FIELDS}
    return {**fields, "at": moment(event.at), "previous": event.previous, "digest": event.digest}


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode(
        "utf-8", "surrogatepass"
    )


def together(rows: QuerySet[Message], organisation: int) -> tuple[list[Message], int]:
    """The messages and the number at which the log of their organisation stood, read while nobody wrote: a message that was
    decided about in between would differ from its own log. Raises NotNow if somebody writes without a pause."""
    for _try in range(TRIES):
        number, _digest = end_of(organisation)
        found = list(rows.all())
        if end_of(organisation)[0] == number:
            return found, number
    raise NotNow(_("Too much is being written at the moment. Take it again in a minute."))


def build(opening: Opening, rows: QuerySet[Message], *, at: datetime, lead: bool = False) -> tuple[bytes, str]:
    """The pack as a ZIP file, and the SHA-256 of its manifest. `rows` are the thread's messages, oldest first; what rooms
    above add may be more for a safeguarding `lead`."""
    pair = opening.mentorship
    more = more_for_pack.ask(mentorship=pair, lead=lead)
    messages, number = together(rows, opening.scheme.organisation_id)
    events = events_named(
        organisation_id=opening.scheme.organisation_id,
        about=[
            ("mentorships.mentorship", [pair.public_id]),
            ("messaging.message", [row.public_id for row in messages]),
            *((one.about_kind, list(one.ids)) for one in more),
        ],
        until=number,
    )
    page = {"opening": opening, "pair": pair, "lines": [staff_line(row) for row in messages], "at": at}
    files = {
        "README.txt": README.encode(),
        "messages.jsonl": _lines(_message(row) for row in messages),
        "log.jsonl": _lines(_event(event) for event in events),
        "thread.html": render_to_string("messaging/pack.html", page).encode("utf-8", "surrogatepass"),
        "verify.py": VERIFIER.read_bytes(),
    }
    for one in more:
        files |= one.files
    manifest = {
        "made_at": moment(at),
        "made_for": opening.opened_by.name if opening.opened_by else "",
        "reason": opening.reason,
        "organisation": opening.scheme.organisation.name,
        "scheme": opening.scheme.name,
        "pair": pair.public_id,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    files["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    return _zip(files), hashlib.sha256(files["manifest.json"]).hexdigest()


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return out.getvalue()
