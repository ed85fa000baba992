"""Reading assessments: for co-ordinators and matchers alone (MATCH-10, MATCH-11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ithaca.kernel.actor import Actor
from ithaca.matching.models import Assessment, Proposal
from ithaca.matching.rules import MATCHERS
from ithaca.matching.services.assess import KINDS
from ithaca.participants.models import Participant

type Said = tuple[str, Assessment]


def assessments_visible_to(by: Actor) -> QuerySet[Assessment]:
    """All of the open scheme for those who match, the newest first; nobody else sees any."""
    rows: QuerySet[Assessment] = Assessment.objects.select_related("about__person", "beside__person", "written_by")
    if by.kind != "job" and not by.holds(*MATCHERS):
        return rows.none()
    return rows.order_by("-happened_on", "-pk")


def said_of(by: Actor, participant: Participant) -> list[Said]:
    """What was found out about one person, alone or beside somebody: (what it is, the assessment)."""
    rows = assessments_visible_to(by).filter(Q(about=participant) | Q(beside=participant))
    return [(str(KINDS[row.kind]), row) for row in rows]


def said_of_pairs(by: Actor, proposals: Iterable[Proposal]) -> dict[int, list[Said]]:
    """By proposal: what was found out about the two together and about each alone. A short query where there is nothing."""
    pairs = {row.pk: {row.mentee_id, row.mentor_id} for row in proposals}
    people = {key for pair in pairs.values() for key in pair}
    found: dict[int, list[Said]] = defaultdict(list)
    # Mostly there is none, and to ask that is cheaper than the rows with their names.
    if not Assessment.objects.filter(about__in=people).exists():
        return found
    for row in assessments_visible_to(by).filter(about__in=people):
        both = {row.about_id, row.beside_id or row.about_id}
        for proposal, pair in pairs.items():
            if both <= pair:
                found[proposal].append((str(KINDS[row.kind]), row))
    return found
