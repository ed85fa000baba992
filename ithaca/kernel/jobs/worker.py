"""The worker: claims a job by conditional update, runs it, and commits its effects with its done mark.

A worker killed at any point loses nothing: the lease runs out and another takes the job. A worker that comes back late
finds its lease gone and its effects are rolled back with it.
"""

from __future__ import annotations

import logging
import secrets
import threading
import traceback
from datetime import datetime, timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from ithaca.kernel.jobs.clock import pumps, queue_due
from ithaca.kernel.models import Job
from ithaca.kernel.work import unit_of_work

log = logging.getLogger("ithaca.jobs")

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
IDLE_SECONDS = 1.0


class LeaseLost(Exception):
    """Somebody else holds the job now; what was done is rolled back."""


def claim(at: datetime) -> Job | None:
    """Take the next job that is due or whose lease has run out; None if there is none."""
    due = Q(status="READY", run_after__lte=at) | Q(status="RUNNING", leased_until__lt=at)
    if not Job.objects.filter(due).exists():
        return None  # to look costs nobody the write lock
    with transaction.atomic():
        waiting = Job.objects.filter(due).order_by("-priority", "run_after", "pk")
        if connection.vendor == "postgresql":
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        lease = secrets.token_hex(16)
        taken = Job.objects.filter(due, pk=job.pk, lease=job.lease).update(
            status="RUNNING",
            lease=lease,
            leased_until=at + LEASE,
            attempts=F("attempts") + 1,
            last_attempted_at=at,
            started_at=job.started_at or at,
        )
        if taken != 1:
            return None
    job.refresh_from_db()
    return job


def run(job: Job) -> bool:
    """Run a claimed job; True if it came to its end. A failure is kept and tried again later, then left as failed."""
    try:
        task = import_string(job.task)
        with unit_of_work():
            result = task.call(*job.args, **job.kwargs)
            _mark(job, status="SUCCESSFUL", result=normalize_json(result), finished_at=timezone.now())
    except LeaseLost:
        log.warning("job %s: lease lost, effects rolled back", job.public_id)
        return False
    except Exception as error:  # noqa: BLE001  (a job's failure is recorded and retried, never lost)
        _failed(job, error)
        return False
    return True


def _mark(job: Job, **changes: Any) -> None:
    changed = Job.objects.filter(pk=job.pk, lease=job.lease, status="RUNNING").update(
        lease="", leased_until=None, **changes
    )
    if changed != 1:
        raise LeaseLost(job.public_id)


def _failed(job: Job, error: Exception) -> None:
    """Keep where it failed (class and place, never the words of the error, which may hold a name)."""
    where = "".join(f"{f.filename}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(error.__traceback__)[-8:])
    job.errors.append({"class": f"{type(error).__module__}.{type(error).__qualname__}", "where": where})
    log.error("job %s %s failed: %s\n%s", job.public_id, job.task, type(error).__name__, where)
    last = job.attempts >= MOST_ATTEMPTS
    wait = timedelta(seconds=min(3600, 5 * 2**job.attempts))
    try:
        _mark(
            job,
            status="FAILED" if last else "READY",
            errors=job.errors,
            run_after=timezone.now() + wait,
            finished_at=timezone.now() if last else None,
        )
    except LeaseLost:
        log.warning("job %s: lease lost while failing", job.public_id)


def run_all(at: datetime | None = None, most: int = 1000) -> int:
    """Run everything that is due now, then the pumps once; for tests and commands. Returns the number of jobs run."""
    done = 0
    while done < most and (job := claim(at or timezone.now())) is not None:
        run(job)
        done += 1
    for carry in pumps().values():
        carry()
    return done


def run_worker(stop: threading.Event) -> None:
    """Work until `stop` is set: queue what the clock starts, run what is due, pump what waits to leave.

    What is urgent leaves by a thread of its own: a long job, or a mail server that stalls, holds up no alarm (SG-8).
    """
    urgent = threading.Thread(target=run_urgent, args=(stop,), name="urgent", daemon=True)
    urgent.start()
    try:
        _work(stop)
    finally:
        urgent.join(timeout=30)


def run_urgent(stop: threading.Event) -> None:
    """Pump what is urgent until `stop` is set."""
    while not stop.is_set():
        close_old_connections()
        busy = False
        for name, carry in pumps(urgent=True).items():
            busy = _carry(name, carry) or busy
        if not busy:
            stop.wait(IDLE_SECONDS)
    connection.close()


def _work(stop: threading.Event) -> None:
    while not stop.is_set():
        busy = False
        try:
            close_old_connections()
            queue_due(timezone.now())
            job = claim(timezone.now())
            if job is not None:
                busy = run(job)
            for name, carry in pumps(urgent=False).items():
                busy = _carry(name, carry) or busy
        except Exception as error:  # noqa: BLE001  (the database may be away: say so, wait, go on)
            log.error("worker: %s", type(error).__name__)
            stop.wait(5)
        if not busy:
            stop.wait(IDLE_SECONDS)


def _carry(name: str, carry: Any) -> bool:
    try:
        return bool(carry())
    except Exception as error:  # noqa: BLE001  (one broken pump must not stop the others)
        log.error("pump %s: %s", name, type(error).__name__)
        return False
