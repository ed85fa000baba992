"""Answering: one press, from the letter or the text, from the page, or by looking after the concern itself."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.oncall import rules
from ithaca.oncall.models import Alarm, Answer
from ithaca.oncall.states import ALARM
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services.raising import same_human

#: So many different people must answer a test.
TEST_NEEDS = 2


@service
def answer(*, alarm: Alarm, person: Person, by: Actor, at: datetime) -> None:
    """`person` says that they have it: a real alarm climbs no further, a test waits for a second person.

    Pressing again changes nothing. Raises NotAllowed for somebody it did not ring for or whom it is about by now, NotNow
    for one that stood down.
    """
    how = "link"
    if by.kind == "account":
        rules.answer.require(by=by, of=alarm)
        how = "page"
    elif by.kind != "link" or by.link != rules.LINK or by.subject != f"{alarm.public_id}:{person.public_id}":
        raise NotAllowed(rules.answer.says)
    if not alarm.rings.filter(person=person).exists() or _is_about(alarm.concern, person):
        raise NotAllowed(rules.answer.says)
    if alarm.answers.filter(person=person).exists():
        return
    if alarm.state == "stood_down":
        raise NotNow(_("This alarm no longer rings for you. You need not do anything."))
    if not _keep(alarm, person.pk, how, at):
        return
    record(name="oncall.got", by=by, at=at, about=alarm, data={"person": person.public_id, "how": how})
    _settle(alarm, by, at)


def _keep(alarm: Alarm, person: int | None, how: str, at: datetime) -> bool:
    """Keep the answer; False if the same person was quicker on another way."""
    try:
        with transaction.atomic():
            Answer.objects.create(scheme=alarm.scheme, alarm=alarm, person_id=person, how=how, created_at=at)
    except IntegrityError:
        return False
    return True


def _settle(alarm: Alarm, by: Actor, at: datetime) -> None:
    """A real alarm is answered by one, a test by two different human beings. Two at once: the row is locked, so one of them
    sees both answers."""
    locked: Alarm = Alarm.objects.select_for_update().get(pk=alarm.pk)
    alarm.state, alarm.rung, alarm.next_at = locked.state, locked.rung, locked.next_at
    if alarm.state not in ("ringing", "missed"):
        return
    if alarm.kind == "test":
        people = [row.person for row in alarm.answers.select_related("person") if row.person is not None]
        different = [p for n, p in enumerate(people) if not any(same_human(p, other) for other in people[:n])]
        if len(different) < TEST_NEEDS:
            return
    move(alarm, "answered", table=ALARM, by=by, at=at, also={"ended_at": at, "next_at": None})


def _is_about(concern: Concern | None, person: Person) -> bool:
    if concern is None:
        return False
    return any(same_human(subject.person, person) for subject in concern.subjects.select_related("person"))


@service
def settle_by_record(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Somebody has seen the concern itself, or sorted it: its alarm is answered with that press."""
    for alarm in Alarm.objects.filter(concern=concern, state="ringing"):
        if not alarm.answers.filter(person=by.person_id).exists():
            _keep(alarm, by.person_id, "record", at)
        _settle(alarm, by, at)
