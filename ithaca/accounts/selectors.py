"""Reads of this room: accounts by what people type, roles held, second factors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language_info

from ithaca.accounts.hooks import roles_held
from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import SECOND_FACTOR, Held, Role
from ithaca.kernel.scope import everywhere

#: What counts as a second factor. Recovery codes only replace one of these.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def accounts_by_address(address: str) -> list[Account]:
    """The active accounts with this e-mail address, in any case of letters. Two people may share one address."""
    address = address.strip()
    if not address:
        return []
    return list(Account.objects.filter(email__iexact=address, is_active=True).order_by("pk"))


def account_named(username: str) -> Account | None:
    """The active account with this user name, in any case of letters, or None."""
    return Account.objects.filter(username__iexact=username.strip()[:60], is_active=True).first()


def username_taken(username: str) -> bool:
    """True if an account, active or not, has this user name."""
    return Account.objects.filter(username__iexact=username.strip()).exists()


def roles_of(account: Account, *, organisation_id: int | None = None, scheme_id: int | None = None) -> tuple[Held, ...]:
    """Every role the account holds, in one organisation or scheme if named. What the rooms above answer, joined (ACC-05)."""
    with everywhere("the door asks which roles an account holds before it opens a scope"):
        answers: list[list[Held]] = roles_held.ask(
            account_id=account.pk, organisation_id=organisation_id, scheme_id=scheme_id
        )
    own = [Held(Role.ADMINISTRATOR)] if account.is_administrator else []
    return tuple(dict.fromkeys([*own, *(held for answer in answers for held in answer)]))


def needs_second_factor(held: Iterable[Held]) -> bool:
    """True if one of these roles sees children's data beyond one pair (SE-6)."""
    return any(entry.role in SECOND_FACTOR for entry in held)


def has_second_factor(account: Account) -> bool:
    """True if an authenticator app or a passkey is set up."""
    return Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS).exists()


def factors_of(account: Account) -> dict[str, int]:
    """How many of each kind are set up: "totp", "webauthn", "recovery_codes"."""
    counts = {str(kind): 0 for kind in Authenticator.Type.values}
    for kind in Authenticator.objects.filter(user_id=account.pk).values_list("type", flat=True):
        counts[kind] += 1
    return counts


def actor_of(account: Account, held: Iterable[Held] = ()) -> Actor:
    """The actor that this account is, with the roles `held`."""
    return Actor(kind="account", account_id=account.pk, account=account.public_id, held=tuple(held))


def administrators() -> QuerySet[Account]:
    """The platform's administrators, by name."""
    return Account.objects.filter(is_administrator=True, is_active=True).order_by("name", "pk")


def administrator_is_here() -> bool:
    """True once an administrator has signed in."""
    return Account.objects.filter(is_administrator=True, is_active=True, last_login__isnull=False).exists()


def is_pupil_account(account: Account) -> bool:
    """True for an account entered with a printed card: it has no e-mail address of its own."""
    return not account.email and not account.is_administrator


def languages_offered() -> list[tuple[str, str]]:
    """The languages the pages are written in: English and those with a folder in LOCALE_PATHS, each in its own name."""
    codes = {settings.LANGUAGE_CODE}
    for folder in settings.LOCALE_PATHS:
        codes |= {path.parent.parent.name.lower().replace("_", "-") for path in folder.glob("*/LC_MESSAGES/django.mo")}
    return [(code, str(get_language_info(code)["name_local"])) for code in sorted(codes)]


def card_is_new(account: Account, at: datetime | None = None) -> bool:
    """True until somebody has signed in with the card that was printed last."""
    issued = account.card_issued_at
    return (
        issued is not None
        and issued <= (at or timezone.now())
        and (account.last_login is None or account.last_login < issued)
    )


def address_of_account(account_id: int | None) -> frozenset[str]:
    """The account's e-mail address in small letters, as a set that is empty where there is none."""
    rows = Account.objects.filter(pk__in=[account_id] if account_id is not None else []).values_list("email", flat=True)
    return frozenset(address.strip().lower() for address in rows if address.strip())


def account_of(public_id: str) -> Account | None:
    """The active account with this public id, or None."""
    return Account.objects.filter(public_id=public_id, is_active=True).first()


def address_of_public_id(public_id: str) -> frozenset[str]:
    """`address_of_account` for an account by its public id."""
    rows = Account.objects.filter(public_id=public_id).values_list("pk", flat=True)
    return address_of_account(rows.first())
