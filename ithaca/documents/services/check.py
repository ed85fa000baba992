"""The worker's look at what has come in: viruses first, then the words. Whatever is not certain waits for a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.documents import rules
from ithaca.documents.content import words_of
from ithaca.documents.models import Document
from ithaca.documents.selectors import why_no_documents
from ithaca.documents.services.send import deliver
from ithaca.documents.states import DOCUMENT
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.mentorships.gate import lock_for_contact
from ithaca.messaging.services.elsewhere import Screened, screened
from ithaca.safeguarding.services import raise_concern
from ithaca.screening import ABOUT_THE_WRITER

#: How long one worker has a document for itself, and when it is looked at again if the virus check did not answer.
LEASE, AGAIN = timedelta(minutes=5), timedelta(minutes=1)
ABOUT = "documents.document:"


def due(at: datetime) -> QuerySet[Document]:
    """The documents of all schemes that wait to be looked at, the longest first."""
    rows: QuerySet[Document] = Document.objects.filter(state="waiting", next_look_at__lte=at)
    return rows.order_by("next_look_at", "pk")


@service
def claim(*, by: Actor, at: datetime) -> Document | None:
    """Take one document that waits; None if there is none, or if another worker was quicker."""
    rules.check.require(by=by)
    for key in due(at).values_list("pk", flat=True)[:5]:
        free = Document.objects.filter(pk=key, state="waiting", next_look_at__lte=at)
        if free.update(next_look_at=at + LEASE, looks=F("looks") + 1):
            rows = Document.objects.select_related("scheme__organisation", "sender__person", "mentorship")
            found: Document = rows.get(pk=key)
            return found
    return None


@service
def put_off(*, document: Document, by: Actor, at: datetime) -> None:
    """The virus check did not answer: look again in a minute. After a quarter of an hour the desk sees that it waits."""
    rules.check.require(by=by)
    Document.objects.filter(pk=document.pk, state="waiting").update(next_look_at=at + AGAIN)


@service
def check(*, document: Document, clean: bool, by: Actor, at: datetime) -> str:
    """What the virus check found is known; the words are screened, and the document goes on its way. Returns its state."""
    rules.check.require(by=by)
    pair = document.mentorship
    lock_for_contact(pair)
    if not clean:
        move(document, "refused", table=DOCUMENT, by=by, at=at, also={"why": "virus"}, data={"why": "virus"})
        return document.state
    if why_no_documents(pair, at=at):
        move(document, "refused", table=DOCUMENT, by=by, at=at, also={"why": "closed"}, data={"why": "closed"})
        return document.state
    words = words_of(document.kind, bytes(document.content or b""))
    if words is None:
        move(document, "held", table=DOCUMENT, by=by, at=at, also={"why": "unread"}, data={"why": "unread"})
        return document.state
    body = f"{document.name.rpartition('.')[0]}\n{words}"
    found = screened(pair=pair, sender=document.sender, body=body, on=timezone.localdate(at))
    _follow(document, found, by=by, at=at)
    return document.state


def _follow(document: Document, found: Screened, *, by: Actor, at: datetime) -> None:
    """Nothing can be taken out of a file, so anything but a plain "allow" waits for a person."""
    also = {
        "spans": found.spans,
        "reasons": found.reasons,
        "engine_version": found.engine_version,
        "policy_version": found.policy_version,
    }
    if found.action == "urgent":
        move(document, "escalated", table=DOCUMENT, by=by, at=at, also=also)
        concern_about_words(document, found.reasons, by=by, at=at)
    elif found.action == "allow" and not found.failed and not document.scheme.arrangements.moderate_all:
        deliver(document, by=by, at=at, also=also)
    else:
        move(document, "held", table=DOCUMENT, by=by, at=at, also={"why": "words", **also}, data={"why": "words"})


def concern_about_words(document: Document, reasons: list[str], *, by: Actor, at: datetime) -> None:
    """The safeguarding lead is told at once, and the document stays where it is. Unless the words are about harm done to the
    writer, it is about the writer."""
    harmed = any(kind in ABOUT_THE_WRITER for _start, _end, kind in document.spans)
    raise_concern(
        organisation=document.scheme.organisation,
        scheme=document.scheme,
        words=_("A document was stopped before it was delivered: %(reasons)s") % {"reasons": " ".join(reasons)},
        about_people=() if harmed else (document.sender.person,),
        about_words=_("a document of %(name)s") % {"name": document.sender.person.name},
        about_ref=f"{ABOUT}{document.public_id}",
        by=by,
        at=at,
    )
