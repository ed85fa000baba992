"""Who is worried about a message and says so again adds to their own concern: nothing is lost, and no second alarm rings."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.messaging.models import Message
from ithaca.messaging.services import freeze
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import acknowledge, triage
from tests.messaging.conftest import Talk
from tests.safeguarding.conftest import RAISED
from tests.support.pairs import mentee_of, mentor_of


def told() -> int:
    """How many letters have said that a worry came in."""
    return Letter.objects.filter(name__in=RAISED).count()


def say_again(talk: Talk, message: Message, words: str, minutes: int = 0) -> Concern:
    """The mentee says that a message of their own worries them."""
    by, at = mentee_of(talk.world, talk.pair), timezone.now() + timedelta(minutes=minutes)
    return freeze(message=message, words=words, by=by, at=at)


def test_five_presses_are_one_concern_with_five_entries_and_one_alarm(talk: Talk) -> None:
    message, browser = talk.say("I said too much"), talk.browser("mentee")
    url, pages = talk.url(f"worried/{message.public_id}"), []
    for number in range(5):
        answer = browser.post(url, {"words": f"Please look {number}", "once": f"w{number}"}, follow=True)
        pages.append(answer.content.decode())
        if number == 0:
            first = told()
    concern = Concern.objects.get()
    assert first > 0
    assert told() == first
    assert all(concern.receipt in page for page in pages)
    assert [entry.words for entry in concern.entries.order_by("pk")] == [f"Please look {number}" for number in range(5)]
    assert {entry.written_by for entry in concern.entries.all()} == {talk.pair.mentee.person}


def test_the_worry_of_the_other_of_the_two_counts_by_itself(talk: Talk) -> None:
    message = talk.say("I said too much")
    first = freeze(message=message, words="Look", by=mentor_of(talk.world, talk.pair), at=timezone.now())
    second = say_again(talk, message, "I am sorry")
    assert first.pk != second.pk
    assert second.raised_by == talk.pair.mentee.person


def test_another_message_is_another_concern(talk: Talk) -> None:
    one, other = talk.say("I said too much"), talk.say("And more")
    assert say_again(talk, one, "Look").pk != say_again(talk, other, "Look").pk


def test_whoever_has_seen_it_is_written_to_once_an_hour_and_not_at_each_press(talk: Talk) -> None:
    message = talk.say("I said too much")
    concern = say_again(talk, message, "Look")
    acknowledge(concern=concern, by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now() + timedelta(minutes=1))
    counts = [told()]
    for minutes in (2, 3, 40, 110):
        assert say_again(talk, message, "He hits me", minutes) == concern
        counts.append(told())
    more = counts[1] - counts[0]
    assert more > 0
    assert [count - counts[0] for count in counts] == [0, more, more, more, 2 * more]


def test_words_that_name_somebody_of_the_staff_never_go_where_they_read_them(talk: Talk) -> None:
    message = talk.say("I said too much")
    first = say_again(talk, message, "Look")
    assert say_again(talk, message, "It was Mrs Lead's idea").pk != first.pk
    assert [entry.words for entry in first.entries.all()] == ["Look"]


def test_what_a_lead_has_sorted_for_the_co_ordinator_is_not_added_to(talk: Talk) -> None:
    message = talk.say("I said too much")
    first = say_again(talk, message, "Look")
    triage(concern=first, kind="worry", by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    second = say_again(talk, message, "There is more")
    assert second.pk != first.pk
    assert say_again(talk, message, "And more") == second


def test_a_closed_concern_is_not_added_to(talk: Talk) -> None:
    message = talk.say("I said too much")
    first = say_again(talk, message, "Look")
    Concern.objects.filter(pk=first.pk).update(state="closed", closed_at=timezone.now())
    assert say_again(talk, message, "There is more").pk != first.pk
