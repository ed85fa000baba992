"""Deciding about a held document, and being worried about one that was delivered."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.documents import letters, rules
from ithaca.documents.models import Document
from ithaca.documents.selectors import held_visible_to, why_no_documents
from ithaca.documents.services.check import ABOUT
from ithaca.documents.services.send import deliver
from ithaca.documents.states import DOCUMENT
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.selectors import side_of
from ithaca.messaging.services.read import require_reader
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import raise_concern

LONGEST = 2_000


def _decidable(document: Document, by: Actor, at: datetime) -> Person:
    rules.decide.require(by=by)
    reader = require_reader(scheme=document.scheme, by=by, at=at)
    if not held_visible_to(by).filter(pk=document.pk).exists():
        raise NotNow(_("Somebody else has decided about this document already."))
    return reader


@service
def release(*, document: Document, by: Actor, at: datetime) -> None:
    """Deliver it. The gate is asked again: NotNow if it has closed meanwhile."""
    _decidable(document, by, at)
    lock_for_contact(document.mentorship)
    if why_no_documents(document.mentorship, at=at):
        raise NotNow(_("These two cannot pass documents on now, so it cannot be delivered. You can give it back."))
    also = {"decided_by_id": by.person_id, "decided_at": at}
    deliver(document, by=by, at=at, also=also)


@service
def give_back(*, document: Document, reason: str, by: Actor, at: datetime) -> None:
    """Not passed on, with a friendly reason for the sender."""
    _decidable(document, by, at)
    if not reason.strip():
        raise NotNow(_("Say kindly what should change, so that the sender knows."))
    if len(reason) > LONGEST:
        raise NotNow(_("This is too long. A sentence or two are enough."))
    also = {"why": "person", "decided_by_id": by.person_id, "decided_at": at, "return_reason": reason.strip()}
    move(document, "refused", table=DOCUMENT, by=by, at=at, also=also, data={"why": "person"})
    scheme, pair = document.scheme, document.mentorship
    link = address("documents:of_pair", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id)
    send_letter(kind=letters.GIVEN_BACK, to=document.sender.person, scheme=scheme, by=by, at=at, link=link)


@service
def escalate(*, document: Document, by: Actor, at: datetime) -> Concern:
    """Open a concern from it; the document stays where it is, out of the other side's sight."""
    reader = _decidable(document, by, at)
    also = {"decided_by_id": by.person_id, "decided_at": at}
    move(document, "escalated", table=DOCUMENT, by=by, at=at, also=also)
    return _concern(document, _("A held document was passed on as a concern."), reader, by=by, at=at)


@service
def freeze(*, document: Document, words: str, by: Actor, at: datetime) -> Concern:
    """One of the two is worried about a delivered document: it goes out of the other's sight and a concern is raised.

    Its sender sees no difference (SG-13).
    """
    rules.freeze.require(by=by, of=document)
    me = side_of(document.mentorship, by)
    if document.state != "frozen" or me is None or me.pk != document.sender_id:
        move(document, "frozen", table=DOCUMENT, by=by, at=at, also={"frozen_at": at})
    said = words if words.strip() else _("Somebody is worried about a document.")
    return _concern(document, said, me.person if me else None, by=by, at=at)


def _concern(document: Document, words: str, raised_by: Person | None, *, by: Actor, at: datetime) -> Concern:
    sender = document.sender
    own = raised_by is not None and raised_by.pk == sender.person_id
    return raise_concern(
        organisation=document.scheme.organisation,
        scheme=document.scheme,
        words=words,
        about_words=_("a document of %(name)s") % {"name": sender.person.name},
        about_people=() if own else (sender.person,),
        about_ref=f"{ABOUT}{document.public_id}",
        raised_by=raised_by,
        by=by,
        at=at,
    )
