"""What each of the two sees of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.documents.content import KINDS
from ithaca.documents.models import Document
from ithaca.participants.models import Participant


@dataclass(frozen=True, slots=True)
class Line:
    """One document. `state` is a word for the pill of the colour `pill`; `file` and `worry` say what may be pressed."""

    id: str
    name: str
    who: str
    at: datetime
    about: str
    state: str
    pill: str
    reason: str = ""
    file: bool = True
    worry: bool = False


def line(document: Document, reader: Participant) -> Line:
    """The document as one of the two sees it. Its sender never learns whether it became a concern (SG-13)."""
    own = document.sender_id == reader.pk
    delivered = document.delivered_at is not None
    words, pill = _state(document, own, delivered)
    return Line(
        document.public_id,
        document.name or _("its time is over: the file is gone"),
        _("You") if own else document.sender.person.given_name,
        document.sent_at if own else document.delivered_at or document.sent_at,
        f"{KINDS[document.kind][1]}, {_size(document.size)}",
        words,
        pill,
        document.return_reason or (why_refused(document) if own else ""),
        file=bool(document.name) and document.why != "virus",
        worry=delivered,
    )


def why_refused(document: Document) -> str:
    """Why it was not passed on, for its sender."""
    return {
        "virus": _("The virus check found something in this file. It was not passed on. Check your computer."),
        "closed": _("You could not pass documents on any more when it was checked."),
    }.get(document.why, "")


def _state(document: Document, own: bool, delivered: bool) -> tuple[str, str]:
    if not own:
        return "", ""
    if delivered:
        return (_("Opened"), "good") if document.read_at else (_("Delivered"), "good")
    if document.state == "refused":
        return _("Not passed on"), "bad"
    return (_("Being checked"), "wait") if document.state == "waiting" else (_("Waiting for a look"), "wait")


def _size(size: int) -> str:
    return _("%(mb).1f MB") % {"mb": size / 1e6} if size >= 1e6 else _("%(kb)d KB") % {"kb": max(1, round(size / 1e3))}
