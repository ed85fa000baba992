"""A mentor's own progress (VET-14), and a partner's view of the mentors it supplied (VET-10)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.ui.parts import Task
from ithaca.vetting import selectors


def progress(request: DoorRequest) -> HttpResponse:
    """How far one's own checks have come and whose move it is; no notes, no decisions."""
    door, on = request.door, timezone.localdate()
    steps = selectors.progress_of(door.by, door.scheme, on=on)
    tasks = [
        Task(step.label, hint=_("Next: %(who)s.") % {"who": step.move} if step.move else "", status=words, kind=kind)
        for step in steps
        for words, kind in [(_("Done"), "good") if step.done else (_("Not done yet"), "wait")]
    ]
    return answers.show(request, "vetting/progress.html", {"tasks": tasks, "scheme": door.scheme})


def supplied(request: DoorRequest) -> HttpResponse:
    """The mentors a partner supplied, with the same status the scheme sees."""
    door, on = request.door, timezone.localdate()
    rows = selectors.supplied_rows(door.by, door.scheme, on=on)
    return answers.show(request, "vetting/supplied.html", {"rows": rows, "scheme": door.scheme})
