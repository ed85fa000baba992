"""What waits in vetting, for “Today”."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS
from ithaca.kernel.todo import Todo, shown
from ithaca.organisations.models import Person
from ithaca.schemes.models import Scheme
from ithaca.vetting.models import Check, Sign
from ithaca.vetting.selectors.files import checks_due, is_due
from ithaca.vetting.selectors.people import VETTERS, on_record, people_of
from ithaca.vetting.standing import REFERENCES, wanted

#: A check in these states is on its way; references are asked for meanwhile.
UNDER_WAY = frozenset({"requested", "seen"})


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """What waits in vetting: checks run out or soon, checks and signs to decide, missing references."""
    if not by.holds(*VETTERS):
        return []
    on = timezone.localdate(at)
    theirs = on_record(scheme, on, "person")
    states = _states_that_wait(on)
    found = _due(scheme, on, at) if "cleared" in states else []
    if "seen" in states:
        found += _decisions(by, theirs)
    if Sign.objects.filter(resolved_at=None).exists():
        found += _signs(by, theirs)
    if states & UNDER_WAY:
        found += _references(scheme, on)
    return found


def _states_that_wait(on: date) -> set[str]:
    """In which states checks wait for something anywhere in the organisation. Which of them belong to the scheme takes far
    longer to ask, and mostly there are none."""
    rows = Check.objects.filter(is_due(on) | Q(state__in=UNDER_WAY)).order_by()
    return set(rows.values_list("state", flat=True).distinct())


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


def _decisions(by: Actor, theirs: Q) -> list[Todo]:
    rows = Check.objects.filter(theirs, state="seen").exclude(person__in=by.person_ids).select_related("person")
    if not by.holds(*LEADS):
        rows = rows.filter(adverse=False)
    return [
        Todo(
            1,
            c.created_at,
            _("%(name)s: decide on the check") % {"name": c.person.name},
            _("Checks to decide"),
            _("Decide"),
            "vetting:person",
            _args(c.person),
        )
        for c in rows
        if c.proposed_by_id not in by.person_ids
    ]


def _signs(by: Actor, theirs: Q) -> list[Todo]:
    rows = Sign.objects.filter(theirs, resolved_at=None).exclude(person__in=by.person_ids).select_related("person")
    return [
        Todo(
            0,
            s.created_at,
            _("%(name)s: a warning sign needs a second look") % {"name": s.person.name},
            _("Warning signs"),
            _("Look"),
            "vetting:person",
            _args(s.person),
        )
        for s in rows
        if s.noticed_by_id not in by.person_ids
    ]


def _references(scheme: Scheme, on: date) -> list[Todo]:
    """Mentors whose check is asked for or seen, and whose references are not both there."""
    arrangements = scheme.arrangements
    if "references" not in wanted(arrangements, with_child=arrangements.mentees_may_be_children).steps:
        return []
    good = Count(
        "references", filter=Q(references__satisfactory=True, references__checked_by__isnull=False), distinct=True
    )
    started = Check.objects.filter(state__in=UNDER_WAY).values("person")
    rows = people_of(scheme, on).filter(pk__in=started).annotate(n=good).filter(n__lt=REFERENCES)
    return [
        Todo(
            1,
            p.created_at,
            _("%(name)s: references are missing") % {"name": p.name},
            _("Missing references"),
            _("Add a reference"),
            "vetting:person",
            _args(p),
            more,
        )
        for p, more in shown(rows.order_by("created_at", "pk"))
    ]
