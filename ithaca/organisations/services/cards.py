"""Printing sign-in cards for pupils without an e-mail address, a class in one go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.accounts.selectors import roles_of
from ithaca.accounts.services import Card, card_for, issue_card, make_card_account
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.organisations import rules
from ithaca.organisations.models import Person


@service
def print_cards(*, people: Iterable[Person], by: Actor, at: datetime) -> list[Card]:
    """A new card for each of these people; old cards and open sessions of theirs end. The secrets are kept nowhere.

    Raises NotNow, and issues none, if one of them has an e-mail address, holds a role that sees children's data, or is
    in a scheme in which `by` is not the co-ordinator, the deputy or the pupil's school contact.
    """
    cards = []
    for person in people:
        rules.cards.require(by=by, of=person)
        if person.email:
            raise NotNow(_("{name} has an e-mail address. Send an invitation instead.").format(name=person.name))
        cards.append(_card(person, by, at))
    if not cards:
        raise NotNow(_("Choose at least one person."))
    return cards


def _card(person: Person, by: Actor, at: datetime) -> Card:
    if person.account is None:
        person.account = make_card_account(name=person.given_name, by=by, at=at)
        person.save(update_fields=["account"])
    elif not _looks_after(by, person):
        raise NotNow(
            _("{name} is also in a scheme that you do not run. Ask its co-ordinator.").format(name=person.name)
        )
    username, secret = issue_card(account=person.account, by=by, at=at)
    return card_for(username=username, secret=secret, name=person.name)


def _looks_after(by: Actor, person: Person) -> bool:
    """A card opens everything the pupil has, so whoever prints it must look after the pupil everywhere."""
    if person.school_id is not None and person.school_id in by.ids_as(Role.SCHOOL_CONTACT):
        return True
    if person.account is None:
        return True
    mine = {held.scheme_id for held in by.held if held.role in (Role.COORDINATOR, Role.DEPUTY)}
    return all(held.scheme_id in mine for held in roles_of(person.account))
