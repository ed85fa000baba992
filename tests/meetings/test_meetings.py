"""Meetings: logging in two presses, arranging within the rules, the day's list, corrections, hours."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.consents.models import Consent
from ithaca.cover.models import Duty, Place
from ithaca.cover.services import drop_duty
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.meetings.forms import next_of
from ithaca.meetings.models import Meeting
from ithaca.meetings.selectors import todo, totals_of, uncovered
from ithaca.meetings.services.arrange import arrange as arrange_meeting
from ithaca.meetings.services.arrange import cancel, confirm
from ithaca.meetings.services.log import correct, depart, greet, log_meeting, take_back
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.end import end_pair
from ithaca.mentorships.services.pause import pause_contact
from ithaca.notices.models import Letter
from ithaca.oncall.models import Closed
from tests.support.pairs import STAFF, actor, arrange, cleared_pair, mentee_of, mentor_of
from tests.support.world import NOW, TODAY, World


@pytest.fixture
def pair(world: World) -> Mentorship:
    made = cleared_pair(world, channels=("meetings",))
    Mentorship.objects.filter(pk=made.pk).update(opened_at=timezone.now() - timedelta(days=60))
    made.refresh_from_db()
    return made


def place(world: World, name: str = "School library") -> Place:
    made: Place = Place.objects.create(scheme=world.scheme, name=name, feature="large_shared")
    return made


def tomorrow(hour: int = 14) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time(hour)))


def on_duty(world: World, first: int, last: int, *, day: datetime | None = None) -> Duty:
    made: Duty = Duty.objects.create(
        scheme=world.scheme,
        partner=world.school,
        person=world.people[STAFF[Role.COORDINATOR]],
        day=(day or tomorrow()).date(),
        starts=time(first),
        ends=time(last),
    )
    return made


def text(response: Any) -> str:
    return str(response.content.decode())


def filled_in(page: str) -> dict[str, str]:
    """What a browser would send if nobody touched the form."""
    fields = dict(re.findall(r'<input[^>]*name="([a-z_]+)"[^>]*value="([^"]*)"', page))
    fields |= dict.fromkeys(re.findall(r'<input[^>]*type="checkbox"[^>]*name="([a-z_]+)"[^>]*checked', page), "on")
    for name, options in re.findall(r'<select[^>]*name="([a-z_]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', options)
        fields[name] = chosen.group(1) if chosen else ""
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def test_logging_takes_two_presses_and_types_nothing(world: World, pair: Mentorship) -> None:
    place(world)
    client: Client = world.client(pair.mentor.person)
    assert "meetings/log/" in text(client.get(world.url(f"pairs/{pair.public_id}/")))
    url = world.url(f"pairs/{pair.public_id}/meetings/log/")
    answer = client.post(url, filled_in(text(client.get(url))))
    assert answer.status_code == 302
    logged = Meeting.objects.get()
    assert (logged.state, logged.minutes, logged.place and logged.place.name) == ("logged", 60, "School library")
    assert logged.mentor_came is logged.mentee_came is True
    again = client.post(url, filled_in(text(client.get(url))) | {"minutes": "30"})
    assert again.status_code in (302, 422)


def test_the_planned_meeting_is_what_is_logged(world: World, pair: Mentorship) -> None:
    began = timezone.now() - timedelta(hours=3)
    planned = Meeting.objects.create(
        scheme=world.scheme, mentorship=pair, state="confirmed", starts_at=began, minutes=45, place_words="Hall"
    )
    client = world.client(pair.mentor.person)
    url = world.url(f"pairs/{pair.public_id}/meetings/log/")
    page = text(client.get(url))
    assert "planned" in page
    assert client.post(url, filled_in(page)).status_code == 302
    planned.refresh_from_db()
    assert (planned.state, planned.minutes, planned.place_words) == ("logged", 45, "Hall")
    assert Meeting.objects.count() == 1


def test_words_are_asked_only_where_the_scheme_asks_and_read_by_the_two_alone(world: World, pair: Mentorship) -> None:
    mentor, url = world.client(pair.mentor.person), world.url(f"pairs/{pair.public_id}/meetings/")
    assert 'name="words"' not in text(mentor.get(url + "log/"))
    arrange(world, log_asks_words=True)
    page = text(mentor.get(url + "log/"))
    empty = mentor.post(url + "log/", filled_in(page))
    assert empty.status_code == 422
    assert "few words" in text(empty)
    mentor.post(url + "log/", filled_in(page) | {"words": "We spoke of Paris."})
    assert "We spoke of Paris." in text(world.client(pair.mentee.person).get(url))
    assert "We spoke of Paris." not in text(world.client(world.people[STAFF[Role.COORDINATOR]]).get(url))


@pytest.mark.parametrize(
    "change",
    [
        {"day_0": "31", "day_1": "2"},
        {"clock": "25:99"},
        {"clock": "noon"},
        {"minutes": "0"},
        {"minutes": "many"},
        {"minutes": "99999999999999999999"},
        {"day_2": "2399"},
        {"day_2": "1999"},
        {"place": "nosuchplacex"},
        {"place_words": "x" * 500},
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    world: World, pair: Mentorship, change: dict[str, str]
) -> None:
    client, url = world.client(pair.mentor.person), world.url(f"pairs/{pair.public_id}/meetings/log/")
    sent = filled_in(text(client.get(url)))
    names = {
        key: key.replace("day_0", "day_day").replace("day_1", "day_month").replace("day_2", "day_year")
        for key in change
    }
    answer = client.post(url, sent | {names[key]: value for key, value in change.items()})
    assert answer.status_code == 422
    assert not Meeting.objects.exists()


def test_the_same_meeting_is_not_logged_twice(world: World, pair: Mentorship) -> None:
    began, by = timezone.now() - timedelta(hours=2), mentor_of(world, pair)
    log_meeting(mentorship=pair, starts_at=began, minutes=60, by=by, at=timezone.now())
    with pytest.raises(NotNow, match="logged already"):
        log_meeting(mentorship=pair, starts_at=began + timedelta(minutes=5), minutes=60, by=by, at=timezone.now())
    assert totals_of([pair])[pair.pk] == (1, 60)


def test_who_did_not_come_is_kept_and_counts_for_no_hours(world: World, pair: Mentorship) -> None:
    began, by = timezone.now() - timedelta(hours=2), mentor_of(world, pair)
    missed = log_meeting(mentorship=pair, starts_at=began, minutes=60, mentee_came=False, by=by, at=timezone.now())
    assert (missed.state, missed.minutes) == ("missed", 0)
    assert totals_of([pair])[pair.pk] == (0, 0)


def test_a_log_is_corrected_with_a_reason_or_taken_back(world: World, pair: Mentorship) -> None:
    began, by = timezone.now() - timedelta(hours=2), mentor_of(world, pair)
    meeting = log_meeting(mentorship=pair, starts_at=began, minutes=60, words="Kept.", by=by, at=timezone.now())
    with pytest.raises(NotNow):
        correct(meeting=meeting, starts_at=began, minutes=30, reason=" ", by=by, at=timezone.now())
    staff = actor(world, Role.COORDINATOR)
    correct(meeting=meeting, starts_at=began, minutes=30, reason="A slip.", by=staff, at=timezone.now())
    assert (meeting.minutes, meeting.words) == (30, "Kept.")
    with pytest.raises(NotAllowed):
        correct(meeting=meeting, starts_at=began, minutes=5, reason="x", by=mentee_of(world, pair), at=timezone.now())
    take_back(meeting=meeting, reason="Never met.", by=by, at=timezone.now())
    assert totals_of([pair])[pair.pk] == (0, 0)
    with pytest.raises(NotNow):
        take_back(meeting=meeting, reason="", by=by, at=timezone.now())


@pytest.mark.parametrize(
    ("met", "every", "day", "clock"),
    [
        # Days before today (Monday 23 November 2026) and hours of the logged meetings, the latest first.
        ([(5, 16), (12, 16)], 7, date(2026, 11, 25), time(16)),
        ([(4, 9), (12, 16), (19, 16)], 7, date(2026, 11, 25), time(16)),
        ([(5, 16), (11, 9)], 7, date(2026, 11, 25), time(16)),
        ([(5, 16), (19, 16)], 14, date(2026, 12, 2), time(16)),
        ([(5, 16)], None, date(2026, 11, 25), time(16)),
        ([(40, 16)], 7, date(2026, 11, 25), time(16)),
        ([(1, 10)], 2, date(2026, 11, 24), time(10)),
        ([], 7, date(2026, 11, 30), None),
    ],
)
def test_the_next_meeting_is_proposed_for_the_usual_weekday_and_hour(
    world: World, met: list[tuple[int, int]], every: int | None, day: date, clock: time | None
) -> None:
    arrange(world, meet_every_days=every)
    found = next_of(pair_that_met(world, met), at=NOW)
    assert (found["day"], found.get("clock")) == (day, clock)


@pytest.mark.parametrize(
    ("met", "every", "shut", "day"),
    [
        ([(5, 16)], 7, (date(2026, 11, 24), date(2026, 12, 4)), date(2026, 12, 9)),  # the next Wednesday after it
        ([(1, 10)], 2, (date(2026, 11, 20), date(2026, 11, 25)), date(2026, 11, 26)),
        ([], 7, (date(2026, 11, 30), date(2026, 11, 30)), date(2026, 12, 1)),
        ([(5, 16)], 7, (date(2026, 11, 26), date(2026, 12, 4)), date(2026, 11, 25)),
    ],
)
def test_no_meeting_is_proposed_for_a_day_on_which_the_scheme_is_closed(
    world: World, met: list[tuple[int, int]], every: int, shut: tuple[date, date], day: date
) -> None:
    arrange(world, meet_every_days=every)
    Closed.objects.create(scheme=world.scheme, first_day=shut[0], last_day=shut[1])
    found = next_of(pair_that_met(world, met), at=NOW)
    assert found["day"] == day


def pair_that_met(world: World, met: list[tuple[int, int]]) -> Mentorship:
    """A pair whose logged meetings were so many days before today, at such an hour."""
    mentor, mentee = world.join("Mona", "mentor"), world.join("Milo", "mentee")
    pair = Mentorship.objects.create(scheme=world.scheme, mentor=mentor, mentee=mentee, why="x", state="active")
    for days, hour in met:
        starts = timezone.make_aware(datetime.combine(TODAY - timedelta(days=days), time(hour)))
        Meeting.objects.create(scheme=world.scheme, mentorship=pair, state="logged", starts_at=starts, minutes=60)
    return pair


def test_a_meeting_is_arranged_and_both_are_told(world: World, pair: Mentorship) -> None:
    client, url = world.client(pair.mentor.person), world.url(f"pairs/{pair.public_id}/meetings/arrange/")
    assert client.post(url, filled_in(text(client.get(url)))).status_code == 302
    assert Meeting.objects.get().state == "confirmed"
    assert Letter.objects.filter(name="meetings.confirmed").count() == 1  # to the mentee; the mentor did it


@pytest.mark.parametrize(
    ("settings", "channel", "with_place", "sentence"),
    [
        ({}, "video", False, "does not meet that way"),
        ({"designated_places_only": True}, "meetings", False, "one of the scheme"),
        ({"duty_needed": True}, "meetings", True, "on duty"),
        ({}, "messages", False, "does not meet that way"),
    ],
)
def test_the_rule_that_stands_in_the_way_is_named(
    world: World, pair: Mentorship, settings: dict[str, Any], channel: str, with_place: bool, sentence: str
) -> None:
    arrange(world, **settings)
    where = place(world) if with_place else None
    with pytest.raises(NotNow, match=sentence):
        arrange_meeting(
            mentorship=pair, starts_at=tomorrow(), minutes=60, channel=channel, place=where,
            by=mentor_of(world, pair), at=timezone.now(),
        )  # fmt: skip
    assert not Meeting.objects.exists()


def test_a_parent_who_did_not_agree_to_the_place_is_heard(world: World, pair: Mentorship) -> None:
    Consent.objects.filter(mentee=pair.mentee).update(items={"mentoring": True, "meeting_place": False})
    with pytest.raises(NotNow, match="has not said yes"):
        arrange_meeting(mentorship=pair, starts_at=tomorrow(), minutes=60, by=mentor_of(world, pair), at=timezone.now())


def test_a_session_needs_somebody_on_duty_for_its_whole_length(world: World, pair: Mentorship) -> None:
    arrange(world, duty_needed=True)
    first = on_duty(world, 13, 14)
    by, at, where = mentor_of(world, pair), timezone.now(), place(world)
    when = tomorrow(13) + timedelta(minutes=30)
    with pytest.raises(NotNow, match="on duty"):
        arrange_meeting(mentorship=pair, starts_at=when, minutes=60, place=where, by=by, at=at)
    on_duty(world, 14, 15)
    arrange_meeting(mentorship=pair, starts_at=when, minutes=60, place=where, by=by, at=at)
    assert uncovered(world.scheme, since=at, until=at + timedelta(days=3)) == []
    drop_duty(duty=first, by=actor(world, Role.COORDINATOR), at=at)
    assert len(uncovered(world.scheme, since=at, until=at + timedelta(days=3))) == 1
    assert Letter.objects.filter(name="meetings.cover_lost").count() == 1
    lines = todo(by=actor(world, Role.COORDINATOR), scheme=world.scheme, at=at)
    assert [line.urgency for line in lines if "duty" in line.words] == [0]


def test_where_the_scheme_wants_it_the_co_ordinator_agrees_first(world: World, pair: Mentorship) -> None:
    arrange(world, meetings_involve="approve")
    by, at = mentor_of(world, pair), timezone.now()
    meeting = arrange_meeting(mentorship=pair, starts_at=tomorrow(), minutes=60, by=by, at=at)
    assert meeting.state == "asked"
    with pytest.raises(NotAllowed):
        confirm(meeting=meeting, by=by, at=at)
    client = world.client(world.people[STAFF[Role.COORDINATOR]])
    assert "Mona Mentor" in text(client.get(world.url("meetings/asked/")))
    assert client.post(world.url(f"meetings/{meeting.public_id}/confirm/")).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == "confirmed"
    log_meeting(mentorship=pair, starts_at=at - timedelta(days=2), minutes=60, by=by, at=at)
    assert Letter.objects.filter(name="meetings.unagreed").count() == 1


def test_told_means_the_co_ordinator_hears_at_once(world: World, pair: Mentorship) -> None:
    arrange(world, meetings_involve="told")
    arrange_meeting(mentorship=pair, starts_at=tomorrow(), minutes=60, by=mentor_of(world, pair), at=timezone.now())
    assert Letter.objects.filter(name="meetings.told").count() == 1


def test_a_shut_gate_stops_arranging_and_the_door_of_the_school(world: World, pair: Mentorship) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    staff, at = actor(world, Role.COORDINATOR), timezone.now()
    meeting = arrange_meeting(mentorship=pair, starts_at=soon, minutes=60, by=staff, at=at)
    pause_contact(scheme=world.scheme, reason="A worry.", by=staff, at=at)
    with pytest.raises(NotNow):
        arrange_meeting(mentorship=pair, starts_at=tomorrow(), minutes=60, by=staff, at=at)
    with pytest.raises(NotNow, match="must not take place"):
        greet(meeting=meeting, by=staff, at=soon)
    page = text(world.client(world.people[STAFF[Role.COORDINATOR]]).get(world.url(f"day/?day={soon.date()}")))
    assert "must not take place" in page
    assert "A worry." not in page


def test_an_ending_calls_off_what_was_planned(world: World, pair: Mentorship) -> None:
    staff, at = actor(world, Role.COORDINATOR), timezone.now()
    meeting = arrange_meeting(mentorship=pair, starts_at=tomorrow(), minutes=60, by=staff, at=at)
    end_pair(mentorship=pair, cause="completed", reason="Done.", by=staff, at=at)
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"


def test_only_what_is_planned_can_be_called_off(world: World, pair: Mentorship) -> None:
    by = mentor_of(world, pair)
    logged = log_meeting(
        mentorship=pair, starts_at=timezone.now() - timedelta(hours=2), minutes=60, by=by, at=timezone.now()
    )
    with pytest.raises(NotNow, match="planned"):
        cancel(meeting=logged, reason="", by=by, at=timezone.now())


def test_the_days_list_for_the_school_and_arrivals(world: World, pair: Mentorship) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    staff = actor(world, Role.COORDINATOR)
    meeting = arrange_meeting(mentorship=pair, starts_at=soon, minutes=60, by=staff, at=timezone.now())
    contact = world.appoint("Sia School", Role.SCHOOL_CONTACT, partner=world.school)
    client = world.client(contact)
    url = world.url(f"day/?day={timezone.localdate(soon)}")
    assert "Mona Mentor" in text(client.get(url))
    assert "sheet__tick" in text(client.get(url + "&print=1"))
    by = world.as_(contact, Role.SCHOOL_CONTACT, of=world.school.pk)
    greet(meeting=meeting, by=by, at=soon)
    meeting.refresh_from_db()
    depart(meeting=meeting, by=by, at=soon + timedelta(hours=1))
    meeting.refresh_from_db()
    assert meeting.arrived_at is not None
    assert meeting.left_at is not None
    for rubbish in ("?day=2026-02-31", "?day=0001-01-01", "?day=x"):
        assert client.get(world.url(f"day/{rubbish}")).status_code == 200


def test_another_school_sees_and_greets_nobody(world: World, pair: Mentorship) -> None:
    soon = timezone.now() + timedelta(minutes=1)
    meeting = arrange_meeting(
        mentorship=pair, starts_at=soon, minutes=60, by=actor(world, Role.COORDINATOR), at=timezone.now()
    )
    from ithaca.organisations.models import Partner

    far = Partner.objects.create(organisation=world.organisation, name="Hill School", kinds=["school"])
    contact = world.appoint("Fay Far", Role.SCHOOL_CONTACT, partner=far)
    client = world.client(contact)
    assert "Mona Mentor" not in text(client.get(world.url(f"day/?day={timezone.localdate(soon)}")))
    assert client.post(world.url(f"meetings/{meeting.public_id}/greet/")).status_code == 404


@pytest.mark.parametrize("rest", ["", "log/", "arrange/"])
def test_a_stranger_gets_what_a_missing_pair_gets(world: World, pair: Mentorship, rest: str) -> None:
    client = world.client(world.join("Stan Stranger", "mentor").person)
    assert client.get(world.url(f"pairs/{pair.public_id}/meetings/{rest}")).status_code == 404


def test_hours_and_the_day_ask_as_often_for_thirty_as_for_three(world: World, pair: Mentorship) -> None:
    client = world.client(world.people[STAFF[Role.COORDINATOR]])
    soon = timezone.now() + timedelta(minutes=1)

    def more(count: int) -> None:
        for _n in range(count):
            one, other = world.join(f"M No{world.count}", "mentor"), world.join(f"N No{world.count}", "mentee")
            made = Mentorship.objects.create(scheme=world.scheme, mentor=one, mentee=other, state="active")
            Meeting.objects.create(scheme=world.scheme, mentorship=made, state="confirmed", starts_at=soon, minutes=60)

    def queries(rest: str) -> int:
        client.get(world.url(rest))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(world.url(rest)).status_code == 200
        return len(asked)

    day = f"day/?day={timezone.localdate(soon)}"
    more(2)
    few = queries("meetings/hours/"), queries(day)
    more(27)
    assert (queries("meetings/hours/"), queries(day)) == few
