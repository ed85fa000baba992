"""Telling somebody that they now hold a post, with the link by which they make their way in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.selectors import administrators
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.doors import address
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.notices.letters import LetterKind
from ithaca.notices.models import Letter
from ithaca.notices.services.send import send_letter
from ithaca.organisations.selectors import invitation_path
from ithaca.organisations.services import invite
from ithaca.schemes.rules import TWO_HANDS
from ithaca.schemes.selectors import holders_of
from ithaca.schemes.states import RUNNING

APPOINTED = LetterKind(
    "schemes.appointed",
    subject=_("You are now {role} of {scheme}"),
    body=_("Hello {name},\n\nYou have been named {role} of {scheme}. Open the page to see what that means."),
    fields={"role": _("the post")},
    act=_("Open the page"),
)


REPLACED = LetterKind(
    "schemes.replaced",
    subject=_("You are no longer {role} of {scheme}"),
    body=_(
        "Hello {name},\n\nYou no longer hold the post of {role} in {scheme}. If this surprises you, ring the organisation, or "
        "tell us by the link below that something worries you."
    ),
    fields={"role": _("the post")},
)
KEEPS_SAFE = LetterKind(
    "schemes.keeps_safe",
    subject=_("{scheme}: somebody else is now {role}"),
    body=_(
        "Hello {name},\n\nIn {scheme} somebody else has been named {role}. Whoever holds this post reads what worries people. "
        "If this surprises you, ring the organisation, or tell us by the link below that something worries you."
    ),
    fields={"role": _("the post")},
    act=_("See who holds which post"),
)
ASKED = LetterKind(
    "schemes.post_asked",
    subject=_("{scheme}: somebody asks for another {role}"),
    body=_(
        "Hello {name},\n\nIn {scheme} somebody asks that the post of {role} changes hands. Nothing changes until another "
        "person agrees: that can be you. Open the page to see what is asked."
    ),
    fields={"role": _("the post")},
    act=_("See what is asked"),
)
#: Who reads worries. A change of one of these posts is told to those who hold the others, so that nobody takes one unseen.
KEEPING_SAFE = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON)


@service
def tell_replaced(*, appointment: Any, by: Actor, at: datetime) -> None:
    """Write to whoever holds a post of a running scheme no longer, unless they gave it up themselves."""
    person, scheme = appointment.person, appointment.scheme
    if person.pk == by.person_id or scheme.state not in RUNNING:
        return
    context = {"role": Role(appointment.role).words}
    send_letter(kind=REPLACED, to=person, context=context, scheme=scheme, by=by, at=at)


def _tell_who_keeps_safe(appointment: Any, by: Actor, at: datetime) -> None:
    scheme, role = appointment.scheme, Role(appointment.role)
    if role not in KEEPING_SAFE or scheme.state not in RUNNING:
        return
    found = holders_of(scheme, KEEPING_SAFE, timezone.localdate(at))
    people = {person.pk: person for held in found.values() for person in held}
    link = address("schemes:posts", organisation=scheme.organisation, scheme=scheme)
    for person in people.values():
        if person.pk not in (appointment.person_id, by.person_id):
            send_letter(
                kind=KEEPS_SAFE, to=person, context={"role": role.words}, scheme=scheme, by=by, at=at, link=link
            )


@service
def tell_appointed(*, appointment: Any, by: Actor, at: datetime) -> Letter | None:
    """Write to the holder of a new post; without an account yet, the link makes one. Nobody without an address is written to
    by mail: the letter waits to be printed. Whoever names themself is not told."""
    person, scheme = appointment.person, appointment.scheme
    _tell_who_keeps_safe(appointment, by, at)
    if person.pk == by.person_id:
        return None
    if person.account_id is None:
        link = invitation_path(invite(person=person, by=job("notices.appointed"), at=at))
    else:
        link = address("schemes:posts", organisation=scheme.organisation, scheme=scheme)
    context = {"role": Role(appointment.role).words}
    return send_letter(kind=APPOINTED, to=person, context=context, scheme=scheme, by=by, at=at, link=link)


@service
def tell_asked(*, change: Any, by: Actor, at: datetime) -> None:
    """Write to those who can agree to a change of who keeps the scheme safe; to the administrators where nobody else can."""
    scheme, context = change.scheme, {"role": Role(change.role).words}
    link = address("schemes:agree", organisation=scheme.organisation, scheme=scheme, change=change.public_id)
    place: dict[str, Any] = {"kind": ASKED, "context": context, "scheme": scheme, "by": by, "at": at, "link": link}
    found = holders_of(scheme, TWO_HANDS, timezone.localdate(at))
    people = {person.pk: person for held in found.values() for person in held}
    chosen = [p for p in people.values() if p.pk not in (change.person_id, *by.person_ids)]
    for person in chosen:
        send_letter(to=person, **place)
    for account in () if chosen else administrators().exclude(pk=by.account_id or 0):
        send_letter(address=account.email, **place)
