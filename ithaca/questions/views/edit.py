"""What we ask: the two forms, and one question."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.questions.forms import QuestionForm
from ithaca.questions.selectors import form_of, questions_of, questions_visible_to
from ithaca.questions.services.edit import add_question, change_question, lay_out_forms, move_question, remove_question


def forms(request: DoorRequest) -> HttpResponse:
    """The questions of both forms, in order."""
    scheme = request.door.scheme
    lay_out_forms(scheme=scheme, by=request.door.by, at=timezone.now())
    both = [(purpose, questions_of(form)) for purpose in ("mentor", "mentee") if (form := form_of(scheme, purpose))]
    return show(request, "questions/forms.html", {"both": both})


def add(request: DoorRequest, purpose: str) -> HttpResponse:
    """One more question."""
    asked = form_of(request.door.scheme, purpose)
    if asked is None:
        raise Http404
    form = QuestionForm(request.POST or None)
    if try_to(form, lambda: add_question(form=asked, **form.cleaned_data, by=request.door.by, at=timezone.now())):
        return go(request, request.door.to("questions:forms"), say=_("It is asked from now on."))
    return show(request, "questions/question.html", {"back": request.door.to("questions:forms")}, form=form)


def question(request: DoorRequest, question: str) -> HttpResponse:
    """One question: its words, its place, or asking it no longer."""
    row = get_object_or_404(questions_visible_to(request.door.by), public_id=question)
    by, at, back = request.door.by, timezone.now(), request.door.to("questions:forms")
    do = request.POST.get("do", "")
    if do in ("up", "down"):
        move_question(question=row, up=do == "up", by=by, at=at)
        return go(request, back)
    if do == "remove":
        remove_question(question=row, by=by, at=at)
        return go(request, back, say=_("It is not asked any more. Answers already given stay."))
    initial = {"label": row.label, "hint": row.hint, "kind": row.kind, "required": row.required}
    form = QuestionForm(request.POST or None, initial={**initial, "choices": "\n".join(row.choices)})
    form.fields["kind"].disabled = True
    if try_to(form, lambda: change_question(question=row, **without_kind(form.cleaned_data), by=by, at=at)):
        return go(request, back, say=_("Kept."))
    return show(request, "questions/question.html", {"question": row, "back": back}, form=form)


def without_kind(cleaned: dict[str, Any]) -> dict[str, Any]:
    """The cleaned values of a question whose kind stays."""
    return {key: value for key, value in cleaned.items() if key != "kind"}
