"""The clock: what is past its time is emptied, a few rows at a time, and each run is counted in the log (MSG-06, DP-02)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ithaca.accounts.services import close_account
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.licence import licence
from ithaca.kernel.terms import Clock, Terms
from ithaca.kernel.work import service
from ithaca.organisations.models import Organisation
from ithaca.organisations.selectors import people_of_organisation
from ithaca.privacy.due import held, past_time, ruled, without_held
from ithaca.privacy.models import Run
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import schemes_of_organisation

#: Rows emptied in one transaction, so that no write holds the database beyond about a second.
AT_ONCE = 500


@service
def empty_due(*, organisation: Organisation, by: Actor, at: datetime, most: int = AT_ONCE) -> dict[str, int]:
    """Empty up to `most` rows of the organisation that are past their time and that nothing holds back.

    Returns rows emptied by kind; an empty answer means that nothing is left to do. The counts stand in a Run and in the
    audit log. The database itself refuses to empty what a hold covers or what is younger than the law of its table.
    """
    back, counts, left = held(organisation), dict[str, int](), most
    with licence(organisation_id=organisation.pk, why="clock", at=at):
        for terms, clock, scheme in _all(organisation):
            if left <= 0:
                break
            rows = without_held(past_time(terms, clock, organisation, scheme, at), terms, back)
            keys = list(rows.order_by("pk").values_list("pk", flat=True).distinct()[:left])
            if not keys:
                continue
            if terms.model == "organisations.Person":
                _close_accounts(organisation, keys, by=by, at=at)
            done = rows.model._base_manager.filter(pk__in=keys).update(**clock.empty)
            counts[terms.model] = counts.get(terms.model, 0) + done
            left -= done
    if counts:
        run = Run._base_manager.create(organisation=organisation, why="clock", counts=counts, created_at=at)
        record(name="privacy.emptied", by=by, at=at, about=run, data=counts)
    return counts


def _all(organisation: Organisation) -> Iterator[tuple[Terms, Clock, Scheme | None]]:
    """Every kind with a clock: for each scheme its rows, then those of the organisation."""
    for scheme in schemes_of_organisation(organisation):
        for terms, clock in ruled("scheme"):
            yield terms, clock, scheme
    for terms, clock in ruled("organisation"):
        yield terms, clock, None


def _close_accounts(organisation: Organisation, people: list[int], *, by: Actor, at: datetime) -> None:
    """The sign-ins of people whose record goes."""
    for person in (
        people_of_organisation(organisation).filter(pk__in=people).exclude(account=None).select_related("account")
    ):
        if person.account is not None:
            close_account(account=person.account, leaving=person, by=by, at=at)
