"""The second hand: looking at a change of who keeps the scheme safe, and saying yes or no."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.roles import Role
from ithaca.schemes import rules
from ithaca.schemes.forms import NothingForm
from ithaca.schemes.models import PostChange
from ithaca.schemes.selectors import changes_to_agree, changes_visible_to
from ithaca.schemes.services import agree_to_change, drop_change


def agree(request: DoorRequest, change: str) -> HttpResponse:
    """What was asked, by whom, and one press to agree."""
    found = _one(changes_to_agree(request.door.by, request.door.scheme), change)
    form = NothingForm(request.POST if request.method == "POST" else None)
    act = lambda: agree_to_change(change=found, by=request.door.by, at=timezone.now())  # noqa: E731
    if request.method == "POST" and try_to(form, act):
        return go(request, _back(request), say=_("Agreed. It counts from now on."))
    context = {
        "heading": said(found),
        "sentence": _asked(found),
        "consequences": [
            _("It counts from now on, and those who keep the scheme safe are told."),
            _("It stays on record who asked and who agreed."),
        ],
        "submit": _("Agree"),
        "kind": "secondary",
        "cancel_url": _back(request),
        "change": found,
    }
    return show(request, "schemes/agree.html", context, form=form)


def drop(request: DoorRequest, change: str) -> HttpResponse:
    """Say no, or take it back: one press."""
    found = _one(changes_visible_to(request.door.by, request.door.scheme), change)
    if request.method == "POST":
        drop_change(change=found, by=request.door.by, at=timezone.now())
        return go(request, _back(request), say=_("Set aside. Nothing has changed."))
    return go(request, _back(request))


def _one(changes: list[PostChange], public_id: str) -> PostChange:
    for change in changes:
        if change.public_id == public_id:
            return change
    raise Http404


def _back(request: DoorRequest) -> str:
    """The posts, for who may see them; else the days of absence, which everybody with a post may."""
    return request.door.to("schemes:posts" if rules.read.allows(by=request.door.by) else "schemes:away")


def said(change: PostChange) -> str:
    """The change in words."""
    post = Role(change.role).words
    if change.ends is not None:
        return _("%(name)s: no longer %(post)s") % {"name": change.ends.person.name, "post": post}
    return _("%(name)s to be %(post)s") % {"name": change.person.name if change.person else "", "post": post}


def _asked(change: PostChange) -> str:
    if change.asked_by is None:
        return _("The platform’s administrator asks for this. If you are not sure why, ask them first.")
    return _("%(name)s asks for this. If you are not sure why, ask them first.") % {"name": change.asked_by.name}
