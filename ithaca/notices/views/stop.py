"""Stopping a kind of letter from a link in it. Reading the page changes nothing: mail programs load links by themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.scope import open_scheme
from ithaca.notices.letters import all_letters
from ithaca.notices.services.stop import have_again, letter_of
from ithaca.notices.services.stop import stop as stop_letters


@csrf_exempt  # the mail provider presses for its reader, without a cookie of ours (RFC 8058); the token says whose letter it is
def stop(request: DoorRequest, token: str) -> HttpResponse:
    """Show what would stop; a POST stops it, or has it again."""
    letter = letter_of(token)
    assert letter.scheme is not None
    done = ""
    with open_scheme(organisation_id=letter.scheme.organisation_id, scheme_id=letter.scheme.pk):
        if request.method == "POST":
            done = "again" if request.POST.get("do") == "again" else "stopped"
            act = have_again if done == "again" else stop_letters
            act(letter=letter, by=request.door.by, at=timezone.now())
    return show(
        request, "notices/stop.html", {"kind": all_letters()[letter.name], "scheme": letter.scheme, "done": done}
    )
