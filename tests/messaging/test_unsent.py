"""Contact is closed and somebody cries for help all the same: the words reach nobody else, so they are heard here (SG-8)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.mentorships.services.end import end_pair
from ithaca.mentorships.services.pause import pause_contact
from ithaca.messaging.asked import pairs_behind
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import draft_of
from ithaca.messaging.services import send_or_keep
from ithaca.messaging.waits import help_unsent
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern, Entry
from ithaca.safeguarding.services import raise_concern
from tests.messaging.conftest import Talk
from tests.support.pairs import mentee_of, mentor_of

CRY = "my dad hits me every night and i want to die"


def close(talk: Talk, how: str) -> None:
    """The co-ordinator ends the pair, or pauses its contact."""
    by, at = talk.staff(), timezone.now()
    if how == "ended":
        end_pair(mentorship=talk.pair, cause="mismatch", reason="They did not suit.", by=by, at=at)
    else:
        pause_contact(scheme=talk.world.scheme, mentorship=talk.pair, reason="Ill.", by=by, at=at)


def press(talk: Talk, words: str, once: str, who: str = "mentee") -> str:
    """Press Send in a page that was opened before; the page that follows."""
    return talk.browser(who).post(talk.url(), {"body": words, "once": once}, follow=True).content.decode()


@pytest.mark.parametrize("how", ["ended", "paused"])
def test_a_cry_for_help_after_contact_has_closed_is_heard_and_the_writer_sees_who_was_told(
    talk: Talk, how: str
) -> None:
    close(talk, how)
    page = press(talk, CRY, "a")
    concern = Concern.objects.get()
    assert (concern.route, list(concern.subjects.all())) == ("lead", [])
    assert CRY in Entry.objects.get().words
    letter = Letter.objects.get(name="oncall.alarm")
    assert (letter.person, letter.urgent) == (talk.world.people["Lena Lead"], True)
    assert "dad" not in letter.subject + letter.body
    for sentence in ("We have told somebody", "Lena Lead", "999", "0800 1111"):
        assert sentence in page
    assert not Message.objects.exists()
    assert draft_of(talk.pair, talk.pair.mentee) == CRY
    other = talk.browser("mentor").get(talk.url()).content.decode()
    assert "We have told somebody" not in other
    assert "dad" not in other


def test_the_lead_reads_the_words_in_the_concern_and_finds_the_pair_behind_it(talk: Talk) -> None:
    close(talk, "paused")
    press(talk, CRY, "a")
    concern = Concern.objects.get()
    page = talk.browser("Lena Lead").get(talk.world.url(f"concerns/{concern.public_id}/")).content.decode()
    assert CRY in page
    assert "found by the check of messages" in page
    assert pairs_behind(concern=concern) == [talk.pair.pk]


def test_the_same_words_again_raise_no_second_concern_until_it_is_closed(talk: Talk) -> None:
    close(talk, "paused")
    for once in ("a", "b", "c"):
        assert "We have told somebody" in press(talk, CRY, once)
    assert Concern.objects.count() == 1
    press(talk, "I want to kill myself.", "d")
    assert Concern.objects.count() == 2
    Concern.objects.update(state="closed")
    press(talk, CRY, "e")
    assert Concern.objects.count() == 3
    assert Letter.objects.filter(name="oncall.alarm", person=talk.world.people["Lena Lead"]).count() == 3


@pytest.mark.parametrize("words", ["Are you there?", "Ring me on 07700 900123"])
def test_other_words_stay_the_writers_own(talk: Talk, words: str) -> None:
    close(talk, "paused")
    page = press(talk, words, "a")
    assert not Concern.objects.exists()
    assert "We have told somebody" not in page
    assert words in page


def test_words_that_name_the_lead_go_past_her(talk: Talk) -> None:
    close(talk, "ended")
    press(talk, "mrs lead hits me and i want to die", "a")
    assert Concern.objects.get().route == "third"
    assert not Letter.objects.filter(name="oncall.alarm", person=talk.world.people["Lena Lead"]).exists()


def test_a_mentor_is_heard_too_and_sees_no_more_than_before(talk: Talk) -> None:
    close(talk, "paused")
    page = press(talk, "I want to kill myself.", "a", who="mentor")
    assert Concern.objects.count() == 1
    assert "We have told somebody" not in page


def test_what_no_machine_could_look_at_is_read_by_somebody(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ithaca.screening.engine.detect", None)
    close(talk, "paused")
    press(talk, "Are you there?", "a")
    assert "Are you there?" in Entry.objects.get().words


def test_who_was_told_stands_there_for_a_fortnight_and_for_the_writer_alone(talk: Talk) -> None:
    close(talk, "paused")
    press(talk, CRY, "a")
    now, later = timezone.now(), timezone.now() + timedelta(days=15)
    assert help_unsent(talk.pair, talk.pair.mentee, now) is not None
    assert help_unsent(talk.pair, talk.pair.mentee, later) is None
    assert help_unsent(talk.pair, talk.pair.mentor, now) is None


@pytest.mark.parametrize("how", ["ended", "paused"])
def test_a_closed_page_shows_a_child_whom_to_ring_and_where_to_tell(talk: Talk, how: str) -> None:
    open_page = talk.browser("mentee").get(talk.url()).content.decode()
    assert "0800 1111" not in open_page
    close(talk, how)
    page = talk.browser("mentee").get(talk.url()).content.decode()
    told = page[page.index('id="latest"') :]
    assert "0800 1111" in told
    assert talk.world.url("worried") in told[: told.index("helplines")]
    assert "0800 1111" not in talk.browser("mentor").get(talk.url()).content.decode()
    assert ("no longer write" in page, "not write at the moment" in page) == (how == "ended", how == "paused")


def test_a_pair_that_has_ended_is_told_that_it_is_for_good(talk: Talk) -> None:
    close(talk, "ended")
    by, at = mentor_of(talk.world, talk.pair), timezone.now()
    sent = send_or_keep(mentorship=talk.pair, sender=talk.pair.mentor, body="Goodbye!", by=by, at=at)
    assert (
        sent.refusal == "Your time together here has ended, so nothing more can be sent. What you wrote is kept here."
    )


def test_an_older_concern_of_another_pair_is_not_taken_for_it(talk: Talk) -> None:
    by, at = mentee_of(talk.world, talk.pair), timezone.now()
    place = {"organisation": talk.world.organisation, "scheme": talk.world.scheme}
    raise_concern(words=CRY, about_ref="messaging.unsent:otherpair:mentee:x:1", by=by, at=at, **place)
    close(talk, "paused")
    press(talk, CRY, "a")
    assert Concern.objects.count() == 2
