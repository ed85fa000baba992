"""Raising a concern: anybody may, signed in or not; it reaches the right person and nobody it is about."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts.selectors import administrators
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.rows import ALPHABET
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Organisation, Person
from ithaca.safeguarding import letters, rules
from ithaca.safeguarding.models import Concern, Entry, Subject, Unplaced
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import holders


def _receipt() -> str:
    """Eight characters in two groups, easy to read over the telephone."""
    letters_ = "".join(secrets.choice(ALPHABET).upper() for _i in range(8))
    return f"{letters_[:4]}-{letters_[4:]}"


@service
def raise_concern(
    *,
    organisation: Organisation,
    scheme: Scheme | None,
    words: str,
    by: Actor,
    at: datetime,
    about_words: str = "",
    about_people: Sequence[Person] = (),
    about_lead: bool = False,
    raised_by: Person | None = None,
    raised_name: str = "",
    raised_contact: str = "",
    about_ref: str = "",
    kind: str = "",
) -> Concern:
    """Keep a worry with its time, author and wording, give it a receipt, and tell the one who must know (CONC-01).

    `about_people` are known people of the organisation; none of them will ever see or hear of it. With `about_lead`, or
    if one of them is a safeguarding lead of the scheme, it goes to the named second person instead of the leads.
    """
    if not words.strip():
        raise NotNow(_("Write what worries you, in your own words. A few words are enough."))
    on = timezone.localdate(at)
    leads = _leads(scheme, on)
    to_third = about_lead or any(person.pk in {lead.pk for lead in leads} for person in about_people)
    concern: Concern = Concern.objects.create(
        organisation=organisation,
        scheme=scheme,
        kind=kind,
        route="third" if to_third else "lead",
        receipt=_receipt(),
        raised_by=raised_by,
        raised_name=raised_name[:120],
        raised_contact=raised_contact[:120],
        about_words=about_words[:200],
        about_ref=about_ref,
        created_at=at,
    )
    about = {person.pk: person for person in [*about_people, *(leads if about_lead else [])]}
    for person in about.values():
        Subject.objects.create(organisation=organisation, concern=concern, person=person)
    Entry.objects.create(
        organisation=organisation,
        concern=concern,
        kind="words",
        words=words,
        written_by=raised_by,
        created_at=at,
        written_as=str(by.role or by.kind),
    )
    record(name="safeguarding.raised", by=by, at=at, about=concern, data={"route": concern.route})
    _tell(concern, set(about), by=by, at=at)
    return concern


def _leads(scheme: Scheme | None, on: date) -> list[Person]:
    if scheme is None:
        return []
    return [
        *holders(scheme, Role.SAFEGUARDING_LEAD, on=on),
        *holders(scheme, Role.DEPUTY_SAFEGUARDING_LEAD, on=on),
    ]


def _tell(concern: Concern, about: set[int], *, by: Actor, at: datetime) -> None:
    """Write to those it goes to, leaving out whom it is about; if nobody is left, to the platform's administrators."""
    scheme, on = concern.scheme, timezone.localdate(at)
    third = holders(scheme, Role.THIRD_PERSON, on=on) if scheme else []
    readers = third if concern.route == "third" else _leads(scheme, on)
    chosen = [person for person in readers if person.pk not in about]
    link = ""
    if scheme is not None:
        link = address(
            "safeguarding:concern", organisation=scheme.organisation, scheme=scheme, concern=concern.public_id
        )
    for person in chosen:
        send_letter(kind=letters.RAISED, to=person, scheme=scheme, by=by, at=at, link=link, urgent=True)
    if not chosen:
        for account in administrators():
            send_letter(
                kind=letters.UNPLACED,
                address=account.email,
                organisation=concern.organisation,
                by=by,
                at=at,
                urgent=True,
            )


@service
def raise_unplaced(
    *,
    words: str,
    where_words: str,
    by: Actor,
    at: datetime,
    about_words: str = "",
    raised_name: str = "",
    raised_contact: str = "",
) -> Unplaced:
    """Keep a worry that names no scheme we know, and tell the platform's administrators, who pass it on."""
    if not words.strip():
        raise NotNow(_("Write what worries you, in your own words. A few words are enough."))
    row = Unplaced.objects.create(
        words=words,
        where_words=where_words[:200],
        about_words=about_words[:200],
        raised_name=raised_name[:120],
        raised_contact=raised_contact[:120],
        receipt=_receipt(),
        created_at=at,
    )
    record(name="safeguarding.raised_unplaced", by=by, at=at, about=row, organisation_id=0)
    for account in administrators():
        send_letter(
            kind=letters.UNPLACED,
            address=account.email,
            by=by,
            at=at,
            link=address("safeguarding:unplaced"),
            urgent=True,
        )
    return row


@service
def place(*, unplaced: Unplaced, scheme: Scheme, by: Actor, at: datetime) -> Concern:
    """Pass a worry on to the scheme it belongs to; it becomes a concern there."""
    rules.unplaced.require(by=by, of=unplaced)
    if Unplaced.objects.filter(pk=unplaced.pk, placed_at=None).update(placed_at=at, placed_as=scheme.public_id) != 1:
        raise NotNow(_("Somebody has passed this on already."))
    return raise_concern(
        organisation=scheme.organisation,
        scheme=scheme,
        words=unplaced.words,
        about_words=unplaced.about_words,
        raised_name=unplaced.raised_name,
        raised_contact=unplaced.raised_contact,
        by=by,
        at=at,
        about_ref=f"safeguarding.unplaced:{unplaced.public_id}",
    )
