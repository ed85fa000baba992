"""Mentors who agree are seen by other schemes on the server, which may ask them; their own checks come after (DIR-04)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.matching.elsewhere import shared_with
from ithaca.matching.models import Invited
from ithaca.matching.services.elsewhere import ask_elsewhere, be_shared
from ithaca.notices.models import Letter
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.vetting.services import suspend_check
from tests.matching.people import mentor, ready
from tests.support.pairs import STAFF, actor, arrange, side_of
from tests.support.world import World


def text(response: Any) -> str:
    return str(response.content.decode())


@contextmanager
def inside(world: World) -> Iterator[None]:
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        yield


def agree(world: World, row: Participant, *, agreed: bool = True) -> None:
    be_shared(mentor=row, agreed=agreed, by=side_of(world, row), at=timezone.now())


@pytest.fixture
def far(world: World, other_world: World) -> Participant:
    """A cleared mentor of another organisation who agreed; both schemes share."""
    ready(world, share_mentors=True)
    with inside(other_world):
        ready(other_world, share_mentors=True)
        row = mentor(other_world, "Fay Faraway", profile={"skills": ["welding"], "languages": ["Welsh"]})
        agree(other_world, row)
    return row


def seen(world: World) -> list[str]:
    return [one.found.name for one in shared_with(world.scheme, on=timezone.localdate())]


def test_who_agreed_is_seen_with_skills_and_training_and_nothing_that_leads_to_them(
    world: World, far: Participant
) -> None:
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    page = text(staff.get(world.url("suggestions/other-schemes/")))
    for shown in ("Ask Fay to join", "welding", "First steps"):
        assert shown in page
    for hidden in ("Faraway", far.person.email, far.public_id, far.scheme.name):
        assert hidden not in page, hidden
    assert "Nobody found" in text(staff.get(world.url("suggestions/other-schemes/"), {"q": "baking"}))
    assert "Mentors of other schemes" in text(staff.get(world.url("suggestions/")))


def test_only_who_agreed_is_cleared_and_has_room(world: World, other_world: World, far: Participant) -> None:
    with inside(other_world):
        agree(other_world, mentor(other_world, "Una Unchecked", cleared=False))
        mentor(other_world, "Not Asked")
    assert seen(world) == ["Fay"]
    assert seen(other_world) == []
    with inside(other_world):
        Participant.objects.filter(pk=far.pk).update(state="paused")
    assert seen(world) == []
    with inside(other_world):
        Participant.objects.filter(pk=far.pk).update(state="joined")
        check = far.person.checks.get(state="cleared")
        suspend_check(check=check, reason="A call.", by=actor(other_world, Role.SAFEGUARDING_LEAD), at=timezone.now())
    assert seen(world) == []


def test_a_mentor_who_is_or_may_be_under_18_is_shown_to_no_other_scheme(world: World, far: Participant) -> None:
    assert seen(world) == ["Fay"]
    for born in (timezone.localdate().replace(year=timezone.localdate().year - 17, day=1), None):
        with everywhere("a test changes a date of birth"):
            Person.objects.filter(pk=far.person_id).update(date_of_birth=born)
        assert seen(world) == []


def test_it_is_taken_back_at_once_and_goes_both_ways(world: World, other_world: World, far: Participant) -> None:
    arrange(world, share_mentors=False)
    assert seen(world) == []
    assert (
        world.client(world.people[STAFF[Role.COORDINATOR]]).get(world.url("suggestions/other-schemes/")).status_code
        == 404
    )
    arrange(world, share_mentors=True)
    with inside(other_world):
        agree(other_world, far, agreed=False)
    assert seen(world) == []
    with inside(other_world):
        agree(other_world, far)
        arrange(other_world, share_mentors=False)
    assert seen(world) == []


def test_asking_writes_one_letter_from_the_mentors_own_scheme(
    world: World, other_world: World, far: Participant
) -> None:
    (one,) = shared_with(world.scheme, on=timezone.localdate())
    staff, url = world.client(world.people[STAFF[Role.COORDINATOR]]), world.url("suggestions/other-schemes/")
    assert staff.post(url, {"ask": one.ref}).status_code == 302
    with everywhere("a test reads letters of both"):
        letter = Letter.objects.get(name="matching.asked_elsewhere")
        assert (letter.person, letter.scheme) == (far.person, far.scheme)
        assert world.scheme.name in letter.body
        assert world.url("apply/mentor/") in letter.body
    assert "Asked already." in text(staff.get(url))
    with pytest.raises(NotNow, match="asked already"):
        ask_elsewhere(scheme=world.scheme, ref=one.ref, by=actor(world, Role.COORDINATOR), at=timezone.now())
    with pytest.raises(NotNow, match="cannot be asked"):
        ask_elsewhere(scheme=world.scheme, ref="zzzzzzzzzzzz", by=actor(world, Role.COORDINATOR), at=timezone.now())
    with pytest.raises(NotAllowed):
        ask_elsewhere(scheme=world.scheme, ref=one.ref, by=actor(world, Role.SAFEGUARDING_LEAD), at=timezone.now())
    assert Invited.objects.count() == 1


def test_a_mentor_says_it_on_their_own_page(world: World, other_world: World, far: Participant) -> None:
    with inside(other_world):
        client, url = other_world.client(far.person), other_world.url("other-schemes/")
        assert url in text(client.get(other_world.url("me/taking-part")))
        assert "welding" in text(client.get(url))
        client.post(url, {"say": "no"})
    assert seen(world) == []
