"""What stands around every page: scheme, role, menu, search, sign out, and the way to say that something worries you."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from ithaca.frontdesk.menu import PLATFORM, may_enter, menu_of
from ithaca.kernel.doors import Door
from ithaca.kernel.roles import Role
from ithaca.ui.context import Chrome, MenuItem
from ithaca.upkeep.selectors import is_example


def chrome(*, request: HttpRequest) -> Chrome:
    """The frame of this request's page."""
    door: Door | None = getattr(request, "door", None)
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    example = settings.EXAMPLE and is_example()
    return Chrome(
        name=door.scheme.name
        if door and door.scheme
        else door.organisation.name
        if door and door.organisation
        else "Ithaca",
        home_url=_home(door),
        role=door.by.role.words if door and door.by.role and door.scheme else "",
        person=_person(user) if signed_in else "",
        menu=_menu(request, door) if door and signed_in else (),
        account=_account() if signed_in else (),
        sign_in_url="" if signed_in else reverse("account_login"),
        sign_out_url=reverse("account_logout") if signed_in else "",
        search_url=may_enter(door, "frontdesk:search") if door and door.scheme and signed_in else "",
        worry_url=_worry(door),
        example=example,
        example_url=reverse("upkeep:example") if example else "",
    )


def _person(user: Any) -> str:
    return str(user.name or user.username)


def _home(door: Door | None) -> str:
    if door and door.scheme and door.by.role:
        return door.to("frontdesk:today")
    return reverse("frontdesk:home")


def _worry(door: Door | None) -> str:
    if door and door.scheme:
        return door.to("safeguarding:worry_here")
    return reverse("safeguarding:worry")


def _menu(request: HttpRequest, door: Door) -> tuple[MenuItem, ...]:
    if door.scheme is not None:
        return tuple(MenuItem(str(entry.word), url, url == request.path) for entry, url in menu_of(door))
    if door.by.holds(Role.ADMINISTRATOR):
        items = [(entry, may_enter(door, entry.page)) for entry in PLATFORM]
        return tuple(MenuItem(str(entry.word), url, url == request.path) for entry, url in items if url)
    return ()


def _account() -> tuple[MenuItem, ...]:
    items = []
    for label, page in ((_("My account"), "accounts:me"), (_("My roles"), "frontdesk:places")):
        try:
            items.append(MenuItem(label, reverse(page)))
        except NoReverseMatch:
            continue
    return tuple(items)
