"""The scheme's courses: what is asked, how many have done it, a new one, and the end of one."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.participants.selectors import counted_by_role
from ithaca.training import rules, selectors, services
from ithaca.training.forms import CourseForm


def courses(request: DoorRequest) -> HttpResponse:
    """Every course that runs, with how many still have to do it."""
    door = request.door
    totals = counted_by_role(door.scheme)
    found = []
    for course in selectors.courses_of(door.scheme):
        total = totals.get(course.for_role, 0)
        found.append({"course": course, "total": total, "waiting": total - cast("Any", course).done})
    context = {
        "courses": found,
        "missing_parts": selectors.missing_parts(door.scheme),
        "may_add": rules.add_course.allows(by=door.by, of=door.scheme),
        "may_mark": rules.complete.allows(by=door.by, of=door.scheme),
        "words": door.scheme.arrangements,
    }
    return answers.show(request, "training/courses.html", context)


def add_course(request: DoorRequest) -> HttpResponse:
    """A new course."""
    door = request.door
    form = CourseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and answers.try_to(
        form, lambda: services.add_course(scheme=door.scheme, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return answers.go(request, door.to("training:courses"), say=_("The course is added."))
    context = {"heading": _("Add a course"), "title": _("Add a course"), "back_url": door.to("training:courses")}
    return answers.show(request, "ui/pages/form.html", context, form=form)


def end_course(request: DoorRequest, course: str) -> HttpResponse:
    """Stop asking for a course."""
    door = request.door
    found = get_object_or_404(selectors.courses_visible_to(door.by), public_id=course)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_bound and answers.try_to(form, lambda: services.end_course(course=found, by=door.by, at=timezone.now())):
        return answers.go(request, door.to("training:courses"), say=_("The course has ended."))
    context = {
        "heading": _("End “%(course)s”") % {"course": found.name},
        "consequences": [_("Nobody is asked to do it any more."), _("Who has done it keeps that on their record.")],
        "submit": _("End the course"),
        "cancel_url": door.to("training:courses"),
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)
