"""What was found out before a match: dated, beside the suggestion, for matchers alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.matching.assessed import said_of
from ithaca.matching.models import Assessment
from ithaca.matching.services.assess import assess
from ithaca.matching.services.suggest import suggest
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor, side_of
from tests.support.world import World


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_assessment_lies_beside_the_suggestion_and_nobody_else_reads_it(world: World) -> None:
    """MATCH-10, MATCH-11: about one person, and with an instrument about the two."""
    ready(world)
    ada, tom = mentor(world, "Ada Adult"), mentee(world, "Tom Teen")
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    url = world.url(f"suggestions/assessments/{tom.public_id}/")
    assert staff.post(url, {"kind": "skills", "words": "Good with boats."}).status_code == 302
    assert (
        staff.post(f"{url}?with={ada.public_id}", {"kind": "mind_map", "words": "They talk alike."}).status_code == 302
    )
    assert staff.post(url, {"kind": "skills", "words": " "}).status_code == 422
    assert [(row.kind, row.beside, row.happened_on) for row in Assessment.objects.order_by("pk")] == [
        ("skills", None, timezone.localdate()),
        ("mind_map", ada, timezone.localdate()),
    ]
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    for address in ("suggestions/side-by-side/", f"suggestions/for/{tom.public_id}/"):
        page = text(staff.get(world.url(address)))
        assert "Good with boats." in page
        assert "They talk alike." in page
    uma = mentee(world, "Uma Teen")
    assert "Good with boats." not in text(staff.get(world.url(f"suggestions/for/{uma.public_id}/")))
    for person in (ada.person, tom.person, world.people[STAFF[Role.SAFEGUARDING_LEAD]]):
        assert "Good with boats." not in text(world.client(person).get(url))
    assert said_of(side_of(world, tom), tom) == []
    assert not [event for event in Event.objects.all() if "boats" in str(event.data)]


def test_a_matcher_writes_and_two_of_one_side_are_no_pair(world: World) -> None:
    ready(world)
    tom, uma = mentee(world, "Tom Teen"), mentee(world, "Uma Teen")
    common = {"about": tom, "kind": "personality", "words": "Calm.", "at": timezone.now()}
    with pytest.raises(NotAllowed):
        assess(**common, beside=None, by=actor(world, Role.SAFEGUARDING_LEAD))
    with pytest.raises(NotNow, match="not a mentee and a mentor"):
        assess(**common, beside=uma, by=actor(world, Role.COORDINATOR))
    with pytest.raises(NotNow, match="who the two are"):
        assess(**{**common, "kind": "mind_map"}, beside=None, by=actor(world, Role.COORDINATOR))
    with pytest.raises(NotNow, match="what it is"):
        assess(**{**common, "kind": "horoscope"}, beside=None, by=actor(world, Role.COORDINATOR))
