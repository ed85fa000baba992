"""Working out what a person's vetting still lacks: plain reckoning on rows that were read, no queries (VET-01, SG-2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.gates import Missing
from ithaca.organisations.models import Person
from ithaca.schemes.arrangements import Arrangements
from ithaca.vetting.catalogue import COVERS_CHILDREN, looks_at_barred_list, rank, step_kinds
from ithaca.vetting.models import Check
from ithaca.vetting.states import BLOCKING

#: Whoever may be alone with a child's words or time needs at least these, whatever the scheme asks.
CHILD_STEPS = ("identity", "references", "check")
#: Steps that other rooms answer for.
ELSEWHERE = frozenset({"training"})
REFERENCES = 2
CHECK_FROM_AGE = 16


@dataclass(slots=True)
class Rows:
    """What is on record about one person."""

    person: Person
    checks: list[Check] = field(default_factory=list)
    references: int = 0
    steps: set[str] = field(default_factory=set)
    open_signs: int = 0
    agreements: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of one person: the steps, and how deep a check must go."""

    steps: tuple[str, ...]
    rank: int
    barred_list: bool
    workforce: str

    @property
    def check(self) -> bool:
        """True if a criminal record check is asked."""
        return "check" in self.steps


def wanted(arrangements: Arrangements, *, with_child: bool) -> Wanted:
    """What a scheme asks of somebody; in contact with a child never less than identity, two references and an enhanced
    check with the children's barred list (Police Act 1997, regulated activity since 1 September 2026).
    """
    steps = [step for step in arrangements.vetting_steps if step not in ELSEWHERE]
    if arrangements.interview == "required":
        steps.append("interview")
    floor = 0
    if with_child:
        steps += CHILD_STEPS
        floor = rank("enhanced")
    asked = arrangements.check_level
    if asked == "none" and not with_child:
        steps = [step for step in steps if step != "check"]
    elif asked != "none" and rank(asked) == 0:
        floor = 99  # a level nobody knows is never reached: the scheme must be put right
    only_adults = not with_child and arrangements.check_workforce in COVERS_CHILDREN
    return Wanted(
        steps=tuple(dict.fromkeys(steps)),
        rank=max(rank(asked), floor),
        barred_list=with_child or (arrangements.check_barred_list and not only_adults),
        workforce="child" if with_child else "" if only_adults else arrangements.check_workforce,
    )


def lacks(rows: Rows, want: Wanted, *, on: date, with_child: bool) -> list[Missing]:
    """Everything that keeps this person out of contact on the day `on`."""
    found: list[Missing] = []
    if rows.open_signs:
        found.append(_say(rows, "vetting.sign_open", _("A warning sign waits for a second look."), _("co-ordinator")))
    if with_child and rows.person.date_of_birth is None:
        found.append(_say(rows, "vetting.birth_date_unknown", _("The date of birth is not known."), _("co-ordinator")))
    blocked = next((c for c in rows.checks if c.state in BLOCKING), None)
    if blocked is not None:
        words = (
            _("The clearance is suspended.") if blocked.state == "suspended" else _("This person may not take part.")
        )
        return [*found, _say(rows, f"vetting.check_{blocked.state}", words, _("safeguarding lead"))]
    standing = [c for c in rows.checks if c.state == "cleared"]
    good = [c for c in standing if not _wrong(c, want, rows, on)]
    by_partner = any(c.partner_id for c in good)
    for step in want.steps:
        if step in ("identity", "references") and by_partner:
            continue
        found += _step(step, rows, want, standing, good, on)
    return found


def _step(step: str, rows: Rows, want: Wanted, standing: list[Check], good: list[Check], on: date) -> list[Missing]:
    if step == "check":
        return [] if good else [_check(rows, want, standing, on)]
    if step == "references":
        short = REFERENCES - rows.references
        if short <= 0:
            return []
        words = ngettext("%(n)s reference is missing.", "%(n)s references are missing.", short) % {"n": short}
        return [_say(rows, "vetting.references_missing", words, _("co-ordinator"))]
    if step in rows.steps or (step == "identity" and any(c.identity_seen_on for c in rows.checks)):
        return []
    sentences = {
        "identity": _("Nobody has seen proof of identity."),
        "induction": _("The first talk that explains the checks has not been held."),
        "interview": _("The interview has not been held."),
    }
    if step in sentences:
        return [_say(rows, f"vetting.{step}_missing", sentences[step], _("co-ordinator"))]
    label = _(step_kinds()[step].label) if step in step_kinds() else step
    return [_say(rows, "vetting.step_missing", _("“%(step)s” is not done.") % {"step": label}, _("co-ordinator"))]


def _check(rows: Rows, want: Wanted, standing: list[Check], on: date) -> Missing:
    """Why no check counts: the nearest one to counting is spoken of."""
    if standing:
        code, words = _wrong(standing[0], want, rows, on) or ("vetting.check_missing", "")
        return _say(rows, code, words, _("co-ordinator"))
    states = {c.state for c in rows.checks}
    if "seen" in states:
        adverse = any(c.adverse for c in rows.checks if c.state == "seen")
        who = _("safeguarding lead") if adverse else _("co-ordinator")
        return _say(rows, "vetting.check_seen", _("The check was seen and waits for a decision."), who)
    if "requested" in states:
        return _say(
            rows, "vetting.check_requested", _("The check was asked for and has not been seen."), _("the person")
        )
    age = rows.person.age_on(on)
    if age is not None and age < CHECK_FROM_AGE:
        words = _("A criminal record check cannot be made before 16. Ask the safeguarding lead.")
        return _say(rows, "vetting.too_young", words, _("safeguarding lead"))
    return _say(rows, "vetting.check_missing", _("No check has been asked for."), _("co-ordinator"))


def _wrong(check: Check, want: Wanted, rows: Rows, on: date) -> tuple[str, str] | None:
    """What is wrong with a cleared check on a day; None if it counts. It counts on the day it is due, not after."""
    if check.next_due is None or check.next_due < on:
        return "vetting.check_lapsed", _("The check has run out.")
    if check.partner_id is not None and check.partner_id not in rows.agreements:
        return "vetting.agreement_lapsed", _("The agreement with the partner that made the check is not in force.")
    if rank(check.level) < want.rank:
        return "vetting.check_level", _("The check is not deep enough for this.")
    if want.barred_list and not looks_at_barred_list(check.level, check.barred_list):
        return "vetting.check_barred_list", _("The check did not look at the list of barred people.")
    if want.workforce and check.workforce not in (want.workforce, "both"):
        return "vetting.check_workforce", _("The check was made for another kind of work.")
    return None


def _say(rows: Rows, code: str, words: str, move: str) -> Missing:
    return Missing(code, words, rows.person.name, move, "vetting:person", (("person", rows.person.public_id),))
