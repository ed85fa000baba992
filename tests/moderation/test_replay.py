"""A decision is replayed beside what is decided today, for who reads the message anyway, without its words, and on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.messaging.models import Message, Opening
from ithaca.messaging.services import one_of_opened, open_thread
from ithaca.moderation.models import Reading
from ithaca.moderation.services import add_rule, end_rule, try_rule
from ithaca.moderation.services.replay import replay_decision
from tests.messaging.conftest import Talk
from tests.support.pairs import actor, arrange


def test_the_desk_leads_to_what_would_be_decided_today(talk: Talk) -> None:
    held = talk.say("Let us meet alone in the park, do not tell your mum.")
    browser = talk.browser("Lena Lead")
    url = talk.world.url(f"screening/decided/{held.public_id}")
    assert url in browser.get(talk.world.url("messages/held/")).content.decode()
    page = browser.get(url).content.decode()
    assert ">The same.<" in page
    assert held.engine_version in page
    assert held.policy_version in page
    assert "park" not in page
    assert Event.objects.get(name="moderation.replayed").about == held.public_id


def test_a_stricter_policy_shows_beside_what_was_decided(talk: Talk) -> None:
    arrange(talk.world, message_switches=("offensive=off",))
    talk.pair.scheme.refresh_from_db()
    rude = talk.say("That film was shit")
    assert rude.state == "delivered"
    assert Reading.objects.filter(message=rude).exists()
    arrange(talk.world, message_switches=())
    url = talk.world.url(f"screening/decided/{rude.public_id}")
    page = talk.browser("Cora Coordinator").get(url).content.decode()
    assert "Something else. The message stays as it is." in page
    assert "shit" not in page
    rude.refresh_from_db()
    assert rude.state == "delivered"


def test_the_words_of_that_day_count_for_the_same_question(talk: Talk) -> None:
    by, at = talk.staff(), timezone.now()
    try_rule(scheme=talk.world.scheme, text="zeppelin", form="word", kind="OFFPLATFORM", by=by, at=at)
    rule = add_rule(scheme=talk.world.scheme, text="zeppelin", form="word", kind="OFFPLATFORM", by=by, at=at)
    held = talk.say("I saw a zeppelin today.")
    end_rule(rule=rule, by=by, at=at)
    done = replay_decision(message=Message.objects.get(pk=held.pk), by=by, at=timezone.now())
    assert done.again is not None
    assert (done.then.action, done.again.action, done.now.action) == ("hold", "hold", "allow")


def test_rules_that_are_not_known_any_more_are_said_to_be(talk: Talk) -> None:
    held = talk.say("Let us meet alone in the park, do not tell your mum.")
    found = Message.objects.select_related("scheme", "mentorship").get(pk=held.pk)
    found.policy_version = "children/999"
    done = replay_decision(message=found, by=talk.staff(), at=timezone.now())
    assert done.again is None
    assert done.now.action in ("hold", "urgent")


def test_nobody_else_and_no_other_message(talk: Talk) -> None:
    held = talk.say("Let us meet alone in the park, do not tell your mum.")
    calm = talk.say("Which boat did you like?")
    Reading.objects.all().delete()
    for who in ("mentor", "mentee"):
        assert talk.browser(who).get(talk.world.url(f"screening/decided/{held.public_id}")).status_code == 404
    lead = talk.browser("Lena Lead")
    assert lead.get(talk.world.url(f"screening/decided/{calm.public_id}")).status_code == 404


def opened(talk: Talk, who: Role = Role.COORDINATOR) -> Opening:
    """The pair's thread, opened by a member of staff with a reason."""
    by = actor(talk.world, who)
    return open_thread(mentorship=talk.pair, reason="A parent asked about it.", by=by, at=timezone.now())


def test_an_opened_thread_leads_to_each_of_its_decisions(talk: Talk) -> None:
    calm = talk.say("Which boat did you like?")
    held = talk.say("Let us meet alone in the park, do not tell your mum.")
    Reading.objects.all().delete()
    opening = opened(talk)
    browser = talk.browser("Cora Coordinator")
    page = browser.get(talk.world.url(f"messages/opened/{opening.public_id}")).content.decode()
    for message in (calm, held):
        url = talk.world.url(f"screening/opened/{opening.public_id}/{message.public_id}")
        assert url in page
        answer = browser.get(url).content.decode()
        assert ">The same.<" in answer
        assert message.engine_version in answer
        assert "boat" not in answer
        assert "park" not in answer
        assert talk.world.url(f"messages/opened/{opening.public_id}") in answer
    assert set(Event.objects.filter(name="moderation.replayed").values_list("about", flat=True)) == {
        calm.public_id,
        held.public_id,
    }


def test_only_who_opened_it_within_the_hour_and_only_of_that_thread(talk: Talk) -> None:
    calm = talk.say("Which boat did you like?")
    opening = opened(talk)
    url = talk.world.url(f"screening/opened/{opening.public_id}/{calm.public_id}")
    assert talk.browser("Lena Lead").get(url).status_code == 403
    for who in ("mentor", "mentee"):
        assert talk.browser(who).get(url).status_code == 404
    browser = talk.browser("Cora Coordinator")
    assert browser.get(url.replace(calm.public_id, "nosuchmessag")).status_code == 404
    Message.objects.filter(pk=calm.pk).update(state="frozen", frozen_at=timezone.now())
    assert browser.get(url).status_code == 404
    assert not Event.objects.filter(name="moderation.replayed").exists()
    Message.objects.filter(pk=calm.pk).update(state="delivered")
    assert browser.get(url).status_code == 200
    late = timezone.now() + timedelta(minutes=61)
    with pytest.raises(NotNow, match="for one hour"):
        one_of_opened(opening=opening, message=calm.public_id, by=actor(talk.world, Role.COORDINATOR), at=late)


def test_a_locked_message_is_not_looked_at_there_even_by_a_lead(talk: Talk) -> None:
    calm = talk.say("Which boat did you like?")
    opening = opened(talk, Role.SAFEGUARDING_LEAD)
    url = talk.world.url(f"screening/opened/{opening.public_id}/{calm.public_id}")
    lead = talk.browser("Lena Lead")
    assert lead.get(url).status_code == 200
    Message.objects.filter(pk=calm.pk).update(state="locked")
    assert lead.get(url).status_code == 404
    assert url not in lead.get(talk.world.url(f"messages/opened/{opening.public_id}")).content.decode()
