"""Mentors of other schemes on this server who agreed to be asked: first name, work, skills and training (DIR-04). Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.matching.lookup import Found, shown_to_adult
from ithaca.matching.models import Elsewhere, Invited
from ithaca.matching.selectors import ready_mentors
from ithaca.mentorships.selectors import free_capacity
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import RUNNING
from ithaca.training.selectors import attendances_visible_to

READER = job("matching.elsewhere")
#: More agreements than that are not looked through for one page.
MOST_READ = 500


@dataclass(frozen=True, slots=True)
class Shared:
    """A mentor of another scheme as its neighbours see them; `ref` names the agreement, `training` the courses completed."""

    ref: str
    found: Found
    training: tuple[str, ...]


def agreement_of(mentor: Participant) -> Elsewhere | None:
    """What this mentor said to being asked by other schemes; None if nothing yet."""
    return Elsewhere.objects.filter(mentor=mentor).first()


def shared_with(scheme: Scheme, *, on: date) -> list[Shared]:
    """Who may be asked to join `scheme`: adults who agreed, cleared and free in their own scheme, and not in this one.

    Empty unless the scheme shares its own mentors too. Nothing that leads to a person is in it.
    """
    if not scheme.arrangements.share_mentors:
        return []
    here = set(participants_visible_to(READER).filter(scheme=scheme).values_list("person_id", flat=True))
    by_scheme: dict[Scheme, list[Elsewhere]] = defaultdict(list)
    with everywhere("mentors who agreed that other schemes may ask them"):
        agreed = Elsewhere.objects.filter(agreed=True, mentor__state="joined", scheme__state__in=RUNNING)
        rows = agreed.exclude(scheme=scheme).select_related("scheme__organisation", "mentor__person__supplied_by")
        for row in rows.order_by("pk")[:MOST_READ]:
            grown = not row.mentor.person.is_child_on(on)
            if grown and row.scheme.arrangements.share_mentors and row.mentor.person_id not in here:
                by_scheme[row.scheme].append(row)
    return [one for lender, rows_of in by_scheme.items() for one in _of(lender, rows_of, on)]


def _of(lender: Scheme, rows: list[Elsewhere], on: date) -> Iterator[Shared]:
    with open_scheme(organisation_id=lender.organisation_id, scheme_id=lender.pk):
        mentors = [row.mentor for row in rows]
        children = lender.arrangements.mentees_may_be_children
        ready = ready_mentors(mentors, lender, on=on, with_children=children)
        room = free_capacity(mentors)
        done = attendances_visible_to(READER).filter(participant__in=mentors, state="completed")
        courses = defaultdict(list)
        for key, name in done.order_by("pk").values_list("participant_id", "course__name"):
            courses[key].append(name)
        found = [
            Shared(row.public_id, shown_to_adult(row.mentor, on=on), tuple(dict.fromkeys(courses[row.mentor_id])))
            for row in rows
            if row.mentor_id in ready and room[row.mentor_id] > 0
        ]
    yield from found


def asked_already(scheme: Scheme) -> set[str]:
    """The agreements this scheme has asked about already."""
    return set(Invited.objects.filter(scheme=scheme).values_list("listing", flat=True))
