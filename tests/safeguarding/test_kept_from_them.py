"""A worry never reaches whom it is about, by whatever name, mailbox, post or page (SG-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Held, Role
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pauses_visible_to
from ithaca.mentorships.services.end import repair, say_not_working
from ithaca.mentorships.services.pause import lift_pause, pause_contact
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import held_visible_to, latest_of
from ithaca.messaging.services import escalate, freeze, open_thread, read_opened, return_message, send_message
from ithaca.notices.models import Letter
from ithaca.organisations.models import Person
from ithaca.privacy.models import Hold
from ithaca.privacy.selectors import holds_visible_to
from ithaca.privacy.services import place_hold
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import concerns_visible_to
from ithaca.safeguarding.services import say_about, triage
from ithaca.schemes.models import Absence
from tests.safeguarding.conftest import CANARY, RAISED, House
from tests.support.pairs import arrange, cleared_pair, mentee_of


def told(name: str = "Lena Lead") -> bool:
    return Letter.objects.filter(person__given_name=name.split()[0], name__in=RAISED).exists()


@pytest.mark.parametrize(
    "called", ["Mrs Lead", "MISS LEAD from the office", "Lead, Lena", "Lead", "L. Lead", "Dr. Lead"]
)
def test_a_lead_called_as_a_child_calls_her_never_hears_of_it(house: House, called: str) -> None:
    assert house.worry(about_words=called).route == "third"
    assert not told()


@pytest.mark.parametrize("called", ["Mr Leadbetter", "Anna Lead", "", "a boy in the leading boat"])
def test_somebody_else_of_a_like_name_keeps_nobody_away(house: House, called: str) -> None:
    assert house.worry(about_words=called).route == "lead"
    assert told()


@pytest.mark.parametrize(
    "words",
    ["mrs lead hit me today and i am scared", "It was Lena Lead.", "Ms L. Lead’s hand", "she is called lead, lena"],
)
def test_a_lead_named_in_the_worry_itself_never_hears_of_it(house: House, words: str) -> None:
    assert house.worry(words).route == "third"
    assert not told()


@pytest.mark.parametrize("words", ["Please lead me home", "Lena hits me", "Mr Leadbetter hits me", "mrs and lead"])
def test_words_that_name_nobody_on_the_staff_reach_the_lead(house: House, words: str) -> None:
    assert house.worry(words).route == "lead"
    assert told()


def test_a_name_in_two_words_is_known_written_as_one(house: House) -> None:
    Person.objects.filter(pk=house.world.people["Lena Lead"].pk).update(given_name="Marit", family_name="van Tongeren")
    assert house.worry("mrs vantongeren hit me").route == "third"
    assert house.worry("Marit Van-Tongeren hit me").route == "third"


def test_a_lead_who_says_her_own_name_in_her_own_worry_may_read_it(house: House) -> None:
    lena = house.world.people["Lena Lead"]
    concern = house.worry("I, Lena Lead, saw a bruise.", raised_by=lena)
    assert concerns_visible_to(house.staff()).filter(pk=concern.pk).exists()
    assert house.worry("Look.", raised_by=lena, grew_from="mrs lead hit me").route == "third"


def write(house: House, words: str) -> Message:
    """The child writes to the mentor."""
    arrange(house.world, channels=("messages", "meetings"))
    house.pair.refresh_from_db()
    by = mentee_of(house.world, house.pair)
    return send_message(mentorship=house.pair, sender=house.pair.mentee, body=words, by=by, at=timezone.now())


def test_a_child_who_tells_of_the_lead_is_told_of_somebody_else_and_the_lead_of_nothing(house: House) -> None:
    message = write(house, f"mrs lead hit me today and i am scared, {CANARY}")
    assert message.state == "escalated", "it is left to its concern, and nobody reads it at the desk"
    concern = Concern.objects.get()
    assert concern.route == "third"
    assert CANARY not in concern.about_words + "".join(entry.words for entry in concern.entries.all())
    assert not told()
    assert told("Theo Third")
    page = house.world.client(house.pair.mentee.person).get(house.world.url(f"messages/{house.pair.public_id}/"))
    assert "Theo Third" in page.content.decode()
    assert "Lena Lead" not in page.content.decode()
    for role in (Role.COORDINATOR, Role.DEPUTY_SAFEGUARDING_LEAD):
        assert not held_visible_to(house.staff(role)).exists()
    for address in ("", "messages/held/", f"messages/held/{message.public_id}", f"concerns/{concern.public_id}/"):
        assert CANARY not in house.browser("Lena Lead").get(house.world.url(address)).content.decode()
    assert CANARY in house.browser("Theo Third").get(house.url(concern)).content.decode()


def test_a_child_who_tells_of_the_co_ordinator_is_not_read_by_her(house: House) -> None:
    message = write(house, "Miss Coordinator hit me today and i am scared")
    assert [subject.person.name for subject in Concern.objects.get().subjects.all()] == ["Cora Coordinator"]
    assert held_visible_to(house.staff()).filter(pk=message.pk).exists()
    assert not held_visible_to(house.staff(Role.COORDINATOR)).exists()


def test_what_was_told_of_the_lead_is_not_beside_what_another_concern_grew_from(house: House) -> None:
    about_her = write(house, f"mrs lead hit me today and i am scared, {CANARY}")
    later = write(house, "I liked the boats")
    concern = freeze(message=later, words="Look", by=mentee_of(house.world, house.pair), at=timezone.now())
    page = house.browser("Lena Lead").get(house.url(concern)).content.decode()
    assert "I liked the boats" in page
    assert CANARY not in page
    assert CANARY in house.browser("Della Deputy").get(house.url(concern)).content.decode()
    lately = [latest_of(house.world.scheme, by, 10) for by in (house.staff(), house.staff(Role.COORDINATOR))]
    assert [about_her in rows for rows in lately] == [False, True]


def test_a_message_with_two_concerns_is_kept_from_whom_one_of_them_is_about(house: House) -> None:
    message = write(house, f"A {CANARY} sings")
    by, at = mentee_of(house.world, house.pair), timezone.now()
    first = freeze(message=message, words="Look", by=by, at=at)
    house.worry("Mrs Lead laughed about it", about_ref=first.about_ref)
    assert CANARY not in house.browser("Lena Lead").get(house.url(first)).content.decode()
    assert CANARY in house.browser("Della Deputy").get(house.url(first)).content.decode()


@pytest.mark.parametrize("how", ["freeze", "escalate"])
def test_a_message_that_names_the_lead_and_becomes_a_concern_goes_past_her(house: House, how: str) -> None:
    message = write(house, "I spoke with Mrs Lead about my week")
    if how == "freeze":
        freeze(message=message, words="", by=mentee_of(house.world, house.pair), at=timezone.now())
    else:
        Message.objects.filter(pk=message.pk).update(state="held", delivered_at=None)
        message.refresh_from_db()
        escalate(message=message, words="", by=house.staff(Role.COORDINATOR), at=timezone.now())
    assert Concern.objects.get().route == "third"
    assert not told()


def test_two_who_share_a_mailbox_count_as_one(house: House) -> None:
    lead, cora = house.world.people["Lena Lead"], house.world.people["Cora Coordinator"]
    Person.objects.filter(pk=lead.pk).update(email="office@example.org")
    Person.objects.filter(pk=cora.pk).update(email="Office@example.org")
    concern = house.worry(about_coordinator=True)
    assert concern.route == "third"
    assert not Letter.objects.filter(to_address__iexact="office@example.org", name__in=RAISED).exists()
    Concern.objects.filter(pk=concern.pk).update(route="lead")
    assert not concerns_visible_to(house.staff()).exists()


def test_a_second_account_with_the_same_mailbox_sees_nothing(house: House) -> None:
    again = house.world.person("Cora Again")
    mail = house.world.people["Cora Coordinator"].email
    assert again.account is not None
    Account.objects.filter(pk=again.account.pk).update(email=mail)
    house.worry(about_coordinator=True)
    assert not concerns_visible_to(house.world.as_(again, Role.SAFEGUARDING_LEAD)).exists()


def test_whoever_covers_for_the_co_ordinator_does_not_read_what_is_about_her(house: House) -> None:
    concern = house.worry(about_coordinator=True)
    triage(concern=concern, kind="worry", by=house.staff(), at=timezone.now())
    cover, today = house.world.person("Carl Cover"), timezone.localdate()
    away = {"person": house.world.people["Cora Coordinator"], "covered_by": cover}
    Absence.objects.create(scheme=house.world.scheme, first_day=today, last_day=today, **away)
    assert not concerns_visible_to(house.world.as_(cover, Role.COORDINATOR)).exists()
    assert house.world.client(cover).get(house.url(concern)).status_code == 404


def test_an_administrator_is_not_told_of_what_is_about_themself(house: House) -> None:
    theo = house.world.people["Theo Third"]
    assert theo.account_id is not None
    Account.objects.filter(pk=theo.account_id).update(is_administrator=True)
    Account.objects.create_user("boss", "boss@example.org", "a long enough phrase", is_administrator=True)
    house.worry(about_lead=True, about_words="Theo Third")
    assert [letter.to_address for letter in Letter.objects.filter(name="safeguarding.stranded")] == ["boss@example.org"]


def urgent(house: House) -> tuple[Message, Concern]:
    """A child tells a mentor of the co-ordinator, and the lead says whom it is about."""
    message = write(house, f"{CANARY}: Cora hits me")
    concern = Concern.objects.get()
    cora = house.world.people["Cora Coordinator"]
    say_about(concern=concern, people=[cora], by=house.staff(), at=timezone.now())
    return message, concern


def test_what_a_child_tells_of_the_co_ordinator_is_not_at_her_desk(house: House) -> None:
    message, _concern = urgent(house)
    assert message.state == "urgent"
    cora = house.staff(Role.COORDINATOR)
    assert held_visible_to(house.staff()).filter(pk=message.pk).exists()
    assert not held_visible_to(cora).exists()
    with pytest.raises(NotNow):
        return_message(message=message, reason="Please do not say so", by=cora, at=timezone.now())
    for page in ("", "messages/held/", f"messages/held/{message.public_id}"):
        assert CANARY not in house.browser("Cora Coordinator").get(house.world.url(page)).content.decode()
    opening = open_thread(mentorship=house.pair, reason="Somebody asked me to look.", by=cora, at=timezone.now())
    assert message not in read_opened(opening=opening, by=cora, at=timezone.now())


def both(house: House) -> tuple[Actor, Mentorship]:
    """The co-ordinator who also mentors, and her pair."""
    pair = cleared_pair(house.world, mentor="Cora Coordinator", mentee="Mia Mentee")
    world, cora = house.world, house.world.people["Cora Coordinator"]
    mentor = Held(Role.MENTOR, world.organisation.pk, world.scheme.pk, cora.pk, pair.mentor_id)
    by = house.staff(Role.COORDINATOR)
    return replace(by, held=(*by.held, mentor)), pair


def test_nobody_lifts_a_pause_on_themself(house: House) -> None:
    cora, pair = both(house)
    at = timezone.now()
    pauses = [
        pause_contact(scheme=house.world.scheme, reason=f"A {CANARY}", by=house.staff(), at=at, **whom)
        for whom in ({"mentorship": pair}, {"participant": pair.mentor}, {"participant": pair.mentee})
    ]
    for pause in pauses:
        with pytest.raises(NotAllowed):
            lift_pause(pause=pause, reason="It is fine", by=cora, at=at)
    assert not pauses_visible_to(cora).exists()
    for page in ("paused/", f"pairs/{pair.public_id}/", f"people/{pair.mentor.public_id}/"):
        assert CANARY not in house.browser("Cora Coordinator").get(house.world.url(page)).content.decode()
    lift_pause(pause=pauses[0], reason="It is fine", by=house.staff(), at=at)


def test_it_is_not_working_reaches_somebody_else_than_the_mentor_herself(house: House) -> None:
    cora, pair = both(house)
    child = house.world.as_(pair.mentee.person, Role.MENTEE, of=pair.mentee_id)
    say_not_working(mentorship=pair, words=f"She frightens me, {CANARY}", by=child, at=timezone.now())
    assert [letter.person for letter in Letter.objects.filter(name="mentorships.not_working")] == [
        house.world.people["Lena Lead"]
    ]
    for page in ("", f"pairs/{pair.public_id}/"):
        shown = house.browser("Cora Coordinator").get(house.world.url(page)).content.decode()
        assert CANARY not in shown
        assert "it is not working" not in shown.lower().replace("“it is not working”", "")
    with pytest.raises(NotAllowed):
        repair(mentorship=pair, findings="All is well", by=cora, at=timezone.now())


def test_nobody_sees_a_hold_on_themself_or_their_pair(house: House) -> None:
    cora, pair = both(house)
    for kind, subject in (("pair", pair.public_id), ("person", pair.mentor.person.public_id)):
        place_hold(
            scheme=house.world.scheme,
            kind=kind,
            subject=subject,
            reason="The police have asked for it.",
            review_on=timezone.localdate() + timedelta(days=90),
            by=house.staff(),
            at=timezone.now(),
        )
    assert Hold.objects.count() == 2
    assert holds_visible_to(house.staff()).count() == 2
    assert not holds_visible_to(cora).exists()


def test_a_stranger_s_browser_sees_none_of_it(house: House) -> None:
    _message, concern = urgent(house)
    assert Client().get(house.url(concern)).status_code in (302, 404)
