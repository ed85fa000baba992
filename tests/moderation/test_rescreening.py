"""Stored messages screened once more: resumable, shown before it counts, signed."""

from __future__ import annotations

from django.utils import timezone

from ithaca.messaging.models import Message
from ithaca.messaging.services.again import question_of, texts_before
from ithaca.moderation.models import Difference, Reading, Rescreening
from ithaca.moderation.services import rescreen
from ithaca.moderation.tasks import CLOCK, carry
from tests.messaging.conftest import Talk
from tests.support.pairs import arrange, cleared_pair


def test_a_stored_decision_replays_to_the_same_verdict(talk: Talk) -> None:
    talk.say("Hello, how was your week?")
    for words in ("My number is 07700 900123 if the train is late.", "That film was shit", "See you at school"):
        message = talk.say(words)
        verdict = question_of(message, texts=texts_before(message)).answer()
        assert (verdict.action, [list(span) for span in verdict.spans]) == (message.action, message.spans)


def test_differences_are_shown_before_the_signed_change_counts(talk: Talk) -> None:
    arrange(talk.world, mode="blended", message_switches=("offensive=off",))
    talk.pair.scheme.refresh_from_db()
    rude = talk.say("That film was shit")
    talk.say("Which boat did you like?")
    assert rude.state == "delivered"
    Reading.objects.all().delete()
    browser = talk.browser("Lena Lead")
    page = browser.post(talk.world.url("screening/"), {"once": "1", "links": "on", "money": "on", "offensive": "on"})
    assert page.status_code == 302
    while carry():
        pass
    item = Rescreening.objects.get()
    assert (item.state, item.done, item.total, item.differ) == ("ready", 2, 2, 1)
    shown = browser.get(page["Location"]).content.decode()
    assert "1 of 2 messages would come out otherwise" in shown
    assert "shit" not in shown
    talk.world.scheme.refresh_from_db()
    assert talk.world.scheme.arrangements.message_switches == ("offensive=off",)
    browser.post(page["Location"], {"once": "2", "signed_name": "Lena Lead", "reason": "Too rude"})
    talk.world.scheme.refresh_from_db()
    assert talk.world.scheme.arrangements.message_switches == ()
    assert Reading.objects.get().message == rude
    rude.refresh_from_db()
    assert (rude.action, rude.state) == ("allow", "delivered")


def test_a_killed_worker_loses_and_doubles_nothing(talk: Talk) -> None:
    other = Talk(talk.world, cleared_pair(talk.world, mentor="Nora Mentor", mentee="Nils Mentee"))
    for one in (talk, other):
        for n in range(3):
            one.say(f"Message {n}")
    item = rescreen.start(scheme=talk.world.scheme, policy="children", switches=(), by=talk.staff(), at=timezone.now())
    assert rescreen.portion(item, by=CLOCK, at=timezone.now(), size=1) is False
    again = Rescreening.objects.get()
    assert (again.state, again.done) == ("running", 3)
    while not rescreen.portion(again, by=CLOCK, at=timezone.now(), size=1):
        pass
    again.refresh_from_db()
    assert (again.state, again.done, again.differ) == ("ready", Message.objects.count(), Difference.objects.count())
