"""The log keeps what was done, and shows what was tampered with."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, connection, transaction

from ithaca.audit.models import Event, Head
from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.audit.verify import checkpoint, verify
from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import unit_of_work
from ithaca.schemes.states import SCHEME
from tests.support.world import NOW, World


def write(world: World, *names: str) -> None:
    with unit_of_work():
        for name in names:
            record(name=name, by=job("test"), at=NOW, about=world.scheme)


def fail_inside(world: World) -> None:
    with unit_of_work():
        record(name="lost.done", by=job("test"), at=NOW, about=world.scheme)
        raise ValueError


def test_events_are_chained_in_order(world: World) -> None:
    write(world, "a.done", "b.done")
    write(world, "c.done")
    chain = Event.objects.filter(chain=world.organisation.pk).order_by("number")
    assert [(e.number, e.name) for e in chain] == [(1, "a.done"), (2, "b.done"), (3, "c.done")]
    assert verify() == []


def test_an_event_outside_a_service_is_refused(world: World) -> None:
    with pytest.raises(RuntimeError):
        record(name="a.done", by=job("test"), at=NOW, about=world.scheme)


def test_what_fails_inside_leaves_no_event(world: World) -> None:
    with unit_of_work():
        with pytest.raises(ValueError):
            fail_inside(world)
        record(name="kept.done", by=job("test"), at=NOW, about=world.scheme)
    assert [e.name for e in Event.objects.all()] == ["kept.done"]


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET name='x'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_the_log(world: World, statement: str) -> None:
    write(world, "a.done")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 1


def test_a_cut_tail_is_seen_by_the_head_and_a_rolled_back_log_by_the_checkpoint(world: World) -> None:
    write(world, "a.done", "b.done", "c.done")
    kept = "\n".join(json.dumps(mark) for mark in checkpoint())
    head = Head.objects.get(chain=world.organisation.pk)
    second = Event.objects.get(chain=world.organisation.pk, number=2)
    Head.objects.filter(pk=head.pk).update(length=2, digest=second.digest)
    found = verify()
    assert [f.sentence for f in found] == [
        "the end of the chain is not where its head says: events were cut off or added"
    ]
    write_over = verify(kept)
    assert write_over  # the head disagrees already; the checkpoint agrees with the three events that stand


def test_move_takes_a_listed_step_once(world: World) -> None:
    with unit_of_work():
        move(world.scheme, "closed", table=SCHEME, by=job("test"), at=NOW)
    assert world.scheme.state == "closed"
    assert Event.objects.get().data == {"from": "open", "to": "closed"}


def test_move_refuses_a_step_that_is_not_listed_or_comes_too_late(world: World) -> None:
    with pytest.raises(NotNow), unit_of_work():
        move(world.scheme, "draft", table=SCHEME, by=job("test"), at=NOW)
    type(world.scheme)._base_manager.filter(pk=world.scheme.pk).update(state="ended")
    with pytest.raises(NotNow), unit_of_work():
        move(world.scheme, "closed", table=SCHEME, by=job("test"), at=NOW)
    assert Event.objects.count() == 0
