"""Questions are edited; answers already given stay (REC-05, REC-06)."""

from __future__ import annotations

import pytest

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.questions.models import Form
from ithaca.questions.selectors import form_class, form_of, questions_of, to_answers
from ithaca.questions.services.edit import add_question, change_question, lay_out_forms, move_question, remove_question
from tests.support.world import NOW, World


@pytest.fixture
def form(world: World) -> Form:
    lay_out_forms(scheme=world.scheme, by=job("test"), at=NOW)
    found = form_of(world.scheme, "mentor")
    assert found is not None
    return found


@pytest.fixture
def cora(world: World) -> Actor:
    return world.as_(world.appoint("Cora Coordinator", Role.COORDINATOR), Role.COORDINATOR)


def add(
    form: Form, by: Actor, label: str = "Do you drive?", kind: str = "yes_no", choices: tuple[str, ...] = ()
) -> object:
    return add_question(form=form, label=label, hint="", kind=kind, choices=choices, required=False, by=by, at=NOW)


def test_laying_out_twice_changes_nothing(world: World, form: Form) -> None:
    before = [q.key for q in questions_of(form)]
    lay_out_forms(scheme=world.scheme, by=job("test"), at=NOW)
    assert [q.key for q in questions_of(form)] == before
    assert before[:2] == ["given_name", "family_name"]


def test_a_question_is_asked_moved_changed_and_no_longer_asked(form: Form, cora: Actor) -> None:
    question = add(form, cora)
    assert questions_of(form)[-1] == question
    move_question(question=question, up=True, by=cora, at=NOW)
    assert questions_of(form)[-2] == question
    change_question(question=question, label="Have you a car?", hint="", choices=(), required=True, by=cora, at=NOW)
    assert questions_of(form)[-2].label == "Have you a car?"
    remove_question(question=question, by=cora, at=NOW)
    assert question not in questions_of(form)
    form.refresh_from_db()
    assert form.version == 4


def test_two_questions_of_the_same_words_get_two_keys(form: Form, cora: Actor) -> None:
    add(form, cora)
    add(form, cora)
    keys = [q.key for q in questions_of(form)][-2:]
    assert keys == ["do_you_drive", "do_you_drive_2"]


def test_a_choice_needs_two_answers_and_a_name_must_be_asked(form: Form, cora: Actor) -> None:
    with pytest.raises(NotNow, match="two answers"):
        add(form, cora, kind="choice", choices=("only one", " "))
    with pytest.raises(NotNow, match="name must be asked"):
        remove_question(question=questions_of(form)[0], by=cora, at=NOW)


def test_a_deputy_changes_nothing(world: World, form: Form) -> None:
    deputy = world.as_(world.appoint("Dan Deputy", Role.DEPUTY), Role.DEPUTY)
    with pytest.raises(NotAllowed):
        add(form, deputy)


def test_answers_are_cleaned_and_empty_ones_left_out(form: Form) -> None:
    typed = {
        "given_name": "Ada", "family_name": "Able", "email": "ada@example.org", "phone": "07700 900123", "skills": "a, b; a\nc",
        "date_of_birth_day": "29", "date_of_birth_month": "2", "date_of_birth_year": "2000", "why": "x", "interests": "",
    }  # fmt: skip
    asked = form_class(form)(typed)
    assert asked.is_valid(), asked.errors
    answers = to_answers(asked.cleaned_data)
    assert answers["skills"] == ["a", "b", "c"]
    assert answers["date_of_birth"] == "2000-02-29"
    assert answers["phone"].startswith("+447700")
    assert "interests" not in answers
