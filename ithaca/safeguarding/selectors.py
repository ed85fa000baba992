"""Reading concerns. What a person may not see does not exist for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.scope import open_now
from ithaca.kernel.todo import Todo
from ithaca.safeguarding.models import Concern, Entry, Unplaced

#: A co-ordinator works on these once a lead has sorted them; child protection stays with the leads (CONC-02, CONC-11).
SHARED_KINDS = ("worry", "boundary", "complaint")
OPEN_STATES = ("raised", "acknowledged", "in_hand", "child_protection", "referred_on", "decided")


def concerns_visible_to(by: Actor) -> QuerySet[Concern]:
    """The concerns of the open organisation (and scheme) this actor may see, never one about themself.

    Leads see those that go to the lead; the second person those about a lead; a co-ordinator those a lead has sorted as
    worry, boundary or complaint. Nobody else sees any.
    """
    rows: QuerySet[Concern] = Concern.objects.exclude(subjects__person__in=by.person_ids)
    scheme = open_now().get("scheme")
    if scheme:
        rows = rows.filter(scheme__in=scheme if isinstance(scheme, list) else [scheme])
    if by.kind == "job":
        return rows
    mine = Q(pk__in=[])
    if by.holds(*LEADS):
        mine |= Q(route="lead")
    if by.holds(Role.THIRD_PERSON):
        mine |= Q(route="third")
    if by.holds(Role.COORDINATOR):
        mine |= Q(route="lead", kind__in=SHARED_KINDS) & ~Q(state__in=["raised", "acknowledged", "child_protection"])
    return rows.filter(mine).distinct()


def entries_of(concern: Concern) -> list[Entry]:
    """The record, oldest first. Opening a concern goes through `services.read.open_concern`, which logs it first."""
    return list(concern.entries.select_related("written_by").order_by("created_at", "pk"))


def decider_of(concern: Concern) -> int | None:
    """The person who made the last decision."""
    last = concern.entries.filter(kind="decision").order_by("-created_at", "-pk").first()
    return last.written_by_id if last else None


def unplaced_concerns() -> QuerySet[Unplaced]:
    """Worries that no scheme could be found for yet, oldest first."""
    return Unplaced.objects.filter(placed_at=None).order_by("created_at")


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """Concerns that wait for this reader: new ones first of everything."""
    del at
    lines = []
    for concern in concerns_visible_to(by).filter(scheme=scheme, state__in=OPEN_STATES).order_by("created_at")[:50]:
        new = concern.state == "raised"
        lines.append(
            Todo(
                urgency=0 if new or concern.state == "child_protection" else 1,
                since=concern.created_at,
                words=_("A worry nobody has looked at yet")
                if new
                else _("Concern %(receipt)s") % {"receipt": concern.receipt},
                group=_("Concerns"),
                act=_("Open"),
                page="safeguarding:concern",
                page_args=(("concern", concern.public_id),),
            )
        )
    return lines
