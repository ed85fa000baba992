"""A decision marked as wrong changes the next result of the same words, never where somebody may be harmed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.messaging.models import Message
from ithaca.moderation.models import Correction, Example, Reading
from ithaca.moderation.services import blank_example, end_correction, find, let_pass, take_out_examples
from tests.messaging.conftest import Talk

RUDE = "That film was shit but I liked the boat"
HIDDEN = "my number is oh seven seven double oh nine double oh one two three"


def test_a_wrong_hold_is_delivered_and_the_same_words_pass_from_now_on(talk: Talk) -> None:
    held = talk.say(RUDE)
    assert held.state == "held"
    browser = talk.browser("Cora Coordinator")
    assert "let the same words pass from now on" in browser.get(talk.world.url("messages/held/")).content.decode()
    browser.post(talk.world.url(f"screening/pass/{held.public_id}"), {"once": "1"})
    held.refresh_from_db()
    assert held.state == "delivered"
    again = talk.say("That FILM was sh\u0456t  but I liked the boat")
    assert (again.state, again.judged["correction"]) == ("delivered", "allow")
    assert talk.say(RUDE, mentor=True).state == "held"
    assert talk.say(RUDE + "!").state == "held"
    end_correction(correction=Correction.objects.get(), by=talk.staff(), at=timezone.now())
    assert talk.say(RUDE).state == "held"


def test_what_should_have_been_stopped_is_stopped_the_next_time(talk: Talk) -> None:
    message = talk.say("See you at the blue door, you know when")
    find(reading=Reading.objects.get(message=message), finding="missed", by=talk.staff(), at=timezone.now())
    assert Message.objects.get(pk=message.pk).state == "delivered"
    assert talk.say("see you at the BLUE door, you know when").state == "held"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SAFEGUARDING_LEAD])
@pytest.mark.parametrize("words", ["My stepdad hits me and I am scared to go home.", "I want to kill myself"])
def test_words_about_harm_never_pass_by_themselves(talk: Talk, words: str, role: Role) -> None:
    message = talk.say(words)
    with pytest.raises(NotNow, match="looked at each time"):
        let_pass(message=message, by=talk.staff(role), at=timezone.now())
    message.refresh_from_db()
    assert message.state == "urgent"
    assert talk.say(words).state == "urgent"


def test_contact_details_of_a_childs_pair_pass_only_for_the_lead(talk: Talk) -> None:
    message = talk.say("It is chapter 07700 900123 of my book", mentor=True)
    if message.state == "delivered":
        message = talk.say(HIDDEN, mentor=True)
    assert message.state == "held"
    with pytest.raises(NotNow, match="only a safeguarding lead"):
        let_pass(message=message, by=talk.staff(), at=timezone.now())
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Can we meet at my house on Saturday?", "MEET"),
        ("Let us talk on Snapchat instead", "OFFPLATFORM"),
        ("I can give you fifty pounds if you like", "MONEY"),
    ],
)
def test_what_leads_out_of_sight_passes_in_a_childs_pair_only_for_the_lead(talk: Talk, words: str, kind: str) -> None:
    message = talk.say(words, mentor=True)
    assert (message.state, {span[2] for span in message.spans}) == ("held", {kind})
    desk = talk.world.url(f"messages/held/{message.public_id}")
    assert "let the same words pass" not in talk.browser("Cora Coordinator").get(desk).content.decode()
    with pytest.raises(NotNow, match="only a safeguarding lead"):
        let_pass(message=message, by=talk.staff(), at=timezone.now())
    assert not Correction.objects.exists()
    message.refresh_from_db()
    assert message.state == "held"
    let_pass(message=message, by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    assert talk.say(words, mentor=True).state == "delivered"


def test_between_adults_the_co_ordinator_lets_them_pass(talk: Talk) -> None:
    person = talk.pair.mentee.person
    person.date_of_birth = date(1990, 1, 1)
    person.save()
    message = talk.say("Can we meet at my house on Saturday?", mentor=True)
    let_pass(message=message, by=talk.staff(), at=timezone.now())
    assert Correction.objects.get().action == "allow"


def test_an_example_leaves_only_after_the_lead_has_blanked_it(talk: Talk) -> None:
    message = talk.say("Milo says the film at 12 Harbour Street was shit")
    row = _marked(talk, message)
    lead, at = talk.staff(Role.SAFEGUARDING_LEAD), timezone.now()
    assert take_out_examples(scheme=talk.world.scheme, by=lead, at=at) == ""
    with pytest.raises(NotAllowed):
        take_out_examples(scheme=talk.world.scheme, by=talk.staff(), at=at)
    page = talk.browser("Lena Lead").get(talk.world.url(f"screening/examples/{row.public_id}")).content.decode()
    assert "[name] says" in page
    assert "Harbour Street" not in page.split("<textarea", 1)[1].split("</textarea", 1)[0]
    assert Event.objects.filter(name="moderation.example_read").count() == 1
    with pytest.raises(NotNow, match="name of the two"):
        blank_example(correction=row, words="milo was rude", by=lead, at=at)
    with pytest.raises(NotNow, match="contact detail"):
        blank_example(correction=row, words="Ring 07700 900123", by=lead, at=at)
    blank_example(correction=row, words="The film was shit", by=lead, at=at)
    lines = [json.loads(line) for line in take_out_examples(scheme=talk.world.scheme, by=lead, at=at).splitlines()]
    assert [line["text"] for line in lines] == ["The film was shit"]
    assert Example.objects.get().blanked_by == talk.world.people["Lena Lead"]


def _marked(talk: Talk, message: Message) -> Correction:
    from ithaca.moderation.services import hold_next_time

    return hold_next_time(message=message, by=talk.staff(), at=timezone.now())
