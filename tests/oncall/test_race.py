"""Many workers double nothing, and one that is killed loses nothing. Proved on PostgreSQL with threads; SQLite has one
writer, so there the same calls are made one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from ithaca.kernel.actor import Actor
from ithaca.kernel.scope import open_scheme
from ithaca.kernel.work import unit_of_work
from ithaca.notices.models import Letter, Text
from ithaca.oncall.models import Alarm, Ring
from ithaca.oncall.rules import LINK
from ithaca.oncall.services.answer import answer
from ithaca.oncall.services.ring import climb, sound_test
from ithaca.oncall.tasks import look
from tests.oncall.conftest import AT, DEPUTY, LEAD, THIRD, House
from tests.support.pairs import with_staff
from tests.support.world import make_world

WORKERS = 6


@pytest.fixture
def committed(transactional_db: None) -> Iterator[House]:
    """A house whose rows other connections can see."""
    made = make_world()
    with open_scheme(organisation_id=made.organisation.pk, scheme_id=made.scheme.pk):
        with_staff(made, checked=False)
        for number, name in enumerate((LEAD, DEPUTY, THIRD)):
            made.people[name].phone = f"07700 90000{number}"
            made.people[name].save()
        yield House(made)


def together(work: list[object]) -> list[BaseException]:
    """Run the calls at once where the database has many writers, else one after the other."""
    failed: list[BaseException] = []
    if connection.vendor != "postgresql":
        for call in work:
            call()  # type: ignore[operator]
        return failed
    start = threading.Barrier(len(work))

    def run(call: object) -> None:
        try:
            start.wait(30)
            call()  # type: ignore[operator]
        except BaseException as error:
            failed.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(call,)) for call in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failed


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_workers_ring_each_step_once(committed: House) -> None:
    committed.worry()
    for minutes, rung in ((15, [LEAD, DEPUTY]), (60, [LEAD, DEPUTY, THIRD])):
        at = AT + timedelta(minutes=minutes)
        assert together([lambda at=at: look(at)] * WORKERS) == []
        assert committed.rang() == committed.texted() == rung
    assert Ring.objects.count() == 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_answer_and_a_step_at_the_same_moment_never_ring_after_the_answer(committed: House) -> None:
    world = committed.world
    committed.worry()
    alarm = committed.alarm
    by = Actor(kind="link", link=LINK, subject=f"{alarm.public_id}:{committed.person(LEAD).public_id}")

    def press() -> None:
        with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
            answer(alarm=Alarm.objects.get(pk=alarm.pk), person=committed.person(LEAD), by=by, at=AT)

    assert together([press, *[lambda: look(AT + timedelta(minutes=15))] * WORKERS]) == []
    assert committed.alarm.state == "answered"
    assert committed.rang() in ([LEAD], [LEAD, DEPUTY])
    before = committed.rang()
    look(AT + timedelta(minutes=60))
    assert committed.rang() == before


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_answer_a_test_at_the_same_moment_are_two(committed: House) -> None:
    world = committed.world
    alarm = sound_test(scheme=world.scheme, by=committed.staff(), at=AT)

    def press(name: str) -> None:
        by = Actor(kind="link", link=LINK, subject=f"{alarm.public_id}:{committed.person(name).public_id}")
        with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
            answer(alarm=Alarm.objects.get(pk=alarm.pk), person=committed.person(name), by=by, at=AT)

    assert together([lambda: press(LEAD), lambda: press(DEPUTY), lambda: press(LEAD)]) == []
    assert committed.alarm.state == "answered"
    assert committed.alarm.answers.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_of_a_step_has_taken_nothing(committed: House) -> None:
    committed.worry()

    class Killed(BaseException):
        pass

    def step_and_die() -> None:
        with unit_of_work():
            climb(alarm=committed.alarm, by=committed.staff(), at=AT + timedelta(minutes=15))
            assert committed.rang() == [LEAD, DEPUTY]
            raise Killed

    with pytest.raises(Killed):
        step_and_die()
    assert committed.rang() == committed.texted() == [LEAD]
    assert not transaction.get_connection().in_atomic_block
    look(AT + timedelta(minutes=16))
    assert committed.rang() == committed.texted() == [LEAD, DEPUTY]
    assert Letter.objects.filter(name="oncall.alarm").count() == Text.objects.count() == 2
