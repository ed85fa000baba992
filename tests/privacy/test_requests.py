"""People ask for a copy of their data, or that it goes (DP-01, DP-02, DP-05)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.audit.models import Event
from ithaca.audit.verify import verify
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.services.end import end_pair
from ithaca.notices.models import Letter
from ithaca.organisations.models import Person
from ithaca.participants.models import Note, Participant
from ithaca.participants.services import withdraw, write_note
from ithaca.privacy.copy import packed
from ithaca.privacy.models import Request
from ithaca.privacy.selectors import own_requests
from ithaca.privacy.services import ask, erase, give_copy, note_taken, place_hold, refuse, take_back
from tests.messaging.conftest import Talk
from tests.support.pairs import mentee_of


def wish(talk: Talk, kind: str = "copy", by: Actor | None = None) -> Request:
    person = talk.pair.mentee.person
    return ask(
        scheme=talk.world.scheme, person=person, kind=kind, by=by or mentee_of(talk.world, talk.pair), at=timezone.now()
    )


def data_of(row: Request) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(packed(row))) as pack:
        read: dict[str, object] = json.loads(pack.read("your-data.json"))
        assert "<h1>" in pack.read("your-data.html").decode()
    return read


def test_a_copy_holds_own_words_and_what_reached_one_without_the_others_details(talk: Talk) -> None:
    mentor = talk.pair.mentor.person
    mentor.family_name = "Quillfeather"
    mentor.save()
    talk.say("I like boats and trains.")
    talk.say(f"Dear Milo, it is {mentor.given_name} {mentor.family_name} here.", mentor=True)
    row, cora = wish(talk), talk.staff()
    give_copy(request=row, by=cora, at=timezone.now())
    text = json.dumps(data_of(row), ensure_ascii=False)
    assert "I like boats and trains." in text
    assert "[another person]" in text
    assert mentor.family_name not in text
    assert mentor.email not in text
    assert talk.pair.mentee.person.email in text
    assert "not_included" in text


def test_one_press_answers_and_the_person_is_told_without_a_word_of_it(talk: Talk) -> None:
    row, cora = wish(talk), talk.staff()
    answered = talk.browser("Cora Coordinator").post(talk.world.url(f"data/asked/{row.public_id}"), {"give": "1"})
    assert answered.status_code == 302
    row.refresh_from_db()
    assert row.state == "answered"
    letter = Letter.objects.get(name="privacy.answered")
    assert letter.person_id == talk.pair.mentee.person_id
    own = talk.browser("mentee").get(talk.world.url(f"data/asked/{row.public_id}/copy"))
    assert own.status_code == 200
    assert own["Content-Type"] == "application/zip"
    assert Event.objects.get(name="privacy.copy_taken").data == {"own": True}
    assert talk.browser("mentor").get(talk.world.url(f"data/asked/{row.public_id}/copy")).status_code == 404
    with pytest.raises(NotNow):
        give_copy(request=row, by=cora, at=timezone.now())


def test_a_second_wish_while_the_first_waits_is_the_first(talk: Talk) -> None:
    assert wish(talk).pk == wish(talk).pk
    assert wish(talk, "erasure").pk != wish(talk).pk


def test_nobody_asks_for_somebody_else_but_staff_who_write_it_down(talk: Talk) -> None:
    from tests.support.pairs import mentor_of

    with pytest.raises(NotAllowed):
        wish(talk, by=mentor_of(talk.world, talk.pair))
    row = wish(talk, by=talk.staff())
    assert row.asked_by == talk.world.people["Cora Coordinator"]


def test_a_wish_can_be_taken_back_and_refused_only_with_a_reason(talk: Talk) -> None:
    row = wish(talk)
    take_back(request=row, by=mentee_of(talk.world, talk.pair), at=timezone.now())
    again = wish(talk)
    assert again.pk != row.pk
    with pytest.raises(NotNow):
        refuse(request=again, reason=" ", by=talk.staff(), at=timezone.now())
    refuse(request=again, reason="You had one last week.", by=talk.staff(), at=timezone.now())
    assert own_requests(mentee_of(talk.world, talk.pair)).first().reason == "You had one last week."


def left(talk: Talk) -> Request:
    """The mentee has left, with notes and a profile on record, and wants it gone."""
    at, cora, mentee = timezone.now(), talk.staff(), talk.pair.mentee
    talk.say("I like boats and trains.")
    Participant.objects.filter(pk=mentee.pk).update(profile={"interests": ["boats"]}, introduction="I am Milo.")
    write_note(participant=mentee, kind="call", happened_on=at.date(), words="Rang about boats.", by=cora, at=at)
    row = wish(talk, "erasure")
    with pytest.raises(NotNow):
        erase(request=row, reason="As you wish.", by=cora, at=at)
    end_pair(mentorship=talk.pair, cause="completed", reason="The year is over.", by=cora, at=at)
    mentee.refresh_from_db()
    withdraw(participant=mentee, by=cora, at=at, reason="")
    return row


def test_an_erasure_empties_what_may_go_and_says_what_stays(talk: Talk) -> None:
    row, at = left(talk), timezone.now()
    account = talk.pair.mentee.person.account
    assert account is not None
    erase(request=row, reason="As you wish.", by=talk.staff(), at=at)
    person = Person.objects.get(pk=talk.pair.mentee.person_id)
    assert (person.name, person.email, person.date_of_birth, person.account) == ("—", "", None, None)
    mentee = Participant.objects.get(pk=talk.pair.mentee_id)
    assert (mentee.profile, mentee.introduction) == ({}, "")
    assert Note.objects.get().words == ""
    account = Account.objects.get(pk=account.pk)
    assert (account.is_active, account.email, account.username) == (False, "", f"gone-{account.public_id}")
    talk.pair.messages.get(original="I like boats and trains.")
    row.refresh_from_db()
    assert "messaging.Message" in row.kept
    assert verify() == []


def test_an_erasure_leaves_what_is_held_alone(talk: Talk) -> None:
    row, at = left(talk), timezone.now()
    place_hold(
        scheme=talk.world.scheme,
        kind="person",
        subject=talk.pair.mentee.person.public_id,
        reason="The police asked for it.",
        review_on=(at + timedelta(days=90)).date(),
        by=talk.staff(),
        at=at,
    )
    with pytest.raises(NotNow):
        erase(request=row, reason="As you wish.", by=talk.staff(), at=at)
    assert Note.objects.get().words == "Rang about boats."


def test_staff_do_not_answer_about_themselves(talk: Talk) -> None:
    cora = talk.staff()
    own = ask(
        scheme=talk.world.scheme, person=talk.world.people["Cora Coordinator"], kind="copy", by=cora, at=timezone.now()
    )
    with pytest.raises(NotAllowed):
        give_copy(request=own, by=cora, at=timezone.now())
    give_copy(request=own, by=talk.staff(Role.SAFEGUARDING_LEAD), at=timezone.now())
    note_taken(request=own, by=cora, at=timezone.now())


def test_every_page_of_staff_opens_and_a_hold_is_placed_in_the_browser(talk: Talk) -> None:
    row, browser = wish(talk, "erasure"), talk.browser("Cora Coordinator")
    wish(talk)
    person = talk.pair.mentee.person.public_id
    pages = ("asked/", f"asked/{row.public_id}", "kept/", "holds/", f"for/{person}", f"hold/person/{person}")
    pair = f"hold/pair/{talk.pair.public_id}"
    assert {browser.get(talk.world.url(f"data/{page}")).status_code for page in (*pages, pair)} == {200}
    date = {"review_on_day": "1", "review_on_month": "3", "review_on_year": str(timezone.localdate().year + 1)}
    placed = browser.post(talk.world.url(f"data/{pair}"), {"reason": "The police asked for it.", **date})
    assert placed.status_code == 302
    assert "The police asked for it." in browser.get(talk.world.url("data/holds/")).content.decode()
