"""How suggestions came about: a run as a record, how far it is, its fairness, and who is left over and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest
from ithaca.matching import records, selectors
from ithaca.matching.models import Run
from ithaca.matching.services import solving


def _run(request: DoorRequest, public_id: str) -> Run:
    rows = selectors.runs_visible_to(request.door.by).filter(scheme=request.door.scheme)
    row: Run = get_object_or_404(rows, public_id=public_id)
    return row


def runs(request: DoorRequest) -> HttpResponse:
    """Every time suggestions were asked for, newest first."""
    return show(request, "matching/runs.html", records.all_runs(request.door, number=request.GET.get("page", "")))


def run(request: DoorRequest, run: str) -> HttpResponse:
    """How far a run is; once it has ended, what went in, what came out, and what was changed by hand since."""
    row = _run(request, run)
    if row.state == "running":
        return show(request, "matching/running.html", {"run": row, "progress": records.progress_of(request.door, row)})
    return show(request, "matching/run.html", records.run_page(row))


def progress(request: DoorRequest, run: str) -> HttpResponse:
    """How far it is, as a fragment, asked for every two seconds."""
    stands = records.progress_of(request.door, _run(request, run))
    return render(request, "ui/components/progress.html", {"progress": stands})


@require_POST
def stop(request: DoorRequest, run: str) -> HttpResponse:
    """Stop a run; the suggestions that stood before stand still."""
    at_once = solving.stop_run(run=_run(request, run), by=request.door.by, at=timezone.now())
    if at_once:
        return go(request, request.door.to("matching:board"), say=_("Stopped. Nothing has changed."))
    return go(request, request.door.to("matching:run", run=run), say=_("It stops in a moment."))


def fairness(request: DoorRequest, run: str) -> HttpResponse:
    """Who was placed, how well, and what each thing that counts costs whom."""
    return show(request, "matching/fairness.html", records.fairness_page(_run(request, run)))


def left(request: DoorRequest) -> HttpResponse:
    """For everybody left over: who is nearest, what stands in the way, and which single change would place most."""
    return show(request, "matching/left.html", records.left_page(request.door, at=timezone.now()))
