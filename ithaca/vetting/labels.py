"""How the states of a check are called on pages, and the rows of the single central record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.organisations.models import Person
from ithaca.ui.parts import SummaryRow
from ithaca.ui.words import full_day
from ithaca.vetting.catalogue import HOW_SEEN, WORKFORCES, level_label, looks_at_barred_list, rank, step_label
from ithaca.vetting.models import Check, StepDone
from ithaca.vetting.services.read import Entry

#: state -> words and the kind of its pill.
STATES = {
    "requested": (gettext_lazy("Asked for"), "wait"),
    "seen": (gettext_lazy("Seen, waits for a decision"), "wait"),
    "cleared": (gettext_lazy("Cleared"), "good"),
    "suspended": (gettext_lazy("Suspended"), "bad"),
    "barred": (gettext_lazy("May not take part"), "bad"),
    "replaced": (gettext_lazy("Replaced by a newer check"), "neutral"),
}


def standing(check: Check, on: date) -> tuple[str, str]:
    """The words and the kind of pill for a check on a day; a cleared one that has run out says so."""
    if check.state == "cleared" and (check.next_due is None or check.next_due < on):
        return _("Run out"), "bad"
    words, kind = STATES[check.state]
    return str(words), kind


def day(value: date | None) -> str:
    """A day for a record, in words; empty if there is none."""
    return full_day(value) if value else ""


def _name(person: Person | None) -> str:
    return person.name if person else ""


#: The other statutory steps, each a column with its date.
OTHER_STEPS = ("prohibition", "overseas", "qualifications", "right_to_work", "section_128")


def header() -> list[str]:
    """The columns of the single central record (SG-1), in the order of `row`."""
    return [
        _("Family name"), _("First name"), _("Cleared for this scheme"),
        _("Identity seen on"), _("Document"), _("Identity seen by"),
        _("Kind of check"), _("Level"), _("Kind of work"), _("Enhanced check"), _("Barred list looked at"),
        _("Number"), _("Issued on"), _("Seen on"), _("Seen by"), _("How seen"), _("Next due"),
        _("State"), _("Decided by"), _("Decided on"), _("Why this level is lawful"),
        _("First reference"), _("Second reference"),
        *(step_label(key) for key in OTHER_STEPS),
        _("Supplied by"), _("Written confirmation"), _("Confirmation seen on"),
    ]  # fmt: skip


def row(entry: Entry, on: date) -> list[str | date | None]:
    """One person's row: words and days; an empty cell means that it was not done."""
    check, identity = entry.check, entry.steps.get("identity")
    references = [reference.received_on for reference in entry.references[:2]]
    return [
        entry.person.family_name, entry.person.given_name, _("no") if entry.missing else _("yes"),
        *_identity(check, identity),
        *_facts(check, on),
        *[*references, None, None][:2],
        *(entry.steps[key].done_on if key in entry.steps else None for key in OTHER_STEPS),
        _name_of_partner(entry), check.partner_reference if check else "", check.seen_on if check and check.partner_id else None,
    ]  # fmt: skip


def sheet(entry: Entry, on: date) -> list[SummaryRow]:
    """The same row as lines, for paper: 31 columns fit no sheet. What was not done says so."""
    pairs = zip(header()[2:], row(entry, on)[2:], strict=True)
    return [SummaryRow(label, _words(value)) for label, value in pairs]


def _words(value: str | date | None) -> str:
    if isinstance(value, date):
        return day(value)
    return value or "–"


def _name_of_partner(entry: Entry) -> str:
    partner = entry.person.supplied_by
    return partner.name if partner else ""


def _identity(check: Check | None, done: StepDone | None) -> Sequence[str | date | None]:
    if check is not None and check.identity_seen_on is not None:
        return check.identity_seen_on, check.identity_document, _name(check.identity_seen_by)
    return (done.done_on, done.document, _name(done.done_by)) if done else (None, "", "")


def _facts(check: Check | None, on: date) -> Sequence[str | date | None]:
    if check is None:
        return [""] * 10 + [None, _("no check"), "", None, ""]
    barred = looks_at_barred_list(check.level, check.barred_list)
    return [
        check.kind, level_label(check.level), str(WORKFORCES.get(check.workforce, check.workforce)),
        _("yes") if rank(check.level) >= 3 else _("no"), _("yes") if barred else _("no"),
        check.number, check.issued_on, check.seen_on, _name(check.seen_by), str(HOW_SEEN.get(check.how_seen, check.how_seen)),
        check.next_due, standing(check, on)[0], _name(check.decided_by),
        check.decided_at.date() if check.decided_at else None, check.lawful_reason,
    ]  # fmt: skip


def facts(check: Check) -> list[SummaryRow]:
    """What is on record about one check, for its page; who saw it and who decided stand beside the days."""
    barred = _("looked at") if looks_at_barred_list(check.level, check.barred_list) else _("not looked at")
    found = [
        (_("Kind"), check.kind),
        (_("Level"), level_label(check.level)),
        (_("For work with"), str(WORKFORCES.get(check.workforce, check.workforce))),
        (_("List of barred people"), barred),
        (_("Number"), check.number),
        (_("Checked by"), f"{check.partner.name}, {check.partner_reference}" if check.partner else ""),
        (_("Issued"), day(check.issued_on)),
        (_("Seen"), _and(day(check.seen_on), _name(check.seen_by))),
        (_("Identity"), _and(check.identity_document, day(check.identity_seen_on), _name(check.identity_seen_by))),
        (_("Proposed by"), _name(check.proposed_by)),
        (_("Decided"), _and(day(check.decided_at.date() if check.decided_at else None), _name(check.decided_by))),
        (_("Why this level is lawful"), check.lawful_reason),
    ]
    return [SummaryRow(label, value) for label, value in found if value]


def _and(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
