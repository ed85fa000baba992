"""The suggestions side by side: keep, part, swap, choose, each with its price; and approving many after reading them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.matching import cards as page
from ithaca.matching.forms import ChangeForm
from ithaca.matching.services.by_hand import change_by_hand
from ithaca.matching.services.offer import offer_many
from ithaca.participants.selectors import profiles_visible_to


def cards(request: DoorRequest) -> HttpResponse:
    """Both people of every suggestion next to each other, with reasons, a thought to have, and others to choose."""
    number = request.GET.get("page", "")
    return show(request, "matching/cards.html", page.board(request.door, at=timezone.now(), number=number))


def change(request: DoorRequest, mentee: str) -> HttpResponse:
    """What a change would do to everybody; and doing it, with a reason."""
    people = profiles_visible_to(request.door.by).filter(scheme=request.door.scheme, role="mentee")
    row, by, at = get_object_or_404(people, public_id=mentee), request.door.by, timezone.now()
    asked = request.POST if request.method == "POST" else request.GET
    wish = page.wish_of(request.door.scheme, row, asked)
    form = ChangeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and try_to(
        form, lambda: change_by_hand(scheme=request.door.scheme, wish=wish, by=by, at=at, **page.given(form))
    ):
        return go(request, f"{request.door.to('matching:cards')}#{mentee}", say=_("Done. The others are placed anew."))
    context = page.change(request.door, row, wish, form, at=at)
    template = "matching/_change.html" if request.headers.get("HX-Request") else "matching/change.html"
    return show(request, template, context, form=context["form"])


def approve(request: DoorRequest) -> HttpResponse:
    """Read through many, tick those that are right, and ask all of them at once."""
    context = page.read_through(request.door, request.POST, number=request.GET.get("page", ""))
    if request.method == "POST" and context["picks"]:
        outcome = offer_many(picks=context["picks"], by=request.door.by, at=timezone.now())
        done = ngettext("%(n)d pair is asked now.", "%(n)d pairs are asked now.", len(outcome.asked))
        say = " ".join([done % {"n": len(outcome.asked)}, *page.refusals(outcome)])
        return go(request, request.door.to("matching:board"), say=say)
    status = 422 if request.method == "POST" else 200
    answer = show(request, "matching/approve.html", {**context, "nothing": status == 422})
    answer.status_code = status
    return answer
