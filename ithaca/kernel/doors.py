"""The door of every address: it opens the organisation and the scheme, names the rule, and lets in or answers 404.

A room's urls.py lists its pages with `page(...)`. An address that is not made this way is closed (see `ClosedByDefault`).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, reverse

from ithaca.kernel.actor import ANONYMOUS, Actor
from ithaca.kernel.hooks import Hook
from ithaca.kernel.once import answered_once
from ithaca.kernel.rules import Rule
from ithaca.kernel.scope import everywhere, open_organisation, open_scheme

SCHEME = "o/<slug:organisation>/s/<slug:scheme>/"
ORGANISATION = "o/<slug:organisation>/"

find_place: Hook[Any] = Hook(
    "kernel.find_place", "organisation slug and scheme slug (or None) in; (organisation, scheme or None) or None out"
)
who_is: Hook[Actor | None] = Hook("kernel.who_is", "request, organisation, scheme in; the signed-in Actor or None out")
keepers: Hook[HttpResponse | None] = Hook(
    "kernel.keepers", "request, rule in; an answer that must come first (sign in, second factor), or None out"
)

View = Callable[..., HttpResponseBase]


def answers_nul(view: View) -> View:
    """Mark a view that itself answers words with a NUL in them, because nothing typed there may be turned away or lost."""
    view.answers_nul = True  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True, slots=True)
class Door:
    """What was opened for this request. `organisation` and `scheme` are the rows, or None above their level."""

    by: Actor
    rule: Rule
    organisation: Any = None
    scheme: Any = None

    def to(self, name: str, /, **kwargs: Any) -> str:
        """The address of another page behind the same door."""
        return address(name, organisation=self.organisation, scheme=self.scheme, **kwargs)


class DoorRequest(HttpRequest):
    """A request that has come through a door."""

    door: Door


def address(name: str, /, *, organisation: Any = None, scheme: Any = None, **kwargs: Any) -> str:
    """The address of page `name`; organisation and scheme rows are filled in where its route wants them."""
    from django.urls import NoReverseMatch

    place = {}
    if organisation is not None:
        place["organisation"] = organisation.slug
    if scheme is not None:
        place["scheme"] = scheme.slug
    for keys in (("organisation", "scheme"), ("organisation",), ()):
        try:
            return reverse(name, kwargs={**{k: place[k] for k in keys if k in place}, **kwargs})
        except NoReverseMatch:
            continue
    return reverse(name, kwargs={**place, **kwargs})


def page(route: str, view: View, *, name: str, rule: Rule) -> URLPattern:
    """One line of a room's urls.py: `route`, the view, the verb as its name, and the rule that says who may enter."""
    return path(route, through(view, rule), name=name)


def through(view: View, rule: Rule) -> View:
    """The view behind its door."""

    @wraps(view)
    def enter(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        place = _place(kwargs)
        request = cast("DoorRequest", request)
        by = _who(request, place)
        request.door = Door(by, rule, *(place or (None, None)))
        for answer in keepers.ask(request=request, rule=rule):
            if answer is not None:
                return answer
        actor = rule.at_door(by)
        if place is None or actor is None:
            # The page that says "not here" must look the same for a place that is missing and one that is not theirs.
            request.door = Door(ANONYMOUS, rule)
            raise Http404
        request.door = Door(actor, rule, *place)
        with _scope(*place):
            return answered_once(request, view, kwargs)

    enter.rule = rule  # type: ignore[attr-defined]
    return enter


def _who(request: HttpRequest, place: tuple[Any, Any] | None) -> Actor:
    organisation, scheme = place or (None, None)
    answers = who_is.ask(request=request, organisation=organisation, scheme=scheme)
    return next((actor for actor in answers if actor is not None), ANONYMOUS)


def _place(kwargs: dict[str, Any]) -> tuple[Any, Any] | None:
    """The organisation and scheme that the address names, (None, None) above their level, None if there is no such place."""
    slug, scheme = kwargs.pop("organisation", None), kwargs.pop("scheme", None)
    if slug is None:
        return None, None
    with everywhere("the door looks up what the address names"):
        return next((found for found in find_place.ask(organisation=slug, scheme=scheme) if found is not None), None)


def _scope(organisation: Any, scheme: Any) -> AbstractContextManager[None]:
    if scheme is not None:
        return open_scheme(organisation_id=organisation.pk, scheme_id=scheme.pk)
    if organisation is not None:
        return open_organisation(organisation_id=organisation.pk)
    return nullcontext()


class ClosedByDefault:
    """Middleware: an address that names no rule is closed, unless its module is listed as a known outside package."""

    OPEN_MODULES = ("allauth.", "django.views.static", "django.views.i18n", "whitenoise.", "anymail.webhooks.")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> None:  # noqa: ARG002
        """Refuse a view that came through no door."""
        if getattr(view, "rule", None) is None and not view.__module__.startswith(self.OPEN_MODULES):
            raise Http404
