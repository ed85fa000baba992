"""What is done for a person beside the check: references, identity, interview and the other steps."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.participants.services.lock import lock_people
from ithaca.vetting import rules
from ithaca.vetting.catalogue import step_kinds
from ithaca.vetting.models import Reference, StepDone


@service
def add_reference(
    *,
    person: Person,
    referee: str,
    received_on: date,
    by: Actor,
    at: datetime,
    relation: str = "",
    satisfactory: bool = True,
    checked_by: Person | None = None,
) -> Reference:
    """Note a reference: from whom, when it came, and that `checked_by` (whoever enters it) made sure it is genuine.

    Its words are not kept here. Raises NotNow without a name, for a day to come, or if that referee is noted already.
    """
    rules.record.require(by=by, of=person)
    referee = " ".join(referee.split())
    if not referee or len(referee) > 120 or len(relation) > 80:
        raise NotNow(_("Enter who gave the reference."))
    if received_on > timezone.localdate(at):
        raise NotNow(_("That day has not come yet."))
    if Reference.objects.filter(person=person, referee__iexact=referee).exists():
        raise NotNow(_("A reference from this person is noted already."))
    checker = checked_by.pk if checked_by else by.person_id
    if checker is None:
        raise NotNow(_("Say who made sure that the reference is genuine."))
    made: Reference = Reference.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        referee=referee,
        relation=relation.strip(),
        received_on=received_on,
        checked_by_id=checker,
        satisfactory=satisfactory,
    )
    record(name="vetting.reference_added", by=by, at=at, about=made, data={"satisfactory": satisfactory})
    return made


@service
def mark_step(
    *,
    person: Person,
    step: str,
    done_on: date,
    by: Actor,
    at: datetime,
    document: str = "",
    done_by: Person | None = None,
) -> StepDone:
    """Note that a step of the catalogue was done. Raises NotNow for an unknown step, a day to come, or one noted already."""
    rules.record.require(by=by, of=person)
    if step not in step_kinds():
        raise NotNow(_("Choose the step from the list."))
    if done_on > timezone.localdate(at):
        raise NotNow(_("That day has not come yet."))
    if StepDone.objects.filter(person=person, step=step, taken_back_at=None).exists():
        raise NotNow(_("This step is noted already."))
    made: StepDone = StepDone.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        step=step,
        done_on=done_on,
        done_by_id=done_by.pk if done_by else by.person_id,
        document=document.strip()[:60],
    )
    record(name="vetting.step_done", by=by, at=at, about=made, data={"step": step})
    return made


@service
def take_back_step(*, done: StepDone, by: Actor, at: datetime) -> None:
    """Take back a step that was noted by mistake. The row stays, marked; the gate asks for the step again."""
    rules.record.require(by=by, of=done)
    lock_people([done.person_id])
    if StepDone.objects.filter(pk=done.pk, taken_back_at=None).update(taken_back_at=at) != 1:
        raise NotNow(_("This was taken back already."))
    record(name="vetting.step_taken_back", by=by, at=at, about=done, data={"step": done.step})
