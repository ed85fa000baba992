"""What the front desk gathers from the rooms: what waits for somebody, and everything about one person."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from ithaca.accounts.selectors import roles_of
from ithaca.applications import selectors as applications
from ithaca.consents import selectors as consents
from ithaca.cover import selectors as cover
from ithaca.documents import selectors as documents
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.doors import Door
from ithaca.kernel.todo import SHOWN, Todo
from ithaca.matching import selectors as matching
from ithaca.meetings import selectors as meetings
from ithaca.mentorships import selectors as mentorships
from ithaca.messaging import selectors as messaging
from ithaca.moderation import selectors as moderation
from ithaca.notices import selectors as notices
from ithaca.oncall import selectors as oncall
from ithaca.organisations import selectors as organisations
from ithaca.organisations.selectors import fold_name
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.privacy import selectors as privacy
from ithaca.prompts import selectors as prompts
from ithaca.safeguarding import selectors as safeguarding
from ithaca.schemes import selectors as schemes
from ithaca.schemes.models import Scheme
from ithaca.training import selectors as training
from ithaca.vetting import selectors as vetting

ROOMS = (
    safeguarding,
    oncall,
    messaging,
    moderation,
    documents,
    vetting,
    consents,
    training,
    cover,
    applications,
    matching,
    mentorships,
    meetings,
    prompts,
    organisations,
    notices,
    privacy,
    schemes,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of Today with the address of its one press."""

    todo: Todo
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Like things together: how urgent the most urgent is, the lines shown, and how many more there are."""

    name: str
    urgency: int
    lines: list[Line]
    more: int


def today(*, door: Door, at: datetime, cards: Collection[str] = ()) -> list[Group]:
    """What waits for this reader in the open scheme: new worries and urgent messages before everything, then the urgent, then
    the oldest, like things grouped.

    cards: public ids of the pairs whose cards say already that somebody has written; nothing is said twice.
    """
    todos: list[Todo] = []
    for room in ROOMS:
        ask: Callable[..., list[Todo]] | None = getattr(room, "todo", None)
        if ask is not None:
            todos += [todo for todo in ask(by=door.by, scheme=door.scheme, at=at) if todo.card not in cards]
    grouped: dict[str, list[Todo]] = {}
    for todo in sorted(todos, key=lambda todo: todo.place):
        grouped.setdefault(todo.group, []).append(todo)
    groups = [
        Group(
            name=name,
            urgency=lines[0].urgency,
            lines=[Line(todo, door.to(todo.page, **dict(todo.page_args))) for todo in lines[:SHOWN]],
            more=max(0, len(lines) - SHOWN) + sum(todo.more for todo in lines),
        )
        for name, lines in grouped.items()
    ]
    return sorted(groups, key=lambda group: group.lines[0].todo.place)


def found(*, by: Actor, scheme: Scheme, words: str) -> list[Participant]:
    """People of the scheme whose name holds every word typed, whatever the case or accents; fifty at most."""
    parts = fold_name(words).split()
    if not parts:
        return []
    named = organisations.people_visible_to(job("search"))
    for part in parts:
        named = named.filter(search_name__contains=part)
    rows = participants_visible_to(by).filter(scheme=scheme, person__in=named.order_by().values("pk"))
    return list(rows.select_related("person__school", "person__employer").order_by("person__search_name", "pk")[:50])


def participant_of(*, by: Actor, scheme: Scheme, person: str) -> Participant | None:
    """The place in the scheme of the person of that public id, as mentor before mentee, if the reader may see it."""
    rows = participants_visible_to(by).filter(scheme=scheme, person__public_id=person)
    return rows.order_by("-role", "pk").first()


def places_of(account: Any) -> list[tuple[Scheme, list[str]]]:
    """The schemes an account has to do with, each with the words of its roles there (ACC-05)."""
    words: dict[int, list[str]] = {}
    for held in roles_of(account):
        if held.scheme_id is not None:
            named = words.setdefault(held.scheme_id, [])
            if held.role.words not in named:
                named.append(held.role.words)
    return [(scheme, words[scheme.pk]) for scheme in schemes.schemes_of(account) if scheme.pk in words]


def now() -> datetime:
    """The present moment."""
    return timezone.now()
