"""A held message is on no other surface (SG-6): canary words are sought on every page, letter, todo and log entry."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.models import Answered, Job
from ithaca.kernel.roles import Role
from ithaca.messaging.selectors import counts_of, todo, unread_by
from ithaca.messaging.services import escalate, freeze, release
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern, Entry
from tests.house.test_addresses import addresses
from tests.messaging.conftest import Talk
from tests.support.pairs import mentee_of, mentor_of

CANARY = "zebrafinch"
#: Where the words may be seen, and by whom (the names of pages).
DESK = {"messaging:desk", "messaging:held"}
OF_NO_PAIR = ("allauth.", "ithaca.ui.", "ithaca.accounts.", "ithaca.upkeep.")
READERS = {"Cora Coordinator", "Lena Lead", "Della Deputy"}


def every_page(talk: Talk, message: str) -> Iterator[tuple[str, str]]:
    """(name, address) of every page of ours that can be reached with what this world holds."""
    known = {
        "organisation": talk.world.organisation.slug,
        "scheme": talk.world.scheme.slug,
        "pair": talk.pair.public_id,
        "message": message,
        "person": talk.pair.mentee.person.public_id,
        "participant": talk.pair.mentee.public_id,
    }
    for name, pattern in addresses():
        keys = pattern.pattern.regex.groupindex
        if pattern.callback.__module__.startswith(OF_NO_PAIR) or not set(keys) <= set(known):
            continue
        wanted = {key: known[key] for key in keys}
        for extra in ({}, {"organisation": known["organisation"]}, {k: known[k] for k in ("organisation", "scheme")}):
            try:
                yield name, reverse(name, kwargs={**extra, **wanted})
            except NoReverseMatch:
                continue
            break


def test_held_words_are_on_no_other_page(moderated: Talk, talk_people: list[str]) -> None:
    waits = moderated.say(f"A {CANARY} waits")
    passed_on = moderated.say(f"A {CANARY} was passed on")
    escalate(message=passed_on, words="", by=moderated.staff(), at=timezone.now())
    frozen = moderated.say(f"A {CANARY} froze")
    release(message=frozen, by=moderated.staff(), at=timezone.now())
    freeze(message=frozen, words="", by=mentor_of(moderated.world, moderated.pair), at=timezone.now())
    pages = list(every_page(moderated, waits.public_id))
    assert len(pages) > 20
    found = []
    for who in talk_people:
        browser = moderated.browser(who)
        browser.raise_request_exception = False
        for name, url in pages:
            words = browser.get(url).content.decode(errors="replace")
            own = who == moderated.pair.mentee.person.name and name == "messaging:thread"
            desk = name in DESK and who in READERS
            if desk:
                words = words.replace(f"A {CANARY} waits", "")
            if not own and CANARY in words:
                found.append((who, name))
    assert found == []


@pytest.fixture
def talk_people(moderated: Talk) -> list[str]:
    """One person of every role that sees anything of this pair."""
    world = moderated.world
    world.carer("Petra Parent", moderated.pair.mentee)
    world.appoint("Sam School", Role.SCHOOL_CONTACT, partner=world.school)
    world.appoint("Max Matcher", Role.MATCHER)
    world.appoint("Mira Manager", Role.MANAGER)
    return [name for name in world.people if world.people[name].account and name != "Della Deputy"]


def test_held_words_are_in_no_letter_log_job_todo_or_count(moderated: Talk) -> None:
    message = moderated.say(f"A {CANARY} sings")
    moderated.browser("Cora Coordinator").get(moderated.world.url("messages/held/"))
    escalate(message=message, words="", by=moderated.staff(), at=timezone.now())
    letters = [f"{letter.subject} {letter.body}" for letter in Letter.objects.all()]
    log = [json.dumps(event.data) for event in Event.objects.all()]
    jobs = [json.dumps([job.args, job.kwargs]) for job in Job.objects.all()]
    kept = [row.location for row in Answered.objects.all()]
    record = [entry.words + entry.reason for entry in Entry.objects.all()]
    assert letters
    assert log
    assert not [text for text in (*letters, *log, *jobs, *kept, *record) if CANARY in text]
    mentor = mentor_of(moderated.world, moderated.pair)
    at = timezone.now()
    assert todo(by=mentor, scheme=moderated.world.scheme, at=at) == []
    assert unread_by(mentor)[moderated.pair.pk] == 0
    assert counts_of([moderated.pair])[moderated.pair.pk] == 0


def test_a_worry_about_a_message_takes_it_out_of_sight_and_the_writer_sees_no_difference(talk: Talk) -> None:
    message = talk.say(f"A {CANARY} sings", mentor=True)
    mine, theirs = talk.browser("mentee"), talk.browser("mentor")
    before = theirs.get(talk.url()).content.decode().count(CANARY)
    page = mine.post(talk.url(f"worried/{message.public_id}"), {"words": "It frightens me", "once": "w"}, follow=True)
    concern = Concern.objects.get()
    assert concern.receipt in page.content.decode()
    assert CANARY not in page.content.decode()
    assert concern.raised_by == talk.pair.mentee.person
    assert [subject.person for subject in concern.subjects.all()] == [talk.pair.mentor.person]
    after = theirs.get(talk.url()).content.decode()
    assert after.count(CANARY) == before
    assert "frightens" not in after
    message.refresh_from_db()
    assert (message.state, message.original) == ("frozen", f"A {CANARY} sings")


def test_a_worry_about_ones_own_message_says_what_happens_to_it_and_never_what_has_happened(talk: Talk) -> None:
    message = talk.say("A robin sings", mentor=True)
    mine, theirs = talk.browser("mentee"), talk.browser("mentor")
    url = talk.url(f"worried/{message.public_id}")
    page = mine.get(url).content.decode()
    assert "goes out of your sight" in page
    assert "You wrote this" not in page

    def lead() -> str:
        return theirs.get(url).content.decode().split('class="lead"')[1].split("</p>")[0]

    own = lead()
    assert "You wrote this" in own
    assert "still stands on your own page" in own
    assert "out of your sight" not in own
    mine.post(url, {"words": "It frightens me", "once": "w"})
    assert lead() == own, "who wrote it learns nothing of the worry"


def test_the_lead_reads_the_message_from_the_concern_and_the_reading_is_written_down(talk: Talk) -> None:
    talk.say("Something before", mentor=True)
    message = talk.say(f"A {CANARY} sings", mentor=True)
    concern = freeze(message=message, words="", by=mentee_of(talk.world, talk.pair), at=timezone.now())
    page = talk.browser("Lena Lead").get(talk.world.url(f"concerns/{concern.public_id}/")).content.decode()
    assert CANARY in page
    assert "Something before" in page
    assert Event.objects.filter(name="messaging.evidence_read", about=message.public_id).count() == 1
    assert Event.objects.filter(name="safeguarding.read", about=concern.public_id).count() == 1


def test_a_lead_whose_own_check_is_missing_sees_the_concern_without_a_childs_words(talk: Talk) -> None:
    from ithaca.vetting.models import Check

    message = talk.say(f"A {CANARY} sings", mentor=True)
    concern = freeze(message=message, words="Look", by=mentee_of(talk.world, talk.pair), at=timezone.now())
    Check.objects.filter(person=talk.world.people["Lena Lead"]).update(next_due="2020-01-01")
    page = talk.browser("Lena Lead").get(talk.world.url(f"concerns/{concern.public_id}/")).content.decode()
    assert "Look" in page
    assert CANARY not in page
    assert "The check has run out" in page
