"""Pause and send take turns: no message is accepted after a pause has committed (SG-3). Proved on PostgreSQL with threads;
SQLite has one writer, so there the same calls are made one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.utils import timezone

from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.mentorships.services.pause import pause_contact
from ithaca.messaging.models import Message
from ithaca.messaging.services import send_message
from tests.messaging.conftest import Talk
from tests.support.pairs import actor, cleared_pair, mentee_of, mentor_of
from tests.support.world import make_world

WRITERS, EACH = 4, 12


@pytest.fixture
def committed(transactional_db: None) -> Iterator[Talk]:
    """A pair whose rows other connections can see."""
    made = make_world()
    with open_scheme(organisation_id=made.organisation.pk, scheme_id=made.scheme.pk):
        yield Talk(made, cleared_pair(made, channels=("messages", "meetings")))


def write(talk: Talk, number: int, start: threading.Barrier, refused: list[str]) -> None:
    """Send again and again, from a connection of one's own, until refused."""
    mentor = number % 2 == 0
    by = mentor_of(talk.world, talk.pair) if mentor else mentee_of(talk.world, talk.pair)
    side = talk.pair.mentor if mentor else talk.pair.mentee
    try:
        with open_scheme(organisation_id=talk.world.organisation.pk, scheme_id=talk.world.scheme.pk):
            start.wait(30)
            for n in range(EACH):
                send_message(mentorship=talk.pair, sender=side, body=f"Hello {number} {n}", by=by, at=timezone.now())
    except NotNow as refusal:
        refused.append(refusal.sentence)
    finally:
        connections["default"].close()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("whole_scheme", [False, True])
def test_no_message_is_accepted_after_the_pause_has_committed(committed: Talk, whole_scheme: bool) -> None:
    if connection.vendor != "postgresql":
        pause(committed, whole_scheme)
        with pytest.raises(NotNow):
            committed.say("Too late")
        assert not Message.objects.exists()
        return
    start, refused = threading.Barrier(WRITERS + 1), list[str]()
    writers = [threading.Thread(target=write, args=(committed, n, start, refused)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    start.wait(30)
    while not Message.objects.exists() and any(writer.is_alive() for writer in writers):
        pass  # the pause comes when writing is under way
    pause(committed, whole_scheme)
    at_pause = Message.objects.count()
    for writer in writers:
        writer.join(60)
    assert not any(writer.is_alive() for writer in writers)
    assert Message.objects.count() == at_pause
    assert len(refused) == WRITERS
    assert 0 < at_pause < WRITERS * EACH


def pause(talk: Talk, whole_scheme: bool) -> None:
    by = actor(talk.world, Role.COORDINATOR)
    pair = None if whole_scheme else talk.pair
    pause_contact(scheme=talk.world.scheme, mentorship=pair, reason="Now.", by=by, at=timezone.now())
