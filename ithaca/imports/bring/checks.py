"""Rows of a single central record (VET-07): never what a certificate says, only that it was seen."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ithaca.imports.bring.base import Bringing, Outcome, text
from ithaca.imports.bring.people_index import Unclear
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import fold_name
from ithaca.schemes.selectors import appointments
from ithaca.vetting.selectors import lawful_reason, rows_of
from ithaca.vetting.services import (
    ReferenceSeen,
    add_reference,
    mark_step,
    record_cleared,
    request_check,
    see_check,
)

KINDS = {"dbs": "DBS", "pvg": "PVG", "accessni": "AccessNI", "overseas": "overseas", "other": "other"}


class ChecksBringer:
    """Checks of mentors and of people who hold a post."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, or known already. Raises Unclear if a certificate has a number but no date, or the other way round."""
        person = self._person(row, bringing)
        if bool(row.get("number")) != bool(row.get("issued_on")):
            raise Unclear(_("A certificate needs both its number and the day of issue."))
        seen = self._seen(bringing)
        if row.get("number"):
            return "known" if (person.pk, text(row["number"]), row["issued_on"]) in seen else "new"
        return "new" if _pieces(row) and (person.pk, "", None) not in seen else "nothing"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Write down what the row says was seen. It is cleared only if the record says that somebody decided so, and
        everything the scheme asks is there."""
        outcome = self.look(row, bringing)
        if outcome != "new":
            return outcome
        person = self._person(row, bringing)
        if not row.get("number"):
            _without_certificate(person, row, bringing)
        elif row.get("decision") == "waiting" or (
            row.get("decision") is None and "decision" in bringing.cache["columns"]
        ):
            _undecided(person, row, bringing)
        else:
            _decided(person, row, bringing)
        seen, key = self._seen(bringing), (person.pk, text(row.get("number")), row.get("issued_on"))
        seen.add(key)
        bringing.undo.append(lambda: seen.discard(key))
        return outcome

    def _person(self, row: dict[str, Any], bringing: Bringing) -> Person:
        """The mentor of that name, or somebody who holds a post here."""
        try:
            mentor = bringing.index.participant(
                "mentor", row["name"], email=text(row.get("email")), born=row.get("birth_date")
            )
        except Unclear:
            person = self._staff(bringing).get(fold_name(f"{row['name'].given} {row['name'].family}"))
            if person is None:
                raise
            return person
        found: Person = mentor.person
        return found

    def _staff(self, bringing: Bringing) -> dict[str, Person]:
        if "staff" not in bringing.cache:
            posts = appointments(bringing.scheme, bringing.on).select_related("person")
            bringing.cache["staff"] = {post.person.search_name: post.person for post in posts}
        found: dict[str, Person] = bringing.cache["staff"]
        return found

    def _seen(self, bringing: Bringing) -> set[tuple[int, str, date | None]]:
        """Certificates on record, by person, number and day; who has other papers on record stands with "" and None."""
        if "seen" not in bringing.cache:
            people = [*bringing.index.mentors(), *self._staff(bringing).values()]
            seen: set[tuple[int, str, date | None]] = set()
            for key, rows in rows_of(people, on=bringing.on).items():
                seen.update((key, check.number, check.issued_on) for check in rows.checks if check.number)
                if rows.references or rows.steps or rows.checks:
                    seen.add((key, "", None))
            bringing.cache["seen"] = seen
        found: set[tuple[int, str, date | None]] = bringing.cache["seen"]
        return found


def _pieces(row: dict[str, Any]) -> bool:
    """True if the row says that anything but the certificate is there."""
    return any(row.get(key) for key in ("identity_seen_on", "reference_1_on", "reference_2_on"))


def _references(row: dict[str, Any]) -> list[ReferenceSeen]:
    days = (row.get("reference_1_on"), row.get("reference_2_on"))
    return [
        ReferenceSeen(referee=_("Reference %(number)d on the earlier record") % {"number": number}, received_on=day)
        for number, day in enumerate(days, 1)
        if day
    ]


def _asked(row: dict[str, Any], bringing: Bringing) -> dict[str, Any]:
    """Kind, level, workforce and barred list as the row says, else as the scheme asks."""
    wants, level = bringing.scheme.arrangements, text(row.get("level"))
    lists = text(row.get("barred_list"))
    barred = level == "enhanced_barred" if not lists else lists in ("children", "both")
    if not lists and not level:
        barred = wants.check_barred_list
    return {
        "kind": KINDS.get(text(row.get("kind")), "") or wants.check_kind,
        "level": level.removesuffix("_barred") or (wants.check_level if wants.check_level != "none" else "enhanced"),
        "workforce": text(row.get("workforce")) or wants.check_workforce or "child",
        "barred_list": barred,
    }


def _identity(row: dict[str, Any]) -> dict[str, Any]:
    """Identity counts only if the record says that somebody saw it."""
    if row.get("identity_seen") is False or not (row.get("identity_seen") or row.get("identity_seen_on")):
        return {}
    day = row.get("identity_seen_on") or row.get("seen_on")
    return {"identity_document": _("on the earlier record"), "identity_seen_on": day} if day else {}


def _decided(person: Person, row: dict[str, Any], bringing: Bringing) -> None:
    asked = _asked(row, bringing)
    decider = text(row.get("decided_by"), 120)
    words = _("Brought in from the earlier record. Decided by %(who)s.") % {"who": decider}
    record_cleared(
        person=person,
        number=text(row["number"], 40),
        issued_on=row["issued_on"],
        seen_on=row.get("seen_on") or row["issued_on"],
        next_due=row.get("next_due"),
        lawful_reason_words=text(row.get("lawful_reason")),
        decision_reason=words if decider else _("Brought in from the earlier record."),
        references=_references(row),
        adverse=row.get("decision") == "refused",
        arrangements=bringing.scheme.arrangements,
        **asked,
        **_identity(row),
        by=bringing.by,
        at=bringing.at,
    )


def _undecided(person: Person, row: dict[str, Any], bringing: Bringing) -> None:
    """The certificate was seen, and nobody has decided yet."""
    asked = _asked(row, bringing)
    _add_references(person, row, bringing)
    usual = lawful_reason(asked["level"], asked["workforce"], asked["barred_list"])
    reason = text(row.get("lawful_reason")) or usual
    check = request_check(person=person, lawful_reason=reason, **asked, by=bringing.by, at=bringing.at)
    see_check(
        check=check,
        number=text(row["number"], 40),
        issued_on=row["issued_on"],
        seen_on=row.get("seen_on") or row["issued_on"],
        next_due=row.get("next_due"),
        **_identity(row),
        by=bringing.by,
        at=bringing.at,
    )


def _without_certificate(person: Person, row: dict[str, Any], bringing: Bringing) -> None:
    """What is there already: identity and references. The certificate is waited for."""
    identity = _identity(row)
    if identity:
        mark_step(person=person, step="identity", done_on=identity["identity_seen_on"], by=bringing.by, at=bringing.at)
    _add_references(person, row, bringing)


def _add_references(person: Person, row: dict[str, Any], bringing: Bringing) -> None:
    for reference in _references(row):
        add_reference(
            person=person,
            referee=reference.referee,
            received_on=reference.received_on,
            by=bringing.by,
            at=bringing.at,
        )
