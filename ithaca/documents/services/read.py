"""A file leaves: to one of the two, or to the desk. Staff's reading is committed before a byte is sent (MSG-21, SG-12)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.documents import rules
from ithaca.documents.models import Document
from ithaca.documents.selectors import documents_visible_to, held_visible_to
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.messaging.services.read import require_reader


@service
def open_document(*, document: Document, by: Actor, at: datetime) -> bytes:
    """The file, for one of the two: their own, or one that was delivered to them. One in which a virus was found is given to
    nobody. Raises NotNow if it is not to be had any more."""
    rules.file.require(by=by, of=document)
    row = documents_visible_to(by, document.mentorship).defer(None).filter(pk=document.pk).first()
    if row is None or row.content is None or row.why == "virus":
        raise NotNow(_("This document is not here any more."))
    if row.state == "delivered" and by.person_id != row.sender.person_id:
        Document.objects.filter(pk=row.pk, read_at=None).update(read_at=at)
    record(name="documents.opened", by=by, at=at, about=row)
    return bytes(row.content)


@service
def open_held(*, document: Document, by: Actor, at: datetime) -> bytes:
    """The file of a held document, for whoever decides. Raises NotAllowed for who may not read, NotNow once it is decided."""
    rules.held.require(by=by)
    require_reader(scheme=document.scheme, by=by, at=at)
    row = held_visible_to(by).defer(None).filter(pk=document.pk).first()
    if row is None or row.content is None:
        raise NotNow(_("Somebody else has decided about this document already."))
    record(name="documents.held_read", by=by, at=at, about=row)
    return bytes(row.content)
