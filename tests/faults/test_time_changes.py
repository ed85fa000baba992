"""The night the clocks change, and workers whose clocks are an hour apart: twenty moments each, and all is right again (RE-7)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from ithaca.kernel.jobs import clock
from ithaca.kernel.models import Job
from ithaca.messaging.models import Message
from ithaca.messaging.services.send import send_message
from ithaca.notices.models import Letter
from ithaca.notices.services import deliver
from ithaca.oncall.hours import Hours
from ithaca.prompts.days import quiet_until
from ithaca.schemes.arrangements import Arrangements
from tests.support.pairs import cleared_pair, mentor_of
from tests.support.world import World

HOUR = timedelta(hours=1)
#: One in the morning by UTC: British summer time begins, and ends.
CHANGES = {"forward": datetime(2027, 3, 28, 1, tzinfo=UTC), "back": datetime(2027, 10, 31, 1, tzinfo=UTC)}
#: Twenty moments from six hours before to six hours after, 37 minutes apart.
AROUND = [timedelta(minutes=37 * n) - 6 * HOUR for n in range(20)]
MOMENTS = [
    pytest.param(change + shift, id=f"{name} {change + shift:%H:%M}")
    for name, change in CHANGES.items()
    for shift in AROUND
]


@pytest.mark.parametrize("at", MOMENTS)
def test_quiet_hours_end_at_seven_on_the_clock_on_the_wall(at: datetime) -> None:
    night = Arrangements(quiet_from=21, quiet_until=7)
    over = quiet_until(night, at)
    here = timezone.localtime(at).time()
    assert (over is None) == (time(7) <= here < time(21))
    if over is not None:
        assert timezone.localtime(over).time() == time(7)
        assert timedelta() < over.astimezone(UTC) - at <= 11 * HOUR
        assert quiet_until(night, over) is None


@pytest.mark.parametrize("at", MOMENTS)
def test_waits_count_the_hours_that_go_by(at: datetime) -> None:
    """Half past midnight to half past eight is seven hours of waiting in spring, and nine in autumn."""
    always = Hours(days=frozenset(range(7)), begins=time(0, 30), ends=time(8, 30))
    for change, hours in ((CHANGES["forward"], 7), (CHANGES["back"], 9)):
        day = change.replace(hour=0)
        assert always.worked(day - HOUR, day + 12 * HOUR) == hours * HOUR
    for hours in (1, 4, 24):
        until = always.after(at, hours)
        assert until is not None
        assert always.worked(at, until) == hours * HOUR


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("off", [-HOUR, timedelta(), HOUR], ids=["behind", "right", "ahead"])
def test_what_is_due_is_queued_once_though_another_worker_is_an_hour_off(change: datetime, off: timedelta) -> None:
    """Two workers look twenty times, one of them by a clock that is off until it is put right for the last look."""
    seconds = {name: gap for name, (_task, gap) in clock._periodic.items()}
    for shift in AROUND:
        clock.queue_due(change + shift)
        clock.queue_due(change + shift + off)
    last = change + AROUND[-1] + timedelta(minutes=1)
    clock.queue_due(last)
    assert clock.queue_due(last) == 0
    keys = list(Job.objects.exclude(unique_key=None).values_list("unique_key", flat=True))
    assert len(keys) == len(set(keys))
    for name, gap in seconds.items():
        assert f"{name}@{int(last.timestamp()) // gap}" in keys, "right again with the next look"
        moments = {change + shift for shift in AROUND} | {change + shift + off for shift in AROUND} | {last}
        windows = {int(moment.timestamp()) // gap for moment in moments}
        assert sum(key.startswith(f"{name}@") for key in keys) == len(windows)


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_message_of_that_night_is_told_of_once_when_the_quiet_is_over(world: World, change: datetime) -> None:
    pair = cleared_pair(world, channels=("messages",), quiet_from=21, quiet_until=7, at=change - timedelta(days=20))
    Letter.objects.all().update(state="sent")
    by, sent = mentor_of(world, pair), list[Message]()
    for number, shift in enumerate(AROUND):
        body = f"We drew the harbour, sheet {number}."
        sent.append(send_message(mentorship=pair, sender=pair.mentor, body=body, by=by, at=change + shift))
    assert {message.state for message in sent} == {"delivered"}, "messages wait for nobody"
    moved = [(m.sent_at, m.delivered_at) for m in sent]
    assert moved == [(change + shift, change + shift) for shift in AROUND]
    seven = datetime.combine(timezone.localtime(change).date(), time(7), timezone.get_current_timezone())
    before = Letter.objects.filter(name="messaging.arrived", state="waiting")
    early = [letter.next_try_at for letter in before if letter.next_try_at < seven - timedelta(seconds=1)]
    assert all(quiet_until(Arrangements(quiet_from=21, quiet_until=7), at) is None for at in early)
    claimed = []
    while (letter := deliver._claim(change + 7 * HOUR)) is not None:
        claimed.append(letter.pk)
    assert sorted(claimed) == sorted(before.values_list("pk", flat=True))
    assert len(claimed) == len(set(claimed)) >= 1
