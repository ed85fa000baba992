"""Searching back through one's own thread (MSG-20)."""

from __future__ import annotations

from django.http import HttpResponse

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.messaging.forms import FindForm
from ithaca.messaging.lines import line
from ithaca.messaging.selectors import before, found_in, messages_visible_to
from ithaca.messaging.views.thread import A_PAGE, other_side, own_pair


def search(request: DoorRequest, pair: str) -> HttpResponse:
    """The messages in which every word typed stands, the latest first, 50 a page."""
    found, side = own_pair(request, pair)
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    rows = messages_visible_to(request.door.by, found)
    last = rows.filter(public_id=request.GET.get("before", "")).first()
    hits = list(before(found_in(rows, words, side), last)[: A_PAGE + 1]) if words.split() else []
    context = {
        "pair": found,
        "other": other_side(found, side),
        "q": words or request.GET.get("q", ""),
        "looked": bool(words.split()),
        "lines": [line(message, side) for message in hits[:A_PAGE]],
        "earlier": hits[A_PAGE - 1].public_id if len(hits) > A_PAGE else "",
    }
    return show(request, "messaging/search.html", context, form=form)
