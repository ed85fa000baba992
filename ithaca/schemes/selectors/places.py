"""Finding the organisation and the scheme that an address names, and listing schemes."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.roles import Role
from ithaca.organisations.models import Organisation
from ithaca.organisations.selectors import organisation_named
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import RUNNING


def find_place(*, organisation: str, scheme: str | None) -> tuple[Organisation, Scheme | None] | None:
    """The rows that two slugs name, or None if there is no such place. The door calls it outside any scope."""
    if scheme is None:
        found = organisation_named(organisation)
        return None if found is None else (found, None)
    row = Scheme.objects.filter(slug=scheme, organisation__slug=organisation).select_related("organisation").first()
    return None if row is None else (row.organisation, row)


def schemes_visible_to(by: Actor) -> QuerySet[Scheme]:
    """The schemes of the open organisation in which `by` holds a post or takes part; all of them for an administrator."""
    rows = Scheme.objects.select_related("organisation").order_by("name", "pk")
    if by.kind == "job" or by.holds(Role.ADMINISTRATOR):
        return rows
    return rows.filter(pk__in={held.scheme_id for held in by.held if held.scheme_id is not None})


def next_for_organisation(*, organisation: Organisation) -> tuple[str, str]:
    """Words and address of what an administrator does next with an organisation: start a scheme in it."""
    return _("Start a scheme"), address("schemes:create", organisation=organisation)


def schemes_of_organisation(organisation: Organisation) -> QuerySet[Scheme]:
    """Every scheme of the organisation, whatever its state; by key, so that no scope decides. For the clock of privacy."""
    return Scheme._base_manager.filter(organisation=organisation).order_by("pk")


def running_schemes() -> QuerySet[Scheme]:
    """Every scheme that is open or in its pilot, of all organisations; by key, so that no scope decides. For the clock."""
    return Scheme._base_manager.filter(state__in=RUNNING).order_by("pk")
