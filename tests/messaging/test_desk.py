"""The desk: read, release, return, escalate, one after the other; only by those who may, and every reading is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.selectors import age_band
from ithaca.mentorships.services.pause import pause_contact
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import held_visible_to, todo
from ithaca.messaging.services import escalate, open_held, release, return_message
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern
from ithaca.vetting.models import Check
from tests.messaging.conftest import PHONE, Talk
from tests.support.pairs import STAFF, arrange
from tests.support.world import World

URGENT = "My stepdad hits me and I am scared to go home."


def events(name: str) -> int:
    return Event.objects.filter(name=name).count()


def test_the_desk_takes_urgent_ones_first_then_the_oldest(moderated: Talk) -> None:
    now = timezone.now()
    second = moderated.say("Second", at=now - timedelta(hours=1))
    first = moderated.say("First", at=now - timedelta(hours=2))
    urgent = moderated.say(URGENT, at=now)
    assert [m.pk for m in held_visible_to(moderated.staff())] == [urgent.pk, first.pk, second.pk]


def test_look_at_the_next_first_leads_through_all_of_them_and_round(moderated: Talk) -> None:
    now, browser = timezone.now(), moderated.browser("Cora Coordinator")
    minutes = {"Alpha": 40, "Bravo": 30, "Charlie": 20, "Delta": 20}
    held = [moderated.say(words, at=now - timedelta(minutes=ago)) for words, ago in minutes.items()]
    urgent = [moderated.say(URGENT, at=now - timedelta(minutes=ago)) for ago in (10, 5)]
    place, seen = moderated.world.url("messages/held/"), list[str]()
    for _n in range(7):
        page = browser.get(place).content.decode()
        place = page.split("Look at the next first")[0].rsplit('href="', 1)[1].split('"')[0]
        seen.append(place.rsplit("/", 1)[1])
    order = [message.public_id for message in (*urgent, *held)]
    assert seen == [*order[1:], *order[:2]]


def test_what_a_reader_has_proposed_is_not_offered_to_them_again(talk: Talk) -> None:
    urgent, rude = talk.say(URGENT), talk.say("That film was shit")
    browser, desk = talk.browser("Cora Coordinator"), talk.world.url("messages/held/")
    url = talk.world.url(f"messages/held/{urgent.public_id}")
    page = browser.post(f"{url}/release", {"once": "1"}, follow=True).content.decode()
    assert "That film was" in page
    assert "Look at the next first" not in page
    page = browser.get(url).content.decode()
    assert "You have said already that it may go." in page
    assert "Deliver as written" not in page
    assert rude.public_id in page
    lead = talk.browser("Lena Lead").get(desk).content.decode()
    assert f"{url}/release" in lead
    assert "Cora Coordinator says that it may go." in lead
    return_message(message=rude, reason="Kinder, please", by=talk.staff(), at=timezone.now())
    assert "You have said already that it may go." in browser.get(desk).content.decode()


def test_a_second_co_ordinator_is_told_that_a_lead_must_be_sure_before_they_press(talk: Talk) -> None:
    second = talk.world.appoint("Carl Coordinator", Role.COORDINATOR)
    from tests.support.pairs import clear

    clear(talk.world, second)
    message = talk.say("Ring me on 07700 900123 tonight. " + URGENT)
    release(message=message, by=talk.staff(), at=timezone.now())
    page = talk.browser("Carl Coordinator").get(talk.world.url("messages/held/")).content.decode()
    assert "one of the two must be a safeguarding lead" in page
    assert f"{message.public_id}/release" not in page


def test_the_card_says_who_writes_to_whom_in_the_schemes_words_and_whether_it_is_a_child(moderated: Talk) -> None:
    arrange(moderated.world, words={"mentee": "pupil"})
    moderated.pair.scheme.refresh_from_db()
    browser, on = moderated.browser("Cora Coordinator"), timezone.localdate()
    mentor, mentee = moderated.pair.mentor.person, moderated.pair.mentee.person
    child = f"{mentee.name} (pupil, {age_band(mentee, on)})"
    for by_mentor in (False, True):
        message = moderated.say("Hello", mentor=by_mentor)
        page = browser.get(moderated.world.url(f"messages/held/{message.public_id}")).content.decode()
        head = " ".join(page.split('<h2 id="held-who">')[1].split("</h2>")[0].split())
        assert head == (f"{mentor.name} (mentor) to {child}" if by_mentor else f"{child} to {mentor.name} (mentor)")
    assert mentee.is_child_on(on)
    mentor.date_of_birth = None
    mentor.save()
    page = browser.get(moderated.world.url("messages/held/")).content.decode()
    assert f"{mentor.name} (mentor, age not known)" in page


def test_release_is_one_press_and_the_next_one_follows(moderated: Talk) -> None:
    first, _second = moderated.say("First canary"), moderated.say("Second parrot")
    browser = moderated.browser("Cora Coordinator")
    desk = browser.get(moderated.world.url("messages/held/")).content.decode()
    assert "First canary" in desk
    assert "2 messages wait" in desk
    page = browser.post(moderated.world.url(f"messages/held/{first.public_id}/release"), {"once": "r"}, follow=True)
    assert "Second parrot" in page.content.decode()
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("delivered", moderated.world.people["Cora Coordinator"])
    assert "First canary" in moderated.browser("mentor").get(moderated.url()).content.decode()


def test_release_with_the_details_removed(moderated: Talk) -> None:
    message = moderated.say(PHONE)
    browser = moderated.browser("Cora Coordinator")
    url = moderated.world.url(f"messages/held/{message.public_id}/release")
    browser.post(url, {"once": "r", "details": "remove"})
    message.refresh_from_db()
    assert message.state == "delivered"
    assert "900123" not in message.delivered_text
    assert "Ring me on" in message.delivered_text
    assert "900123" not in moderated.browser("mentor").get(moderated.url()).content.decode()
    assert "900123" in moderated.browser("mentee").get(moderated.url()).content.decode()


def test_a_returned_message_comes_back_with_its_note_to_be_sent_again(moderated: Talk) -> None:
    message = moderated.say("Come to my house")
    browser = moderated.browser("Cora Coordinator")
    url = moderated.world.url(f"messages/held/{message.public_id}/return")
    assert browser.post(url, {"once": "e", "reason": "  "}).status_code == 422
    browser.post(url, {"once": "f", "reason": "Please leave out the visit."})
    letter = Letter.objects.get(name="messaging.returned")
    assert "visit" not in letter.body
    mine = moderated.browser("mentee")
    page = mine.get(moderated.url()).content.decode()
    assert "Please leave out the visit." in page
    again = mine.get(moderated.url(f"?again={message.public_id}")).content.decode()
    assert "Come to my house</textarea>" in again
    assert "visit" not in moderated.browser("mentor").get(moderated.url()).content.decode()


def test_a_returned_message_is_changed_and_sent_again_and_what_was_begun_meanwhile_comes_back(moderated: Talk) -> None:
    message, at = moderated.say("Come to my house"), timezone.now()
    return_message(message=message, reason="Please leave out the visit.", by=moderated.staff(), at=at)
    mine, again = moderated.browser("mentee"), moderated.url(f"?again={message.public_id}")
    mine.post(moderated.url("draft"), {"body": "Something else"})
    page = mine.get(again).content.decode()
    assert "Come to my house</textarea>" in page
    assert "Something else" in page
    assert "data-draft-url" not in page, "the page would write the one over the other"
    assert mine.post(again, {"body": "", "once": "a"}).status_code == 422
    mine.post(again, {"body": "Come to the library", "once": "b"})
    assert Message.objects.latest("pk").original == "Come to the library"
    assert "Something else</textarea>" in mine.get(moderated.url()).content.decode()


def test_escalating_opens_a_concern_and_nobody_sees_the_message(moderated: Talk) -> None:
    message = moderated.say("Canary of concern", mentor=True)
    concern = escalate(message=message, words="", by=moderated.staff(), at=timezone.now())
    assert concern.about_ref == f"messaging.message:{message.public_id}"
    assert concern.subjects.get().person == moderated.pair.mentor.person
    assert "Canary" not in moderated.browser("mentee").get(moderated.url()).content.decode()
    assert "Waiting for a look" in moderated.browser("mentor").get(moderated.url()).content.decode()


def test_an_urgent_message_has_one_concern_only(talk: Talk) -> None:
    message = talk.say(URGENT)
    escalate(message=message, words="", by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    assert Concern.objects.count() == 1


def test_an_urgent_message_leads_to_its_concern_first_where_the_reader_sees_it(talk: Talk) -> None:
    message = talk.say(URGENT)
    concern = Concern.objects.get()
    lead = talk.browser("Lena Lead").get(talk.world.url(f"messages/held/{message.public_id}")).content.decode()
    assert lead.index("Open the concern") < lead.index("Leave it to the concern") < lead.index("Deliver as written")
    assert concern.public_id in lead
    assert "We would like to speak with you about it." in lead
    other = talk.browser("Cora Coordinator").get(talk.world.url(f"messages/held/{message.public_id}")).content.decode()
    assert concern.public_id not in other
    assert other.index("Pass on as a concern") < other.index("Deliver as written")


@pytest.mark.parametrize("words", [URGENT, "I want to kill myself."])
def test_a_cry_for_help_is_never_given_back(talk: Talk, words: str) -> None:
    message, at = talk.say(words), timezone.now()
    page = talk.browser("Cora Coordinator").get(talk.world.url(f"messages/held/{message.public_id}")).content.decode()
    assert "/return" not in page
    assert "It is not given back" in page
    for role in (Role.COORDINATOR, Role.SAFEGUARDING_LEAD):
        with pytest.raises(NotNow, match="Leave it to the concern"):
            return_message(message=message, reason="Please change it.", by=talk.staff(role), at=at)
    message.refresh_from_db()
    assert message.state == "urgent"
    assert "You can change it" not in talk.browser("mentee").get(talk.url()).content.decode()
    assert not Letter.objects.filter(name="messaging.returned").exists()


def test_other_held_words_are_given_back_as_ever(moderated: Talk) -> None:
    message = moderated.say("Ring me on 07700 900123 tonight.")
    page = moderated.browser("Cora Coordinator").get(moderated.world.url("messages/held/")).content.decode()
    assert "/return" in page
    return_message(message=message, reason="Leave out the number.", by=moderated.staff(), at=timezone.now())
    message.refresh_from_db()
    assert message.state == "returned"


def test_an_urgent_message_is_delivered_only_by_two_people(talk: Talk) -> None:
    message, at = talk.say(URGENT), timezone.now()
    cora, lena = talk.staff(), talk.staff(Role.SAFEGUARDING_LEAD)
    assert release(message=message, by=cora, at=at) == "proposed"
    message.refresh_from_db()
    assert message.state == "urgent"
    with pytest.raises(NotNow, match="Somebody else must be sure"):
        release(message=message, by=cora, at=at)
    assert release(message=message, by=lena, at=at) == "delivered"


def test_two_co_ordinators_are_not_enough_for_an_urgent_one(talk: Talk) -> None:
    second = talk.world.appoint("Carl Coordinator", Role.COORDINATOR)
    from tests.support.pairs import clear

    clear(talk.world, second)
    message, at = talk.say(URGENT), timezone.now()
    release(message=message, by=talk.staff(), at=at)
    message.refresh_from_db()
    with pytest.raises(NotNow, match="safeguarding lead"):
        release(message=message, by=talk.world.as_(second, Role.COORDINATOR), at=at)


def test_the_second_of_two_moderators_is_told(moderated: Talk) -> None:
    message = moderated.say("Both look at this")
    one, other = moderated.browser("Cora Coordinator"), moderated.browser("Lena Lead")
    url = moderated.world.url(f"messages/held/{message.public_id}/")
    one.post(url + "release", {"once": "1"})
    page = other.post(url + "return", {"once": "2", "reason": "Please change it."}, follow=True)
    assert "Somebody else has decided" in page.content.decode()
    message.refresh_from_db()
    assert message.state == "delivered"
    with pytest.raises(NotNow):
        return_message(message=message, reason="Too late", by=moderated.staff(), at=timezone.now())


def test_after_a_pause_nothing_is_released(moderated: Talk) -> None:
    message, by, at = moderated.say("Hello"), moderated.staff(), timezone.now()
    pause_contact(scheme=moderated.world.scheme, mentorship=moderated.pair, reason="Ill.", by=by, at=at)
    with pytest.raises(NotNow, match="closed"):
        release(message=message, by=by, at=at)
    assert Message.objects.get().state == "held"


def test_staff_whose_own_check_is_missing_read_nothing_and_are_told_what_is_missing(moderated: Talk) -> None:
    message = moderated.say("Canary in the desk")
    Check.objects.filter(person=moderated.world.people[STAFF[Role.COORDINATOR]]).update(next_due="2020-01-01")
    page = moderated.browser("Cora Coordinator").get(moderated.world.url("messages/held/"))
    assert page.status_code == 403
    assert "The check has run out" in page.content.decode()
    assert "Canary" not in page.content.decode()
    with pytest.raises(NotAllowed):
        release(message=message, by=moderated.staff(), at=timezone.now())
    assert events("messaging.held_read") == 0


def test_every_reading_is_written_down_first(moderated: Talk) -> None:
    message = moderated.say("Read me")
    moderated.browser("Cora Coordinator").get(moderated.world.url("messages/held/"))
    event = Event.objects.get(name="messaging.held_read")
    assert (event.about, event.role) == (message.public_id, "coordinator")


def test_a_co_ordinator_who_is_one_of_the_two_does_not_decide(moderated: Talk) -> None:
    message = moderated.say("About you")
    from ithaca.schemes.models import Appointment

    person = moderated.pair.mentor.person
    Appointment.objects.create(scheme=moderated.world.scheme, person=person, role="coordinator", since="2026-01-01")
    assert not held_visible_to(moderated.world.as_(person, Role.COORDINATOR)).exists()
    with pytest.raises((NotNow, NotAllowed)):
        open_held(message=message, by=moderated.world.as_(person, Role.COORDINATOR), at=timezone.now())


def test_a_thread_is_opened_with_a_reason_that_the_lead_can_see(talk: Talk) -> None:
    talk.say("Canary in the thread")
    browser = talk.browser("Cora Coordinator")
    url = talk.url("open")
    assert browser.post(url, {"reason": "why", "once": "1"}).status_code == 422
    page = browser.post(url, {"reason": "The mother rang about the tone.", "once": "2"}, follow=True)
    assert "Canary in the thread" in page.content.decode()
    assert events("messaging.thread_opened") == 1
    assert events("messaging.thread_read") == 1
    seen = talk.browser("Lena Lead").get(talk.world.url("messages/opened/")).content.decode()
    assert "The mother rang about the tone." in seen
    assert "Canary" not in seen
    opened = page.redirect_chain[-1][0]
    answer = talk.browser("Lena Lead").get(opened)
    assert answer.status_code == 403
    assert "Canary" not in answer.content.decode()


@pytest.mark.parametrize(
    "role", [None, Role.DEPUTY, Role.MATCHER, Role.MANAGER, Role.SCHOOL_CONTACT, Role.THIRD_PERSON]
)
def test_nobody_else_comes_to_the_desk(moderated: Talk, role: Role | None) -> None:
    message = moderated.say("Canary")
    more = {"partner": moderated.world.school} if role == Role.SCHOOL_CONTACT else {}
    person = moderated.world.appoint("Nina Nobody", role, **more) if role else moderated.pair.mentor.person
    client = moderated.world.client(person)
    for rest in (
        "messages/held/",
        f"messages/held/{message.public_id}",
        "messages/opened/",
        f"messages/{moderated.pair.public_id}/open",
    ):
        assert client.get(moderated.world.url(rest)).status_code == 404, rest
    for act in ("release", "return", "escalate"):
        assert client.post(moderated.world.url(f"messages/held/{message.public_id}/{act}")).status_code == 404
    message.refresh_from_db()
    assert message.state == "held"


def test_another_organisation_sees_nothing(moderated: Talk, other_world: World) -> None:
    message = moderated.say("Canary")
    stranger = other_world.appoint("Olga Other", Role.SAFEGUARDING_LEAD)
    client = other_world.client(stranger)
    for base in (moderated.world, other_world):
        page = client.get(base.url(f"messages/held/{message.public_id}"))
        assert "Canary" not in page.content.decode()
        assert client.post(base.url(f"messages/held/{message.public_id}/release")).status_code in (302, 404)
    message.refresh_from_db()
    assert message.state == "held"


def test_todo_says_what_waits_and_no_word_of_it(moderated: Talk) -> None:
    moderated.say("Canary")
    lines = todo(by=moderated.staff(), scheme=moderated.world.scheme, at=timezone.now())
    assert [line.page for line in lines] == ["messaging:held"]
    assert "Canary" not in repr(lines)
