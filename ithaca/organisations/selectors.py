"""Reads of this room: who sees which partner and person, which agreement is in force, who is likely the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo
from ithaca.organisations.hooks import card_people, schemes_of_people
from ithaca.organisations.models import Agreement, Organisation, Partner, Person
from ithaca.organisations.names import fold_name

__all__ = [
    "addresses_of",
    "agreement_in_force",
    "agreement_standing",
    "agreements_in_force",
    "agreements_running_out",
    "agreements_visible_to",
    "fold_name",
    "invitation_path",
    "is_example_database",
    "likely_same",
    "may_see_person",
    "organisations_visible_to",
    "own_people",
    "partners_visible_to",
    "partners_with_standing",
    "people_for_cards",
    "people_visible_to",
    "reached_at",
    "todo",
]

#: How long before its review date an agreement is named as running out.
REVIEW_NOTICE = timedelta(days=60)
#: Those who run schemes and so keep the organisation's list of partners.
RUNS = (Role.COORDINATOR, Role.DEPUTY, Role.MANAGER, Role.ADMINISTRATOR)
LEADS = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)
CONTACTS = (Role.PARTNER_CONTACT, Role.SCHOOL_CONTACT)
STAFF = (Role.COORDINATOR, Role.DEPUTY, *LEADS)


def organisations_visible_to(by: Actor) -> QuerySet[Organisation]:
    """Every organisation for an administrator or a job; otherwise those in which `by` holds a role."""
    rows = Organisation.objects.order_by("name", "pk")
    if by.kind == "job" or by.holds(Role.ADMINISTRATOR):
        return rows
    return rows.filter(pk__in={held.organisation_id for held in by.held if held.organisation_id is not None})


def partners_visible_to(by: Actor) -> QuerySet[Partner]:
    """The partners of the open organisation: all for those who run schemes, their own for contacts, else none."""
    rows: QuerySet[Partner] = Partner.objects.order_by("ended_at", "name", "pk")
    if by.kind == "job" or by.holds(*RUNS, *LEADS):
        return rows
    return rows.filter(pk__in=by.ids_as(*CONTACTS))


def agreements_visible_to(by: Actor) -> QuerySet[Agreement]:
    """The agreements with the partners that `by` sees, newest first, with their partner."""
    rows: QuerySet[Agreement] = Agreement.objects.select_related("partner").order_by("-created_at", "-pk")
    if by.kind == "job" or by.holds(*RUNS, *LEADS):
        return rows
    return rows.filter(partner_id__in=by.ids_as(*CONTACTS))


def people_visible_to(by: Actor) -> QuerySet[Person]:
    """The people of the open organisation whose record `by` may see, by name.

    Staff see the people of their own schemes and those not tied to any scheme yet; a school's contact its pupils; a
    partner's contact those it supplies; everybody themselves.
    """
    rows: QuerySet[Person] = Person.objects.select_related("school", "employer", "supplied_by")
    rows = rows.order_by("family_name", "given_name", "pk")
    if by.kind == "job":
        return rows
    seen = Q(pk__in=by.person_ids) | Q(school_id__in=by.ids_as(Role.SCHOOL_CONTACT))
    seen |= Q(supplied_by_id__in=by.ids_as(Role.PARTNER_CONTACT))
    if by.holds(*STAFF):
        seen |= ~Q(pk__in=_tied_elsewhere(by))
    return rows.filter(seen)


def own_people(by: Actor) -> QuerySet[Person]:
    """Everybody of the open organisation that this actor is, under whatever name: nobody for a job, a link or a stranger."""
    rows: QuerySet[Person] = Person.objects.select_related("account")
    if by.account_id is None:
        return rows.filter(pk__in=by.person_ids)
    return rows.filter(Q(pk__in=by.person_ids) | Q(account=by.account_id))


def reached_at(person: Person) -> frozenset[str]:
    """Every e-mail address at which letters reach this person: the record's and the account's, in small letters."""
    found = {person.email, person.account.email if person.account else ""}
    return frozenset(address.strip().lower() for address in found if address.strip())


def addresses_of(by: Actor) -> frozenset[str]:
    """Every e-mail address at which letters reach this actor; one query."""
    return frozenset(address for person in own_people(by) for address in reached_at(person))


def people_for_cards(by: Actor) -> QuerySet[Person]:
    """People without an e-mail address whom `by` looks after and who go to a school, or whom their scheme lets in with a card;
    by school, class and name."""
    places = {held.organisation_id for held in by.held if held.organisation_id is not None}
    cards = {key for place in places for keys in card_people.ask(organisation_id=place) for key in keys}
    rows = people_visible_to(by).filter(Q(school__isnull=False) | Q(pk__in=cards), email="")
    return rows.exclude(pk__in=by.person_ids).order_by("school__name", "class_name", "family_name", "given_name", "pk")


def may_see_person(by: Actor, person: Person) -> bool:
    """The same answer as `people_visible_to`, for one person at hand."""
    if by.kind == "job" or person.pk in by.person_ids:
        return True
    if person.school_id is not None and person.school_id in by.ids_as(Role.SCHOOL_CONTACT):
        return True
    if person.supplied_by_id is not None and person.supplied_by_id in by.ids_as(Role.PARTNER_CONTACT):
        return True
    staff_here = any(h.role in STAFF and h.organisation_id == person.organisation_id for h in by.held)
    return staff_here and person.pk not in _tied_elsewhere(by, [person.pk])


def _tied_elsewhere(by: Actor, person_ids: Iterable[int] | None = None) -> set[int]:
    """People who have a part in schemes, but in none where `by` holds a post that sees people."""
    ties: dict[int, set[int]] = {}
    for answer in schemes_of_people.ask(organisation_id=_organisation_of(by), person_ids=person_ids):
        for person_id, schemes in answer.items():
            ties.setdefault(person_id, set()).update(schemes)
    mine = {held.scheme_id for held in by.held if held.role in STAFF}
    return {person_id for person_id, schemes in ties.items() if schemes and not schemes & mine}


def _organisation_of(by: Actor) -> int | None:
    return next((held.organisation_id for held in by.held if held.role in STAFF), None)


def agreements_in_force(partner_ids: Iterable[int], on: date) -> dict[int, Agreement]:
    """For each of these partners the agreement in force on the day `on`, in one query (ORG-03)."""
    rows = Agreement.objects.filter(partner_id__in=list(partner_ids), state="in_force", signed_on__lte=on)
    return {row.partner_id: row for row in rows.filter(Q(review_on=None) | Q(review_on__gte=on)).order_by("signed_on")}


def agreement_in_force(partner: Partner, on: date) -> Agreement | None:
    """The signed agreement with `partner` that holds on the day `on`, or None: never signed, lapsed or ended."""
    return agreements_in_force([partner.pk], on).get(partner.pk)


def agreement_standing(agreement: Agreement, on: date) -> str:
    """Where an agreement stands: "draft", "in_force", "review_due" (within 60 days), "lapsed" or "ended"."""
    if agreement.state != "in_force" or agreement.review_on is None:
        return agreement.state
    if agreement.review_on < on:
        return "lapsed"
    return "review_due" if agreement.review_on <= on + REVIEW_NOTICE else "in_force"


def agreements_running_out(on: date) -> QuerySet[Agreement]:
    """Agreements of the open organisation that have lapsed or come up for review within 60 days, the first one first."""
    rows: QuerySet[Agreement] = Agreement.objects.filter(state="in_force", review_on__lte=on + REVIEW_NOTICE)
    return rows.select_related("partner").order_by("review_on", "pk")


def partners_with_standing(by: Actor) -> QuerySet[Partner]:
    """The partners `by` sees, each with its agreements at hand."""
    newest = Agreement.objects.order_by("-created_at", "-pk")
    return partners_visible_to(by).prefetch_related(Prefetch("agreements", queryset=newest))


def likely_same(
    *, organisation: Organisation, given_name: str, family_name: str, date_of_birth: date | None, email: str
) -> list[Person]:
    """People of the organisation who are likely this very person, the likeliest first.

    Two people of one name stay two: when both dates of birth are known and differ, they are never offered. Two who
    share an address and a birthday but not the given name are twins, not one.
    """
    name, mail = fold_name(f"{given_name} {family_name}"), email.strip().lower()
    asked = Q(search_name__in=_orders(given_name, family_name))
    if mail:
        asked |= Q(email__iexact=mail)
    found = []
    for person in Person.objects.filter(asked, organisation=organisation).order_by("pk"):
        points = _likeness(person, name, fold_name(given_name), date_of_birth, mail)
        if points:
            found.append((-points, person.pk, person))
    return [person for _points, _pk, person in sorted(found, key=lambda entry: entry[:2])]


def _orders(given_name: str, family_name: str) -> list[str]:
    """The name as it may have been written down: given name first, or family name first."""
    return [fold_name(f"{given_name} {family_name}"), fold_name(f"{family_name} {given_name}")]


def _likeness(person: Person, name: str, given: str, born: date | None, mail: str) -> int:
    """0 for somebody else; more the likelier it is the same person."""
    theirs = person.email.lower()
    both_born = person.date_of_birth is not None and born is not None
    if both_born and person.date_of_birth != born:
        return 0
    same_name = sorted(person.search_name.split()) == sorted(name.split())
    same_mail = bool(mail) and mail == theirs
    if same_name:
        if both_born or same_mail:
            return 3 if both_born and same_mail else 2
        return 0 if mail and theirs else 1
    first = fold_name(person.given_name)
    short_form = min(len(first), len(given)) >= 3 and (first.startswith(given) or given.startswith(first))
    return 1 if same_mail and both_born and short_form else 0


def invitation_path(token: str) -> str:
    """The address, without the host, that opens an invitation."""
    return reverse("organisations:accept", kwargs={"token": token})


def is_example_database() -> bool:
    """True if the first organisation of this database was made as the example."""
    return bool(Organisation.objects.order_by("pk").values_list("is_example", flat=True).first())


def todo(*, by: Actor, scheme: object, at: datetime) -> list[Todo]:  # noqa: ARG001  (partners belong to the organisation)
    """Agreements that have lapsed or run out soon, for those who can renew them (ORG-03)."""
    if not by.holds(Role.COORDINATOR, Role.MANAGER):
        return []
    today = timezone.localdate(at)
    lines = []
    for agreement in agreements_running_out(today):
        review = agreement.review_on or today
        lapsed = review < today
        words = (
            _("The agreement with {partner} has lapsed.")
            if lapsed
            else _("The agreement with {partner} runs out soon.")
        )
        since = datetime.combine(review if lapsed else review - REVIEW_NOTICE, datetime.min.time(), tzinfo=at.tzinfo)
        lines.append(
            Todo(
                urgency=1 if lapsed else 2,
                since=since,
                words=words.format(partner=agreement.partner.name),
                group=_("Agreements"),
                act=_("Renew"),
                page="organisations:agreement",
                page_args=(("agreement", agreement.public_id),),
            )
        )
    return lines


def organisation_named(slug: str) -> Organisation | None:
    """The organisation of that short name, or None. The door asks outside any scope."""
    return Organisation.objects.filter(slug=slug).first()


def person_acting(by: Actor) -> Person | None:
    """The person of the open organisation that `by` is, or None for a job, a link or a stranger."""
    found: Person | None = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    return found


def people_of_organisation(organisation: Organisation) -> QuerySet[Person]:
    """Everybody the organisation knows; by key, so that no scope decides. For the clock of privacy."""
    return Person._base_manager.filter(organisation=organisation)


def every_organisation() -> QuerySet[Organisation]:
    """All organisations of this platform, in the order they were made. For the clock."""
    return Organisation.objects.order_by("pk")
