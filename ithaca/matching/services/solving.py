"""Larger pools: a worker claims the run, solves outside any transaction, shows how far it is, and writes the result at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.progress import Cancelled, report
from ithaca.kernel.refusals import Refused
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.kernel.work import service
from ithaca.matching.models import Run
from ithaca.matching.pool import pool_of
from ithaca.matching.services.suggest import finish_run, solve
from ithaca.matching.states import RUN

LEASE = timedelta(minutes=10)
SOLVER = job("matching.solve")


def progress_key(run: Run) -> str:
    """Under which key kernel.progress knows how far a run is."""
    return f"matching.run.{run.public_id}"


@service
def claim_run(*, by: Actor, at: datetime) -> Run | None:
    """Take the oldest run that nobody works on (or whose worker died); None if there is none. Open no scope."""
    del by
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    run: Run | None = (
        Run.objects.filter(free, state="running").select_related("scheme__organisation").order_by("pk").first()
    )
    if run is None:
        return None
    taken = Run.objects.filter(free, pk=run.pk, state="running").update(claimed_until=at + LEASE)
    return run if taken == 1 else None


@service
def fail_run(*, run: Run, sentence: str, cancelled: bool, by: Actor, at: datetime) -> None:
    """The run did not come to a result; the sentence says why. The suggestions that stood before stand still."""
    also = {"result": {"failed": sentence}, "finished_at": at}
    move(run, "cancelled" if cancelled else "failed", table=RUN, by=by, at=at, also=also)


def solve_waiting() -> int:
    """The pump: one run that waits is solved and written; returns how many were dealt with."""
    with everywhere("the worker looks for matching runs that wait, in all schemes"):
        run = claim_run(by=SOLVER, at=timezone.now())
    if run is None:
        return 0
    with open_scheme(organisation_id=run.scheme.organisation_id, scheme_id=run.scheme_id):
        _work(run)
    return 1


def _work(run: Run) -> None:
    key = progress_key(run)

    def progress(done: int, total: int) -> None:
        report(key=key, done=done, total=total)

    try:
        progress(0, 0)
        solved = solve(pool_of(run.scheme, on=timezone.localdate()), progress)
        finish_run(run=run, solved=solved, by=SOLVER, at=timezone.now())
    except Cancelled:
        fail_run(run=run, sentence=_("It was stopped."), cancelled=True, by=SOLVER, at=timezone.now())
    except Refused as refusal:
        fail_run(run=run, sentence=refusal.sentence, cancelled=False, by=SOLVER, at=timezone.now())
