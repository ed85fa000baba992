"""Reads that are evidence: who looked at whose check is written down before anything is shown (SG-12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.participants.selectors import in_neutral_words
from ithaca.schemes.models import Scheme
from ithaca.vetting import rules
from ithaca.vetting.models import Check, Reference, Sign, StepDone
from ithaca.vetting.selectors import latest_check, missing_vetting, people_on_record, rows_of
from ithaca.vetting.standing import Rows


@dataclass(frozen=True, slots=True)
class File:
    """A person's vetting file as it was opened."""

    person: Person
    check: Check | None
    checks: list[Check]
    references: list[Reference]
    steps: list[StepDone]
    signs: list[Sign]
    missing: list[Missing]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the single central record."""

    person: Person
    check: Check | None
    steps: dict[str, StepDone]
    references: list[Reference]
    missing: list[Missing]


@service
def open_checks(*, person: Person, scheme: Scheme, by: Actor, at: datetime) -> File:
    """Open one person's vetting file, and write down that it was opened and by whom."""
    rules.read.require(by=by, of=person)
    on = timezone.localdate(at)
    record(name="vetting.opened", by=by, at=at, about=person, scheme=scheme.public_id)
    children = scheme.arrangements.mentees_may_be_children
    missing = missing_vetting([person], arrangements=scheme.arrangements, on=on, with_children={person.pk: children})
    names = ("seen_by", "decided_by", "identity_seen_by", "partner", "proposed_by")
    return File(
        person=person,
        check=latest_check(person),
        checks=list(Check.objects.filter(person=person).select_related(*names).order_by("-pk")),
        references=list(
            Reference.objects.filter(person=person).select_related("checked_by").order_by("received_on", "pk")
        ),
        steps=list(StepDone.objects.filter(person=person, taken_back_at=None).select_related("done_by").order_by("pk")),
        signs=list(Sign.objects.filter(person=person).select_related("noticed_by", "resolved_by").order_by("-pk")),
        missing=missing[person.pk],
    )


@service
def open_record(*, scheme: Scheme, by: Actor, at: datetime, how: str = "page") -> list[Entry]:
    """Open the single central record of a scheme: one entry a person, in a constant number of queries (VET-07, SG-1).

    `how` says in what form it leaves: "page", "print", "assurance", "csv" or "xlsx"; it is written down with who asked.
    """
    rules.central_record.require(by=by, of=scheme)
    on = timezone.localdate(at)
    people = list(people_on_record(scheme, on=on).select_related("supplied_by"))
    record(name="vetting.record_opened", by=by, at=at, about=scheme, data={"how": how, "people": len(people)})
    return [_to_reader(entry, by) for entry in entries(people, scheme, on)]


def _to_reader(entry: Entry, by: Actor) -> Entry:
    """One's own row says what is missing as it is said to everybody about themself: no sign, no decision (VET-14, SG-14)."""
    person = entry.person
    own = person.pk in by.person_ids or (person.account_id is not None and person.account_id == by.account_id)
    return replace(entry, missing=in_neutral_words(entry.missing)) if own else entry


def entries(people: list[Person], scheme: Scheme, on: date) -> list[Entry]:
    """The rows for these people."""
    rows = rows_of(people, on=on)
    children = scheme.arrangements.mentees_may_be_children
    missing = missing_vetting(
        people, arrangements=scheme.arrangements, on=on, with_children={p.pk: children for p in people}
    )
    checks = Check.objects.filter(pk__in=[c.pk for c in map(_one, rows.values()) if c]).select_related(
        "seen_by", "decided_by", "identity_seen_by", "partner"
    )
    by_person = {check.person_id: check for check in checks}
    steps: dict[int, dict[str, StepDone]] = {}
    for done in StepDone.objects.filter(person__in=people, taken_back_at=None).select_related("done_by").order_by("pk"):
        steps.setdefault(done.person_id, {})[done.step] = done
    references: dict[int, list[Reference]] = {}
    for reference in Reference.objects.filter(person__in=people, satisfactory=True).order_by("received_on", "pk"):
        references.setdefault(reference.person_id, []).append(reference)
    return [Entry(p, by_person.get(p.pk), steps.get(p.pk, {}), references.get(p.pk, []), missing[p.pk]) for p in people]


def _one(rows: Rows) -> Check | None:
    """The check that stands on the record: a blocking one, else the newest cleared, else the newest."""
    order = {"barred": 0, "suspended": 1, "cleared": 2, "seen": 3, "requested": 4}
    return min(rows.checks, key=lambda check: (order[check.state], -check.pk), default=None)
