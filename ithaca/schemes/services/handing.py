"""Two hands for the posts that keep a scheme safe: one person asks, another agrees.

Whoever a worry is about must not choose who reads it (SG-13). Refusing only them would tell them that there is one; so
nobody changes these posts alone.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.schemes import hooks, rules
from ithaca.schemes.models import Appointment, PostChange, Scheme
from ithaca.schemes.selectors.handing import changes_waiting
from ithaca.schemes.services.posts import appoint, refuse_empty, refuse_unfit, step_down


@service
def ask_for_post(*, scheme: Scheme, person: Person, role: Role, by: Actor, at: datetime) -> PostChange:
    """Ask that `person` holds the post; those who can agree are told. Asked twice, it waits once.

    Raises NotNow as `appoint` does: nothing waits that could not be done.
    """
    rules.appoint.require(by=by, of=scheme)
    refuse_unfit(scheme, person, Role(role), None, localdate(at))
    return _ask(PostChange(scheme=scheme, role=Role(role).value, person=person), by, at)


@service
def ask_to_end_post(*, appointment: Appointment, by: Actor, at: datetime) -> PostChange:
    """Ask that a post ends and nobody follows. Raises NotNow as `step_down` does."""
    rules.appoint.require(by=by, of=appointment.scheme)
    refuse_empty(appointment, localdate(at))
    return _ask(PostChange(scheme=appointment.scheme, role=appointment.role, ends=appointment), by, at)


def _ask(change: PostChange, by: Actor, at: datetime) -> PostChange:
    same = (change.role, change.person_id, change.ends_id, by.account)
    for row in changes_waiting(change.scheme):
        if (row.role, row.person_id, row.ends_id, row.asked_account) == same:
            return row
    change.asked_by_id, change.asked_account, change.asked_at = by.person_id, by.account, at
    change.save()
    record(name="schemes.post_asked", by=by, at=at, about=change, data={"role": change.role})
    hooks.post_asked.tell(change=change, by=by, at=at)
    return change


@service
def agree_to_change(*, change: PostChange, by: Actor, at: datetime) -> None:
    """Be the second hand: the change counts from now on.

    Raises NotNow if it was settled meanwhile or can no longer be done; NotAllowed for who asked and for who is named.
    """
    rules.agree.require(by=by, of=change)
    _settle(change, True, by, at)
    record(name="schemes.post_agreed", by=by, at=at, about=change, data={"role": change.role})
    if change.ends is not None:
        step_down(appointment=change.ends, agreed=change, by=by, at=at)
    elif change.person is not None:
        appoint(scheme=change.scheme, person=change.person, role=Role(change.role), agreed=change, by=by, at=at)


@service
def drop_change(*, change: PostChange, by: Actor, at: datetime) -> None:
    """Say no to what another asked for, or take back what one asked for oneself. Raises NotNow if it was settled meanwhile."""
    rules.drop.require(by=by, of=change)
    _settle(change, False, by, at)
    record(name="schemes.post_dropped", by=by, at=at, about=change, data={"role": change.role})


def _settle(change: PostChange, agreed: bool, by: Actor, at: datetime) -> None:
    fields = {"agreed": agreed, "settled_by_id": by.person_id, "settled_at": at}
    if PostChange.objects.filter(pk=change.pk, settled_at=None).update(**fields) != 1:
        raise NotNow(_("Somebody has settled this already."))
    for name, value in fields.items():
        setattr(change, name, value)
