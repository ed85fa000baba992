"""Which rows are past their time, from the terms alone: the same answer for the page that shows it and the clock that acts."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from ithaca.kernel.terms import Clock, Terms
from ithaca.organisations.models import Organisation
from ithaca.organisations.selectors import people_of_organisation
from ithaca.privacy import hooks
from ithaca.privacy.hooks import HeldBack
from ithaca.privacy.models import Hold
from ithaca.privacy.selectors import all_terms
from ithaca.schemes.models import Scheme

Part = tuple[int, int]


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time `months` earlier, or the last day of that month if it has no such day."""
    count = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(count, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def model_of(terms: Terms) -> type[models.Model]:
    """The model that the terms are about."""
    return apps.get_model(terms.model)


def level_of(terms: Terms) -> str:
    """Whose rows they are: "scheme", "organisation", or "platform" (then they carry the organisation's key)."""
    return str(getattr(model_of(terms), "level", "platform"))


def rows_of(terms: Terms, organisation: Organisation, scheme: Scheme | None = None) -> QuerySet[Any]:
    """The rows of one organisation, or of one scheme where they have one. Asked by key, so that no scope decides."""
    manager: models.Manager[Any] = model_of(terms)._base_manager
    names = {field.name for field in model_of(terms)._meta.concrete_fields}
    if scheme is not None and "scheme" in names:
        return manager.filter(scheme=scheme)
    if "organisation" in names:
        return manager.filter(organisation=organisation)
    return manager.filter(scheme__organisation=organisation)


def not_empty(empty: Mapping[str, Any]) -> Q:
    """Rows in which at least one of the fields still holds something."""
    parts = [Q(**{f"{name}__isnull": False}) if value is None else ~Q(**{name: value}) for name, value in empty.items()]
    return reduce(or_, parts)


def about(terms: Terms, people: Collection[int]) -> Q:
    """Rows that are about one of these people."""
    return reduce(or_, (Q(**{f"{path}__in": people}) for path in terms.people))


def held(organisation: Organisation) -> HeldBack:
    """Everybody and every pair that must not be touched: legal holds, and what rooms above say (open concerns)."""
    kept = Hold._base_manager.filter(scheme__organisation=organisation, lifted_at=None)
    subjects = list(kept.values_list("kind", "subject"))
    names = [subject for kind, subject in subjects if kind == "person"]
    people = set(people_of_organisation(organisation).filter(public_id__in=names).values_list("pk", flat=True))
    pairs = {subject for kind, subject in subjects if kind == "pair"}
    for answer in hooks.held_back.ask(organisation=organisation):
        people |= answer.people
        pairs |= answer.pairs
    return HeldBack(frozenset(people), frozenset(pairs))


def without_held(rows: QuerySet[Any], terms: Terms, back: HeldBack) -> QuerySet[Any]:
    """The rows that nothing holds back."""
    if terms.people and back.people:
        rows = rows.exclude(about(terms, back.people))
    if terms.pair and back.pairs:
        rows = rows.exclude(**{f"{terms.pair}__in": back.pairs})
    return rows


def parts_of(organisation: Organisation) -> dict[Part, date | None]:
    """By (person, scheme) the last day of their part in it, None while they have one; of everybody with any part."""
    merged: dict[Part, date | None] = {}
    for answer in hooks.last_days.ask(organisation=organisation):
        for part, day in answer.items():
            before = merged.get(part, day)
            merged[part] = None if before is None or day is None else max(before, day)
    return merged


def last_day_by_person(parts: Mapping[Part, date | None]) -> dict[int, date | None]:
    """By person the last day of any part in the organisation, None while they have one."""
    found: dict[int, date | None] = {}
    for (person, _scheme), day in parts.items():
        before = found.get(person, day)
        found[person] = None if before is None or day is None else max(before, day)
    return found


def gone_before(organisation: Organisation, day: date) -> list[int]:
    """Keys of people who have had no part in the organisation since `day`; without any part ever, since they were entered."""
    last = last_day_by_person(parts_of(organisation))
    never = people_of_organisation(organisation).filter(created_at__date__lt=day).exclude(pk__in=list(last))
    return [
        *(person for person, until in last.items() if until is not None and until < day),
        *never.values_list("pk", flat=True),
    ]


def past_time(
    terms: Terms, clock: Clock, organisation: Organisation, scheme: Scheme | None, at: datetime
) -> QuerySet[Any]:
    """The rows whose time is over at `at` and that still hold something, whether or not something holds them back."""
    months = clock.months
    if clock.years_setting and scheme is not None:
        months = 12 * int(getattr(scheme.arrangements, clock.years_setting))
    limit = months_before(at, months)
    rows = rows_of(terms, organisation, scheme).filter(not_empty(clock.empty), **clock.where)
    if clock.since == "gone":
        return rows.filter(about(terms, gone_before(organisation, timezone.localdate(limit))))
    field = _field_at(model_of(terms), clock.since)
    bound: Any = limit if isinstance(field, models.DateTimeField) else timezone.localdate(limit)
    return rows.filter(**{f"{clock.since}__lt": bound})


def _field_at(model: Any, path: str) -> models.Field[Any, Any]:
    """The field at the end of a path of foreign keys."""
    *keys, last = path.split("__")
    for key in keys:
        model = model._meta.get_field(key).related_model
    field: models.Field[Any, Any] = model._meta.get_field(last)
    return field


def ruled(level: str) -> Iterable[tuple[Terms, Clock]]:
    """The terms with a clock whose rows belong to a scheme ("scheme") or to the organisation ("organisation")."""
    for terms in all_terms():
        if terms.clock is not None and (level_of(terms) == "scheme") == (level == "scheme"):
            yield terms, terms.clock


@dataclass(frozen=True, slots=True)
class Due:
    """How many rows of one kind are past their time, and how many of those are held back."""

    terms: Terms
    past: int
    kept: int


def figures(scheme: Scheme, at: datetime) -> list[Due]:
    """What the clock would empty now: every kind with a clock, of this scheme and of its organisation. Writes nothing."""
    organisation = scheme.organisation
    back = held(organisation)
    found = []
    for level in ("scheme", "organisation"):
        for terms, clock in ruled(level):
            rows = past_time(terms, clock, organisation, scheme, at)
            past = rows.distinct().count()
            found.append(Due(terms, past, past - without_held(rows, terms, back).distinct().count()))
    return found
