"""Larger pools: a worker claims the run, solves outside any transaction, shows how far it is, and writes the result at once."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.assignment import Cancelled as EngineCancelled
from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.progress import Cancelled, cancel, how_far, report
from ithaca.kernel.refusals import NotNow, Refused
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.kernel.work import service
from ithaca.matching import rules
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


@service
def stop_run(*, run: Run, by: Actor, at: datetime) -> bool:
    """Stop a run: at once if nobody works on it yet (True), else at the worker's next look (False). Nothing is lost.

    The suggestions that stood before stand still. Raises NotNow if it has ended already.
    """
    rules.suggest.require(by=by)
    if run.state != "running":
        raise NotNow(_("It has ended already."))
    if run.claimed_until is None or run.claimed_until < at:
        fail_run(run=run, sentence=_("It was stopped."), cancelled=True, by=by, at=at)
        return True
    cancel(key=progress_key(run))
    record(name="matching.run_stop_asked", by=by, at=at, about=run)
    return False


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
    key, watch = progress_key(run), _Watch(run)

    def progress(done: int, total: int) -> None:
        _renew(run)
        report(key=key, done=done, total=total)

    try:
        progress(0, 0)
        solved = solve(pool_of(run.scheme, on=timezone.localdate()), progress, watch.wants_to_stop)
        progress(1, 1)
        finish_run(run=run, solved=solved, by=SOLVER, at=timezone.now())
    except (Cancelled, EngineCancelled):
        _give_up(run, _("It was stopped."), cancelled=True)
    except Refused as refusal:
        _give_up(run, refusal.sentence, cancelled=False)


def _renew(run: Run) -> None:
    """Keep the claim while the work goes on, so that no second worker takes the run from one that is only slow."""
    Run.objects.filter(pk=run.pk, state="running").update(claimed_until=timezone.now() + LEASE)


def _give_up(run: Run, sentence: str, *, cancelled: bool) -> None:
    """The run ends without a result, unless it was ended meanwhile: then there is nothing to say any more."""
    run.refresh_from_db(fields=["state"])
    if run.state == "running":
        fail_run(run=run, sentence=sentence, cancelled=cancelled, by=SOLVER, at=timezone.now())


class _Watch:
    """Asked by the engine very often; looks into the database at most once a second."""

    def __init__(self, run: Run) -> None:
        self.run, self.next_look, self.stop = run, 0.0, False

    def wants_to_stop(self) -> bool:
        """True once somebody has asked for the run to stop."""
        if not self.stop and time.monotonic() >= self.next_look:
            self.next_look = time.monotonic() + 1
            stands = how_far(progress_key(self.run))
            self.stop = stands is not None and stands.cancel_wanted
            _renew(self.run)
        return self.stop
