"""Jobs: effects and the done mark commit together, a lost lease rolls back, failures are kept and tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.tasks import task
from django.utils import timezone

from ithaca.kernel.jobs import clock
from ithaca.kernel.jobs.worker import claim, run, run_all
from ithaca.kernel.models import Job, Tries

pytestmark = pytest.mark.django_db


@task
def count_up(key: str) -> int:
    """Leave a row behind."""
    Tries.objects.create(key=key, window=0)
    return Tries.objects.count()


@task
def fail(key: str) -> None:
    """Leave a row behind, then fail."""
    Tries.objects.create(key=key, window=0)
    raise ValueError("a name that must not be kept")


@task
def tick() -> None:
    """Nothing."""


def test_a_job_runs_once_and_keeps_its_result() -> None:
    queued = count_up.enqueue("a")
    assert run_all() >= 1
    queued.refresh()
    assert queued.return_value == 1
    assert claim(timezone.now()) is None


def test_a_failure_rolls_back_is_kept_without_its_words_and_tried_later() -> None:
    fail.enqueue("a")
    job = claim(timezone.now())
    assert job is not None
    assert run(job) is False
    job.refresh_from_db()
    assert Tries.objects.count() == 0
    assert job.status == "READY"
    assert job.run_after > timezone.now()
    assert job.errors[0]["class"] == "builtins.ValueError"
    assert "a name" not in str(job.errors)


def test_after_many_failures_it_is_left_as_failed() -> None:
    queued = fail.enqueue("a")
    for _ in range(8):
        Job.objects.update(run_after=timezone.now())
        job = claim(timezone.now())
        assert job is not None
        run(job)
    assert Job.objects.get(public_id=queued.id).status == "FAILED"


def test_a_worker_that_comes_back_late_changes_nothing() -> None:
    count_up.enqueue("a")
    slow = claim(timezone.now())
    assert slow is not None
    later = timezone.now() + timedelta(minutes=6)
    quick = claim(later)
    assert quick is not None
    assert run(slow) is False
    assert Tries.objects.count() == 0
    assert run(quick) is True
    assert Tries.objects.count() == 1


def test_two_workers_queue_a_periodic_job_once() -> None:
    clock.every(3600, tick)
    try:
        now = timezone.now()
        clock.queue_due(now)
        clock.queue_due(now)
        assert Job.objects.filter(task=tick.module_path).count() == 1
        clock.queue_due(now + timedelta(hours=1))
        assert Job.objects.filter(task=tick.module_path).count() == 2
    finally:
        clock._periodic.pop(tick.module_path)
