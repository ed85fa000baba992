"""Contact details that adults write to children: a second one within 30 days opens a concern by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.work import service
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import ref_of
from ithaca.moderation.models import Removal
from ithaca.safeguarding.services import raise_concern

WITHIN = timedelta(days=30)
MACHINE = job("moderation.removals")


@service
def note_removal(*, message: Message, by: Actor, at: datetime) -> Removal | None:
    """A contact detail was taken out of a message of a pair with a child. If an adult wrote it, remember it; the second
    within 30 days opens a low-level concern, one for those 30 days. The writer is told nothing (SG-13)."""
    writer = message.sender.person
    if writer.is_child_on(timezone.localdate(at)) and message.sender.role != "mentor":
        return None
    row: Removal = Removal.objects.create(scheme=message.scheme, message=message, person=writer, created_at=at)
    record(name="moderation.detail_removed", by=by, at=at, about=row, data={"message": message.public_id})
    same = Q(person=writer)
    if writer.account_id is not None:
        same |= Q(person__account=writer.account_id)
    lately = Removal.objects.filter(same, created_at__gt=at - WITHIN, created_at__lte=at)
    if lately.count() >= 2 and not lately.exclude(concern="").exists():
        _open_concern(row, at)
    return row


def _open_concern(row: Removal, at: datetime) -> None:
    message = row.message
    words = _(
        "Low-level concern, opened by the platform. For the second time within 30 days a contact detail was taken out of "
        "a message that this adult wrote to a child. It did not reach the child."
    )
    concern = raise_concern(
        organisation=message.scheme.organisation,
        scheme=message.scheme,
        words=words,
        about_words=_("a message of %(name)s") % {"name": row.person.name},
        about_people=(row.person,),
        about_ref=ref_of(message),
        kind="boundary",
        by=MACHINE,
        at=at,
    )
    Removal.objects.filter(pk=row.pk).update(concern=concern.public_id)
