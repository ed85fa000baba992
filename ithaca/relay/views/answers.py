"""For an administrator: whether answers by mail are on, what the domain's records need, and what became of the mails."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest
from ithaca.relay import services
from ithaca.relay.records import records
from ithaca.relay.selectors import arrivals_visible_to, counted
from ithaca.relay.where import domain, is_on

BECAME = {
    "passed": gettext_lazy("went on as messages"),
    "kept": gettext_lazy("wait for their writers as drafts"),
    "refused": gettext_lazy("were refused, and their writers told why"),
    "left": gettext_lazy("were no answers of people: automatic mails, lists, strangers, doubles"),
    "bounced": gettext_lazy("were letters of ours that came back"),
    "waiting": gettext_lazy("are being looked at"),
    "broken": gettext_lazy("could not be read"),
}


def answers(request: DoorRequest) -> HttpResponse:
    """Numbers and records only: nobody reads a mail here. A press has one that could not be read looked at again."""
    by, at = request.door.by, timezone.now()
    if request.method == "POST":
        row = get_object_or_404(arrivals_visible_to(by), public_id=request.POST.get("mail", ""), state="broken")
        services.try_again(arrival=row, by=by, at=at)
        return go(request, request.door.to("relay:answers"), say=_("It is being read again."))
    counts = counted(by, at)
    context = {
        "on": is_on(),
        "domain": domain(),
        "records": records() if is_on() else [],
        "counts": [(counts[state], words) for state, words in BECAME.items() if counts[state]],
        "broken": arrivals_visible_to(by).filter(state="broken")[:50],
        "back_url": request.door.to("notices:mail"),
    }
    return show(request, "relay/answers.html", context)
