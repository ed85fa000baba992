"""What keeps people from contact, for one or for many in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, Q

from ithaca.kernel.gates import Missing
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.arrangements import Arrangements
from ithaca.vetting.models import Check, Reference, Sign, StepDone
from ithaca.vetting.standing import Rows, Wanted, lacks, wanted
from ithaca.vetting.states import BLOCKING


def missing_vetting(
    people: Iterable[Person],
    *,
    arrangements: Arrangements,
    on: date,
    with_children: Mapping[int, bool] | None = None,
) -> dict[int, list[Missing]]:
    """What keeps each of these people from contact on the day `on`, by person key, in five queries at most.

    `with_children` says by person key whether a child is on the other side (or their words are read); who is not in it
    counts as with children, so that a forgotten entry shuts the gate. Adults among themselves need the scheme's own
    steps, children in reach never less than identity, two references and an enhanced check with the barred list.
    """
    rows = rows_of(people, on=on)
    asked: dict[bool, Wanted] = {flag: wanted(arrangements, with_child=flag) for flag in (True, False)}
    flags = {key: True if with_children is None else with_children.get(key, True) for key in rows}
    return {key: lacks(found, asked[flags[key]], on=on, with_child=flags[key]) for key, found in rows.items()}


def rows_of(people: Iterable[Person], *, on: date) -> dict[int, Rows]:
    """What is on record about each person, by key, newest check first."""
    found = {person.pk: Rows(person) for person in people}
    if not found:
        return found
    keys = list(found)
    for check in Check.objects.filter(person__in=keys).exclude(state="replaced").order_by("-pk"):
        found[check.person_id].checks.append(check)
    references = Reference.objects.filter(person__in=keys, satisfactory=True).exclude(checked_by=None)
    for key, count in references.values_list("person").annotate(n=Count("pk")).order_by():
        found[key].references = count
    for key, step in StepDone.objects.filter(person__in=keys, taken_back_at=None).values_list("person_id", "step"):
        found[key].steps.add(step)
    signs = Sign.objects.filter(person__in=keys, resolved_at=None)
    for key, count in signs.values_list("person").annotate(n=Count("pk")).order_by():
        found[key].open_signs = count
    _agreements(found, on)
    return found


def _agreements(found: dict[int, Rows], on: date) -> None:
    """Which partners whose word is relied on have an agreement in force on the day (ORG-02, ORG-03)."""
    keys = [c.pk for rows in found.values() for c in rows.checks if c.partner_id is not None]
    if not keys:
        return
    agreed = Check.objects.filter(pk__in=keys).filter(
        Q(partner__agreements__review_on=None) | Q(partner__agreements__review_on__gte=on),
        partner__agreements__state="in_force",
        partner__agreements__signed_on__lte=on,
    )
    in_force = frozenset(agreed.values_list("partner_id", flat=True))
    for one in found.values():
        one.agreements = in_force


def missing_for(*, participants: Sequence[Participant], on: date) -> dict[int, list[Missing]]:
    """The answer of this room to `participants.missing_for`: mentors are vetted as if any mentee of theirs may be a child
    where the scheme lets children in; mentees are not vetted for a list (the gate asks it for each pair)."""
    found: dict[int, list[Missing]] = {}
    mentors = [p for p in participants if p.role == "mentor"]
    for scheme_id in dict.fromkeys(p.scheme_id for p in mentors):
        here = [p for p in mentors if p.scheme_id == scheme_id]
        arrangements = here[0].scheme.arrangements
        children = arrangements.mentees_may_be_children
        answer = missing_vetting(
            [p.person for p in here],
            arrangements=arrangements,
            on=on,
            with_children={p.person_id: children for p in here},
        )
        found.update({p.pk: answer[p.person_id] for p in here})
    return found


def undone(person: Person, *, arrangements: Arrangements | None, on: date) -> list[Missing]:
    """What must be done before a check of `person` may be cleared, the check itself aside. Without arrangements the
    strictest steps are asked."""
    given = arrangements or Arrangements()
    want = wanted(given, with_child=given.mentees_may_be_children)
    steps = tuple(step for step in want.steps if step != "check")
    rows = rows_of([person], on=on)[person.pk]
    waiting = Rows(
        person, [c for c in rows.checks if c.state not in BLOCKING], rows.references, rows.steps, rows.open_signs
    )
    return lacks(waiting, Wanted(steps, want.rank, want.barred_list, want.workforce), on=on, with_child=False)
