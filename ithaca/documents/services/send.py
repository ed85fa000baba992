"""Passing a document on: the file is kept with its seal, and nobody else sees it before the worker has checked it (MSG-19)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.documents import letters, rules
from ithaca.documents.content import file_name, kind_of
from ithaca.documents.models import Document
from ithaca.documents.selectors import A_DAY, passed_on_today, why_no_documents
from ithaca.documents.states import DOCUMENT
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.models import Mentorship
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant


def seal_of(salt: str, content: bytes) -> str:
    """SHA-256 over the salt's letters and the file, in hexadecimal figures: what the log keeps of the file."""
    return hashlib.sha256(salt.encode() + content).hexdigest()


@service
def send_document(
    *, mentorship: Mentorship, sender: Participant, name: str, content: bytes, by: Actor, at: datetime
) -> Document:
    """Keep the file as it is; the worker checks it, and only then can the other side have it.

    Raises NotNow with a sentence if the scheme or the server passes none on, contact is closed, or the file is too large,
    of another kind, or holds something that could do harm.
    """
    rules.send.require(by=by, of=mentorship)
    if sender.pk not in (mentorship.mentor_id, mentorship.mentee_id) or sender.pk not in by.ids_as(Role(sender.role)):
        raise NotAllowed(rules.send.says)
    kind = kind_of(content)
    lock_for_contact(mentorship)
    closed = why_no_documents(mentorship, at=at)
    if closed:
        raise NotNow(closed)
    if passed_on_today(mentorship, sender.pk, at) >= A_DAY:
        raise NotNow(_("You have passed on ten documents today. Please wait until tomorrow."))
    salt = secrets.token_hex(16)
    document: Document = Document.objects.create(
        scheme=mentorship.scheme,
        mentorship=mentorship,
        sender=sender,
        name=file_name(name, kind),
        kind=kind,
        size=len(content),
        content=content,
        salt=salt,
        next_look_at=at,
        sent_at=at,
        created_at=at,
    )
    data = {"kind": kind, "bytes": len(content), "seal": seal_of(salt, content)}
    record(name="documents.sent", by=by, at=at, about=document, data=data)
    return document


def deliver(document: Document, *, by: Actor, at: datetime, also: Mapping[str, object] | None = None) -> None:
    """Let the other side have it, and tell them."""
    move(document, "delivered", table=DOCUMENT, by=by, at=at, also={"delivered_at": at, **(also or {})})
    pair, scheme = document.mentorship, document.scheme
    to_mentor = document.sender_id == pair.mentee_id
    reader = pair.mentor if to_mentor else pair.mentee
    send_letter(
        kind=letters.ARRIVED,
        to=reader.person,
        context={"other": scheme.arrangements.word("mentee" if to_mentor else "mentor")},
        scheme=scheme,
        by=by,
        at=at,
        link=address("documents:of_pair", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id),
    )
