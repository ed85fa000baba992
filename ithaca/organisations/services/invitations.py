"""Inviting a person to sign in, and what happens when they accept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ithaca.accounts.models import Account
from ithaca.accounts.services import make_account
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.links import find_link, make_link, revoke_links, use_link
from ithaca.kernel.models import Link
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.scope import open_organisation
from ithaca.kernel.work import service
from ithaca.organisations import rules
from ithaca.organisations.models import Person

PURPOSE = "invite"
LASTS = timedelta(days=30)


@service
def invite(*, person: Person, by: Actor, at: datetime) -> str:
    """A one-time link by which `person` gets an account; returns its token. Earlier links of theirs stop working.

    `selectors.invitation_path(token)` is its address. Valid for 30 days. Raises NotNow if they can sign in already.
    """
    rules.invite.require(by=by, of=person)
    if person.account_id is not None:
        raise NotNow(_("This person can sign in already."))
    revoke_links(purpose=PURPOSE, subject=person.public_id, at=at)
    token = make_link(
        purpose=PURPOSE, subject=person.public_id, expires_at=at + LASTS, organisation_id=person.organisation_id
    )
    record(name="organisations.invited", by=by, at=at, about=person)
    return token


@service
def accept_invitation(*, token: str, username: str, password: str | None, by: Actor, at: datetime) -> Account:
    """Make the account of the invited person and use up the link. Without a password they sign in by e-mailed code.

    Raises NotNow if the link no longer works, if the person has an account meanwhile, or as `make_account` does.
    """
    rules.accept.require(by=by)
    link, person = invited(token=token, at=at)
    use_link(link=link, at=at)
    holder = Actor(kind="link", link=PURPOSE, subject=person.public_id)
    account = make_account(username=username, email=person.email, name=person.name, password=password, by=holder, at=at)
    _link(person, account, holder, at)
    return account


@service
def link_account(*, token: str, account: Account, by: Actor, at: datetime) -> None:
    """Give the invited person the account that the holder of the link is signed in with, and use up the link.

    Raises NotNow if the link no longer works, if the person has an account meanwhile, or if this account is somebody
    else in the same organisation already.
    """
    rules.accept.require(by=by)
    link, person = invited(token=token, at=at)
    if by.account_id != account.pk:
        raise NotNow(_("Sign in with your own account first."))
    with open_organisation(organisation_id=person.organisation_id):
        if Person.objects.filter(account=account).exclude(pk=person.pk).exists():
            raise NotNow(_("This account belongs to somebody else here. Sign out, then open the link again."))
    use_link(link=link, at=at)
    _link(person, account, by, at)


def invited(*, token: str, at: datetime) -> tuple[Link, Person]:
    """The live link and the person it is for. Raises NotNow with a sentence if it was used, is too old or unknown."""
    link = find_link(token=token, purpose=PURPOSE, at=at)
    with open_organisation(organisation_id=link.organisation_id or 0):
        person = Person.objects.filter(public_id=link.subject).select_related("organisation").first()
    if person is None:
        raise NotNow(_("This link does not work. Ask the person who sent it for a new one."))
    if person.account_id is not None:
        raise NotNow(_("This link has been used already. You can sign in."))
    return link, person


def _link(person: Person, account: Account, by: Actor, at: datetime) -> None:
    with open_organisation(organisation_id=person.organisation_id):
        if Person.objects.filter(pk=person.pk, account=None).update(account=account) != 1:
            raise NotNow(_("This link has been used already. You can sign in."))
    person.account = account
    record(name="organisations.invitation_accepted", by=by, at=at, about=person)
