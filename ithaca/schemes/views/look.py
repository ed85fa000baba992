"""Look round as a mentor, a mentee or a parent. Nothing is written and nobody is made."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors.tour import WHO, look_round
from ithaca.ui.parts import MenuItem


def choose(request: DoorRequest) -> HttpResponse:
    """As whom?"""
    return look(request, "mentor")


def look(request: DoorRequest, who: str) -> HttpResponse:
    """What one of them will see, step by step, in this scheme's own words."""
    scheme = request.door.scheme
    if who not in WHO:
        raise Http404
    tabs = [
        MenuItem(words, request.door.to("schemes:look", who=key), key == who) for key, words in names(scheme).items()
    ]
    context = {
        "scheme": scheme,
        "who": who,
        "name": names(scheme)[who],
        "tabs": tabs,
        "pieces": look_round(scheme, who),
    }
    return show(request, "schemes/look.html", context)


def names(scheme: Scheme) -> dict[str, str]:
    """What each of the three is called in this scheme."""
    arrangements = scheme.arrangements
    found = {
        "mentor": arrangements.word("mentor"),
        "mentee": arrangements.word("mentee"),
        "parent": _("parent or carer"),
    }
    return {key: word[:1].upper() + word[1:] for key, word in found.items()}
