"""Reading documents. What a person may not see does not exist for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.documents import scanner
from ithaca.documents.models import Document
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo, shown
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import has_child
from ithaca.messaging.rules import DESK
from ithaca.messaging.selectors import not_own, why_no_messages
from ithaca.schemes.models import Scheme

#: Documents one side may pass on in a day.
A_DAY = 10
#: How long a document may wait for the virus check before the co-ordinator hears of it.
PATIENCE = timedelta(minutes=15)


def documents_visible_to(by: Actor, pair: Mentorship) -> QuerySet[Document]:
    """What one of the two may see, the latest first, without the files: what they passed on, and what was delivered to them."""
    rows: QuerySet[Document] = (
        Document.objects.filter(mentorship=pair).select_related("sender__person").defer("content")
    )
    mine = by.ids_as(Role.MENTOR, Role.MENTEE)
    if not (pair.mentor_id in by.ids_as(Role.MENTOR) or pair.mentee_id in by.ids_as(Role.MENTEE)):
        return rows.none()
    return rows.filter(Q(sender__in=mine) | Q(state="delivered")).order_by("-sent_at", "-pk")


def held_visible_to(by: Actor) -> QuerySet[Document]:
    """The documents that wait for a person, the oldest first, without the files; never of a pair the reader is in."""
    rows: QuerySet[Document] = Document.objects.filter(state="held").defer("content")
    if not by.holds(*DESK):
        return rows.none()
    rows = not_own(rows, by).select_related("sender__person", "mentorship", "scheme__organisation")
    return rows.order_by("sent_at", "pk")


def has_documents(pair: Mentorship) -> bool:
    """True if either side has ever passed one on."""
    return bool(Document.objects.filter(mentorship=pair).exists())


def why_no_documents(pair: Mentorship, *, at: datetime) -> str:
    """Why these two cannot pass documents on now, as a sentence for them; "" if they can. Adults only (MSG-19): not knowing
    an age counts as a child's."""
    if not pair.scheme.arrangements.may_exchange_documents() or has_child(pair, timezone.localdate(at)):
        return _("This scheme does not pass documents on.")
    if not scanner.is_set_up():
        return _("Documents cannot be passed on now: this server has no virus check.")
    return why_no_messages(pair, at=at)


def passed_on_today(pair: Mentorship, sender: int, at: datetime) -> int:
    """How many documents this side has passed on in the last 24 hours."""
    return int(Document.objects.filter(mentorship=pair, sender=sender, sent_at__gt=at - timedelta(days=1)).count())


def named(public_id: str, scheme: Scheme | int | None) -> Document | None:
    """The document of that public id in a scheme, without its file, for services that ask who may see it."""
    rows = Document.objects.filter(public_id=public_id, scheme=scheme).defer("content")
    found: Document | None = rows.select_related("mentorship", "sender__person").first()
    return found


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """For the desk: each held document, and that the virus check does not answer. For the two: what they have not opened."""
    lines = [
        Todo(
            1, row.sent_at, _("A document waits for a look"), _("Held documents"), _("Look"), "documents:held", (), more
        )
        for row, more in shown(held_visible_to(by).filter(scheme=scheme))
    ]
    stuck = Document.objects.filter(scheme=scheme, state="waiting", sent_at__lt=at - PATIENCE).order_by("sent_at")
    first = stuck.defer("content").first() if by.holds(*DESK) else None
    if first is not None:
        words = _("The virus check of this server does not answer. Documents wait.")
        lines.append(Todo(1, first.sent_at, words, _("Held documents"), _("Look"), "documents:held"))
    mine = by.ids_as(Role.MENTOR, Role.MENTEE)
    if not mine:
        return lines
    pairs = Q(mentorship__mentor__in=by.ids_as(Role.MENTOR)) | Q(mentorship__mentee__in=by.ids_as(Role.MENTEE))
    news = Document.objects.filter(pairs, scheme=scheme, read_at=None).select_related("mentorship").defer("content")
    for row in news.filter(state="delivered").exclude(sender__in=mine).order_by("sent_at")[:20]:
        args = (("pair", row.mentorship.public_id),)
        lines.append(
            Todo(
                1,
                row.sent_at,
                _("A document waits for you"),
                _("Documents"),
                _("Look at it"),
                "documents:of_pair",
                args,
            )
        )
    return lines
