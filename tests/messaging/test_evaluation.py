"""Messages without names for evaluation: off until switched on, signed by both, by a named person with a reason (MSG-26)."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship, RulesVersion, Signature
from ithaca.mentorships.wording import words_of
from ithaca.messaging.models import Message, Taking
from ithaca.messaging.nameless import known_words, without_details
from ithaca.messaging.services import take_for_evaluation
from ithaca.safeguarding.services import raise_concern
from tests.support.pairs import actor, arrange, with_staff
from tests.support.world import World

KNOWN = known_words(["Milo Brook", "Mona O’Neill-Śmith", "Harbour School", "Will May"])


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Thanks Milo, see you at Harbour School.", "Thanks [name], see you at [name] [name]."),
        ("milo said it was fine. Mona’s idea!", "[name] said it was fine. [name] idea!"),
        ("I will ask. Will may come in May.", "I will ask. [name] may come in [name]."),
        ("My dog Biscuit likes it. Biology is hard.", "My dog [name] likes it. Biology is hard."),
        ("I work at Rolls Royce in Derby on Monday.", "I work at [name] [name] in [name] on Monday."),
        ("My number is 07700 900123.", "My number is [telephone number removed]."),
        ("It was on 03.11.2026, at 10.", "It was on [number], at 10."),
        ("oneill smith and O'Neill", "[name] [name] and [name]"),
    ],
)
def test_names_numbers_and_ways_to_reach_somebody_are_taken_out(text: str, plain: str) -> None:
    assert without_details(text, KNOWN) == plain


def test_what_would_not_be_delivered_as_it_stands_is_left_out() -> None:
    assert without_details("He hits me when I come home and I am scared.", KNOWN) is None


def pairs(world: World, count: int, *, agreed: bool = True) -> list[Mentorship]:
    """Running pairs who signed the rules as they stand now, each with one message."""
    at = timezone.now()
    number = RulesVersion.objects.count() + 1
    rules = RulesVersion.objects.create(
        scheme=world.scheme, version=number, rules=words_of(world.scheme), created_at=at
    )
    assert ("evaluation" in rules.rules) is agreed
    made = []
    for n in range(count):
        mentor, mentee = world.join(f"Mona Ment{number}{n}", "mentor"), world.join(f"Milo Pupil{number}{n}", "mentee")
        pair = Mentorship.objects.create(
            scheme=world.scheme, mentor=mentor, mentee=mentee, why="x", state="active", opened_at=at - timedelta(days=9)
        )
        for side in (mentor, mentee):
            Signature.objects.create(
                scheme=world.scheme, mentorship=pair, participant=side, rules=rules, signed_name=side.person.name
            )
        write(pair, f"Well done, Milo. This is number {n}.")
        made.append(pair)
    return made


def write(pair: Mentorship, words: str, state: str = "delivered") -> Message:
    row: Message = Message.objects.create(
        scheme=pair.scheme,
        mentorship=pair,
        sender=pair.mentor,
        original=words,
        delivered_text=words,
        state=state,
        action="allow",
        engine_version="1",
        policy_version="1",
        sent_at=timezone.now(),
    )
    return row


def take(world: World, role: Role = Role.SAFEGUARDING_LEAD, **changes: Any) -> list[list[str]]:
    today = timezone.localdate()
    facts = {"first_day": today, "last_day": today, "reason": "The yearly evaluation by the university.", **changes}
    _taking, content = take_for_evaluation(scheme=world.scheme, by=actor(world, role), at=timezone.now(), **facts)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


@pytest.fixture
def on(world: World) -> World:
    with_staff(world)
    arrange(world, channels=("messages", "meetings"), words_for_evaluation=True)
    return world


def test_the_file_holds_no_name_and_the_taking_is_kept_and_logged(on: World) -> None:
    pairs(on, 5)
    rows = take(on)
    assert len(rows) == len({row[0] for row in rows}) == 5
    assert {(row[1], row[2]) for row in rows} == {("9", "mentor")}
    assert all(row[3].startswith("Well done, [name].") for row in rows)
    taking = Taking.objects.get()
    assert (taking.pairs, taking.messages, taking.left_out) == (5, 5, 0)
    assert taking.taken_by == on.people["Lena Lead"]
    assert Event.objects.filter(name="messaging.taken_for_evaluation").count() == 1


def test_only_pairs_who_signed_it_and_nothing_that_became_a_worry(on: World) -> None:
    signed = pairs(on, 6)
    arrange(on, words_for_evaluation=False)
    pairs(on, 3, agreed=False)
    arrange(on, words_for_evaluation=True)
    write(signed[0], "This one waits.", state="held")
    told = Message.objects.get(mentorship=signed[5])
    raise_concern(
        organisation=on.organisation,
        scheme=on.scheme,
        words="Look.",
        by=actor(on, Role.COORDINATOR),
        at=timezone.now(),
        about_ref=f"messaging.message:{told.public_id}",
    )
    assert sorted(row[3][-2] for row in take(on)) == ["0", "1", "2", "3", "4"]


def test_off_too_few_without_a_reason_or_by_another_nothing_leaves(on: World) -> None:
    pairs(on, 4)
    with pytest.raises(NotNow, match="told apart"):
        take(on)
    pairs(on, 1)
    with pytest.raises(NotNow, match="what the messages are for"):
        take(on, reason="because")
    for role in (Role.COORDINATOR, Role.DEPUTY_SAFEGUARDING_LEAD):
        with pytest.raises(NotAllowed):
            take(on, role=role)
    arrange(on, words_for_evaluation=False)
    with pytest.raises(NotNow, match="not switched on"):
        take(on)
    assert not Taking.objects.exists()


def test_the_page_gives_the_file_and_says_when_it_is_off(on: World) -> None:
    pairs(on, 5)
    lead, url = on.client(on.people["Lena Lead"]), on.url("messages/evaluation")
    assert "Take the file" in lead.get(url).content.decode()
    today = timezone.localdate().isoformat()
    answer = lead.post(url, {"first_day": today, "last_day": today, "reason": "The yearly evaluation."})
    assert answer["Content-Type"].startswith("text/csv")
    assert "The yearly evaluation." in lead.get(url).content.decode()
    arrange(on, words_for_evaluation=False)
    assert "This is off." in lead.get(url).content.decode()
    assert on.client(on.people["Cora Coordinator"]).get(url).status_code == 404
