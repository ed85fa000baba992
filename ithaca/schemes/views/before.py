"""Before you open: the lines to confirm, and whatever else is missing."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.schemes.lines import mark
from ithaca.schemes.rules import confirm
from ithaca.schemes.selectors import line_cards, missing_to_open
from ithaca.schemes.views.missing import with_links


def before(request: DoorRequest) -> HttpResponse:
    """Each line with what it says and one press; below, what else is needed, each with the page where it is put right."""
    scheme = request.door.scheme
    cards = line_cards(scheme)
    missing = missing_to_open(scheme, timezone.localdate()) if scheme.state in ("draft", "pilot") else []
    rest = [item for item in missing if item.page != "schemes:line"]
    context = {
        "scheme": scheme,
        "cards": [(card, mark(scheme, card.line)) for card in cards],
        "done": sum(card.done for card in cards),
        "rest": with_links(request, rest),
        "ready": not missing,
        "may_confirm": confirm.allows(by=request.door.by) and scheme.state != "ended",
    }
    return show(request, "schemes/before.html", context)
