"""The django.tasks back end: a row a job, put in the transaction of whoever queues it."""

from __future__ import annotations

from typing import Any

from django.tasks.backends.base import BaseTaskBackend
from django.tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django.tasks.exceptions import TaskResultDoesNotExist
from django.utils import timezone
from django.utils.json import normalize_json
from django.utils.module_loading import import_string

from ithaca.kernel.models import Job


class DatabaseBackend(BaseTaskBackend):
    """Jobs in the database. Queued with the change that causes them, or not at all."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        """Queue `task`; arguments must be JSON."""
        self.validate_task(task)
        job = Job.objects.create(
            task=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            args=normalize_json(list(args)),
            kwargs=normalize_json(dict(kwargs)),
            run_after=task.run_after or timezone.now(),
        )
        return self._result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any, Any]:
        """How the job of that id stands. Raises TaskResultDoesNotExist."""
        job = Job.objects.filter(public_id=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, import_string(job.task))

    def _result(self, job: Job, task: Task[Any, Any]) -> TaskResult[Any, Any]:
        result: TaskResult[Any, Any] = TaskResult(
            task=task,
            id=job.public_id,
            status=TaskResultStatus(job.status),
            enqueued_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            last_attempted_at=job.last_attempted_at,
            args=job.args,
            kwargs=job.kwargs,
            backend=self.alias,
            errors=[TaskError(exception_class_path=e["class"], traceback=e["where"]) for e in job.errors],
            worker_ids=["worker"] * job.attempts,
        )
        object.__setattr__(result, "_return_value", job.result)
        return result
