"""The five questions answered: people and partners are found or added, then the scheme is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.actor import job as as_job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.organisations.models import Organisation, Partner, PartnerKind, Person
from ithaca.organisations.selectors import fold_name, likely_same, partners_visible_to, people_visible_to
from ithaca.organisations.services import add_partner, add_person, invite, link_account
from ithaca.schemes import rules
from ithaca.schemes.models import Appointment, Scheme
from ithaca.schemes.selectors.handing import needs_two
from ithaca.schemes.selectors.posts import has_held_a_post
from ithaca.schemes.services.create import create_scheme
from ithaca.schemes.services.handing import ask_for_post
from ithaca.schemes.services.posts import appoint
from ithaca.schemes.starters import find


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as they were written down: a name and perhaps an e-mail address."""

    name: str
    email: str = ""


@service
def start_scheme(
    *,
    organisation: Organisation,
    template: str,
    name: str,
    answers: dict[str, Any],
    named: Mapping[str, Named],
    partner_names: Sequence[str] = (),
    account: Account | None = None,
    by: Actor,
    at: datetime,
) -> Scheme:
    """`create_scheme` for what a person typed: `named` are the posts of `create.POSTS` with who is to hold them.

    People and partners that the organisation knows are used, others are added. Who named themself, by the name and the
    address of their own `account`, can go on at once: no link to get in is handed from oneself to oneself.
    Raises NotNow as `create_scheme` does, and when a name alone does not say who is meant.
    """
    rules.create.require(by=by, of=organisation)
    people: dict[str, Person] = {}
    for post, who in named.items():
        if who.name.strip():
            people[post] = find_or_add(organisation=organisation, who=who, by=by, at=at)
    starter = find(template)
    kind = (starter.partners_are if starter else "") or PartnerKind.EMPLOYER.value
    partners = [_partner(organisation, partner, kind, by, at) for partner in partner_names]
    ids = list(dict.fromkeys(partner.public_id for partner in partners))
    scheme = create_scheme(
        organisation=organisation,
        template=template,
        name=name,
        answers={**answers, **people, "partners": ids},
        by=by,
        at=at,
    )
    if account is not None:
        _let_in(organisation, people.values(), account, by, at)
    return scheme


def _let_in(organisation: Organisation, people: Iterable[Person], account: Account, by: Actor, at: datetime) -> None:
    """Tie whoever is asking to the person they named as themself, unless they are somebody here already."""
    known = people_visible_to(as_job("schemes.start")).filter(organisation=organisation, account=account)
    mine = [
        person
        for person in people
        if person.account_id is None
        and person.email.casefold() == account.email.casefold() != ""
        and fold_name(person.name) == fold_name(account.name)
    ]
    if mine and not known.exists():
        link_account(token=invite(person=mine[0], by=by, at=at), account=account, by=by, at=at)


@service
def appoint_named(
    *, scheme: Scheme, who: Named, role: Role, partner: Partner | None = None, by: Actor, at: datetime
) -> Appointment | None:
    """`appoint` for a name and an address as they were typed. Raises NotNow as `appoint` and `find_or_add` do.

    Where two people have to want it, it is asked for, and nobody is named yet: None.
    """
    rules.appoint.require(by=by, of=scheme)
    person = find_or_add(organisation=scheme.organisation, who=who, by=by, at=at)
    if needs_two(scheme, role, by, localdate(at)):
        ask_for_post(scheme=scheme, person=person, role=role, by=by, at=at)
        return None
    return appoint(scheme=scheme, person=person, role=role, partner=partner, by=by, at=at)


@service
def find_or_add(*, organisation: Organisation, who: Named, by: Actor, at: datetime) -> Person:
    """The person of this name and address, or a new one.

    Without an address only somebody who holds or held a post, or whoever is asking, is taken for the one who is meant; with
    one, only somebody of the same name and address. A child is never taken for a member of staff of the same name.
    Raises NotNow if two people are meant equally well.
    """
    given, _gap, family = " ".join(who.name.split()).rpartition(" ")
    if not given:
        given, family = family, ""
    mail = who.email.strip().lower()
    alike = likely_same(organisation=organisation, given_name=given, family_name=family, date_of_birth=None, email=mail)
    adults = [p for p in alike if p.date_of_birth is None or not p.is_child_on(localdate(at))]
    if mail:
        found = [p for p in adults if p.email.lower() == mail]
    else:
        found = [p for p in adults if p.pk in by.person_ids or has_held_a_post(p)]
    if len(found) > 1:
        raise NotNow(_("There are two people called %(name)s. Add the e-mail address.") % {"name": who.name.strip()})
    if found:
        return found[0]
    return add_person(organisation=organisation, given_name=given, family_name=family, email=mail, by=by, at=at)


def _partner(organisation: Organisation, name: str, kind: str, by: Actor, at: datetime) -> Partner:
    known = partners_visible_to(as_job("schemes.start")).filter(organisation=organisation, name__iexact=name).first()
    return known or add_partner(organisation=organisation, name=name, kinds=[kind], by=by, at=at)
