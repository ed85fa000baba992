"""Taking turns: whoever closes the gate to contact holds the same rows as whoever writes through it (SG-3)."""

from __future__ import annotations

from collections.abc import Iterable

from ithaca.participants.models import Participant


def lock_people(person_ids: Iterable[int]) -> list[Participant]:
    """Lock every place these people have in the open schemes, lower key first, and return them.

    A message that is on its way has either been written before this returns, or will find the gate closed.
    """
    rows = Participant.objects.select_for_update().filter(person__in=list(person_ids)).order_by("pk")
    return list(rows)


def lock_participants(participants: Iterable[Participant]) -> list[Participant]:
    """The same for known places."""
    keys = sorted(participant.pk for participant in participants)
    return list(Participant.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
