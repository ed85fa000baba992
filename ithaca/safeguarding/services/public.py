"""What the public pages call: from what somebody typed to a worry that is kept, inside a scheme or outside any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.scope import open_scheme
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.safeguarding import rules
from ithaca.safeguarding.outside import scheme_instead
from ithaca.safeguarding.selectors import scheme_of_words
from ithaca.safeguarding.services.raising import raise_concern, raise_unplaced
from ithaca.schemes.models import Scheme


@dataclass(frozen=True, slots=True)
class Told:
    """What the receipt says: the number, and by whom it is read ("lead", "third", or "" where that is not said)."""

    receipt: str
    route: str = ""


@service
def tell_in_scheme(
    *, scheme: Scheme, said: Mapping[str, Any], account: Account | None, by: Actor, at: datetime, quiet: bool = False
) -> Told:
    """Keep a worry told inside a scheme. `said` is the cleaned form: words, about, about_words, raised_name, raised_contact."""
    rules.worry.require(by=by)
    person = _person_in(scheme, account, by)
    concern = raise_concern(
        organisation=scheme.organisation,
        scheme=scheme,
        words=said["words"],
        about_words=said.get("about_words", ""),
        about_lead=said.get("about") == "lead",
        about_coordinator=said.get("about") == "coordinator",
        raised_by=person,
        raised_name=_name(said, account, person),
        raised_contact=_contact(said, account, person),
        quiet=quiet,
        by=by,
        at=at,
    )
    return Told(concern.receipt, concern.route)


@service
def tell_somewhere(
    *,
    said: Mapping[str, Any],
    own: Sequence[Scheme],
    account: Account | None,
    by: Actor,
    at: datetime,
    quiet: bool = False,
) -> Told:
    """Keep a worry told outside any scheme's address: in one of the writer's own schemes if that was chosen, in the one
    that the words name exactly, else for the platform's administrators whom it cannot be about. What is answered is the same
    in every case."""
    rules.worry.require(by=by)
    scheme = next((one for one in own if one.public_id == said.get("scheme")), None)
    organisation_words, scheme_words = said.get("organisation_words", ""), said.get("scheme_words", "")
    scheme = scheme or scheme_of_words(organisation_words, scheme_words)
    scheme = scheme or scheme_instead(about=said.get("about", "unsure"), about_words=said.get("about_words", ""))
    if scheme is not None:
        with open_scheme(organisation_id=scheme.organisation_id, scheme_id=scheme.pk):
            told = tell_in_scheme(scheme=scheme, said=said, account=account, by=by, at=at, quiet=quiet)
        return Told(told.receipt)
    row = raise_unplaced(
        words=said["words"],
        where_words=" / ".join(part for part in (organisation_words, scheme_words) if part),
        about=said.get("about", "unsure"),
        about_words=said.get("about_words", ""),
        raised_name=_name(said, account, None),
        raised_contact=_contact(said, account, None),
        quiet=quiet,
        by=by,
        at=at,
    )
    return Told(row.receipt)


def _person_in(scheme: Scheme, account: Account | None, by: Actor) -> Person | None:
    """The person of this scheme that the writer is signed in as, or None for somebody from elsewhere."""
    if account is None:
        return None
    keys = {held.person_id for held in by.held if held.scheme_id == scheme.pk and held.person_id is not None}
    people: list[Person] = list(account.people.filter(pk__in=keys).order_by("pk")[:1])
    return people[0] if people else None


def _name(said: Mapping[str, Any], account: Account | None, person: Person | None) -> str:
    """Nothing is asked of somebody signed in; from elsewhere, the account says who they are."""
    if account is None or person is not None:
        return str(said.get("raised_name", ""))
    return account.name or account.username


def _contact(said: Mapping[str, Any], account: Account | None, person: Person | None) -> str:
    if account is None or person is not None:
        return str(said.get("raised_contact", ""))
    return account.email or account.username
