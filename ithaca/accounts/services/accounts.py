"""Making and changing accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from ithaca.accounts import rules
from ithaca.accounts.models import Account
from ithaca.accounts.selectors import languages_offered, username_taken
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service


@service
def make_account(
    *, username: str, email: str, name: str, password: str | None = None, by: Actor, at: datetime
) -> Account:
    """A new account. Without a password it is entered by e-mailed code, passkey or card.

    Raises NotNow if the user name is empty, too long or taken, if the password is weak, or if there is neither an
    address nor a password (`make_card_account` makes those).
    """
    rules.make.require(by=by, of=by)
    username = username.strip()
    if not username or len(username) > 60 or any(c.isspace() for c in username):
        raise NotNow(_("Choose a user name without spaces, of at most 60 letters."))
    if username_taken(username):
        raise NotNow(_("This user name is taken. Choose another."))
    if not email and not password:
        raise NotNow(_("Enter an e-mail address or choose a password."))
    if password:
        _strong(password, username=username, email=email, name=name)
    account = Account.objects.create_user(
        username, email.strip(), password, name=" ".join(name.split())[:120], created_at=at
    )
    record(name="accounts.made", by=by, at=at, about=account)
    return account


@service
def change_account(*, account: Account, name: str, language: str, by: Actor, at: datetime) -> None:
    """Change the name shown and the language. Raises NotNow if the name is empty or the language is not offered."""
    rules.change.require(by=by, of=account)
    name = " ".join(name.split())[:120]
    if not name:
        raise NotNow(_("Enter the name you go by."))
    if language and language not in dict(languages_offered()):
        raise NotNow(_("Ithaca is not written in this language yet."))
    _write(account, name=name, language=language)
    record(name="accounts.changed", by=by, at=at, about=account)


@service
def change_address(*, account: Account, email: str, by: Actor, at: datetime) -> None:
    """Change the e-mail address to one that was proved by a link sent to it. A user name that is the old address follows."""
    rules.confirm_email.require(by=by, of=account)
    changes: dict[str, Any] = {"email": email}
    if account.username.lower() == account.email.lower() and not username_taken(email):
        changes["username"] = email[:60]
    _write(account, **changes)
    record(name="accounts.email_changed", by=by, at=at, about=account)


@service
def sign_out_everywhere(*, account: Account, by: Actor, at: datetime) -> None:
    """End every session of the account, on every machine, at its next request."""
    rules.sign_out_everywhere.require(by=by, of=account)
    Account.objects.filter(pk=account.pk).update(session_round=F("session_round") + 1)
    account.refresh_from_db(fields=["session_round"])
    record(name="accounts.signed_out_everywhere", by=by, at=at, about=account)


def _write(account: Account, **changes: Any) -> None:
    for field, value in changes.items():
        setattr(account, field, value)
    account.save(update_fields=sorted(changes))


def _strong(password: str, **about: str) -> None:
    try:
        validate_password(password, Account(**about))
    except ValidationError as error:
        raise NotNow(" ".join(error.messages)) from error
