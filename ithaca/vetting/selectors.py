"""Reading checks. Rows of a check leave this room only through `services.read`, which writes down who looked (SG-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.todo import Todo
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme
from ithaca.vetting.models import Check, Reference, Sign, StepDone
from ithaca.vetting.standing import REFERENCES, Rows, Wanted, lacks, wanted
from ithaca.vetting.states import BLOCKING

SOON = timedelta(days=30)
VETTERS = (Role.COORDINATOR, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)


def people_visible_to(by: Actor) -> QuerySet[Person]:
    """Whose vetting `by` may work on: a co-ordinator and the leads for everybody who takes part or holds a post in their
    scheme and for people who are in no scheme yet; a partner contact for the mentors it supplied.
    """
    rows: QuerySet[Person] = Person.objects.all()
    if by.kind == "job":
        return rows
    schemes = {held.scheme_id for held in by.held if held.role in VETTERS and held.scheme_id is not None}
    seen = Q(pk__in=[])
    if schemes:
        taking_part = Person.objects.filter(participations__scheme__in=schemes)
        holding = Person.objects.filter(appointments__scheme__in=schemes)
        seen |= Q(pk__in=taking_part.values("pk")) | Q(pk__in=holding.values("pk"))
        seen |= Q(participations=None, appointments=None)
    partners = by.ids_as(Role.PARTNER_CONTACT)
    if partners:
        seen |= Q(supplied_by__in=partners)
    return rows.filter(seen)


def may_vet(by: Actor, person: Person) -> bool:
    """True if `by` may work on the vetting of `person`."""
    return by.kind == "job" or people_visible_to(by).filter(pk=person.pk).exists()


def missing_vetting(
    people: Iterable[Person],
    *,
    arrangements: Arrangements,
    on: date,
    with_children: Mapping[int, bool] | None = None,
) -> dict[int, list[Missing]]:
    """What keeps each of these people from contact on the day `on`, by person key, in five queries at most.

    `with_children` says by person key whether a child is on the other side (or their words are read); who is not in it
    counts as with children, so that a forgotten entry shuts the gate. Adults among themselves need the scheme's own
    steps, children in reach never less than identity, two references and an enhanced check with the barred list.
    """
    rows = rows_of(people, on=on)
    asked: dict[bool, Wanted] = {flag: wanted(arrangements, with_child=flag) for flag in (True, False)}
    flags = {key: True if with_children is None else with_children.get(key, True) for key in rows}
    return {key: lacks(found, asked[flags[key]], on=on, with_child=flags[key]) for key, found in rows.items()}


def rows_of(people: Iterable[Person], *, on: date) -> dict[int, Rows]:
    """What is on record about each person, by key, newest check first."""
    found = {person.pk: Rows(person) for person in people}
    if not found:
        return found
    keys = list(found)
    for check in Check.objects.filter(person__in=keys).exclude(state="replaced").order_by("-pk"):
        found[check.person_id].checks.append(check)
    references = Reference.objects.filter(person__in=keys, satisfactory=True).exclude(checked_by=None)
    for key, count in references.values_list("person").annotate(n=Count("pk")).order_by():
        found[key].references = count
    for key, step in StepDone.objects.filter(person__in=keys, taken_back_at=None).values_list("person_id", "step"):
        found[key].steps.add(step)
    signs = Sign.objects.filter(person__in=keys, resolved_at=None)
    for key, count in signs.values_list("person").annotate(n=Count("pk")).order_by():
        found[key].open_signs = count
    _agreements(found, on)
    return found


def _agreements(found: dict[int, Rows], on: date) -> None:
    """Which partners whose word is relied on have an agreement in force on the day (ORG-02, ORG-03)."""
    keys = [c.pk for rows in found.values() for c in rows.checks if c.partner_id is not None]
    if not keys:
        return
    agreed = Check.objects.filter(pk__in=keys).filter(
        Q(partner__agreements__review_on=None) | Q(partner__agreements__review_on__gte=on),
        partner__agreements__state="in_force",
        partner__agreements__signed_on__lte=on,
    )
    in_force = frozenset(agreed.values_list("partner_id", flat=True))
    for one in found.values():
        one.agreements = in_force


def missing_for(*, participants: Sequence[Participant], on: date) -> dict[int, list[Missing]]:
    """The answer of this room to `participants.missing_for`: mentors are vetted as if any mentee of theirs may be a child
    where the scheme lets children in; mentees are not vetted for a list (the gate asks it for each pair)."""
    found: dict[int, list[Missing]] = {}
    mentors = [p for p in participants if p.role == "mentor"]
    for scheme_id in dict.fromkeys(p.scheme_id for p in mentors):
        here = [p for p in mentors if p.scheme_id == scheme_id]
        arrangements = here[0].scheme.arrangements
        children = arrangements.mentees_may_be_children
        answer = missing_vetting(
            [p.person for p in here], arrangements=arrangements, on=on, with_children={p.person_id: children for p in here}
        )
        found.update({p.pk: answer[p.person_id] for p in here})
    return found


def undone(person: Person, *, arrangements: Arrangements | None, on: date) -> list[Missing]:
    """What must be done before a check of `person` may be cleared, the check itself aside. Without arrangements the
    strictest steps are asked."""
    given = arrangements or Arrangements()
    want = wanted(given, with_child=given.mentees_may_be_children)
    steps = tuple(step for step in want.steps if step != "check")
    rows = rows_of([person], on=on)[person.pk]
    waiting = Rows(person, [c for c in rows.checks if c.state not in BLOCKING], rows.references, rows.steps, rows.open_signs)
    return lacks(waiting, Wanted(steps, want.rank, want.barred_list, want.workforce), on=on, with_child=False)


def latest_check(person: Person) -> Check | None:
    """The check that decides about a person: one that blocks, else the one being worked on, else the newest cleared."""
    rows = Check.objects.filter(person=person).exclude(state="replaced").select_related(
        "seen_by", "decided_by", "identity_seen_by", "partner", "proposed_by"
    )
    order = {state: n for n, state in enumerate((*BLOCKING, "seen", "requested", "cleared"))}
    return min(rows, key=lambda c: (order[c.state], -c.pk), default=None)


def checks_due(scheme: Scheme, *, on: date) -> QuerySet[Check]:
    """The checks in force of people in the scheme that have run out or do so within 30 days, first due first."""
    rows: QuerySet[Check] = Check.objects.filter(state="cleared", person__in=_people_of(scheme, on))
    return rows.filter(Q(next_due=None) | Q(next_due__lte=on + SOON)).select_related("person").order_by("next_due", "pk")


def _people_of(scheme: Scheme, on: date) -> QuerySet[Person]:
    """Who is to be on record for a scheme: mentors taking part, and everybody who holds a post in it."""
    mentors = Person.objects.filter(
        participations__scheme=scheme, participations__role="mentor", participations__state__in=TAKING_PART
    )
    posts = Person.objects.filter(Q(appointments__until=None) | Q(appointments__until__gt=on), appointments__scheme=scheme)
    rows: QuerySet[Person] = Person.objects.filter(Q(pk__in=mentors.values("pk")) | Q(pk__in=posts.values("pk")))
    return rows


def people_on_record(scheme: Scheme, *, on: date) -> QuerySet[Person]:
    """The people of the single central record of a scheme, by name (VET-07). Who has left is not on it."""
    return _people_of(scheme, on).order_by("family_name", "given_name", "pk")


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """What waits in vetting: checks run out or soon, checks and signs to decide, missing references."""
    if not by.holds(*VETTERS):
        return []
    on = timezone.localdate(at)
    people = _people_of(scheme, on)
    return [*_due(scheme, on, at), *_decisions(by, people), *_signs(by, people), *_references(scheme, people)]


def _args(person: Person) -> tuple[tuple[str, str], ...]:
    return (("person", person.public_id),)


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0)))


def _due(scheme: Scheme, on: date, at: datetime) -> list[Todo]:
    found = []
    for check in checks_due(scheme, on=on):
        lapsed = check.next_due is None or check.next_due < on
        since = min(at, _start(check.next_due or on))
        words = _("%(name)s: the check has run out") if lapsed else _("%(name)s: the check runs out soon")
        group = _("Checks that ran out") if lapsed else _("Checks that run out soon")
        line = words % {"name": check.person.name}
        found.append(Todo(0 if lapsed else 2, since, line, group, _("Renew"), "vetting:person", _args(check.person)))
    return found


def _decisions(by: Actor, people: QuerySet[Person]) -> list[Todo]:
    rows = Check.objects.filter(state="seen", person__in=people).exclude(person__in=by.person_ids).select_related("person")
    if not by.holds(*LEADS):
        rows = rows.filter(adverse=False)
    return [
        Todo(1, c.created_at, _("%(name)s: decide on the check") % {"name": c.person.name}, _("Checks to decide"),
             _("Decide"), "vetting:person", _args(c.person))
        for c in rows if c.proposed_by_id not in by.person_ids
    ]


def _signs(by: Actor, people: QuerySet[Person]) -> list[Todo]:
    rows = Sign.objects.filter(resolved_at=None, person__in=people).exclude(person__in=by.person_ids).select_related("person")
    return [
        Todo(0, s.created_at, _("%(name)s: a warning sign needs a second look") % {"name": s.person.name},
             _("Warning signs"), _("Look"), "vetting:person", _args(s.person))
        for s in rows if s.noticed_by_id not in by.person_ids
    ]


def _references(scheme: Scheme, people: QuerySet[Person]) -> list[Todo]:
    """Mentors whose check is asked for or seen, and whose references are not both there."""
    arrangements = scheme.arrangements
    if "references" not in wanted(arrangements, with_child=arrangements.mentees_may_be_children).steps:
        return []
    good = Count("references", filter=Q(references__satisfactory=True, references__checked_by__isnull=False), distinct=True)
    started = Check.objects.filter(state__in=("requested", "seen")).values("person")
    rows = people.filter(pk__in=started).annotate(n=good).filter(n__lt=REFERENCES)
    return [
        Todo(1, p.created_at, _("%(name)s: references are missing") % {"name": p.name}, _("Missing references"),
             _("Add a reference"), "vetting:person", _args(p))
        for p in rows
    ]
