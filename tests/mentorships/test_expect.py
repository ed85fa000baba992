"""What to expect, in thirteen points from the scheme's own arrangements (REC-23, TRN-09)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.mentorships.expect import points
from ithaca.mentorships.services.begin import begin
from ithaca.mentorships.wording import CHILD_PROTECTION
from ithaca.schemes.models import Scheme
from ithaca.schemes.starters import Starter, all_starters
from tests.support.pairs import actor, with_staff
from tests.support.world import World


@pytest.mark.parametrize("starter", all_starters(), ids=lambda starter: starter.key)
def test_every_starter_answers_all_thirteen_points(starter: Starter) -> None:
    scheme = Scheme(name=starter.name, purpose=starter.purpose, settings=starter.arrangements.to_json())
    found = points(scheme)
    assert len(found) == 13
    assert [point.heading for point in found if not point.words] == []


def test_what_the_scheme_arranged_is_what_is_told(world: World) -> None:
    said = replace(
        world.scheme.arrangements,
        meet_every_days=14,
        meet_minutes=45,
        channels=("meetings", "messages"),
        boundaries="We meet at school only.",
        mentees_choose=True,
    )
    world.scheme.settings = said.to_json()
    words = " ".join(line for point in points(world.scheme) for line in point.words)
    for part in (
        "of 45 minutes, every 2 weeks",
        "We meet at school only.",
        "You may choose",
        str(CHILD_PROTECTION),
        "Messages are checked by a computer",
    ):
        assert part in words


def test_it_is_read_before_joining_without_signing_in_and_not_of_a_draft(world: World) -> None:
    page = Client().get(world.url("what-to-expect/"))
    assert page.status_code == 200
    assert "If it does not work" in page.content.decode()
    assert world.url("what-to-expect/") in Client().get(world.url("about/")).content.decode()
    Scheme.objects.filter(pk=world.scheme.pk).update(state="draft")
    assert Client().get(world.url("what-to-expect/")).status_code == 404


def test_a_mentee_signs_beneath_the_points_and_a_mentor_does_not_read_them(world: World) -> None:
    with_staff(world)
    mentor, mentee = world.join("Mona Mentor", "mentor"), world.join("Milo Mentee", "mentee")
    by = actor(world, Role.COORDINATOR)
    pair = begin(mentor=mentor, mentee=mentee, why="Both like boats.", by=by, at=timezone.now())
    path = world.url(f"pairs/{pair.public_id}/sign/")
    theirs, other = (world.client(side.person).get(path).content.decode() for side in (mentee, mentor))
    assert theirs.index("If it does not work") < theirs.index("I have read this and keep to it")
    assert "If it does not work" not in other
