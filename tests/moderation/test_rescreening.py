"""Stored messages screened once more: resumable, shown before it counts, signed."""

from __future__ import annotations

from itertools import product

from django.utils import timezone

from ithaca.messaging.judge import policy_under
from ithaca.messaging.models import Message
from ithaca.messaging.services.again import Stored, Terms, again, question_of, texts_before
from ithaca.moderation.models import Difference, Reading, Rescreening
from ithaca.moderation.services import rescreen
from ithaca.moderation.tasks import CLOCK, carry
from ithaca.screening import CustomRule, CustomRules, engine_version
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


def test_whoever_signs_sees_the_policy_and_each_sentence_that_changes(talk: Talk) -> None:
    arrange(talk.world, mode="blended", message_switches=("offensive=off",))
    talk.pair.scheme.refresh_from_db()
    browser, url = talk.browser("Lena Lead"), talk.world.url("screening/")
    page = browser.post(url, {"once": "1", "money": "on", "offensive": "on"})
    while carry():
        pass
    shown = " ".join(browser.get(page["Location"]).content.decode().split())
    assert "The policy that is tried: <strong>for under-16s</strong>" in shown
    assert "Today your scheme uses" not in shown
    rows = shown.split("The sentences that change")[1].split("</table>")[0].split("<tr>")[2:]
    said = [[("On." in cell, "Off." in cell) for cell in row.split("<td")[1:]] for row in rows]
    assert ["Links are taken out" in row for row in rows] == [True, False]
    assert ["Swearing, abuse" in row for row in rows] == [False, True]
    assert said == [[(True, False), (False, True)], [(False, True), (True, False)]]
    browser.post(page["Location"], {"once": "2", "signed_name": "Lena Lead", "reason": "Too rude"})
    assert "The sentences that change" not in browser.get(page["Location"]).content.decode()


def test_whoever_signs_another_policy_sees_the_one_of_today_too(talk: Talk) -> None:
    item = rescreen.start(scheme=talk.world.scheme, policy="16-19", switches=(), by=talk.staff(), at=timezone.now())
    while carry():
        pass
    shown = talk.browser("Lena Lead").get(talk.world.url(f"screening/again/{item.public_id}")).content.decode()
    assert "The policy that is tried: <strong>for 16 to 19</strong>" in shown
    assert "Today your scheme uses the one for under-16s." in shown


def test_a_killed_worker_loses_and_doubles_nothing(talk: Talk) -> None:
    other = Talk(talk.world, cleared_pair(talk.world, mentor="Nora Mentor", mentee="Nils Mentee"))
    for one in (talk, other):
        for n in range(3):
            one.say(f"Message {n}")
    item = rescreen.start(scheme=talk.world.scheme, policy="children", switches=(), by=talk.staff(), at=timezone.now())
    assert rescreen.portion(item, by=CLOCK, at=timezone.now(), size=1) is False
    taken_up = Rescreening.objects.get()
    assert (taken_up.state, taken_up.done) == ("running", 3)
    while not rescreen.portion(taken_up, by=CLOCK, at=timezone.now(), size=1):
        pass
    taken_up.refresh_from_db()
    assert (taken_up.state, taken_up.done, taken_up.differ) == (
        "ready",
        Message.objects.count(),
        Difference.objects.count(),
    )


def test_what_this_engine_found_nothing_in_comes_out_as_if_it_were_read_again(talk: Talk) -> None:
    for words in (
        "How was your week?",
        "That film was shit",
        "My number is 07700 900123",
        "Ten for maths, twelve for art",
    ):
        talk.say(words)
    messages = list(Message.objects.order_by("pk"))
    for policy, rules in product(
        ("children", "adults"), (CustomRules(), CustomRules([CustomRule("maths", "OFFENSIVE")]))
    ):
        under = policy_under(frozenset({"adult", "child"}), policy, ())
        anew = {
            m.pk: question_of(m, texts=texts_before(m), policy=under, rules=rules).answer().action for m in messages
        }
        others = [other for _one, other in again([talk.pair], Terms(policy, (), rules, {})) if other is not None]
        assert {o.message_id: o.after for o in others} == {m.pk: anew[m.pk] for m in messages if anew[m.pk] != m.action}
        assert (anew[messages[-1].pk] == "hold") is bool(rules.find("maths"))


def test_messages_of_another_engine_or_with_a_finding_are_read_again(talk: Talk) -> None:
    plain, rude = talk.say("Hello, how was your week?"), talk.say("That film was shit")
    rows = Message.objects.filter(pk__in=(plain.pk, rude.pk)).order_by("pk").values_list(*Stored._fields)
    first, second = map(Stored._make, rows)
    assert first.clean(engine_version())
    assert not first.clean("another")
    assert not second.clean(engine_version())
    assert not first._replace(judged={}).clean(engine_version())
    assert not first._replace(action="hold").clean(engine_version())
