"""Sending: the original is kept, the policy decides, the gate is asked each time, nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.consents.services import give_consents
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.gate import may_be_in_contact
from ithaca.mentorships.services.pause import pause_contact
from ithaca.messaging.models import Draft, Message
from ithaca.messaging.selectors import draft_of, messages_visible_to
from ithaca.messaging.services import release, send_message, send_or_keep
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern
from tests.messaging.conftest import PHONE, Talk
from tests.support.pairs import mentee_of, mentor_of
from tests.support.world import World


def test_a_plain_message_is_delivered_and_its_notice_carries_no_word_of_it(talk: Talk) -> None:
    message = talk.say("I liked the harbour canary visit.")
    assert (message.state, message.delivered_text) == ("delivered", "I liked the harbour canary visit.")
    letter = Letter.objects.get(name="messaging.arrived")
    assert letter.person == talk.pair.mentor.person
    assert "canary" not in letter.subject + letter.body
    assert talk.pair.mentee.person.given_name not in letter.body


def test_a_telephone_number_never_reaches_the_other_side(talk: Talk) -> None:
    message = talk.say(PHONE)
    assert message.original == PHONE
    assert "900123" not in message.delivered_text
    seen = messages_visible_to(mentor_of(talk.world, talk.pair), talk.pair)
    assert all("900123" not in row.delivered_text for row in seen)


def test_where_every_message_is_moderated_it_waits(moderated: Talk) -> None:
    assert moderated.say("Hello").state == "held"
    assert not messages_visible_to(mentor_of(moderated.world, moderated.pair), moderated.pair).exists()
    assert messages_visible_to(mentee_of(moderated.world, moderated.pair), moderated.pair).count() == 1
    assert not Letter.objects.filter(name="messaging.arrived").exists()


def test_words_about_harm_are_stopped_and_the_lead_is_told(talk: Talk) -> None:
    message = talk.say("My stepdad hits me and I am scared to go home.")
    assert message.state == "urgent"
    concern = Concern.objects.get(about_ref=f"messaging.message:{message.public_id}")
    assert concern.route == "lead"
    letter = Letter.objects.get(name="oncall.alarm", person=talk.world.people["Lena Lead"])
    assert letter.urgent
    assert "stepdad" not in letter.body


def test_while_contact_is_paused_the_words_are_kept_as_a_draft(talk: Talk) -> None:
    by, at = talk.staff(), timezone.now()
    pause_contact(scheme=talk.world.scheme, mentorship=talk.pair, reason="Somebody is ill.", by=by, at=at)
    with pytest.raises(NotNow):
        talk.say("Are you there?")
    me = mentee_of(talk.world, talk.pair)
    sent = send_or_keep(mentorship=talk.pair, sender=talk.pair.mentee, body="Are you there?", by=me, at=at)
    assert sent.message is None
    assert "draft" in sent.refusal
    assert draft_of(talk.pair, talk.pair.mentee) == "Are you there?"
    assert not Message.objects.exists()


def test_a_parents_no_to_messages_closes_them_and_nothing_else(talk: Talk) -> None:
    waiting = talk.say("Ring me on 07700 900123, or my mum hits me.")
    give_consents(
        mentees=[talk.pair.mentee],
        items={"mentoring": True, "meeting_place": True, "messages": False},
        method="paper",
        given_by="",
        given_on=timezone.localdate(),
        by=talk.staff(),
        at=timezone.now(),
    )
    with pytest.raises(NotNow, match="parent or carer"):
        talk.say("Are you there?", mentor=True)
    with pytest.raises(NotNow):
        release(message=waiting, by=talk.staff(), at=timezone.now())
    assert may_be_in_contact(talk.pair, at=timezone.now()).open
    page = talk.browser("mentor").get(talk.url()).content.decode()
    assert "You can read here, but not write" in page


def test_nobody_writes_as_the_other(talk: Talk) -> None:
    with pytest.raises(NotAllowed):
        send_message(
            mentorship=talk.pair,
            sender=talk.pair.mentor,
            body="Hello",
            by=mentee_of(talk.world, talk.pair),
            at=timezone.now(),
        )


def test_a_scheme_without_messages_takes_none(world: World) -> None:
    from tests.support.pairs import cleared_pair

    pair = cleared_pair(world, channels=("meetings",))
    with pytest.raises(NotNow):
        Talk(world, pair).say("Hello")
    assert Talk(world, pair).browser("mentee").get(world.url(f"messages/{pair.public_id}/")).status_code == 404


def test_the_two_send_and_read_in_the_browser(talk: Talk) -> None:
    page = talk.browser("mentee").post(talk.url(), {"body": "Hello there", "once": "a"})
    assert page.status_code == 302
    assert page["Location"].endswith("#latest")
    assert "Hello there" in talk.browser("mentor").get(talk.url()).content.decode()
    assert Message.objects.get().read_at is not None


@pytest.mark.parametrize(
    ("body", "sentence", "kept"),
    [
        ("", "Write something first", ""),
        ("   ", "Write something first", ""),
        ("x" * 10_001, "1 character too long to send at once. Please send it in two parts.", "x" * 10_001),
        ("x" * 10_002, "2 characters too long to send at once. Please send it in two parts.", "x" * 10_002),
        ("before\x00after", "cannot be kept", "beforeafter"),
    ],
)
def test_what_cannot_be_sent_comes_back_in_the_box(talk: Talk, body: str, sentence: str, kept: str) -> None:
    page = talk.browser("mentee").post(talk.url(), {"body": body, "once": "k"})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert kept in page.content.decode()
    assert not Message.objects.exists()


def test_a_worry_is_never_asked_to_be_sent_in_two_parts(talk: Talk) -> None:
    message = talk.say("Hello", mentor=True)
    words = "x" * 10_001
    page = talk.browser("mentee").post(talk.url(f"worried/{message.public_id}"), {"words": words, "once": "w"})
    assert page.status_code == 422
    assert "1 character too long. Please shorten it." in page.content.decode()
    assert "two parts" not in page.content.decode()
    assert words in page.content.decode()


def test_broken_letters_come_back_with_a_sentence(talk: Talk) -> None:
    page = talk.browser("mentee").post(
        talk.url(), b"body=caf%E9+again&once=q", content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 422
    assert "arrived broken" in page.content.decode()
    assert "again" in page.content.decode()


def test_a_message_far_too_big_gets_a_sentence_and_changes_nothing(talk: Talk) -> None:
    page = talk.browser("mentee").post(talk.url(), {"body": "y" * 10_000_000, "once": "b"})
    assert page.status_code in (400, 413)
    assert "larger than we can take" in page.content.decode()
    assert not Message.objects.exists()


def test_a_double_press_sends_once(talk: Talk) -> None:
    browser = talk.browser("mentee")
    first = browser.post(talk.url(), {"body": "Only once", "once": "same"})
    second = browser.post(talk.url(), {"body": "Only once", "once": "same"})
    assert first["Location"] == second["Location"]
    assert Message.objects.count() == 1


def test_back_and_send_again_or_two_tabs_send_once(talk: Talk) -> None:
    browser = talk.browser("mentee")
    first = browser.post(talk.url(), {"body": "Only once", "once": "a"})
    browser.post(talk.url("draft"), {"body": "Only once"})
    again = browser.post(talk.url(), {"body": "Only once", "once": "b"})
    assert (again.status_code, again["Location"]) == (302, first["Location"])
    assert Message.objects.count() == 1
    assert not Draft.objects.exists()


def test_the_same_words_are_sent_again_where_they_are_meant(talk: Talk) -> None:
    me, other = mentee_of(talk.world, talk.pair), mentor_of(talk.world, talk.pair)
    at = timezone.now()

    def send(minutes: int, *, mentor: bool = False) -> None:
        side, by = (talk.pair.mentor, other) if mentor else (talk.pair.mentee, me)
        later = at + timedelta(minutes=minutes)
        assert send_or_keep(mentorship=talk.pair, sender=side, body="Yes", by=by, at=later).message is not None

    send(0)
    send(2)
    send(3, mentor=True)
    send(3)
    assert Message.objects.count() == 4, "two minutes later, the other side, and after an answer"
    Message.objects.update(state="held", delivered_at=None)
    Message.objects.update(state="returned")
    send(4)
    assert Message.objects.count() == 5, "what came back may go as it was"


def test_paused_in_the_browser_the_words_stand_on_the_page(talk: Talk) -> None:
    by = talk.staff()
    pause_contact(scheme=talk.world.scheme, mentorship=talk.pair, reason="Ill.", by=by, at=timezone.now())
    browser = talk.browser("mentee")
    page = browser.post(talk.url(), {"body": "Words I want to keep", "once": "p"}, follow=True).content.decode()
    assert "Words I want to keep" in page
    assert "not possible at the moment" in page
    assert "You can read here, but not write" in page
    assert "Ill." not in page


def test_drafts_are_kept_and_shown_again(talk: Talk) -> None:
    browser = talk.browser("mentee")
    assert browser.post(talk.url("draft"), {"body": "Half a thou"}).status_code == 204
    assert "Half a thou" in browser.get(talk.url()).content.decode()
    assert "Half a thou" not in talk.browser("mentor").get(talk.url()).content.decode()
    browser.post(talk.url(), {"body": "A whole thought", "once": "d"})
    assert not Draft.objects.exists()


def test_only_the_two_come_in(talk: Talk, other_world: World) -> None:
    talk.say("Canary words")
    parent = talk.world.carer("Petra Parent", talk.pair.mentee)
    school = talk.world.appoint("Sam School", Role.SCHOOL_CONTACT, partner=talk.world.school)
    for name in ("Cora Coordinator", "Lena Lead", parent.name, school.name):
        assert talk.browser(name).get(talk.url()).status_code == 404
    stranger = other_world.appoint("Olga Other", Role.COORDINATOR)
    assert other_world.client(stranger).get(talk.url()).status_code == 404
    assert other_world.client(stranger).get(other_world.url(f"messages/{talk.pair.public_id}/")).status_code == 404


def test_a_long_thread_reads_fifty_at_a_time_with_the_same_number_of_queries(
    talk: Talk, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, counts = talk.browser("mentee"), []
    for many in (3, 120):
        _write_many(talk, many)
        browser.get(talk.url())  # what was new is read
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = browser.get(talk.url()).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert page.count("bubble__who") == 50
    assert "Line 119" in page
    assert "Line 60" not in page
    earlier = browser.get(talk.url() + page.split('href="?before=')[1].split('"')[0].join(["?before=", ""]))
    assert "Line 60" in earlier.content.decode()
    assert "Line 119" not in earlier.content.decode()


def _write_many(talk: Talk, many: int) -> None:
    start = timezone.now() - timedelta(days=2)
    Message.objects.bulk_create(
        Message(
            scheme=talk.world.scheme,
            mentorship=talk.pair,
            sender=talk.pair.mentor if n % 2 else talk.pair.mentee,
            original=f"Line {n}",
            delivered_text=f"Line {n}",
            state="delivered",
            action="allow",
            engine_version="1",
            policy_version="children/1",
            sent_at=start + timedelta(minutes=n),
            delivered_at=start + timedelta(minutes=n),
        )
        for n in range(many)
    )


def test_whoever_tells_of_harm_sees_the_helplines_at_once_and_the_other_side_nothing(talk: Talk) -> None:
    talk.say("My stepdad hits me and I am scared to go home.")
    assert "0800 1111" in talk.browser("mentee").get(talk.url()).content.decode()
    other = talk.browser("mentor").get(talk.url()).content.decode()
    assert "0800 1111" not in other
    assert "stepdad" not in other
