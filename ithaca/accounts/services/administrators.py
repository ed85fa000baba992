"""The platform's administrators: the first one's link, and inviting another."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts import rules
from ithaca.accounts.models import Account
from ithaca.accounts.selectors import administrator_is_here, username_taken
from ithaca.accounts.services.accounts import make_account
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.links import find_link, make_link, revoke_links, use_link
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service

PURPOSE = "administrator"
FIRST, FURTHER = "first", "further"
LASTS = timedelta(days=7)


def first_administrator_link(base_url: str) -> str | None:
    """A one-time sign-in link for the first administrator, or None once one has signed in. Earlier ones stop working."""
    if administrator_is_here():
        return None
    token = _make_link(subject=FIRST, by=job("first administrator"), at=timezone.now())
    return base_url.rstrip("/") + administrator_path(token)


@service
def invite_administrator(*, by: Actor, at: datetime) -> str:
    """A one-time link by which somebody becomes another administrator; returns its token. Valid for seven days."""
    rules.invite_administrator.require(by=by)
    return _make_link(subject=FURTHER, by=by, at=at)


@service
def accept_administrator(*, token: str, name: str, email: str, password: str, by: Actor, at: datetime) -> Account:
    """Make the administrator's account and use up the link.

    Raises NotNow if the link no longer works, if there is a first administrator already, or as `make_account` does.
    """
    rules.accept_administrator.require(by=by)
    link = find_link(token=token, purpose=PURPOSE, at=at)
    if link.subject == FIRST and administrator_is_here():
        raise NotNow(_("There is an administrator already. Ask them for an invitation."))
    if username_taken(email):
        raise NotNow(_("There is an account with this address already. Use another address."))
    use_link(link=link, at=at)
    holder = Actor(kind="link", link=PURPOSE, subject=link.public_id)
    account = make_account(username=email, email=email, name=name, password=password, by=holder, at=at)
    account.is_administrator = True
    account.save(update_fields=["is_administrator"])
    record(name="accounts.administrator_made", by=holder, at=at, about=account)
    return account


def administrator_path(token: str) -> str:
    """The address, without the host, of the page that a link opens."""
    return reverse("accounts:accept_administrator", kwargs={"token": token})


@service
def _make_link(*, subject: str, by: Actor, at: datetime) -> str:
    if subject == FIRST:
        revoke_links(purpose=PURPOSE, subject=FIRST, at=at)
    token = make_link(purpose=PURPOSE, subject=subject, expires_at=at + LASTS)
    record(name="accounts.administrator_invited", by=by, at=at, data={"which": subject})
    return token
