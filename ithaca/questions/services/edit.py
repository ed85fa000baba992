"""Laying out and editing what is asked. Every change is a new version, so that answers name what they answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.questions import rules
from ithaca.questions.models import Form, Question
from ithaca.questions.standard import KINDS, OF_THE_PERSON, standard_questions
from ithaca.schemes.models import Scheme

WITH_CHOICES = ("choice", "choices")


@service
def lay_out_forms(*, scheme: Scheme, by: Actor, at: datetime) -> None:
    """Give a new scheme the shipped questions for both roles; what is there already stays."""
    for purpose in ("mentor", "mentee"):
        form, new = Form.objects.get_or_create(scheme=scheme, purpose=purpose)
        if not new:
            continue
        rows = [
            Question(
                scheme=scheme, form=form, position=position, **{"hint": "", "choices": [], "required": False, **entry}
            )
            for position, entry in enumerate(standard_questions(purpose))
        ]
        Question.objects.bulk_create(rows)
        record(name="questions.laid_out", by=by, at=at, about=form)


def _new_version(form: Form) -> None:
    Form.objects.filter(pk=form.pk).update(version=F("version") + 1)


def _cleaned(kind: str, choices: Sequence[str]) -> list[str]:
    if kind not in KINDS:
        raise NotNow(_("Choose what kind of answer you expect."))
    wanted = list(dict.fromkeys(choice.strip() for choice in choices if choice.strip()))
    if kind in WITH_CHOICES and len(wanted) < 2:
        raise NotNow(_("Give at least two answers to choose from, one on each line."))
    return wanted if kind in WITH_CHOICES else []


@service
def add_question(
    *, form: Form, label: str, hint: str, kind: str, choices: Sequence[str], required: bool, by: Actor, at: datetime
) -> Question:
    """Ask one more question, at the end."""
    rules.change.require(by=by, of=form)
    if not label.strip():
        raise NotNow(_("Write the question."))
    wanted = _cleaned(kind, choices)
    last = Question.objects.filter(form=form).aggregate(last=Max("position"))["last"] or 0
    question: Question = Question.objects.create(
        scheme=form.scheme,
        form=form,
        key=_free_key(form, label),
        label=label.strip(),
        hint=hint.strip(),
        kind=kind,
        choices=wanted,
        required=required,
        position=last + 1,
        created_at=at,
    )
    _new_version(form)
    record(name="questions.added", by=by, at=at, about=question)
    return question


def _free_key(form: Form, label: str) -> str:
    base = slugify(label).replace("-", "_")[:34] or "question"
    taken = set(Question.objects.filter(form=form).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}_{number}" for number in range(2, 999))) if key not in taken)


@service
def change_question(
    *, question: Question, label: str, hint: str, choices: Sequence[str], required: bool, by: Actor, at: datetime
) -> None:
    """Change the words, the answers to choose from, or whether it must be answered; its kind stays."""
    rules.change.require(by=by, of=question)
    if not label.strip():
        raise NotNow(_("Write the question."))
    wanted = _cleaned(question.kind, choices)
    must = required or question.key == "given_name"
    changes = {"label": label.strip(), "hint": hint.strip(), "choices": wanted, "required": must}
    Question.objects.filter(pk=question.pk).update(**changes)
    _new_version(question.form)
    record(name="questions.changed", by=by, at=at, about=question)


@service
def remove_question(*, question: Question, by: Actor, at: datetime) -> None:
    """Ask it no longer; answers already given stay. A name must be asked."""
    rules.change.require(by=by, of=question)
    if question.key in OF_THE_PERSON[:2]:
        raise NotNow(_("A name must be asked."))
    Question.objects.filter(pk=question.pk).update(removed_at=at)
    _new_version(question.form)
    record(name="questions.removed", by=by, at=at, about=question)


@service
def move_question(*, question: Question, up: bool, by: Actor, at: datetime) -> None:
    """Ask it one place earlier or later."""
    rules.change.require(by=by, of=question)
    order = list(Question.objects.filter(form=question.form, removed_at=None).order_by("position", "pk"))
    place = next(index for index, row in enumerate(order) if row.pk == question.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, row in enumerate(order):
        Question.objects.filter(pk=row.pk).update(position=position)
    record(name="questions.moved", by=by, at=at, about=question)
