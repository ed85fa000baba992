"""Reading pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.mentorships.models import Mentorship, Pause
from ithaca.mentorships.states import OPEN
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme

WITH_PEOPLE = (
    "scheme__organisation",
    "mentor__person__supplied_by",
    "mentor__person__employer",
    "mentee__person__school",
)


def pairs_visible_to(by: Actor) -> QuerySet[Mentorship]:
    """The pairs this actor may see in the open scheme: staff all; mentor and mentee their own; a parent their child's;
    a school contact those of the school's pupils; a partner contact those of the mentors it supplies."""
    rows: QuerySet[Mentorship] = Mentorship.objects.select_related(*WITH_PEOPLE)
    if by.kind == "job" or by.holds(Role.COORDINATOR, Role.DEPUTY, *LEADS):
        return rows
    mine = Q(mentor__in=by.ids_as(Role.MENTOR)) | Q(mentee__in=by.ids_as(Role.MENTEE))
    mine |= Q(mentee__in=by.ids_as(Role.PARENT))
    mine |= Q(mentee__person__school__in=by.ids_as(Role.SCHOOL_CONTACT))
    mine |= Q(mentor__person__supplied_by__in=by.ids_as(Role.PARTNER_CONTACT))
    return rows.filter(mine)


def own_pairs(by: Actor) -> QuerySet[Mentorship]:
    """The pairs in which this actor is the mentor or the mentee."""
    mine = Q(mentor__in=by.ids_as(Role.MENTOR)) | Q(mentee__in=by.ids_as(Role.MENTEE))
    rows: QuerySet[Mentorship] = Mentorship.objects.select_related(*WITH_PEOPLE).filter(mine)
    return rows


def side_of(pair: Mentorship, by: Actor) -> Participant | None:
    """The participant this actor is in the pair, or None."""
    if pair.mentor_id in by.ids_as(Role.MENTOR):
        return pair.mentor
    if pair.mentee_id in by.ids_as(Role.MENTEE):
        return pair.mentee
    return None


def quiet_pairs(scheme: Scheme, *, at: datetime) -> QuerySet[Mentorship]:
    """Active pairs without contact for longer than the scheme allows, the quietest first (MON-01, END-04)."""
    since = at - timedelta(days=scheme.arrangements.quiet_after_days)
    rows: QuerySet[Mentorship] = Mentorship.objects.filter(scheme=scheme, state="active", last_contact_at__lt=since)
    return rows.select_related(*WITH_PEOPLE).order_by("last_contact_at", "pk")


def free_capacity(mentors: Iterable[Participant]) -> dict[int, int]:
    """How many more mentees each mentor can take, by participant key (MATCH-12); never below nought."""
    mentors = list(mentors)
    taken = Counter(
        Mentorship.objects.filter(mentor__in=[m.pk for m in mentors], state__in=OPEN).values_list(
            "mentor_id", flat=True
        )
    )
    return {m.pk: max(0, m.capacity - taken[m.pk]) for m in mentors}


def mentees_in_pairs(scheme: Scheme) -> set[int]:
    """Keys of mentees who have an open pair."""
    return set(Mentorship.objects.filter(scheme=scheme, state__in=OPEN).values_list("mentee_id", flat=True))


def pauses_of_person(participant: Participant) -> QuerySet[Pause]:
    """The pauses on this person that are not lifted, the newest first."""
    rows: QuerySet[Pause] = Pause.objects.filter(participant=participant, lifted_at=None).order_by("-created_at")
    return rows


def scheme_pauses(scheme: Scheme) -> QuerySet[Pause]:
    """The pauses on the whole scheme that are not lifted."""
    rows: QuerySet[Pause] = Pause.objects.filter(scheme=scheme, participant=None, mentorship=None, lifted_at=None)
    return rows
