"""SG-2: no way to contact while anything is missing, in every combination of the ways a pair can lack something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.consents.models import Consent
from ithaca.cover.models import Insurance
from ithaca.kernel.roles import Role
from ithaca.mentorships.gate import contact, may_be_in_contact, staff_may_read, what_is_missing
from ithaca.mentorships.models import Mentorship, Pause, RulesVersion, Signature
from ithaca.mentorships.selectors import rules_now
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme
from ithaca.training.models import Attendance, Course
from ithaca.vetting.models import Check, Reference
from tests.support.pairs import STAFF, arrange, cleared_pair
from tests.support.world import ADULT_BORN, CHILD_BORN, World

CHECKS = (
    "cleared",
    "due_today",
    "none",
    "requested",
    "seen",
    "barred",
    "suspended",
    "lapsed",
    "shallow",
    "no_list",
    "adults",
)
TRAINING = ("both", "mentor_not", "mentee_not")
CONSENTS = ("given", "ends_today", "none", "requested", "refused", "withdrawn", "expired", "no_to_mentoring")
SIGNED = ("both", "mentor", "mentee", "nobody")
PAUSES = ("none", "person", "pair", "lifted")
STATES = (("joined", "joined"), ("withdrawn", "joined"), ("joined", "left"), ("paused", "joined"))
FINE: tuple[frozenset[Any], ...] = (
    frozenset({"cleared", "due_today"}),
    frozenset({"both"}),
    frozenset({"given", "ends_today"}),
    frozenset({"both"}),
    frozenset({"none", "lifted"}),
    frozenset({("joined", "joined"), ("paused", "joined")}),
)
TODAY = timezone.localdate
DAY = timedelta(days=1)


def many_pairs(world: World, combinations: Sequence[tuple[Any, ...]], like: Mentorship) -> list[Mentorship]:
    """One running pair for each combination, made in bulk beside the pair `like`, which lacks nothing."""
    organisation, scheme, today = world.organisation, world.scheme, TODAY()

    def people(name: str, born: date, **more: Any) -> list[Person]:
        rows = [
            Person(organisation=organisation, given_name=f"{name}{n}", date_of_birth=born, **more)
            for n in range(len(combinations))
        ]
        return list(Person.objects.bulk_create(rows))

    def sides(rows: list[Person], role: str, at: int) -> list[Participant]:
        made = [
            Participant(scheme=scheme, person=person, role=role, joined_on=today, state=combination[5][at])
            for person, combination in zip(rows, combinations, strict=True)
        ]
        return list(Participant.objects.bulk_create(made))

    mentors = sides(people("Mentor", ADULT_BORN), "mentor", 0)
    mentees = sides(people("Mentee", CHILD_BORN, school=world.school), "mentee", 1)
    pairs = list(
        Mentorship.objects.bulk_create(
            Mentorship(
                scheme=scheme,
                mentor=one,
                mentee=other,
                state="active",
                opened_at=timezone.now(),
                last_contact_at=timezone.now(),
            )
            for one, other in zip(mentors, mentees, strict=True)
        )
    )
    rows = list(zip(pairs, combinations, strict=True))
    checks(world, rows, like)
    trained(world, rows)
    permitted(rows, like)
    signed(rows)
    paused(rows)
    return pairs


def checks(world: World, rows: list[tuple[Mentorship, tuple[Any, ...]]], like: Mentorship) -> None:
    good = Check.objects.get(person=like.mentor.person)
    fields = ("kind", "level", "workforce", "barred_list", "identity_seen_on", "decided_at", "seen_on", "next_due")
    base = {name: getattr(good, name) for name in fields}
    today = TODAY()
    how: dict[str, dict[str, Any]] = {
        "cleared": {"state": "cleared"},
        "due_today": {"state": "cleared", "next_due": today},
        "requested": {"state": "requested"},
        "seen": {"state": "seen"},
        "barred": {"state": "barred"},
        "suspended": {"state": "suspended"},
        "lapsed": {"state": "cleared", "next_due": today - DAY},
        "shallow": {"state": "cleared", "level": "standard"},
        "no_list": {"state": "cleared", "barred_list": False, "level": "enhanced"},
        "adults": {"state": "cleared", "workforce": "adult"},
    }
    made = [
        Check(organisation=world.organisation, person_id=pair.mentor.person_id, **{**base, **how[combination[0]]})
        for pair, combination in rows
        if combination[0] != "none"
    ]
    Check.objects.bulk_create(made)
    Reference.objects.bulk_create(
        Reference(
            organisation=world.organisation,
            person_id=pair.mentor.person_id,
            referee="R",
            received_on=today,
            checked_by=world.people[STAFF[Role.COORDINATOR]],
        )
        for pair, _combination in rows
        for _two in range(2)
    )


def trained(world: World, rows: list[tuple[Mentorship, tuple[Any, ...]]]) -> None:
    course = {c.for_role: c for c in Course.objects.filter(scheme=world.scheme)}
    Attendance.objects.bulk_create(
        Attendance(
            scheme=world.scheme, course=course[side.role], participant=side, state="completed", attended_on=TODAY()
        )
        for pair, combination in rows
        for side in (pair.mentor, pair.mentee)
        if combination[1] != f"{side.role}_not"
    )


def permitted(rows: list[tuple[Mentorship, tuple[Any, ...]]], like: Mentorship) -> None:
    today, wording = TODAY(), Consent.objects.get(mentee=like.mentee).wording
    how: dict[str, dict[str, Any]] = {
        "given": {"state": "given", "expires_on": today + 30 * DAY, "items": {"mentoring": True}},
        "ends_today": {"state": "given", "expires_on": today, "items": {"mentoring": True}},
        "requested": {"state": "requested"},
        "refused": {"state": "refused"},
        "withdrawn": {"state": "withdrawn", "items": {"mentoring": True}, "expires_on": today + 30 * DAY},
        "expired": {"state": "given", "expires_on": today - DAY, "items": {"mentoring": True}},
        "no_to_mentoring": {"state": "given", "expires_on": today + 30 * DAY, "items": {"mentoring": False}},
    }
    Consent.objects.bulk_create(
        Consent(scheme_id=pair.scheme_id, mentee=pair.mentee, wording=wording, given_on=today, **how[combination[2]])
        for pair, combination in rows
        if combination[2] != "none"
    )


def signed(rows: list[tuple[Mentorship, tuple[Any, ...]]]) -> None:
    version = RulesVersion.objects.order_by("-version").first()
    Signature.objects.bulk_create(
        Signature(scheme_id=pair.scheme_id, mentorship=pair, participant=side, rules=version, signed_name="x")
        for pair, combination in rows
        for side in (pair.mentor, pair.mentee)
        if combination[3] in ("both", side.role)
    )


def paused(rows: list[tuple[Mentorship, tuple[Any, ...]]]) -> None:
    def whom(pair: Mentorship, how: str) -> dict[str, Any]:
        if how == "person":
            return {"participant": pair.mentee}
        return {"mentorship": pair, "lifted_at": timezone.now() if how == "lifted" else None}

    Pause.objects.bulk_create(
        Pause(scheme_id=pair.scheme_id, reason="x", **whom(pair, combination[4]))
        for pair, combination in rows
        if combination[4] != "none"
    )


def read_again(pairs: Sequence[Mentorship]) -> list[Mentorship]:
    from ithaca.mentorships.gate import with_people

    return list(with_people().filter(pk__in=[pair.pk for pair in pairs]))


def is_whole(combination: tuple[Any, ...]) -> bool:
    return all(value in fine for value, fine in zip(combination, FINE, strict=True))


def test_every_combination_but_the_whole_one_is_shut(world: World) -> None:
    whole = cleared_pair(world)
    combinations = [
        *product(CHECKS[:8], TRAINING, CONSENTS[:7], SIGNED, PAUSES[:3], STATES[:3]),
        *product(CHECKS, TRAINING[:1], CONSENTS, SIGNED[:1], PAUSES[:1], STATES[:1]),
        *product(FINE[0], FINE[1], FINE[2], FINE[3], PAUSES, STATES),
    ]
    combinations = list(dict.fromkeys(combinations))
    pairs = read_again(many_pairs(world, combinations, whole))
    by_pair = dict(zip(sorted(pair.pk for pair in pairs), combinations, strict=True))
    policy = Insurance.objects.get(scheme=world.scheme)
    for insurance, scheme_paused, state in product(
        ("in_force", "lapsed", "none"), (False, True), ("open", "ended", "draft")
    ):
        last = {"in_force": TODAY(), "lapsed": TODAY() - DAY, "none": TODAY() - 400 * DAY}[insurance]
        Insurance.objects.filter(pk=policy.pk).update(last_day=last, first_day=last - 30 * DAY)
        Scheme.objects.filter(pk=world.scheme.pk).update(state=state)
        for pair in pairs:
            pair.scheme.state = state
        pause = Pause.objects.create(scheme=world.scheme, reason="x") if scheme_paused else None
        above = insurance == "in_force" and not scheme_paused and state == "open"
        # With something missing above, a pair that lacks something itself is shut twice over: every fortieth of them is asked.
        some = [p for n, p in enumerate(pairs) if above or n % 40 == 0 or is_whole(by_pair[p.pk])]
        gates = contact(some, at=timezone.now())
        for pair in some:
            said = [missing.code for missing in gates[pair.pk].missing]
            expected = above and is_whole(by_pair[pair.pk])
            assert gates[pair.pk].open is expected, (by_pair[pair.pk], insurance, scheme_paused, state, said)
        if pause is not None:
            Pause.objects.filter(pk=pause.pk).update(lifted_at=timezone.now())


def born(years: int, *, days: int = 0) -> date:
    today = TODAY()
    return date(today.year - years, today.month, today.day) + days * DAY


UNCHECKED = {"vetting.check_missing", "vetting.references_missing", "vetting.identity_missing"}
#: Dates of birth of a checked, trained mentor and of a trained mentee whose parents were never asked; what is missing then.
AGES = [
    (ADULT_BORN, born(18), set()),
    (born(18), born(18), set()),
    (ADULT_BORN, born(18, days=1), {"consents.not_asked"}),
    (ADULT_BORN, None, {"consents.unknown_age"}),
    (born(18, days=1), ADULT_BORN, {"consents.not_asked", *UNCHECKED}),
    (None, ADULT_BORN, {"consents.unknown_age", *UNCHECKED}),
    (None, None, {"consents.unknown_age", "vetting.birth_date_unknown"}),
]


@pytest.mark.parametrize(("mentor", "mentee", "missing"), AGES)
def test_a_date_of_birth_decides_to_the_day_and_an_unknown_one_is_a_childs(
    world: World, mentor: date | None, mentee: date | None, missing: set[str]
) -> None:
    pair = cleared_pair(world)
    Consent.objects.filter(scheme=world.scheme).update(**{"state": "not_asked"})
    Person.objects.filter(pk=pair.mentor.person_id).update(date_of_birth=mentor)
    Person.objects.filter(pk=pair.mentee.person_id).update(date_of_birth=mentee)
    (again,) = read_again([pair])
    assert {m.code for m in contact([again], at=timezone.now())[pair.pk].missing} == missing


def test_the_answer_for_one_pair_is_the_answer_among_many(world: World) -> None:
    """A mentor of a child and of a grown-up: the grown-up's pair asks for less, whoever else is in the list."""
    child = cleared_pair(world)
    arrange(world, check_level="none", vetting_steps=("identity",), check_barred_list=False)
    Participant.objects.filter(pk=child.mentor_id).update(capacity=3)
    grown = world.join("Gail Grown", "mentee", born=ADULT_BORN)
    adult = Mentorship.objects.create(scheme=world.scheme, mentor=child.mentor, mentee=grown, state="active")
    Check.objects.filter(person=child.mentor.person).update(next_due=TODAY() - DAY)
    pairs = read_again([child, adult])
    together = contact(pairs, at=timezone.now())
    for pair in pairs:
        assert together[pair.pk] == may_be_in_contact(pair, at=timezone.now())
    assert "vetting.check_lapsed" in {m.code for m in together[child.pk].missing}
    assert "vetting.check_lapsed" not in {m.code for m in together[adult.pk].missing}


def test_as_many_queries_for_thirty_pairs_as_for_three(world: World) -> None:
    whole = cleared_pair(world)
    fine = ("cleared", "both", "given", "both", "none", ("joined", "joined"))
    pairs = read_again(many_pairs(world, [fine] * 30, whole))

    def queries(some: Sequence[Mentorship]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert all(gate.open for gate in contact(some, at=timezone.now()).values())
        return len(asked)

    assert queries(pairs) == queries(pairs[:3])


def test_each_thing_missing_says_for_whom_and_whose_move(world: World) -> None:
    whole = cleared_pair(world)
    combinations = [(check, "both", "given", "both", "none", ("joined", "joined")) for check in CHECKS[2:]]
    combinations += [("cleared", "both", consent, "both", "none", ("joined", "joined")) for consent in CONSENTS[2:]]
    for missing in what_is_missing(read_again(many_pairs(world, combinations, whole)), at=timezone.now()).values():
        assert missing
        assert all(m.sentence and m.about and m.move for m in missing)


def test_a_pair_that_is_not_open_or_has_ended_is_shut(world: World) -> None:
    pair = cleared_pair(world)
    for state in ("gated", "ended"):
        Mentorship.objects.filter(pk=pair.pk).update(**{"state": state})
        (again,) = read_again([pair])
        assert not may_be_in_contact(again, at=timezone.now()).open


def test_a_pause_on_a_person_holds_in_whichever_role(world: World) -> None:
    pair = cleared_pair(world)
    twin = Participant.objects.create(scheme=world.scheme, person=pair.mentor.person, role="mentee", joined_on=TODAY())
    Pause.objects.create(scheme=world.scheme, participant=twin, reason="x")
    assert not may_be_in_contact(pair, at=timezone.now()).open


def test_staff_without_a_check_may_not_read_what_children_write(world: World) -> None:
    pair = cleared_pair(world)
    cora = world.people[STAFF[Role.COORDINATOR]]
    assert staff_may_read(cora, world.scheme, on=TODAY()).open
    Check.objects.filter(person=cora).update(next_due=TODAY() - DAY)
    assert not staff_may_read(cora, world.scheme, on=TODAY()).open
    Person.objects.filter(pk=pair.mentee.person_id).update(date_of_birth=ADULT_BORN)
    assert staff_may_read(cora, world.scheme, on=TODAY()).open


def test_new_rules_bind_pairs_that_wait_and_not_those_that_run(world: World) -> None:
    pair = cleared_pair(world, ground_rules=("One.",))
    from ithaca.kernel.actor import job
    from ithaca.mentorships.services.rules_text import keep_rules

    arrange(world, ground_rules=("One.", "Two."))
    keep_rules(scheme=world.scheme, by=job("test"), at=timezone.now())
    assert rules_now(world.scheme)[0] == 2
    assert may_be_in_contact(read_again([pair])[0], at=timezone.now()).open
    Mentorship.objects.filter(pk=pair.pk).update(**{"state": "gated"})
    codes = [m.code for m in what_is_missing(read_again([pair]), at=timezone.now())[pair.pk]]
    assert codes == ["mentorships.not_signed"] * 2
