"""Changes of who keeps the scheme safe: when two people have to want one, and which wait for the second."""

from __future__ import annotations

from datetime import date

from ithaca.accounts.selectors import administrators
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.schemes.models import PostChange, Scheme
from ithaca.schemes.rules import AGREEING, TWO_HANDS, agree, drop
from ithaca.schemes.selectors.posts import holders_of
from ithaca.schemes.states import RUNNING


def needs_two(scheme: Scheme, role: Role, by: Actor, on: date) -> bool:
    """True if `by` alone may not change who holds the post in this scheme on the day `on`.

    It is the same for everybody, whether there is a worry about them or not: nobody learns anything from being asked for a
    second hand (SG-13). Only where mentees are adults and there is nobody else to agree may one person do it alone.
    """
    if role not in TWO_HANDS or by.kind == "job" or scheme.state not in RUNNING:
        return False
    if scheme.arrangements.mentees_may_be_children:
        return True
    others = {person.pk for people in holders_of(scheme, AGREEING, on).values() for person in people}
    return bool(others - by.person_ids) or administrators().exclude(pk=by.account_id or 0).exists()


def changes_waiting(scheme: Scheme) -> list[PostChange]:
    """What was asked for and waits for a second hand, oldest first. For services; pages ask `changes_visible_to`."""
    rows = PostChange.objects.filter(scheme=scheme, settled_at=None)
    return list(
        rows.select_related("scheme__organisation", "person", "ends__person", "asked_by").order_by("asked_at", "pk")
    )


def changes_visible_to(by: Actor, scheme: Scheme) -> list[PostChange]:
    """Of those the ones this reader asked for or may settle."""
    return [change for change in changes_waiting(scheme) if drop.allows(by=by, of=change)]


def changes_to_agree(by: Actor, scheme: Scheme) -> list[PostChange]:
    """Of those the ones that wait for this reader's yes."""
    if not by.holds(*AGREEING):
        return []
    return [change for change in changes_waiting(scheme) if agree.allows(by=by, of=change)]
