"""Reading suggestions and offers."""

from __future__ import annotations

from datetime import date

from ithaca.organisations.selectors import agreements_in_force
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme
from ithaca.training.selectors import missing_training
from ithaca.vetting.selectors import missing_vetting


def ready_mentors(mentors: list[Participant], scheme: Scheme, *, on: date, with_children: bool) -> set[int]:
    """Keys of the mentors to whom an offer may be made: checks and training complete, supplier's agreement in force."""
    people = [mentor.person for mentor in mentors]
    near_children = dict.fromkeys((person.pk for person in people), with_children)
    vetting = missing_vetting(people, arrangements=scheme.arrangements, on=on, with_children=near_children)
    training = missing_training(mentors, on=on)
    suppliers = {p.supplied_by_id for p in people if p.supplied_by_id}
    in_force = agreements_in_force(suppliers, on)
    return {
        mentor.pk
        for mentor in mentors
        if not vetting.get(mentor.person_id)
        and not training.get(mentor.pk)
        and (mentor.person.supplied_by_id is None or mentor.person.supplied_by_id in in_force)
    }
