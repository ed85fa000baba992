"""Asking for a check, and entering that its certificate was seen."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.vetting import rules
from ithaca.vetting.catalogue import HOW_SEEN, WORKFORCES, months_later, rank
from ithaca.vetting.models import Check
from ithaca.vetting.states import BLOCKING, CHECK

RENEW_MONTHS = 36


@service
def request_check(
    *,
    person: Person,
    kind: str,
    level: str,
    by: Actor,
    at: datetime,
    workforce: str = "child",
    barred_list: bool = False,
    lawful_reason: str = "",
) -> Check:
    """Note that a check was asked for, and why its level is lawful (Police Act 1997: asking for more is an offence).

    Raises NotNow if one is under way already, a decision stands in the way, or a word is not from the lists.
    """
    rules.record.require(by=by, of=person)
    _known(kind, level, workforce)
    if not lawful_reason.strip():
        raise NotNow(_("Say why this level of check may be asked for."))
    refuse_if_blocked(person)
    if Check.objects.filter(person=person, state__in=("requested", "seen")).exists():
        raise NotNow(_("A check for this person is under way already."))
    check: Check = Check.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        kind=kind.strip(),
        level=level,
        workforce=workforce,
        barred_list=barred_list,
        lawful_reason=lawful_reason.strip(),
    )
    record(name="vetting.requested", by=by, at=at, about=check, data={"level": level, "workforce": workforce})
    return check


@service
def see_check(
    *,
    check: Check,
    number: str,
    issued_on: date,
    seen_on: date,
    by: Actor,
    at: datetime,
    seen_by: Person | None = None,
    how_seen: str = "original",
    next_due: date | None = None,
    adverse: bool = False,
    identity_document: str = "",
    identity_seen_on: date | None = None,
    identity_seen_by: Person | None = None,
) -> None:
    """Enter that the certificate was seen: its number and dates, never what it says.

    `next_due` is three years after the issue date unless given. `adverse` says that it is not clear, so that two
    safeguarding leads decide (SG-20). Raises NotNow for dates that cannot be or a missing number.
    """
    rules.record.require(by=by, of=check)
    number = number.strip()
    if not number or len(number) > 40:
        raise NotNow(_("Enter the number on the certificate, up to 40 characters."))
    if how_seen not in HOW_SEEN:
        raise NotNow(_("Choose how the certificate was seen."))
    due = next_due or months_later(issued_on, RENEW_MONTHS)
    _dates(issued_on, seen_on, due, timezone.localdate(at), check.person)
    also = {
        "number": number,
        "issued_on": issued_on,
        "seen_on": seen_on,
        "seen_by_id": seen_by.pk if seen_by else by.person_id,
        "how_seen": how_seen,
        "next_due": due,
        "adverse": adverse,
    }
    if also["seen_by_id"] is None:
        raise NotNow(_("Say who saw the certificate."))
    if identity_document.strip() or identity_seen_on:
        also |= {
            "identity_document": identity_document.strip()[:60],
            "identity_seen_on": identity_seen_on or seen_on,
            "identity_seen_by_id": identity_seen_by.pk if identity_seen_by else also["seen_by_id"],
        }
    move(check, "seen", table=CHECK, by=by, at=at, also=also, data={"adverse": adverse})


def refuse_if_blocked(person: Person) -> None:
    """Raise NotNow while a suspension, a bar or a check that is not clear stands: a newer record must not go round it."""
    standing = Check.objects.filter(person=person)
    if standing.filter(state__in=BLOCKING).exists():
        raise NotNow(_("The clearance of this person is suspended or barred. The safeguarding lead decides first."))
    if standing.filter(state="seen", adverse=True).exists():
        raise NotNow(_("A check that is not clear waits for a decision. The safeguarding lead decides first."))


def _known(kind: str, level: str, workforce: str) -> None:
    if not kind.strip() or len(kind) > 40:
        raise NotNow(_("Say what kind of check it is, such as DBS."))
    if rank(level) == 0:
        raise NotNow(_("Choose the level of the check from the list."))
    if workforce not in WORKFORCES:
        raise NotNow(_("Choose for which kind of work the check was made."))


def _dates(issued_on: date, seen_on: date, due: date, today: date, person: Person) -> None:
    if issued_on > today or seen_on > today:
        raise NotNow(_("A certificate cannot be issued or seen on a day to come."))
    if seen_on < issued_on:
        raise NotNow(_("A certificate cannot be seen before it is issued."))
    if due <= issued_on:
        raise NotNow(_("The next check must be due after the issue date."))
    if due > months_later(issued_on, 120):
        raise NotNow(_("A check cannot count for more than ten years."))
    if person.date_of_birth is not None and issued_on <= person.date_of_birth:
        raise NotNow(_("The issue date is before this person was born."))
