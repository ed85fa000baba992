"""What the writer of held words is told, who is reminded when, and what a young person sees who told of harm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.messaging.models import Chase, Message
from ithaca.messaging.services import release
from ithaca.messaging.services.chase import chase
from ithaca.messaging.tasks import CLOCK, chase_held, chase_held_in
from ithaca.messaging.waits import median_wait, next_read_words, wait_words
from ithaca.notices.models import Letter
from ithaca.oncall.services.answer import settle_by_record
from ithaca.oncall.services.rota import close_days
from ithaca.safeguarding.models import Concern
from tests.messaging.conftest import Talk

HARM = "My stepdad hits me and I am scared to go home."
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def letters(kind: str) -> set[str]:
    return {row.person.name for row in Letter.objects.filter(name=kind) if row.person}


def held(talk: Talk, at: datetime) -> Message:
    message = talk.say("Hello there", at=at)
    assert message.state == "held"
    return message


def test_held_words_are_chased_after_four_working_hours_and_go_to_the_leads_after_24(moderated: Talk) -> None:
    scheme = moderated.world.scheme
    held(moderated, FRIDAY)
    assert chase(scheme=scheme, by=CLOCK, at=FRIDAY + timedelta(hours=30)) == 0, "a weekend is no working time"
    assert chase(scheme=scheme, by=CLOCK, at=MONDAY + timedelta(hours=1, minutes=59)) == 0
    assert chase(scheme=scheme, by=CLOCK, at=MONDAY + timedelta(hours=2)) == 1
    assert chase(scheme=scheme, by=CLOCK, at=MONDAY + timedelta(hours=3)) == 0
    assert letters("messaging.chased") == {"Cora Coordinator"}
    wednesday = MONDAY + timedelta(days=2)
    assert chase(scheme=scheme, by=CLOCK, at=wednesday + timedelta(hours=5, minutes=59)) == 0
    assert chase(scheme=scheme, by=CLOCK, at=wednesday + timedelta(hours=6)) == 1
    assert letters("messaging.overdue") == {"Cora Coordinator", "Lena Lead", "Della Deputy"}
    assert [row.hours for row in Chase.objects.order_by("hours")] == [4, 24]


def test_in_a_closed_week_nobody_is_chased(moderated: Talk) -> None:
    scheme, lead = moderated.world.scheme, moderated.staff(Role.SAFEGUARDING_LEAD)
    held(moderated, FRIDAY)
    days = {"first_day": MONDAY.date(), "last_day": MONDAY.date() + timedelta(days=4)}
    close_days(scheme=scheme, by=lead, at=FRIDAY, **days)
    assert chase(scheme=scheme, by=CLOCK, at=MONDAY + timedelta(days=4, hours=6)) == 0
    assert chase(scheme=scheme, by=CLOCK, at=MONDAY + timedelta(days=7, hours=2)) == 1


def test_what_is_decided_is_chased_no_more_and_one_letter_tells_of_all(moderated: Talk) -> None:
    scheme = moderated.world.scheme
    for _n in range(5):
        held(moderated, FRIDAY)
    first = Message.objects.earliest("pk")
    release(message=first, by=moderated.staff(Role.SAFEGUARDING_LEAD), at=FRIDAY)
    assert chase(scheme=scheme, by=CLOCK, at=MONDAY + timedelta(hours=2)) == 4
    assert Letter.objects.filter(name="messaging.chased").count() == 1


def test_the_clock_looks_only_where_something_is_held(moderated: Talk) -> None:
    assert chase_held.call() == 0
    held(moderated, timezone.now())
    assert chase_held.call() == 1
    scheme = moderated.world.scheme
    assert chase_held_in.call(organisation=scheme.organisation_id, scheme=scheme.pk) == 0


def test_the_writer_is_told_when_held_words_are_next_read(moderated: Talk) -> None:
    held(moderated, timezone.now())
    page = moderated.browser("mentee").get(moderated.url()).content.decode()
    assert "Held words are next read" in page or "in working hours, which are now" in page
    assert "next read" in next_read_words(MONDAY, FRIDAY + timedelta(hours=5))
    assert "which are now" in next_read_words(FRIDAY, FRIDAY)
    assert "before it is passed on" in next_read_words(None, FRIDAY)


def test_the_median_wait_counts_working_time_and_stands_on_the_desk_and_among_the_figures(moderated: Talk) -> None:
    scheme, lead = moderated.world.scheme, moderated.staff(Role.SAFEGUARDING_LEAD)
    monday = timezone.now() - timedelta(days=timezone.now().weekday() + 7)
    monday = monday.replace(hour=10, minute=0, second=0, microsecond=0)
    for hours in (1, 2, 30):
        row = held(moderated, monday)
        Message.objects.filter(pk=row.pk).update(decided_at=monday + timedelta(hours=hours), decided_by=lead.person_id)
    for _number in range(4):  # urgent ones are counted in real time, elsewhere
        urgent = moderated.say("I am going to kill myself tonight.", at=monday)
        assert urgent.action == "urgent"
        decided = {"decided_at": monday + timedelta(minutes=5), "decided_by": lead.person_id}
        Message.objects.filter(pk=urgent.pk).update(**decided)
    assert median_wait(scheme, timezone.now()) == timedelta(hours=2)
    figures = moderated.browser("Cora Coordinator").get(moderated.world.url("figures/")).content.decode()
    assert "within 2 hours of working time" in figures
    page = moderated.browser("Lena Lead").get(moderated.world.url("messages/held/")).content.decode()
    assert "within 2 hours of working time" in page
    assert wait_words(None) == ""
    assert (
        wait_words(timedelta(minutes=20)) == "Half of the held messages are decided within 20 minutes of working time."
    )


def test_a_young_person_who_tells_of_harm_sees_at_once_who_was_told(talk: Talk) -> None:
    talk.say(HARM)
    page = talk.browser("mentee").get(talk.url()).content.decode()
    assert "We have told somebody" in page
    assert "Lena Lead" in page
    assert "safeguarding lead" in page
    assert "999" in page
    assert "0800 1111" in page
    assert "Lena Lead" not in talk.browser("mentor").get(talk.url()).content.decode()
    concern = Concern.objects.get()
    settle_by_record(concern=concern, by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    assert "has it" in talk.browser("mentee").get(talk.url()).content.decode()


@pytest.mark.parametrize("words", ["My stepdad hits me and I am scared to go home.", "I want to kill myself."])
def test_a_mentor_who_writes_the_same_sees_the_ordinary_waiting(talk: Talk, words: str) -> None:
    message = talk.say(words, mentor=True)
    assert message.state in ("urgent", "held")
    page = talk.browser("mentor").get(talk.url()).content.decode()
    assert "We have told" not in page
    assert "talk to somebody now" not in page
    assert "Waiting for a look" in page


def test_the_rota_decides_what_a_young_person_is_told(talk: Talk) -> None:
    from ithaca.oncall.models import Rota

    talk.say(HARM)
    day = timezone.localdate().weekday()
    Rota.objects.create(scheme=talk.world.scheme, days=[(day + 3) % 7], outside="")
    page = talk.browser("mentee").get(talk.url()).content.decode()
    assert "may not be at work now" in page
    Rota.objects.update(outside="lead")
    assert "may not be at work now" not in talk.browser("mentee").get(talk.url()).content.decode()
