"""Adding many people in one go, as a spreadsheet brings them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.organisations import rules
from ithaca.organisations.models import Organisation, Person
from ithaca.organisations.names import full_search_name
from ithaca.organisations.services.people import CHANGEABLE, cleaned


@service
def add_people(
    *, organisation: Organisation, people: Sequence[Mapping[str, Any]], by: Actor, at: datetime
) -> list[Person]:
    """`add_person` for each of `people` (field of CHANGEABLE -> value), in the order given, with one event each.

    Raises NotNow as `add_person` does, for the first who cannot be added; then nobody is.
    """
    rules.add_person.require(by=by, of=organisation)
    rows = []
    for facts in people:
        wrong = set(facts) - CHANGEABLE
        if wrong:
            raise TypeError(f"no such field: {', '.join(sorted(wrong))}")
        fields = cleaned({"given_name": "", **facts}, at)
        search_name = full_search_name(fields["given_name"], fields.get("family_name", ""))
        rows.append(Person(organisation=organisation, search_name=search_name, **fields))
    made: list[Person] = Person.objects.bulk_create(rows)
    for person in made:
        record(name="organisations.person_added", by=by, at=at, about=person)
    return made
