"""What safeguarding answers when the rooms below ask."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from ithaca.accounts.selectors import address_of_public_id
from ithaca.mentorships.selectors import names_of_pairs
from ithaca.organisations.models import Organisation
from ithaca.privacy.hooks import HeldBack
from ithaca.safeguarding.hooks import pairs_behind
from ithaca.safeguarding.models import Concern, Subject


def held_back(*, organisation: Organisation) -> HeldBack:
    """For `privacy.held_back`: while a concern is open, nothing goes of whom it is about, who raised it, and its pair."""
    standing = Concern._base_manager.filter(organisation=organisation).exclude(state="closed")
    people = set(Subject._base_manager.filter(concern__in=standing).values_list("person_id", flat=True))
    people |= set(standing.exclude(raised_by=None).values_list("raised_by_id", flat=True))
    keys = {key for concern in standing for answer in pairs_behind.ask(concern=concern) for key in answer}
    return HeldBack(frozenset(people), frozenset(names_of_pairs(keys)))


def may_decide_together(*, organisation: Organisation, accounts: Sequence[str]) -> bool:
    """For `schemes.may_decide_together`: at least one of these accounts has no open concern about them (SG-13)."""
    standing = Subject._base_manager.filter(concern__organisation=organisation).exclude(concern__state="closed")
    return any(account and not standing.filter(_is(account)).exists() for account in accounts)


def _is(account: str) -> Q:
    """The subjects who are this account, or whom a letter to it reaches."""
    found = Q(person__account__public_id=account)
    for mail in address_of_public_id(account):
        found |= Q(person__email__iexact=mail) | Q(person__account__email__iexact=mail)
    return found
