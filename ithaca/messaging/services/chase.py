"""Chasing held messages: after four hours of the scheme's working time the desk is reminded, after 24 the leads are told.

Urgent messages are not chased here: their alarm counts real time (`oncall`).
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.messaging import letters, rules
from ithaca.messaging.models import Chase, Message
from ithaca.notices.services.send import send_letter
from ithaca.oncall.selectors import hours_of, present
from ithaca.organisations.models import Person
from ithaca.schemes.models import Scheme

#: Hours of working time (SG-6), and who is written to then.
STEPS = (
    (4, letters.CHASED, (Role.COORDINATOR,)),
    (24, letters.OVERDUE, (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.COORDINATOR)),
)
MOST = 2000


@service
def chase(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """Chase what has waited too long in this scheme, each message once for each step; returns how many steps were taken.

    One letter for all of a round, not one for each message. Nobody who is one of the pair's two is written to about it.
    """
    rules.desk.require(by=by)
    hours = hours_of(scheme)
    if not hours.is_open(at):
        return 0
    held = list(
        Message.objects.filter(scheme=scheme, state="held")
        .select_related("mentorship__mentor", "mentorship__mentee")
        .prefetch_related("chases")
        .order_by("sent_at", "pk")[:MOST]
    )
    taken = 0
    for number, kind, roles in STEPS:
        due = [m for m in held if _due(m, number) and hours.worked(m.sent_at, at).total_seconds() >= number * 3600]
        late = [message for message in due if _keep(message, number, by, at)]
        taken += len(late)
        people = {p.pk: p for role in roles for p in present(scheme, role, at.date())}
        for person in people.values() if late else ():
            if any(not _of_the_pair(person, message) for message in late):
                link = address("messaging:desk", organisation=scheme.organisation, scheme=scheme)
                send_letter(kind=kind, to=person, scheme=scheme, by=by, at=at, link=link, urgent=number > 4)
    return taken


def _due(message: Message, number: int) -> bool:
    return all(chase.hours != number for chase in message.chases.all())


def _keep(message: Message, number: int, by: Actor, at: datetime) -> bool:
    """Write the step down; False if another worker was quicker."""
    try:
        with transaction.atomic():
            Chase.objects.create(scheme_id=message.scheme_id, message=message, hours=number, created_at=at)
    except IntegrityError:
        return False
    record(name="messaging.chased", by=by, at=at, about=message, data={"hours": number})
    return True


def _of_the_pair(person: Person, message: Message) -> bool:
    return person.pk in (message.mentorship.mentor.person_id, message.mentorship.mentee.person_id)
