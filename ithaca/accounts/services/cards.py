"""Sign-in cards for pupils who have no e-mail address.

The user name is two plain words and a number and says nothing about the person. The secret is three words and a number:
about 33 bits, which tries that are limited for each user name (limits.py) cannot find. It is shown once and kept only
as a hash.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.accounts import rules
from ithaca.accounts.models import Account
from ithaca.accounts.selectors import needs_second_factor, roles_of, username_taken
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service

_WORDS = Path(__file__).parents[1] / "data" / "card_words.txt"


@dataclass(frozen=True, slots=True)
class Card:
    """What is printed: user name, secret, the address to type, and a QR code of it as a data address of an image."""

    username: str
    secret: str
    address: str
    qr: str
    name: str = ""


@service
def make_card_account(*, name: str, by: Actor, at: datetime) -> Account:
    """An account without e-mail address and without a way in, until a card is issued for it."""
    rules.make.require(by=by, of=by)
    account = Account.objects.create_user(_free_username(), "", None, name=name[:120], created_at=at)
    record(name="accounts.made", by=by, at=at, about=account)
    return account


@service
def issue_card(*, account: Account, by: Actor, at: datetime) -> tuple[str, str]:
    """Give the account a new secret and return (user name, secret); the old secret and every open session end.

    Raises NotNow for an account with an e-mail address (it is reset by mail) and for one that holds a role which sees
    children's data: nobody may take over a colleague's account by printing a card.
    """
    rules.issue_card.require(by=by, of=account)
    if account.email:
        raise NotNow(_("This person has an e-mail address and gets a new password by mail."))
    if not account.is_active or needs_second_factor(roles_of(account)):
        raise NotNow(_("A card cannot be printed for this person."))
    secret = _secret()
    account.set_password(secret)
    account.card_issued_at = at
    account.session_round += 1
    account.save(update_fields=["password", "card_issued_at", "session_round"])
    record(name="accounts.card_issued", by=by, at=at, about=account)
    return account.username, secret


def card_for(*, username: str, secret: str, name: str = "") -> Card:
    """The printed card: its QR code leads to the sign-in page with the user name filled in, never the secret."""
    address = f"{settings.BASE_URL}{reverse('account_login')}"
    code = segno.make(f"{address}?{urlencode({'name': username})}", error="m")
    return Card(username, secret, address, str(code.svg_data_uri(scale=4, border=2)), name)


@cache
def words() -> tuple[str, ...]:
    """The word list: plain, short, kind words."""
    return tuple(_WORDS.read_text(encoding="utf-8").split())


def _free_username() -> str:
    while True:
        name = f"{secrets.choice(words())}-{secrets.choice(words())}-{secrets.randbelow(90) + 10}"
        if not username_taken(name):
            return name


def _secret() -> str:
    return "-".join([*(secrets.choice(words()) for _ in range(3)), str(secrets.randbelow(90) + 10)])
