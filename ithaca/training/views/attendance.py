"""The attendance sheet: tick who was there, give the day, press once. Printed, taken back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.participants.models import Participant
from ithaca.training import selectors, services
from ithaca.training.forms import AttendanceForm, ReasonForm
from ithaca.training.models import Course


def attendance(request: DoorRequest, course: str) -> HttpResponse:
    """Who still has to do the course, to be ticked; who has done it, below."""
    door = request.door
    found = get_object_or_404(selectors.courses_visible_to(door.by), public_id=course)
    waiting = list(selectors.still_to_attend(found, door.by))
    form = AttendanceForm(request.POST if request.method == "POST" else None, people=[p.public_id for p in waiting])
    if form.is_bound and answers.try_to(form, lambda: _mark(request, found, waiting, form)):
        count = len(form.cleaned_data["people"])
        say = ngettext("%(n)s person has done this course.", "%(n)s people have done this course.", count) % {
            "n": count
        }
        return answers.go(request, door.to("training:attendance", course=course), say=say)
    done = selectors.completions_of(found, door.by)
    ticked = set(request.POST.getlist("people")) or ({p.public_id for p in waiting} if "all" in request.GET else set())
    context = {"course": found, "waiting": waiting, "done": done[:200], "ticked": ticked}
    return answers.show(request, "training/attendance.html", context, form=form)


def _mark(request: DoorRequest, course: Course, waiting: list[Participant], form: AttendanceForm) -> None:
    chosen = set(form.cleaned_data["people"])
    services.complete(
        course=course,
        participants=[p for p in waiting if p.public_id in chosen],
        on=form.cleaned_data["on"],
        by=request.door.by,
        at=timezone.now(),
    )


def sheet(request: DoorRequest, course: str) -> HttpResponse:
    """The sheet to lay out at the door and have signed."""
    door = request.door
    found = get_object_or_404(selectors.courses_visible_to(door.by), public_id=course)
    context = {
        "course": found,
        "waiting": selectors.still_to_attend(found, door.by),
        "back_url": door.to("training:attendance", course=course),
    }
    return answers.show(request, "training/sheet.html", context)


def take_back(request: DoorRequest, attendance: str) -> HttpResponse:
    """Take back a completion marked by mistake, with a reason."""
    door = request.door
    found = get_object_or_404(selectors.attendances_visible_to(door.by), public_id=attendance)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    back = door.to("training:attendance", course=found.course.public_id)
    if form.is_bound and answers.try_to(
        form, lambda: services.take_back(attendance=found, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return answers.go(request, back, say=_("Taken back."))
    names = {"name": found.participant.person.name, "course": found.course.name}
    context = {
        "heading": _("%(name)s has not done “%(course)s”") % names,
        "consequences": [_("If the course must be done before starting, contact stops at once.")],
        "submit": _("Take it back"),
        "cancel_url": back,
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)
