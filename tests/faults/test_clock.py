"""A clock that is an hour off takes turns early or late, and neither loses a letter nor marks it twice (RE-4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotNow
from ithaca.messaging.models import Message
from ithaca.messaging.services.send import send_message
from ithaca.notices.models import Letter, MailSettings
from ithaca.notices.services import deliver
from tests.faults.sink import Sink
from tests.faults.tree import free_port
from tests.support.pairs import cleared_pair, mentor_of
from tests.support.world import World

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def letter(world: World) -> Letter:
    """A notice that waits, its message delivered."""
    pair = cleared_pair(world, channels=("messages",))
    Letter.objects.update(state="sent")
    body = "Shall we look at the plan?"
    send_message(mentorship=pair, sender=pair.mentor, body=body, by=mentor_of(world, pair), at=timezone.now())
    assert Message.objects.get().state == "delivered"
    return Letter.objects.get(state="waiting")


def test_a_worker_an_hour_behind_waits_and_one_on_time_sends(letter: Letter) -> None:
    now = timezone.now()
    assert deliver._claim(now - HOUR) is None
    assert deliver._claim(now) == letter


def test_a_worker_an_hour_ahead_doubles_the_mail_at_most_under_its_own_id_and_marks_it_once(letter: Letter) -> None:
    """It thinks that the lease of the other has run out: the gap that cannot be helped, with the same Message-ID."""
    sink = Sink(free_port())
    how = MailSettings.objects.create(host="127.0.0.1", port=sink.port, security="none", from_address="i@example.org")
    now = timezone.now()
    slow, ahead = deliver._claim(now), deliver._claim(now + HOUR)
    assert slow is not None
    assert ahead == slow == letter
    sink.start()
    try:
        connection = deliver.connection_for(how)
        assert deliver._carry(ahead, connection, how, now + HOUR)
        with pytest.raises(NotNow):
            deliver._carry(slow, connection, how, now)
        connection.close()
    finally:
        sink.stop()
    assert {one: len(moments) for one, moments in sink.taken.items()} == {letter.message_id: 2}
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == ("sent", now + HOUR)


def test_a_refusal_seen_by_a_late_worker_does_not_undo_what_was_sent(letter: Letter) -> None:
    now = timezone.now()
    slow, ahead = deliver._claim(now), deliver._claim(now + HOUR)
    assert slow is not None
    assert ahead is not None
    by = job("test")
    deliver.sent(letter=ahead, by=by, at=now)
    deliver.not_sent(letter=slow, permanent=False, error="TimeoutError", by=by, at=now)
    with pytest.raises(NotNow):
        deliver.not_sent(letter=slow, permanent=True, error="SMTPRecipientsRefused", by=by, at=now)
    letter.refresh_from_db()
    assert letter.state == "sent"
