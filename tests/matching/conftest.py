"""Who chooses, for the tests of choosing."""

from __future__ import annotations

import pytest

from ithaca.participants.models import Participant
from tests.matching.people import agree, grown, mentor, ready
from tests.support.world import World


@pytest.fixture
def three(world: World) -> tuple[Participant, Participant, Participant]:
    """Two cleared mentors who agreed to be found, and an adult who looks."""
    ready(world, mentees_choose=True)
    ada = mentor(world, "Ada Adult", profile={"interests": ["boats"], "skills": ["book keeping"], "area": "Leith"})
    bea = mentor(world, "Bea Baker", profile={"interests": ["bread"], "skills": ["baking"]})
    for row in (ada, bea):
        agree(world, row)
    return ada, bea, grown(world, "Gus Grown", profile={"interests": ["boats"]})
