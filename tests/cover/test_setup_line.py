"""Confirming the risks line of the set-up approves the risk assessment (RISK-01)."""

from __future__ import annotations

from ithaca.cover.models import RiskAssessment
from ithaca.kernel.roles import Role
from ithaca.schemes.hooks import line_confirmed
from tests.support.pairs import STAFF, actor, arrange, with_staff
from tests.support.world import NOW, World


def test_the_confirmed_line_is_the_approval(world: World) -> None:
    arrange(world, risks=({"risk": "A pupil is alone", "control": "Sessions in the library", "owner": "Co-ordinator"},))
    with_staff(world)
    person = world.people[STAFF[Role.COORDINATOR]]
    by = actor(world, Role.COORDINATOR)
    for line in ("purpose", "risks"):
        line_confirmed.tell(scheme=world.scheme, line=line, person=person, signed_name=person.name, by=by, at=NOW)
    assessment = RiskAssessment.objects.get()
    assert assessment.approved_by == person
    assert assessment.risks[0]["control"] == "Sessions in the library"
