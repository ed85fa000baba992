"""Which delivered messages a person reads, what was found, and what the sample supports (MSG-05, SG-7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.moderation import drawing
from ithaca.moderation.bound import at_most
from ithaca.moderation.drawing import lot, share
from ithaca.moderation.models import Rate, Reading
from ithaca.moderation.selectors import readings_visible_to, statement, todo
from ithaca.moderation.services import find, open_reading, worry
from ithaca.safeguarding.models import Concern
from ithaca.vetting.models import Check
from tests.messaging.conftest import Talk
from tests.support.pairs import STAFF, arrange


def reading_of(talk: Talk, words: str = "Hello", **more: bool) -> Reading:
    """The reading of a new message."""
    return Reading.objects.get(message=talk.say(words, **more))


def test_the_first_three_messages_of_a_pair_are_always_read(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    Rate.objects.create(scheme=talk.world.scheme, share=0.0, counted_at=timezone.now())
    monkeypatch.setattr(drawing, "LEAST_WITH_CHILDREN", 0.0)
    sent = [talk.say(f"Message {n}") for n in range(5)]
    chosen = set(Reading.objects.filter(why="first").values_list("message_id", flat=True))
    assert chosen == {message.pk for message in sent[:3]}


def test_held_messages_were_read_at_the_desk_and_are_not_read_twice(moderated: Talk) -> None:
    message = moderated.say("Hello")
    from ithaca.messaging.services import release

    release(message=message, by=moderated.staff(), at=timezone.now())
    assert not Reading.objects.exists()


def test_the_draw_is_even_and_follows_the_share() -> None:
    lots = [lot(f"message{n}") for n in range(100_000)]
    for part in (0.01, 0.05, 0.25):
        assert abs(sum(one < part for one in lots) / len(lots) - part) < 4 * (part * (1 - part) / len(lots)) ** 0.5


def test_the_draw_cannot_be_told_without_the_key(settings: object) -> None:
    before = lot("abcdefghjkmn")
    settings.SECRET_KEY = "another key altogether"  # type: ignore[attr-defined]
    assert lot("abcdefghjkmn") != before


def test_the_share_is_the_minutes_over_the_week_and_never_nothing_for_children() -> None:
    assert share(minutes=20, a_week=1200, children=True) == pytest.approx(0.05)
    assert share(minutes=0, a_week=1200, children=True) == drawing.LEAST_WITH_CHILDREN
    assert share(minutes=0, a_week=1200, children=False) == 0
    assert share(minutes=600, a_week=10, children=True) == drawing.MOST


def test_reading_is_one_press_and_the_next_one_follows(talk: Talk) -> None:
    first, _second = talk.say("First canary"), talk.say("Second parrot")
    browser = talk.browser("Cora Coordinator")
    page = browser.get(talk.world.url("reading/")).content.decode()
    assert "First canary" in page
    assert "2 messages wait" in page
    assert Event.objects.filter(name="messaging.delivered_read", about=first.public_id).exists()
    url = talk.world.url(f"reading/{first.reading.public_id}")
    page = browser.post(url, {"once": "1", "finding": "fine"}, follow=True).content.decode()
    assert "Second parrot" in page
    row = Reading.objects.get(message=first)
    assert (row.state, row.read_by) == ("fine", talk.world.people["Cora Coordinator"])
    assert Event.objects.filter(name="moderation.read").count() == 1


def test_what_should_have_been_stopped_is_answered_with_what_follows_and_where_to_undo_it(talk: Talk) -> None:
    reading = reading_of(talk)
    browser, url = talk.browser("Cora Coordinator"), talk.world.url(f"reading/{reading.public_id}")
    page = browser.post(url, {"once": "1", "finding": "missed"}, follow=True).content.decode()
    assert "The same words of the same kind of writer wait for you from now on." in page
    assert "You can take that back under “Marked as wrong”." in page
    wrong = browser.get(talk.world.url("screening/wrong")).content.decode()
    assert "Waits from now on" in wrong
    assert "Take it back" in wrong


def test_what_worries_goes_out_of_sight_and_becomes_a_concern(talk: Talk) -> None:
    reading = reading_of(talk, "Canary of worry", mentor=True)
    concern = find(reading=reading, finding="harmful", by=talk.staff(), at=timezone.now())
    assert concern is not None
    assert concern.subjects.get().person == talk.pair.mentor.person
    assert "Canary" not in talk.browser("mentee").get(talk.url()).content.decode()
    assert "Canary" in talk.browser("mentor").get(talk.url()).content.decode()


def test_the_second_of_two_readers_is_told(talk: Talk) -> None:
    reading = reading_of(talk)
    find(reading=reading, finding="fine", by=talk.staff(), at=timezone.now())
    with pytest.raises(NotNow, match="Somebody else"):
        find(reading=reading, finding="harmful", by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    assert not Concern.objects.exists()


def test_a_worry_counts_also_when_somebody_else_saw_nothing_in_it(talk: Talk) -> None:
    """A co-ordinator and a lead have the same message before them: what worries one of them is never lost."""
    reading = reading_of(talk, "Canary of worry", mentor=True)
    url = talk.world.url(f"reading/{reading.public_id}")
    talk.browser("Cora Coordinator").post(url, {"once": "1", "finding": "fine"})
    lena = talk.browser("Lena Lead")
    page = lena.post(url, {"once": "2", "finding": "harmful"}, follow=True).content.decode()
    concern = Concern.objects.get()
    assert concern.receipt in page
    reading.refresh_from_db()
    assert (reading.state, reading.read_by) == ("harmful", talk.world.people["Lena Lead"])
    assert reading.message.state == "frozen"
    page = lena.post(url, {"once": "3", "finding": "harmful"}, follow=True).content.decode()
    assert "out of sight by now" in page
    assert Concern.objects.count() == 1


def test_whoever_presses_second_is_told_and_the_first_finding_stands(talk: Talk) -> None:
    reading = reading_of(talk)
    url = talk.world.url(f"reading/{reading.public_id}")
    talk.browser("Cora Coordinator").post(url, {"once": "1", "finding": "fine"})
    page = talk.browser("Lena Lead").post(url, {"once": "2", "finding": "missed"}, follow=True).content.decode()
    assert "Somebody else has read this message already." in page
    reading.refresh_from_db()
    assert (reading.state, reading.read_by) == ("fine", talk.world.people["Cora Coordinator"])


def test_what_a_closed_concern_gave_back_may_worry_a_reader_again(talk: Talk) -> None:
    reading = reading_of(talk, "Canary of worry", mentor=True)
    Reading.objects.update(state="harmful")
    assert worry(reading=reading, by=talk.staff(), at=timezone.now()) == Concern.objects.get()


def test_nobody_is_worried_about_a_message_of_their_own_pair_here(talk: Talk) -> None:
    """Nor does the answer say why it is not there."""
    reading = reading_of(talk)
    from ithaca.schemes.models import Appointment

    person = talk.pair.mentor.person
    Appointment.objects.create(scheme=talk.world.scheme, person=person, role="coordinator", since="2026-01-01")
    with pytest.raises(NotNow, match="out of sight"):
        worry(reading=reading, by=talk.world.as_(person, Role.COORDINATOR), at=timezone.now())
    assert not Concern.objects.exists()


def test_a_reader_whose_own_check_is_missing_reads_nothing(talk: Talk) -> None:
    reading = reading_of(talk, "Canary of the sample")
    Check.objects.filter(person=talk.world.people[STAFF[Role.COORDINATOR]]).update(next_due="2020-01-01")
    page = talk.browser("Cora Coordinator").get(talk.world.url("reading/"))
    assert page.status_code == 403
    assert "Canary" not in page.content.decode()
    with pytest.raises(NotAllowed):
        open_reading(reading=reading, by=talk.staff(), at=timezone.now())
    with pytest.raises(NotAllowed):
        find(reading=reading, finding="fine", by=talk.staff(), at=timezone.now())


def test_nobody_reads_samples_of_their_own_pair(talk: Talk) -> None:
    reading_of(talk)
    from ithaca.schemes.models import Appointment

    person = talk.pair.mentor.person
    Appointment.objects.create(scheme=talk.world.scheme, person=person, role="coordinator", since="2026-01-01")
    assert not readings_visible_to(talk.world.as_(person, Role.COORDINATOR)).exists()
    assert readings_visible_to(talk.staff()).exists()
    assert not readings_visible_to(talk.world.as_(person, Role.MENTOR, of=talk.pair.mentor_id)).exists()


def test_today_leads_to_the_list_and_says_how_long_it_takes(talk: Talk) -> None:
    for n in range(3):
        talk.say(f"Canary {n}")
    lines = todo(by=talk.staff(), scheme=talk.world.scheme, at=timezone.now())
    assert [(line.page, line.urgency) for line in lines] == [("moderation:readings", 2)]
    assert "3 delivered messages to read, about 1 min" in str(lines[0].words)
    assert "Canary" not in repr(lines)
    assert "reading/" in talk.browser("Cora Coordinator").get(talk.world.url("")).content.decode()


def test_the_page_says_what_the_sample_supports(talk: Talk) -> None:
    for n in range(4):
        message = talk.say(f"Message {n}")
        Reading.objects.update_or_create(
            message=message, defaults={"scheme": talk.world.scheme, "why": "sample", "drawn": n < 2}
        )
    Reading.objects.filter(drawn=True).update(state="fine")
    said = statement(talk.world.scheme, at=timezone.now())
    assert (said.read, said.of, said.bad, said.waiting, said.at_most) == (2, 4, 0, 0, 2)
    page = talk.browser("Cora Coordinator").get(talk.world.url("reading/")).content.decode()
    assert "None of the 2 read of 4 messages" in page
    assert "if 2 of the 4 were bad" in page
    later = statement(talk.world.scheme, at=timezone.now() + timedelta(weeks=13))
    assert "says nothing" in later.words


@pytest.mark.parametrize(
    ("bad", "read", "of", "most"),
    [(0, 150, 4000, 77), (0, 0, 10, 10), (0, 4000, 4000, 0), (3, 10, 10, 3), (10, 10, 20, 20), (1, 59, 1000, 76)],
)
def test_the_bound_is_the_exact_one(bad: int, read: int, of: int, most: int) -> None:
    found = at_most(bad=bad, read=read, of=of)
    assert abs(found - most) <= 1
    assert bad <= found <= of


def test_the_minutes_are_changed_with_a_reason_and_never_to_nothing_where_there_are_children(talk: Talk) -> None:
    arrange(talk.world, mode="blended")
    browser, url = talk.browser("Lena Lead"), talk.world.url("reading/minutes")
    page = browser.post(url, {"once": "1", "minutes": "0", "reason": "No time"})
    assert page.status_code == 422
    assert "at least one minute" in page.content.decode()
    browser.post(url, {"once": "2", "minutes": "5", "reason": "Less time this term"})
    talk.world.scheme.refresh_from_db()
    assert talk.world.scheme.arrangements.reading_minutes() == 5
    other = talk.browser("Cora Coordinator").post(url, {"once": "3", "minutes": "2", "reason": "Less"})
    assert "Only the safeguarding lead" in other.content.decode()
