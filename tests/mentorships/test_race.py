"""Opening and pausing take turns, and a mentor's last place is given once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.mentorships.gate import may_be_in_contact, with_people
from ithaca.mentorships.models import Mentorship, RulesVersion
from ithaca.mentorships.services.begin import begin, open_pair
from ithaca.mentorships.services.end import end_pair
from ithaca.mentorships.services.pause import pause_contact
from ithaca.participants.models import Participant
from ithaca.participants.services import withdraw
from tests.mentorships.races import ROUNDS, at_once, refused
from tests.support.pairs import actor, cleared_pair, side_of
from tests.support.world import World, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def committed(transactional_db: None) -> Iterator[World]:
    """A world whose rows other connections can see."""
    made = make_world()
    with open_scheme(organisation_id=made.organisation.pk, scheme_id=made.scheme.pk):
        yield made


def pair_now(pair: Mentorship) -> Mentorship:
    return with_people().get(pk=pair.pk)


def test_a_pause_while_opening_always_ends_shut(committed: World) -> None:
    by = actor_of(committed)
    for number in range(ROUNDS):
        pair = cleared_pair(committed, mentor=f"Mona No{number}", mentee=f"Milo No{number}")
        Mentorship.objects.filter(pk=pair.pk).update(**{"state": "gated"})
        results = at_once(
            committed,
            [
                lambda pair=pair: open_pair(mentorship=pair_now(pair), by=by, at=timezone.now()),
                lambda pair=pair: pause_contact(
                    scheme=committed.scheme, mentorship=pair_now(pair), reason="Now.", by=by, at=timezone.now()
                ),
            ],
        )
        assert refused(results[1:]) == 0
        assert not may_be_in_contact(pair_now(pair), at=timezone.now()).open


def test_somebody_who_leaves_while_the_pair_opens_is_not_in_contact(committed: World) -> None:
    by = actor_of(committed)
    for number in range(ROUNDS):
        pair = cleared_pair(committed, mentor=f"Mona No{number}", mentee=f"Milo No{number}")
        Mentorship.objects.filter(pk=pair.pk).update(**{"state": "gated"})
        mentee = side_of(committed, pair.mentee)
        at_once(
            committed,
            [
                lambda pair=pair: open_pair(mentorship=pair_now(pair), by=by, at=timezone.now()),
                lambda pair=pair, mentee=mentee: withdraw(
                    participant=Participant.objects.get(pk=pair.mentee_id), by=mentee, at=timezone.now()
                ),
            ],
        )
        assert not may_be_in_contact(pair_now(pair), at=timezone.now()).open


def test_the_last_place_of_a_mentor_is_given_once(committed: World) -> None:
    by = actor_of(committed)
    for number in range(ROUNDS):
        mentor = committed.join(f"Mona No{number}", "mentor")
        mentees = [committed.join(f"Milo No{number} {letter}", "mentee") for letter in "abc"]
        results = at_once(
            committed,
            [
                lambda mentor=mentor, mentee=mentee: begin(
                    mentor=mentor, mentee=mentee, why="-", by=by, at=timezone.now()
                )
                for mentee in mentees
            ],
        )
        assert refused(results) == 2
        assert Mentorship.objects.filter(mentor=mentor).count() == 1


def test_the_first_pairs_of_a_scheme_begin_at_once_under_one_version_of_its_rules(committed: World) -> None:
    by = actor_of(committed)
    sides = [(committed.join(f"Mona No{n}", "mentor"), committed.join(f"Milo No{n}", "mentee")) for n in range(4)]
    results = at_once(
        committed,
        [
            lambda mentor=mentor, mentee=mentee: begin(mentor=mentor, mentee=mentee, why="-", by=by, at=timezone.now())
            for mentor, mentee in sides
        ],
    )
    assert refused(results) == 0
    assert RulesVersion.objects.count() == 1


def test_a_pair_is_ended_once(committed: World) -> None:
    by = actor_of(committed)
    pair = cleared_pair(committed)
    ends = [
        lambda cause=cause: end_pair(mentorship=pair_now(pair), cause=cause, reason="x", by=by, at=timezone.now())
        for cause in ("completed", "other")
    ]
    assert refused(at_once(committed, ends)) == 1


def actor_of(world: World):  # type: ignore[no-untyped-def]
    """The co-ordinator, in post."""
    from tests.support.pairs import with_staff

    with_staff(world, checked=False)
    return actor(world, Role.COORDINATOR)
