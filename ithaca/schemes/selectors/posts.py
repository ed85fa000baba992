"""Who holds which post on a day, with cover for those who are away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from ithaca.accounts.hooks import roles_held
from ithaca.accounts.models import Account
from ithaca.kernel.roles import Held, Role
from ithaca.kernel.scope import everywhere
from ithaca.organisations.models import Organisation, Person
from ithaca.schemes.models import Absence, Appointment, Scheme


def in_force(on: date) -> Q:
    """Appointments held on the day `on`: begun, and not yet given up (`until` is the first day it is held no longer)."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


def appointments(scheme: Scheme, on: date) -> QuerySet[Appointment]:
    """Every post held in `scheme` on the day `on`, oldest first, with its person and partner."""
    return (
        Appointment.objects.filter(in_force(on), scheme=scheme)
        .select_related("person", "partner")
        .order_by("since", "pk")
    )


def has_held_a_post(person: Person) -> bool:
    """True if the person holds or once held a post in any scheme of their organisation."""
    with everywhere("a person may be known from another scheme of the same organisation"):
        return Appointment.objects.filter(person=person).exists()


def schemes_where_held(person: Person, roles: Iterable[Role], on: date) -> set[int]:
    """The keys of the schemes of their organisation in which the person holds one of these posts on the day `on`."""
    with everywhere("one way in opens every scheme of a person"):
        held = Appointment.objects.filter(in_force(on), person=person, role__in=[role.value for role in roles])
        return set(held.values_list("scheme_id", flat=True))


def absences(scheme: Scheme, on: date) -> dict[int, Absence]:
    """Who is away on the day `on`: person id -> the absence; the last one said counts."""
    away = Absence.objects.filter(scheme=scheme, first_day__lte=on, last_day__gte=on)
    return {row.person_id: row for row in away.select_related("person", "covered_by").order_by("pk")}


def holders(scheme: Scheme, role: Role, on: date) -> list[Person]:
    """Who holds the post on the day `on`: those present and those who cover first, then those who are away."""
    return holders_of(scheme, (role,), on)[role]


def holders_of(scheme: Scheme, roles: Iterable[Role], on: date) -> dict[Role, list[Person]]:
    """`holders` of several posts at once, in two queries: role -> people; a post nobody holds has an empty list."""
    away = absences(scheme, on)
    present: dict[Role, dict[int, Person]] = {role: {} for role in roles}
    gone: dict[Role, dict[int, Person]] = {role: {} for role in present}
    for post in appointments(scheme, on).filter(role__in=[role.value for role in present]):
        role, absence = Role(post.role), away.get(post.person_id)
        if absence is None:
            present[role][post.person_id] = post.person
        else:
            present[role].setdefault(absence.covered_by_id, absence.covered_by)
            gone[role][post.person_id] = post.person
    return {
        role: [*here.values(), *(person for key, person in gone[role].items() if key not in here)]
        for role, here in present.items()
    }


def _first(scheme: Scheme, role: Role, on: date | None) -> Person | None:
    return next(iter(holders(scheme, role, on or timezone.localdate())), None)


def coordinator_of(scheme: Scheme, on: date | None = None) -> Person | None:
    """The co-ordinator, or who covers for her; None if the post is empty (SCH-03)."""
    return _first(scheme, Role.COORDINATOR, on)


def lead_of(scheme: Scheme, on: date | None = None) -> Person | None:
    """The safeguarding lead, or who covers; None if the post is empty."""
    return _first(scheme, Role.SAFEGUARDING_LEAD, on)


def deputy_lead_of(scheme: Scheme, on: date | None = None) -> Person | None:
    """The deputy safeguarding lead, or who covers; None if there is none."""
    return _first(scheme, Role.DEPUTY_SAFEGUARDING_LEAD, on)


def third_person_of(scheme: Scheme, on: date | None = None) -> Person | None:
    """Whom to tell when a worry is about the co-ordinator or the lead; None if nobody is named."""
    return _first(scheme, Role.THIRD_PERSON, on)


def roles_of_account(*, account_id: int, organisation_id: int | None, scheme_id: int | None) -> list[Held]:
    """The posts an account holds today, its own and those it covers. Answers `accounts.roles_held`; opens no scope."""
    today = timezone.localdate()
    with everywhere("sign-in asks what an account holds before any scope is open"):
        own = Appointment.objects.filter(in_force(today), person__account_id=account_id)
        covered = Absence.objects.filter(covered_by__account_id=account_id, first_day__lte=today, last_day__gte=today)
        places = {}
        if organisation_id is not None:
            places["scheme__organisation_id"] = organisation_id
        if scheme_id is not None:
            places["scheme_id"] = scheme_id
        held = [_held(post, post.person_id) for post in own.filter(**places).select_related("scheme")]
        for absence in covered.filter(**places):
            posts = Appointment.objects.filter(
                in_force(today), scheme_id=absence.scheme_id, person_id=absence.person_id
            ).select_related("scheme")
            held += [_held(post, absence.covered_by_id) for post in posts]
    return list(dict.fromkeys(held))


def _held(post: Appointment, person_id: int) -> Held:
    return Held(Role(post.role), post.scheme.organisation_id, post.scheme_id, person_id, post.partner_id)


def schemes_of(account: Account) -> list[Scheme]:
    """Every scheme in which the account holds any role, by name, with its organisation."""
    found = roles_held.ask(account_id=account.pk, organisation_id=None, scheme_id=None)
    ids = {held.scheme_id for roles in found for held in roles if held.scheme_id is not None}
    with everywhere("one account may be in schemes of several organisations"):
        return list(Scheme.objects.filter(pk__in=ids).select_related("organisation").order_by("name", "pk"))


def schemes_of_people(*, organisation_id: int | None, person_ids: Iterable[int] | None = None) -> dict[int, set[int]]:
    """The schemes in which people hold a post or cover one, by person id. Answers `organisations.schemes_of_people`."""
    today = timezone.localdate()
    with everywhere("who belongs to which scheme is asked before a person's record is shown"):
        posts = Appointment.objects.filter(in_force(today))
        covers = Absence.objects.filter(first_day__lte=today, last_day__gte=today)
        if organisation_id is not None:
            posts = posts.filter(scheme__organisation_id=organisation_id)
            covers = covers.filter(scheme__organisation_id=organisation_id)
        if person_ids is not None:
            wanted = list(person_ids)
            posts, covers = posts.filter(person_id__in=wanted), covers.filter(covered_by_id__in=wanted)
        pairs = [*posts.values_list("person_id", "scheme_id"), *covers.values_list("covered_by_id", "scheme_id")]
    found: dict[int, set[int]] = {}
    for person_id, scheme_id in pairs:
        found.setdefault(person_id, set()).add(scheme_id)
    return found


def absences_ahead(scheme: Scheme, on: date) -> list[Absence]:
    """Absences that are not over on the day `on`, the first one first."""
    rows = Absence.objects.filter(scheme=scheme, last_day__gte=on).select_related("person", "covered_by")
    return list(rows.order_by("first_day", "pk"))


def posts_of_organisation(organisation: Organisation) -> QuerySet[Appointment]:
    """Every post ever held in the organisation; by key, so that no scope decides. For the clock of privacy."""
    return Appointment._base_manager.filter(scheme__organisation=organisation)
