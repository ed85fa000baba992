"""How often pairs write, who is away, and reminders that know when to be silent (MSG-08, MSG-09, MSG-10, MSG-17)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.pause import pause_contact
from ithaca.notices.models import Letter
from ithaca.oncall.models import Closed
from ithaca.prompts.days import counted, gap_of, quiet_until
from ithaca.prompts.models import Prompt
from ithaca.prompts.selectors import reminded_in_vain, silent_sides, todo
from ithaca.prompts.services import agree_gap, come_back, remind, say_away
from ithaca.schemes.arrangements import Arrangements
from tests.messaging.conftest import Talk, talk
from tests.support.pairs import arrange, mentor_of

__all__ = ["talk"]
CLOCK = job("prompts.remind")


@pytest.fixture
def weekly(talk: Talk) -> Talk:
    """A scheme in which each side writes every week; the pair has been open for forty days and nobody wrote."""
    arrange(talk.world, write_every_days=7, prompts=True, prompts_a_week=2)
    forty_days_ago = timezone.localtime() - timedelta(days=40)  # by the clock on the wall, which may have been put back
    Mentorship.objects.filter(pk=talk.pair.pk).update(opened_at=forty_days_ago)
    talk.pair.refresh_from_db()
    return talk


def run(talk: Talk, at: datetime | None = None) -> int:
    return remind(scheme=talk.world.scheme, by=CLOCK, at=at or timezone.now())


def test_both_sides_are_reminded_of_the_task_once_a_week(weekly: Talk) -> None:
    assert run(weekly) == 2
    assert run(weekly) == 0
    assert run(weekly, timezone.now() + timedelta(days=8)) == 2
    letter = Letter.objects.filter(name="prompts.write").first()
    assert letter is not None
    assert "40 days" in letter.body
    assert weekly.pair.mentee.person.family_name not in letter.body or letter.person_id == weekly.pair.mentee.person_id


def test_whoever_has_written_is_left_in_peace(weekly: Talk) -> None:
    weekly.say("Hello, how is the boat?")
    assert run(weekly) == 1
    assert Prompt.objects.get().participant == weekly.pair.mentor


def test_the_cap_counts_over_all_pairs_of_a_person(weekly: Talk) -> None:
    arrange(weekly.world, prompts_a_week=0)
    assert run(weekly) == 0


def test_days_away_do_not_count_and_are_seen_by_the_other(weekly: Talk) -> None:
    at, today = timezone.now(), timezone.localdate()
    Mentorship.objects.filter(pk=weekly.pair.pk).update(opened_at=at - timedelta(days=10))
    by = mentor_of(weekly.world, weekly.pair)
    away = say_away(mentorship=weekly.pair, first_day=today, last_day=today + timedelta(days=5), by=by, at=at)
    assert [line.days for line in silent_sides(weekly.world.scheme, at=at)] == [9, 9]
    assert silent_sides(weekly.world.scheme, at=at + timedelta(days=1))[0].days == 9
    page = weekly.browser("mentee").get(weekly.url()).content.decode()
    assert "Mona is away until" in page
    assert re.search(r'<p class="hint">Mona is away until [^<]+\.</p>', page), (
        "what the other does is a line of its own"
    )
    assert re.search(r'<p class="hint"><a href="[^"]+">Are you away too\?</a></p>', page)
    come_back(mentorship=weekly.pair, away=away, by=by, at=at)
    assert "is away until" not in weekly.browser("mentee").get(weekly.url()).content.decode()


def test_days_that_make_no_sense_are_refused_with_a_sentence(weekly: Talk) -> None:
    by, today, at = mentor_of(weekly.world, weekly.pair), timezone.localdate(), timezone.now()
    for first, last in ((1, 0), (-9, -2), (0, 400)):
        days = {"first_day": today + timedelta(days=first), "last_day": today + timedelta(days=last)}
        with pytest.raises(NotNow):
            say_away(mentorship=weekly.pair, by=by, at=at, **days)


def test_nobody_is_reminded_in_closed_weeks_and_they_do_not_count(weekly: Talk) -> None:
    today = timezone.localdate()
    Closed.objects.create(scheme=weekly.world.scheme, first_day=today - timedelta(days=36), last_day=today)
    assert run(weekly) == 0
    assert silent_sides(weekly.world.scheme, at=timezone.now()) == []
    assert "The scheme is closed until" in weekly.browser("mentee").get(weekly.url()).content.decode()


def test_nobody_is_reminded_while_contact_is_shut_or_reminders_are_off(weekly: Talk) -> None:
    arrange(weekly.world, prompts=False)
    assert run(weekly) == 0
    arrange(weekly.world, prompts=True)
    pause_contact(
        scheme=weekly.world.scheme, mentorship=weekly.pair, reason="A worry.", by=weekly.staff(), at=timezone.now()
    )
    assert run(weekly) == 0


def test_today_looks_only_at_pairs_that_were_reminded_in_vain(weekly: Talk) -> None:
    at, scheme, cora = timezone.now(), weekly.world.scheme, weekly.staff()
    run(weekly, at)
    later = at + timedelta(days=8)
    assert reminded_in_vain(scheme, at=at + timedelta(days=6)) == []
    assert reminded_in_vain(scheme, at=later) == [weekly.pair.pk]
    for mentor in (False, True):
        weekly.say("Hello, how is the boat?", mentor=mentor, at=at + timedelta(days=7))
    assert reminded_in_vain(scheme, at=later) == []
    with CaptureQueriesContext(connection) as queries:
        assert todo(by=cora, scheme=scheme, at=later) == []
    assert len(queries) == 1


def test_a_reminder_that_brought_nothing_reaches_the_co_ordinator(weekly: Talk) -> None:
    at = timezone.now()
    run(weekly, at)
    scheme, cora = weekly.world.scheme, weekly.staff()
    assert todo(by=cora, scheme=scheme, at=at + timedelta(days=6)) == []
    assert len(todo(by=cora, scheme=scheme, at=at + timedelta(days=8))) == 1
    assert todo(by=weekly.staff(Role.SAFEGUARDING_LEAD), scheme=scheme, at=at + timedelta(days=8)) == []


def test_a_pair_agrees_its_own_gap_only_where_the_scheme_leaves_it_to_them(weekly: Talk) -> None:
    by, at = mentor_of(weekly.world, weekly.pair), timezone.now()
    with pytest.raises(NotNow):
        agree_gap(mentorship=weekly.pair, days=60, by=by, at=at)
    arrange(weekly.world, cadence="agreed")
    weekly.pair.refresh_from_db()
    agree_gap(mentorship=weekly.pair, days=60, by=by, at=at)
    assert run(weekly) == 0


def test_the_notice_of_a_message_waits_in_quiet_hours_and_the_message_does_not(talk: Talk) -> None:
    arrange(talk.world, quiet_from=0, quiet_until=23)
    talk.pair.refresh_from_db()
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
    message = talk.say("Hello, how is the boat?", at=noon)
    letter = Letter.objects.get(name="messaging.arrived")
    assert timezone.localtime(letter.next_try_at).hour == 23
    message.refresh_from_db()
    assert message.state == "delivered"


def test_quiet_hours_over_midnight_and_summer_time() -> None:
    night = Arrangements(quiet_from=21, quiet_until=7)
    assert quiet_until(night, datetime(2026, 1, 5, 20, 59, tzinfo=UTC)) is None
    assert quiet_until(night, datetime(2026, 1, 5, 22, 0, tzinfo=UTC)) == datetime(2026, 1, 6, 7, tzinfo=UTC)
    assert quiet_until(night, datetime(2026, 7, 6, 3, 0, tzinfo=UTC)) == datetime(2026, 7, 6, 6, tzinfo=UTC)
    assert quiet_until(Arrangements(), datetime(2026, 1, 5, 22, 0, tzinfo=UTC)) is None


def test_the_rule_follows_scheme_and_stage() -> None:
    opened = date(2026, 1, 1)
    by_stage = Arrangements(cadence="by_stage", write_every_days=14)
    assert gap_of(by_stage, opened=opened, on=opened + timedelta(days=41)) == 7
    assert gap_of(by_stage, opened=opened, on=opened + timedelta(days=42)) == 14
    assert gap_of(Arrangements(cadence="as_needed", write_every_days=7), opened=opened, on=opened) is None
    assert (
        counted(opened, date(2026, 1, 11), [(date(2026, 1, 3), date(2026, 1, 5)), (date(2026, 1, 5), date(2026, 1, 6))])
        == 6
    )
