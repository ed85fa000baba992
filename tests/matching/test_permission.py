"""Among equals those go first whose pair could begin at once; nobody loses a place or a better pair by it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from ithaca.consents.services import give_consents
from ithaca.kernel.roles import Role
from ithaca.matching.models import Proposal, Run
from ithaca.matching.services.suggest import suggest
from ithaca.matching.standing import standing
from ithaca.participants.models import Participant
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor
from tests.support.world import World

MISSING = "A parent or carer has not been asked for permission."


def consent(world: World, row: Participant) -> None:
    """A parent's yes to everything."""
    on = timezone.localdate()
    give_consents(
        mentees=[row],
        items=dict.fromkeys(row.scheme.arrangements.permission_items, True) | {"mentoring": True},
        method="paper",
        given_by="Mo Teen",
        given_on=on,
        by=actor(world, Role.COORDINATOR),
        at=timezone.now(),
    )


def search(world: World) -> dict[str, str]:
    """Who is suggested to whom, by given names."""
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    rows = Proposal.objects.filter(state="proposed").select_related("mentee__person", "mentor__person")
    return {row.mentee.person.given_name: row.mentor.person.given_name for row in rows}


def two(world: World, **profiles: list[str]) -> tuple[Participant, Participant]:
    """One mentor who likes boats; Lou has waited longest and lacks the permission, Rae came last and has it."""
    ready(world)
    mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    lou, rae = (mentee(world, f"{name} Teen", profile={"interests": profiles[name]}) for name in ("Lou", "Rae"))
    Participant.objects.filter(pk=lou.pk).update(joined_on=date(2025, 1, 6))
    consent(world, rae)
    return lou, rae


def test_among_equals_the_one_who_can_begin_goes_first(world: World) -> None:
    lou, _rae = two(world, Lou=["boats"], Rae=["boats"])
    assert search(world) == {"Rae": "Ada"}
    consent(world, lou)
    assert search(world) == {"Lou": "Ada"}
    with standing(world.scheme, on=timezone.localdate()) as stands:
        assert stands.session.result.mentor_of(lou.public_id)


def test_a_better_pair_is_not_given_up_for_it_and_the_card_says_what_is_missing(world: World) -> None:
    lou, _rae = two(world, Lou=["boats"], Rae=["chess"])
    assert search(world) == {"Lou": "Ada"}
    proposal = Proposal.objects.get(state="proposed")
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    pages = ("", "side-by-side/", "approve/", f"{proposal.public_id}/offer/")
    for page in pages:
        assert MISSING in staff.get(world.url(f"suggestions/{page}")).content.decode(), page
    consent(world, lou)
    for page in pages:
        assert MISSING not in staff.get(world.url(f"suggestions/{page}")).content.decode(), page


def test_the_fairness_report_counts_weeks_alone(world: World) -> None:
    two(world, Lou=["boats"], Rae=["boats"])
    for n in range(6):
        consent(world, mentee(world, f"Max No{n}", gender="male", profile={"interests": []}))
    search(world)
    groups = Run.objects.latest("pk").result["fairness"]["by"]["gender"]
    assert all((group["waited"] or 0) < 1_000 for group in groups)
    assert any(group["waited"] for group in groups)
