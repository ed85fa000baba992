"""A message that is taken down is gone from every surface with the same step: page, search, mail, reading list, copy (OS-6)."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from ithaca.kernel.models import Job
from ithaca.messaging.exported import messages_of
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import counts_of, todo, unread_by
from ithaca.messaging.services import freeze
from ithaca.moderation.models import Reading
from ithaca.notices.dressing import dressed
from ithaca.notices.models import Letter
from ithaca.screening import screen
from tests.messaging.conftest import Talk
from tests.messaging.test_surfaces import every_page
from tests.support.pairs import arrange, mentee_of

CANARY = "zebrafinch"


@pytest.fixture
def taken_down(talk: Talk) -> Message:
    """Delivered to the mentee, on the reading list, its mail not gone yet; then the mentee was worried about it."""
    message = talk.say(f"A {CANARY} sings", mentor=True)
    assert Reading.objects.filter(message=message, state="waiting").exists()
    assert CANARY in talk.browser("mentee").get(talk.url()).content.decode()
    assert CANARY in talk.browser("mentee").get(talk.url(f"search?q={CANARY}")).content.decode()
    freeze(message=message, words="", by=mentee_of(talk.world, talk.pair), at=timezone.now())
    message.refresh_from_db()
    return message


def test_no_page_of_the_other_side_or_of_staff_shows_it_any_more(talk: Talk, taken_down: Message) -> None:
    talk.world.carer("Petra Parent", talk.pair.mentee)
    shown = []
    for who in (talk.pair.mentee.person.name, "Petra Parent", "Cora Coordinator", "Lena Lead"):
        browser = talk.browser(who)
        browser.raise_request_exception = False
        for name, url in every_page(talk, taken_down.public_id):
            if CANARY in browser.get(url).content.decode(errors="replace"):
                shown.append((who, name))
    assert shown == []
    found = talk.browser("mentee").get(talk.url(f"search?q={CANARY}")).content.decode()
    assert found.count(CANARY) == 1, "the word that was looked for, in the box, and no hit"


def test_no_count_todo_job_letter_or_copy_holds_it(talk: Talk, taken_down: Message) -> None:
    mentee, at = mentee_of(talk.world, talk.pair), timezone.now()
    assert unread_by(mentee)[talk.pair.pk] == 0
    assert counts_of([talk.pair])[talk.pair.pk] == 0
    assert not [line for line in todo(by=mentee, scheme=talk.world.scheme, at=at) if line.page == "messaging:thread"]
    kept = [str((job.args, job.kwargs)) for job in Job.objects.all()]
    kept += [letter.subject + letter.body for letter in Letter.objects.all()]
    assert not [words for words in kept if CANARY in words]
    theirs = messages_of(talk.pair.mentee.person_id, talk.world.scheme.pk)
    assert CANARY not in str(theirs)
    own = messages_of(talk.pair.mentor.person_id, talk.world.scheme.pk)
    assert CANARY in str(own), "whoever wrote it may have a copy of it"


@pytest.mark.parametrize("down", [True, False])
def test_a_mail_that_waits_leaves_without_it(talk: Talk, down: bool) -> None:
    """Also where two adults let the words travel: they are put in as the mail leaves, and asked for again then."""
    arrange(talk.world, mentees_may_be_children=False, message_policy="adults", mail_carries_words=True)
    person = talk.pair.mentee.person
    person.date_of_birth = date(1990, 1, 1)
    person.save()
    message = talk.say(f"A {CANARY} sings", mentor=True)
    if down:
        freeze(message=message, words="", by=mentee_of(talk.world, talk.pair), at=timezone.now())
    letter = Letter.objects.get(name="messaging.arrived", state="waiting")
    mail = dressed(letter, "ithaca@example.org", timezone.now()).message().as_string()
    if down:
        assert CANARY not in mail
    assert letter.to_address in mail


def test_it_is_no_context_for_the_check_of_what_follows(talk: Talk, taken_down: Message) -> None:
    after = talk.say("And it sings again", mentor=True)
    assert taken_down.public_id not in after.judged["context"]
    assert screen(after.original).action == "allow"
