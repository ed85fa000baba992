"""Suspected sexual abuse of a child: locked at once, seen by nobody but through the concern, held as evidence (OS-5).

The words here are harmless markers of the policy's own classes, no more.
"""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.messaging.models import Message
from ithaca.messaging.seal import seal
from ithaca.messaging.selectors import held_visible_to, todo
from ithaca.messaging.services import (
    freeze,
    lock,
    open_thread,
    read_opened,
    release,
    return_message,
    take_pack,
    unlock,
)
from ithaca.privacy.models import Hold
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import triage
from tests.messaging.conftest import Talk
from tests.messaging.test_surfaces import every_page
from tests.support.pairs import mentee_of, mentor_of

CANARY = "zebrafinch"
MARKER = f"This {CANARY} is our secret, do not tell your mum."
LEADS = ("Lena Lead", "Della Deputy")


@pytest.fixture
def locked(talk: Talk) -> Message:
    """A message of the mentor that was locked as it came."""
    message = talk.say(MARKER, mentor=True)
    assert message.state == "locked", message.reasons
    return message


def test_it_is_locked_sealed_and_held_in_the_transaction_that_keeps_it(talk: Talk, locked: Message) -> None:
    assert locked.original == MARKER
    sent = Event.objects.get(name="messaging.sent", about=locked.public_id)
    assert sent.data["seal"] == seal(locked.salt, MARKER)
    assert Event.objects.filter(name="messaging.locked", about=locked.public_id).count() == 1
    assert Hold.objects.get().subject == talk.pair.public_id
    concern = Concern.objects.get()
    assert [subject.person for subject in concern.subjects.all()] == [talk.pair.mentor.person]
    talk.say(MARKER + " Really.", mentor=True)
    assert Hold.objects.count() == 1, "one hold is enough"


def test_no_page_shows_it_to_anybody_and_the_writer_sees_what_every_writer_of_a_held_one_sees(
    talk: Talk, locked: Message
) -> None:
    talk.say(f"Hello, and a {CANARY[:5]} to you", mentor=True)
    shown = []
    for who in ("Cora Coordinator", *LEADS, talk.pair.mentee.person.name, talk.pair.mentor.person.name):
        browser = talk.browser(who)
        browser.raise_request_exception = False
        for name, url in every_page(talk, locked.public_id):
            if CANARY in browser.get(url).content.decode(errors="replace"):
                shown.append((who, name))
    assert set(shown) == {(talk.pair.mentor.person.name, "messaging:thread")}
    assert "Waiting for a look" in talk.browser("mentor").get(talk.url()).content.decode()
    for role in (Role.COORDINATOR, Role.SAFEGUARDING_LEAD):
        assert not held_visible_to(talk.staff(role)).exists()
        assert todo(by=talk.staff(role), scheme=talk.world.scheme, at=timezone.now()) == []


def test_an_opened_thread_shows_that_it_is_there_and_no_word_and_the_pack_of_a_lead_proves_it(
    talk: Talk, locked: Message
) -> None:
    at, lena = timezone.now(), talk.staff(Role.SAFEGUARDING_LEAD)
    opening = open_thread(mentorship=talk.pair, reason="The police asked for it.", by=lena, at=at)
    assert [row.pk for row in read_opened(opening=opening, by=lena, at=at)] == [locked.pk]
    page = talk.browser("Lena Lead").get(talk.world.url(f"messages/opened/{opening.public_id}")).content.decode()
    assert CANARY not in page
    assert "kept as evidence" in page
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(take_pack(opening=opening, by=lena, at=at))) as pack:
        line = json.loads(pack.read("messages.jsonl"))
        assert seal(line["salt"], line["original"]) == seal(locked.salt, MARKER)
        assert CANARY not in pack.read("thread.html").decode()
    cora = talk.staff()
    mine = open_thread(mentorship=talk.pair, reason="The tone of the two.", by=cora, at=at)
    assert read_opened(opening=mine, by=cora, at=at) == []


def test_the_lead_reads_it_in_its_concern_the_reading_is_written_down_and_a_co_ordinator_never_does(
    talk: Talk, locked: Message
) -> None:
    concern = Concern.objects.get()
    url = talk.world.url(f"concerns/{concern.public_id}/")
    assert CANARY in talk.browser("Lena Lead").get(url).content.decode()
    assert Event.objects.filter(name="messaging.evidence_read", about=locked.public_id).count() == 1
    triage(concern=concern, kind="worry", by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    page = talk.browser("Cora Coordinator").get(url).content.decode()
    assert concern.receipt in page, "a lead sorted it for the co-ordinator"
    assert CANARY not in page


def test_it_is_not_the_context_of_another_concern(talk: Talk, locked: Message) -> None:
    other = talk.say("You are late again.", mentor=True)
    concern = freeze(message=other, words="", by=mentee_of(talk.world, talk.pair), at=timezone.now())
    page = talk.browser("Lena Lead").get(talk.world.url(f"concerns/{concern.public_id}/")).content.decode()
    assert "You are late again." in page
    assert CANARY not in page


def test_nobody_delivers_it_and_a_lead_who_unlocks_it_leaves_that_to_two(talk: Talk, locked: Message) -> None:
    at, lena, cora = timezone.now(), talk.staff(Role.SAFEGUARDING_LEAD), talk.staff()
    for by in (lena, cora):
        with pytest.raises(NotNow):
            release(message=locked, by=by, at=at)
    concern = Concern.objects.get()
    with pytest.raises(NotAllowed):
        unlock(message=locked, concern=concern, reason="It is a line of the play.", by=cora, at=at)
    browser, url = talk.browser("Lena Lead"), talk.world.url(f"messages/locked/{locked.public_id}")
    assert CANARY not in browser.get(url).content.decode()
    assert browser.post(url, {"reason": "no", "once": "1"}).status_code == 422
    browser.post(url, {"reason": "It is a line of the play they read.", "once": "2"})
    locked.refresh_from_db()
    assert locked.state == "urgent"
    assert concern.entries.filter(words="It is a line of the play they read.").exists()
    assert release(message=locked, by=lena, at=at) == "proposed"
    assert Hold.objects.get().lifted_at is None, "the hold takes two people of its own"


def test_a_lead_locks_what_was_delivered_and_its_writer_sees_no_difference(talk: Talk) -> None:
    message = talk.say(f"A {CANARY} sings", mentor=True)
    before = talk.browser("mentor").get(talk.url()).content.decode()
    concern = freeze(message=message, words="", by=mentee_of(talk.world, talk.pair), at=timezone.now())
    lock(message=message, concern=concern, by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    message.refresh_from_db()
    assert message.state == "locked"
    after = talk.browser("mentor").get(talk.url()).content.decode()
    bubble = f'id="m-{message.public_id}"'
    assert after.split(bubble)[1].split("</li>")[0] == before.split(bubble)[1].split("</li>")[0]
    own = talk.browser("mentor").post(talk.url(f"worried/{message.public_id}"), {"words": "Sorry", "once": "s"})
    assert own.status_code == 302, "the writer's own worry about it is taken as ever"
    unlock(
        message=message,
        concern=concern,
        reason="A song of the choir.",
        by=talk.staff(Role.SAFEGUARDING_LEAD),
        at=timezone.now(),
    )
    message.refresh_from_db()
    assert message.state == "frozen", "what was delivered stays out of sight"


def test_a_lead_locks_what_was_given_back_and_its_writer_sees_no_difference(talk: Talk) -> None:
    message, at = talk.say(f"I will kill you, {CANARY}.", mentor=True), timezone.now()
    assert message.state == "urgent"
    return_message(message=message, reason="Not like this.", by=talk.staff(), at=at)
    concern, lena = Concern.objects.get(), talk.staff(Role.SAFEGUARDING_LEAD)
    writer, browser = mentor_of(talk.world, talk.pair), talk.browser("mentor")
    lines = todo(by=writer, scheme=talk.world.scheme, at=at)
    assert len(lines) == 1
    page = talk.browser("Lena Lead").get(talk.world.url(f"concerns/{concern.public_id}/")).content.decode()
    assert f"messages/locked/{message.public_id}" in page
    lock(message=message, concern=concern, by=lena, at=at)
    message.refresh_from_db()
    assert message.state == "locked"
    assert todo(by=writer, scheme=talk.world.scheme, at=at) == lines
    shown = browser.get(talk.url() + f"?again={message.public_id}").content.decode()
    assert "This was not passed on. You can change it" in shown
    assert "Not like this." in shown
    assert shown.count(CANARY) == 2, "in the bubble, and in the box to be changed"
    assert todo(by=writer, scheme=talk.world.scheme, at=at) == [], "it is read"
    unlock(message=message, concern=concern, reason="A line of the play.", by=lena, at=at)
    message.refresh_from_db()
    assert message.state == "returned", "it is back where it was"


def test_a_lead_locks_what_two_have_let_go(talk: Talk) -> None:
    message, at = talk.say(f"I will kill you, {CANARY}.", mentor=True), timezone.now()
    lena = talk.staff(Role.SAFEGUARDING_LEAD)
    release(message=message, by=talk.staff(), at=at)
    message.refresh_from_db()
    release(message=message, by=lena, at=at)
    message.refresh_from_db()
    assert CANARY in talk.browser("mentee").get(talk.url()).content.decode()
    lock(message=message, concern=Concern.objects.get(), by=lena, at=at)
    assert CANARY not in talk.browser("mentee").get(talk.url()).content.decode()
    assert CANARY in talk.browser("mentor").get(talk.url()).content.decode()


def test_a_child_who_tells_of_harm_is_helped_and_adults_among_themselves_are_read_at_the_desk(talk: Talk) -> None:
    told = talk.say("My uncle touches me and makes me do sexual things. I am scared.")
    assert told.state == "urgent"
    assert held_visible_to(talk.staff()).get() == told


def test_another_concern_opens_no_lock(talk: Talk, locked: Message) -> None:
    other = talk.say("You are late again.", mentor=True)
    concern = freeze(message=other, words="", by=mentee_of(talk.world, talk.pair), at=timezone.now())
    with pytest.raises(NotAllowed):
        unlock(
            message=locked,
            concern=concern,
            reason="It was nothing at all.",
            by=talk.staff(Role.SAFEGUARDING_LEAD),
            at=timezone.now(),
        )
