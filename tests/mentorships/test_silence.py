"""Quiet pairs, planned ends, and what one of the two may see of the other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.seen import seen_by_other
from ithaca.mentorships.selectors import quiet_pairs, todo
from ithaca.mentorships.services.begin import planned_end
from ithaca.mentorships.services.end import touch_contact
from ithaca.schemes.arrangements import Duration
from tests.support.pairs import actor, cleared_pair, mentor_of
from tests.support.world import World


def test_a_silent_pair_is_named_to_the_co_ordinator_until_it_is_heard_of_and_never_ends_by_itself(world: World) -> None:
    pair, at = cleared_pair(world, quiet_after_days=21), timezone.now()
    Mentorship.objects.filter(pk=pair.pk).update(last_contact_at=at - timedelta(days=22))
    assert list(quiet_pairs(world.scheme, at=at)) == [pair]
    by = actor(world, Role.COORDINATOR)
    assert [t.words for t in todo(by=by, scheme=world.scheme, at=at) if t.group == "Quiet pairs"] != []
    pair.refresh_from_db()
    assert pair.state == "active"
    touch_contact(mentorship=pair, by=mentor_of(world, pair), at=at)
    assert list(quiet_pairs(world.scheme, at=at)) == []


@pytest.mark.parametrize(
    ("duration", "start", "end"),
    [
        (Duration("academic_year"), date(2026, 9, 7), date(2027, 7, 31)),
        (Duration("academic_year"), date(2027, 2, 1), date(2027, 7, 31)),
        (Duration("weeks", 6), date(2026, 11, 23), date(2027, 1, 4)),
        (Duration("months", 3), date(2026, 11, 30), date(2027, 2, 28)),
        (Duration("months", 12), date(2026, 12, 31), date(2027, 12, 31)),
        (Duration("date", date="2027-03-26"), date(2026, 11, 23), date(2027, 3, 26)),
        (Duration("open"), date(2026, 11, 23), None),
        (Duration("pair"), date(2026, 11, 23), None),
        (Duration(), date(2026, 11, 23), None),
    ],
)
def test_the_planned_end_follows_from_how_long_pairs_go_on(duration: Duration, start: date, end: date | None) -> None:
    assert planned_end(duration, start) == end


@pytest.mark.parametrize("open_now", [True, False])
def test_no_address_number_or_birthday_is_ever_shown_to_the_other_side(world: World, open_now: bool) -> None:
    pair = cleared_pair(world)
    for side in (pair.mentor, pair.mentee):
        type(side.person).objects.filter(pk=side.person_id).update(phone="01632 960123")
        side.person.refresh_from_db()
        seen = seen_by_other(side, on=timezone.localdate(), open=open_now)
        words = " ".join((seen.name, seen.line, seen.introduction, *seen.interests))
        born = side.person.date_of_birth
        assert born is not None
        for secret in (side.person.email, "960123", str(born.year)):
            assert secret not in words
