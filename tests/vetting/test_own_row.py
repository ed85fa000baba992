"""Nobody reads about themself what the staff noticed, also where they read everybody else's (VET-14, SG-14)."""

from __future__ import annotations

from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.vetting.services import log_sign
from tests.support.pairs import STAFF, actor, cleared_pair
from tests.support.world import World


def test_a_sign_about_the_co_ordinator_is_not_on_her_own_row_of_the_record(world: World) -> None:
    cleared_pair(world)
    cora = world.people[STAFF[Role.COORDINATOR]]
    lead = actor(world, Role.SAFEGUARDING_LEAD)
    before = world.client(cora).get(world.url("checks/")).content.decode()
    log_sign(person=cora, words="Alone with a pupil", by=lead, at=timezone.now())
    shown = world.client(cora).get(world.url("checks/")).content.decode()
    assert "A warning sign" not in _row(shown, cora.name)
    assert "A warning sign" in _row(
        world.client(world.people["Lena Lead"]).get(world.url("checks/")).content.decode(), cora.name
    )
    assert _row(before, cora.name)


def _row(page: str, name: str) -> str:
    return next(row for row in page.split("<tr") if name in row)


def test_a_partner_reads_no_sign_on_the_page_of_its_mentor(world: World) -> None:
    pair = cleared_pair(world)
    partner = world.school
    person = pair.mentor.person
    person.supplied_by = partner
    person.save()
    contact = world.appoint("Paula Partner", Role.PARTNER_CONTACT, partner=partner)
    lead = actor(world, Role.SAFEGUARDING_LEAD)
    log_sign(person=person, words="Alone with a pupil", by=lead, at=timezone.now())
    page = world.client(contact).get(world.url(f"people/{pair.mentor.public_id}/")).content.decode()
    assert "Staff still have something to look at." in page
    assert "A warning sign" not in page
