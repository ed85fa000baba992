"""What somebody is told about their own vetting, and a partner about the mentors it supplied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import Role
from ithaca.organisations.models import Person
from ithaca.participants.selectors import in_neutral_words
from ithaca.schemes.models import Scheme
from ithaca.vetting.catalogue import step_kinds
from ithaca.vetting.selectors.gate import missing_vetting, rows_of
from ithaca.vetting.selectors.people import people_of
from ithaca.vetting.standing import REFERENCES, Rows, lacks, wanted


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """One step of somebody's own vetting: what it is, whether it is done, and whose move it is."""

    label: str
    done: bool
    move: str = ""


def progress_of(by: Actor, scheme: Scheme, *, on: date) -> list[ProgressStep]:
    """One's own progress without notes, decisions or numbers (VET-14). A sign or a suspension is never told here."""
    person = people_of(scheme, on).filter(pk__in=by.person_ids).order_by("pk").first()
    if person is None:
        return []
    arrangements = scheme.arrangements
    want = wanted(arrangements, with_child=arrangements.mentees_may_be_children)
    rows = rows_of([person], on=on)[person.pk]
    open_ = {m.code: m.move for m in lacks(rows, want, on=on, with_child=False)}
    return [_progress(step, rows, open_) for step in want.steps]


def _progress(step: str, rows: Rows, open_: Mapping[str, str]) -> ProgressStep:
    labels = {"references": _("Two references"), "check": _("Criminal record check")}
    label = labels.get(step) or (_(step_kinds()[step].label) if step in step_kinds() else step)
    if step == "check":
        standing = any(c.state == "cleared" for c in rows.checks) and not any(
            c.startswith("vetting.check_") for c in open_
        )
        waits = next((move for code, move in open_.items() if code in _TOLD), _("co-ordinator"))
        return ProgressStep(label, standing, "" if standing else waits)
    waiting = open_.get(f"vetting.{step}_missing")
    noted = step in rows.steps or (step == "references" and rows.references >= REFERENCES)
    done = waiting is None and (noted or _by_check(step, rows))
    return ProgressStep(label, done, "" if done else _("co-ordinator"))


#: Codes whose "whose move" may be told to the person.
_TOLD = frozenset(
    {"vetting.check_missing", "vetting.check_requested", "vetting.check_lapsed", "vetting.references_missing"}
)


def _by_check(step: str, rows: Rows) -> bool:
    return any(c.partner_id or (step == "identity" and c.identity_seen_on) for c in rows.checks)


@dataclass(frozen=True, slots=True)
class Supplied:
    """A mentor a partner supplied: what is still missing, in the words the scheme sees."""

    person: Person
    missing: list[Missing]


def supplied_rows(by: Actor, scheme: Scheme, *, on: date) -> list[Supplied]:
    """The mentors of the scheme whom `by`'s organisation supplied, with their status (VET-10)."""
    people = list(
        people_of(scheme, on).filter(supplied_by__in=by.ids_as(Role.PARTNER_CONTACT)).order_by("family_name", "pk")
    )
    arrangements = scheme.arrangements
    flags = {p.pk: arrangements.mentees_may_be_children for p in people}
    missing = missing_vetting(people, arrangements=arrangements, on=on, with_children=flags)
    return [Supplied(p, in_neutral_words(missing[p.pk])) for p in people]
