"""Two people answer at once, and two matchers offer the same mentor at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.matching.models import Proposal
from ithaca.matching.services.offer import accept, approve_and_offer, decline
from ithaca.matching.services.suggest import propose
from ithaca.mentorships.models import Mentorship
from tests.matching.people import mentee, mentor, ready
from tests.mentorships.races import ROUNDS, at_once, refused
from tests.support.pairs import actor, side_of
from tests.support.world import World, make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WITH_PEOPLE = ("scheme__organisation", "mentor__person", "mentee__person")


@pytest.fixture
def committed(transactional_db: None) -> Iterator[World]:
    """A world whose rows other connections can see."""
    made = make_world()
    with open_scheme(organisation_id=made.organisation.pk, scheme_id=made.scheme.pk):
        ready(made)
        yield made


def proposed(world: World, number: int, *, mentor_row: object = None) -> Proposal:
    one = mentor_row or mentor(world, f"Ada No{number}")
    by = actor(world, Role.COORDINATOR)
    other = mentee(world, f"Tom No{number} {Proposal.objects.count()}")
    return propose(scheme=world.scheme, mentee=other, mentor=one, by=by, at=timezone.now())  # type: ignore[arg-type]


def now(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_related(*WITH_PEOPLE).get(pk=proposal.pk)


def offer(world: World, proposal: Proposal) -> Proposal:
    by = actor(world, Role.COORDINATOR)
    return approve_and_offer(proposal=now(proposal), why="Boats.", by=by, at=timezone.now())


def say(world: World, proposal: Proposal, role: str, verb: object) -> object:
    row = now(proposal)
    side = getattr(row, role)
    return verb(proposal=row, participant=side, by=side_of(world, side), at=timezone.now())  # type: ignore[operator]


def test_two_who_accept_at_once_become_one_pair(committed: World) -> None:
    for number in range(ROUNDS):
        made = offer(committed, proposed(committed, number))
        results = at_once(
            committed,
            [lambda made=made, role=role: say(committed, made, role, accept) for role in ("mentor", "mentee")],
        )
        assert refused(results) == 0
        assert sum(isinstance(result, Mentorship) for result in results) == 1
        assert now(made).state == "accepted"
        assert Mentorship.objects.filter(proposal=made.public_id).count() == 1


def test_a_double_press_accepts_once(committed: World) -> None:
    for number in range(ROUNDS):
        made = offer(committed, proposed(committed, number))
        say(committed, made, "mentor", accept)
        at_once(committed, [lambda made=made: say(committed, made, "mentee", accept) for _press in range(3)])
        assert Mentorship.objects.filter(proposal=made.public_id).count() == 1


def test_yes_and_no_at_once_end_in_one_of_the_two(committed: World) -> None:
    for number in range(ROUNDS):
        made = offer(committed, proposed(committed, number))
        say(committed, made, "mentor", accept)
        at_once(
            committed,
            [
                lambda made=made: say(committed, made, "mentee", accept),
                lambda made=made: say(committed, made, "mentor", decline),
            ],
        )
        pairs = Mentorship.objects.filter(proposal=made.public_id).count()
        assert (now(made).state, pairs) in {("accepted", 1), ("declined", 0)}


def test_a_mentor_with_one_place_is_offered_once(committed: World) -> None:
    for number in range(ROUNDS):
        one = mentor(committed, f"Ada No{number}")
        made = [proposed(committed, number, mentor_row=one) for _two in range(2)]
        results = at_once(committed, [lambda row=row: offer(committed, row) for row in made])
        assert refused(results) == 1
        assert Proposal.objects.filter(mentor=one, state="offered").count() == 1
