"""Reading: the terms of every room gathered (PR-1), requests, holds, and what waits."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.terms import Terms
from ithaca.kernel.todo import Todo
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import people_of_organisation
from ithaca.privacy import hooks
from ithaca.privacy.models import Hold, Request, Run
from ithaca.privacy.rules import KEEPERS
from ithaca.schemes.models import Scheme

#: Kinds of data that people are told about; technical fields are about nobody.
TOLD = ("personal", "contact", "sensitive", "words")


@cache
def all_terms() -> tuple[Terms, ...]:
    """Every room's terms, in the order of the rooms."""
    found: list[Terms] = []
    for app in apps.get_app_configs():
        module = f"{app.name}.privacy_terms"
        if app.name.startswith("ithaca.") and find_spec(module):
            found += import_module(module).TERMS
    return tuple(found)


def terms_of(model: str) -> Terms | None:
    """The terms of "room.Model"."""
    return next((terms for terms in all_terms() if terms.model == model), None)


def told_terms() -> list[tuple[Terms, list[str]]]:
    """The terms that are about people, each with the names of its personal fields in words."""
    told = []
    for terms in all_terms():
        named = [field.replace("_", " ") for field, kind in terms.fields.items() if kind in TOLD]
        if named:
            told.append((terms, named))
    return told


def requests_visible_to(by: Actor) -> QuerySet[Request]:
    """What people of the scheme asked about their data, the oldest first; for who answers, and for the person themself."""
    rows: QuerySet[Request] = Request.objects.select_related("person", "scheme__organisation", "asked_by", "decided_by")
    if not (by.kind == "job" or by.holds(*KEEPERS)):
        rows = rows.filter(person__in=by.person_ids)
    return rows.order_by("created_at", "pk")


def own_requests(by: Actor) -> QuerySet[Request]:
    """What this person asked, the latest first."""
    return requests_visible_to(by).filter(person__in=by.person_ids).order_by("-created_at", "-pk")


def holds_visible_to(by: Actor) -> QuerySet[Hold]:
    """The holds of the scheme, standing ones first; nobody else sees any, and nobody one about themself or their own pair: a
    hold may say that something is being looked into (PR-6)."""
    rows: QuerySet[Hold] = Hold.objects.select_related("placed_by", "lift_proposed_by", "lifted_by", "scheme")
    if not by.holds(*KEEPERS):
        return rows.none()
    own = {subject for answer in hooks.own_subjects.ask(by=by) for subject in answer}
    return rows.exclude(subject__in=own).order_by("-created_at", "-pk")


def is_held(*, scheme: Scheme, subject: str) -> bool:
    """True while a hold on the person or pair of that public id stands in the scheme; for services."""
    return bool(Hold.objects.filter(scheme=scheme, subject=subject, lifted_at=None).exists())


def subject_of(*, kind: str, public_id: str, by: Actor) -> hooks.Subject | None:
    """Whom or what a hold is about, if this reader may see it."""
    answers = hooks.subject_of.ask(kind=kind, public_id=public_id, by=by)
    return next((answer for answer in answers if answer is not None), None)


def person_in(scheme: Scheme, public_id: str, by: Actor) -> Person | None:
    """The person of that public id, if they have a part in the scheme and the reader may see them."""
    if subject_of(kind="person", public_id=public_id, by=by) is None:
        return None
    return people_of_organisation(scheme.organisation).filter(public_id=public_id).first()


def runs_visible_to(by: Actor) -> QuerySet[Run]:
    """The log of disposals in the organisation, the latest first."""
    rows: QuerySet[Run] = Run.objects.order_by("-created_at", "-pk")
    return rows if by.holds(*KEEPERS) else rows.none()


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """For who answers: each request that waits, and each hold that is to be looked at again or lifted by a second person."""
    if not by.holds(*KEEPERS):
        return []
    words = {"copy": _("Somebody asks for a copy of their data"), "erasure": _("Somebody wants their data gone")}
    asked = requests_visible_to(by).filter(scheme=scheme, state="asked")
    lines = [
        Todo(
            urgency=1,
            since=since,
            words=words[kind],
            group=_("Asked about their data"),
            act=_("Answer"),
            page="privacy:answer",
            page_args=(("asked", public_id),),
        )
        for since, kind, public_id in asked.values_list("created_at", "kind", "public_id")[:20]
    ]
    due = Q(lift_proposed_at__isnull=False) | Q(review_on__lte=at.date())
    if not Hold.objects.filter(due, scheme=scheme, lifted_at=None).exists():  # so whom they are about need not be asked
        return lines
    waiting = holds_visible_to(by).filter(due, scheme=scheme, lifted_at=None)
    holds = list(waiting.values_list("lift_proposed_at", "lift_proposed_by", "public_id"))
    to_lift = [(since, key) for since, proposer, key in holds if since is not None and proposer not in by.person_ids]
    for since, public_id in to_lift[:5]:
        args = (("hold", public_id),)
        lines.append(Todo(2, since, _("A hold is to be lifted"), _("Holds"), _("Look"), "privacy:lift", args))
    if any(since is None for since, _proposer, _public_id in holds):
        lines.append(Todo(2, at, _("A hold is to be looked at again"), _("Holds"), _("Look"), "privacy:holds"))
    return lines
