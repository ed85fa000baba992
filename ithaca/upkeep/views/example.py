"""The example's way in: one person of every role, one press each. It does not exist anywhere else."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from ithaca.accounts.selectors import account_of
from ithaca.accounts.services.example import example_allowed, sign_in_as
from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest, address
from ithaca.upkeep.selectors import mark


def example(request: DoorRequest) -> HttpResponse:
    """The list; a press signs in as that person and goes to the front door."""
    example_mark = mark("example")
    if example_mark is None or not example_allowed(request):
        raise Http404
    people = example_mark.value.get("people", [])
    chosen = request.POST.get("account", "")
    account = account_of(chosen) if chosen in {person["account"] for person in people} else None
    if account is not None:
        sign_in_as(request=request, account=account, by=request.door.by, at=timezone.now())
        return go(request, address("frontdesk:home"))
    return show(request, "upkeep/example.html", {"people": people})
