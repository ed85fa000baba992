"""Today says a thing once: what stands on the card of a pair is not listed under it again."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.utils import timezone

from ithaca.kernel.actor import ANONYMOUS
from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.models import Message
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import todo
from ithaca.safeguarding.services import raise_concern, triage
from ithaca.vetting.models import Check
from tests.messaging.conftest import Talk
from tests.support.pairs import cleared_pair, with_staff
from tests.support.world import World


def written(world: World, times: int) -> Talk:
    talk = Talk(world, cleared_pair(world, channels=("messages", "meetings")))
    for number in range(times):
        talk.say(f"Hello, this is thing number {number} I like.", mentor=True)
    return talk


def today(talk: Talk) -> str:
    return str(talk.browser("mentee").get(talk.world.url("")).content.decode())


def test_two_messages_are_one_mark_on_the_card_of_the_pair(world: World) -> None:
    talk = written(world, 2)
    page = today(talk)
    assert page.count("2 new messages") == 1
    assert "You have" not in page


def test_a_long_thread_opens_at_its_end_and_has_a_way_there(world: World) -> None:
    talk = written(world, 2)
    assert f'href="{talk.url()}#latest"' in today(talk)
    page = talk.browser("mentee").get(talk.url()).content.decode()
    assert 0 < page.index('href="#latest"') < page.index('class="thread"') < page.index('id="latest"')


def test_after_the_pair_has_ended_they_are_one_line(world: World) -> None:
    talk = written(world, 2)
    Mentorship.objects.filter(pk=talk.pair.pk).update(state="ended")
    page = today(talk)
    assert page.count("You have 2 messages") == 1


def test_a_message_that_came_back_stands_beside_the_card(world: World) -> None:
    talk = written(world, 1)
    mine = talk.say("I like boats.")
    Message.objects.filter(pk=mine.pk).update(state="returned", return_reason="Please say it again.")
    page = today(talk)
    assert "New message" in page
    assert "A message of yours came back with a note" in page


def test_a_new_worry_and_an_urgent_message_stand_before_everything_else_that_is_urgent(world: World) -> None:
    talk = written(world, 0)
    lena, at = talk.staff(Role.SAFEGUARDING_LEAD), timezone.now()
    page = talk.world.url("")
    known = worry(world, at - timedelta(days=2))
    triage(concern=known, kind="child_protection", by=lena, at=at)
    Check.objects.filter(person=world.people["Della Deputy"]).update(next_due=timezone.localdate() - timedelta(days=30))
    before = headings(talk.browser("Lena Lead").get(page).content.decode())
    assert before[0] != "Concerns", "a check that ran out a month ago has waited longer"
    worry(world, at)
    told = talk.say("My uncle touches me and makes me do sexual things. I am scared.")
    assert told.state == "urgent"
    after = headings(talk.browser("Lena Lead").get(page).content.decode())
    assert after[:2] == ["Concerns", "Held messages"]
    assert set(before) < set(after)


def worry(world: World, at: datetime) -> Concern:
    return raise_concern(organisation=world.organisation, scheme=world.scheme, words="I worry", by=ANONYMOUS, at=at)


def headings(page: str) -> list[str]:
    """The groups of Today in their order."""
    return [found.strip() for found in re.findall(r"<h2>([^<]+)", page.split("<main")[1])]


def test_a_new_worry_is_on_today_though_fifty_stand_open(world: World) -> None:
    lena = with_staff(world)[Role.SAFEGUARDING_LEAD]
    at = timezone.now()
    for hours in range(51):
        worry(world, at - timedelta(hours=100 - hours))
    Concern.objects.update(state="in_hand")
    new = worry(world, at)
    lines = todo(by=lena, scheme=world.scheme, at=at)
    assert [line.page_args for line in lines if line.first] == [(("concern", new.public_id),)]


def test_who_corrects_a_record_comes_back_to_the_person(world: World) -> None:
    talk = Talk(world, cleared_pair(world, channels=("messages", "meetings")))
    person = talk.pair.mentor.person
    page, client = talk.world.url(f"people/{person.public_id}/"), talk.browser("Cora Coordinator")
    found = re.search(r'href="([^"]*/o/harbour/people/[^"]*)"', client.get(page).content.decode())
    assert found is not None
    names = {"given_name": person.given_name, "family_name": person.family_name}
    typed = {**names, "phone": "01632 960003", "reason": "They rang."}
    assert client.post(found[1], typed).headers["Location"] == page
