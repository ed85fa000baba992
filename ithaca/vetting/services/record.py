"""Everything about one check in one go, for whoever has all papers in front of them, and for imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.schemes.arrangements import Arrangements
from ithaca.vetting import rules
from ithaca.vetting.catalogue import kinds, lawful_reason, months_later
from ithaca.vetting.models import Check, Reference
from ithaca.vetting.selectors import undone
from ithaca.vetting.services.ask import refuse_if_blocked, request_check, see_check
from ithaca.vetting.services.decide import clear_check
from ithaca.vetting.services.evidence import add_reference, mark_step
from ithaca.vetting.states import CHECK


@dataclass(frozen=True, slots=True)
class ReferenceSeen:
    """One reference of a check recorded in one go."""

    referee: str
    received_on: date
    relation: str = ""
    satisfactory: bool = True


@service
def record_cleared(
    *,
    person: Person,
    number: str,
    issued_on: date,
    by: Actor,
    at: datetime,
    kind: str = "",
    level: str = "",
    workforce: str = "",
    barred_list: bool | None = None,
    seen_on: date | None = None,
    seen_by: Person | None = None,
    how_seen: str = "original",
    identity_document: str = "",
    identity_seen_on: date | None = None,
    identity_seen_by: Person | None = None,
    next_due: date | None = None,
    lawful_reason_words: str = "",
    decision_reason: str = "",
    decided_by: Person | None = None,
    references: Sequence[ReferenceSeen] = (),
    steps: Sequence[tuple[str, date]] = (),
    adverse: bool = False,
    arrangements: Arrangements | None = None,
) -> Check:
    """Record a check with its evidence and decide on it. What is not given comes from the scheme's `arrangements`.

    steps: further steps of the catalogue with the day each was done, such as the interview.
    The check returned is "cleared" if everything the scheme asks is done; otherwise it stays "seen", so that nothing
    entered is lost and nobody is let in (`selectors.undone` says what is missing). An adverse check always stays
    "seen": two safeguarding leads decide (SG-20). Raises NotNow for what cannot be, and while a decision stands in the way.
    """
    rules.record.require(by=by, of=person)
    given = arrangements or Arrangements()
    refuse_if_blocked(person)
    _make_room(person, by, at)
    _add_evidence(person, references, steps, by, at)
    asked = _asked_for(given, kind, level, workforce, barred_list, lawful_reason_words)
    check = request_check(person=person, by=by, at=at, **asked)
    see_check(
        check=check,
        number=number,
        issued_on=issued_on,
        seen_on=seen_on or timezone.localdate(at),
        seen_by=seen_by,
        how_seen=how_seen,
        next_due=next_due or months_later(issued_on, _renewed_after(given, check.kind)),
        adverse=adverse,
        identity_document=identity_document,
        identity_seen_on=identity_seen_on,
        identity_seen_by=identity_seen_by,
        by=by,
        at=at,
    )
    if not adverse and not undone(person, arrangements=given, on=timezone.localdate(at)):
        reason = decision_reason or _("Everything the scheme asks for was seen and is in order.")
        clear_check(check=check, reason=reason, arrangements=given, decided_by=decided_by, by=by, at=at)
    return check


def _asked_for(
    given: Arrangements, kind: str, level: str, workforce: str, barred_list: bool | None, reason: str
) -> dict[str, Any]:
    """Which check it is, as `request_check` takes it: what was said, else what the scheme asks for, and why that is lawful."""
    level = level or (given.check_level if given.check_level != "none" else "enhanced")
    workforce = workforce or given.check_workforce or "child"
    barred = given.check_barred_list if barred_list is None else barred_list
    return {
        "kind": kind or given.check_kind,
        "level": level,
        "workforce": workforce,
        "barred_list": barred,
        "lawful_reason": reason or lawful_reason(level, workforce, barred),
    }


def _renewed_after(given: Arrangements, kind: str) -> int:
    """Months after which the scheme, or else the kind of check, wants a new one."""
    return given.check_renew_months or (kinds()[kind].renew_months if kind in kinds() else 36)


def _make_room(person: Person, by: Actor, at: datetime) -> None:
    """A check that was under way is what is being recorded now; what was cleared stays until the new one is."""
    for older in Check.objects.filter(person=person, state__in=("requested", "seen")):
        move(older, "replaced", table=CHECK, by=by, at=at)


def _add_evidence(
    person: Person, references: Sequence[ReferenceSeen], steps: Sequence[tuple[str, date]], by: Actor, at: datetime
) -> None:
    """Each reference once, by its referee's name, and each step that was done."""
    for step, on in steps:
        mark_step(person=person, step=step, done_on=on, by=by, at=at)
    have = {name.casefold() for name in Reference.objects.filter(person=person).values_list("referee", flat=True)}
    for reference in references:
        name = " ".join(reference.referee.split())
        if name.casefold() not in have:
            add_reference(
                person=person,
                referee=name,
                relation=reference.relation,
                received_on=reference.received_on,
                satisfactory=reference.satisfactory,
                by=by,
                at=at,
            )
            have.add(name.casefold())
