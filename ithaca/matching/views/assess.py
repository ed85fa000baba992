"""What was found out about somebody, or about two, before a match."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.matching.assessed import said_of
from ithaca.matching.forms import AssessForm
from ithaca.matching.services.assess import assess as write_down
from ithaca.participants.selectors import profiles_visible_to


def assess(request: DoorRequest, participant: str) -> HttpResponse:
    """What stands already, and a form for one more; `with` in the address names the other of a pair."""
    door = request.door
    people = profiles_visible_to(door.by).filter(scheme=door.scheme)
    row = get_object_or_404(people, public_id=participant)
    beside = people.filter(public_id=request.GET.get("with", "")).exclude(role=row.role).first()
    form = AssessForm(request.POST if request.method == "POST" else None, pair=beside is not None)
    if request.method == "POST" and try_to(
        form, lambda: write_down(about=row, beside=beside, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return go(request, request.get_full_path(), say=_("Kept."))
    return show(
        request, "matching/assess.html", {"row": row, "beside": beside, "said": said_of(door.by, row)}, form=form
    )
