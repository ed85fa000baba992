"""Who may be in contact: checks are asked by the day, by the person, and never by the kind of scheme."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.organisations.models import Agreement
from ithaca.schemes.arrangements import Arrangements
from ithaca.vetting import services as vetting
from ithaca.vetting.models import Check
from ithaca.vetting.selectors import missing_vetting
from tests.support.world import NOW, TODAY, World

REFERENCES = [vetting.ReferenceSeen("Pat Old", TODAY), vetting.ReferenceSeen("Sam New", TODAY)]
FACTS: dict[str, Any] = {
    "number": "001234567890",
    "issued_on": date(2026, 1, 10),
    "seen_on": date(2026, 2, 1),
    "identity_document": "passport",
    "identity_seen_on": date(2026, 2, 1),
}


@pytest.fixture
def co(world: World) -> Any:
    return world.as_(world.appoint("Cora Ordinator", Role.COORDINATOR), Role.COORDINATOR)


@pytest.fixture
def lead(world: World) -> Any:
    return world.as_(world.appoint("Lea Lead", Role.SAFEGUARDING_LEAD), Role.SAFEGUARDING_LEAD)


@pytest.fixture
def deputy_lead(world: World) -> Any:
    return world.as_(world.appoint("Del Deputy", Role.DEPUTY_SAFEGUARDING_LEAD), Role.DEPUTY_SAFEGUARDING_LEAD)


@pytest.fixture
def mentor(world: World) -> Any:
    return world.join("Max Mentor", "mentor").person


def codes(person: Any, *, on: date = TODAY, child: bool = True, **settings: Any) -> set[str]:
    answer = missing_vetting([person], arrangements=Arrangements(**settings), on=on, with_children={person.pk: child})
    return {missing.code for missing in answer[person.pk]}


def cleared(person: Any, co: Any, **changes: Any) -> Check:
    facts = {**FACTS, "references": REFERENCES, **changes}
    return vetting.record_cleared(person=person, by=co, at=NOW, **facts)


def test_nobody_is_let_in_with_nothing_on_record(mentor: Any) -> None:
    assert codes(mentor) == {"vetting.identity_missing", "vetting.references_missing", "vetting.check_missing"}


def test_everything_in_one_go_opens_the_gate(mentor: Any, co: Any) -> None:
    check = cleared(mentor, co)
    assert check.state == "cleared"
    assert check.decided_by_id == co.person_id
    assert check.lawful_reason
    assert check.next_due == date(2029, 1, 10)
    assert codes(mentor) == set()


@pytest.mark.parametrize(("days", "expected"), [(-1, set()), (0, set()), (1, {"vetting.check_lapsed"})])
def test_a_check_counts_on_the_day_it_is_due_and_not_after(mentor: Any, co: Any, days: int, expected: set[str]) -> None:
    check = cleared(mentor, co)
    assert check.next_due is not None
    assert codes(mentor, on=check.next_due + timedelta(days=days)) == expected


def test_a_check_without_a_due_day_does_not_count(mentor: Any, co: Any) -> None:
    check = cleared(mentor, co)
    Check.objects.filter(pk=check.pk).update(next_due=None)
    assert codes(mentor) == {"vetting.check_lapsed"}


def test_one_reference_short_keeps_what_was_entered_and_lets_nobody_in(mentor: Any, co: Any) -> None:
    check = cleared(mentor, co, references=REFERENCES[:1])
    assert check.state == "seen"
    assert check.number == FACTS["number"]
    assert codes(mentor) == {"vetting.references_missing", "vetting.check_seen"}
    vetting.add_reference(person=mentor, referee="Sam New", received_on=TODAY, by=co, at=NOW)
    assert vetting.clear_check(check=check, reason="All seen.", by=co, at=NOW) == "cleared"
    assert codes(mentor) == set()


def test_an_unsatisfactory_reference_does_not_count(mentor: Any, co: Any) -> None:
    bad = vetting.ReferenceSeen("Sam New", TODAY, satisfactory=False)
    cleared(mentor, co, references=[REFERENCES[0], bad])
    assert "vetting.references_missing" in codes(mentor)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"level": "basic"}, "vetting.check_level"),
        ({"level": "standard"}, "vetting.check_level"),
        ({"barred_list": False}, "vetting.check_barred_list"),
        ({"workforce": "adult"}, "vetting.check_workforce"),
    ],
)
def test_a_check_too_shallow_does_not_let_near_a_child(mentor: Any, co: Any, change: dict[str, Any], code: str) -> None:
    cleared(mentor, co, **change)
    assert codes(mentor) == {code}


def test_a_scottish_membership_counts_without_the_barred_tick(mentor: Any, co: Any) -> None:
    cleared(mentor, co, kind="PVG", level="membership", barred_list=False)
    assert codes(mentor) == set()


def test_adults_among_themselves_need_only_the_steps_of_their_scheme(mentor: Any) -> None:
    own = {"vetting_steps": ("training",), "check_level": "none"}
    assert codes(mentor, child=False, **own) == set()
    assert codes(mentor, child=True, **own) == {
        "vetting.identity_missing",
        "vetting.references_missing",
        "vetting.check_missing",
    }


def test_a_scheme_of_adults_does_not_let_a_child_be_met_with_a_basic_check(mentor: Any, co: Any) -> None:
    own = Arrangements(
        mentees_may_be_children=False,
        vetting_steps=("identity",),
        check_level="basic",
        check_workforce="",
        check_barred_list=False,
    )
    vetting.record_cleared(person=mentor, arrangements=own, by=co, at=NOW, **FACTS)
    assert codes(mentor, child=False, **own.to_json()) == set()
    assert {"vetting.check_level", "vetting.references_missing"} <= codes(mentor, child=True, **own.to_json())


def test_who_is_not_named_counts_as_with_children(mentor: Any) -> None:
    arrangements = Arrangements(vetting_steps=(), check_level="none")
    answer = missing_vetting([mentor], arrangements=arrangements, on=TODAY, with_children={})
    assert len(answer[mentor.pk]) == 3


def test_an_unknown_birth_date_is_asked_of_whoever_meets_a_child(world: World, co: Any) -> None:
    person = world.person("Una Known", born=None)
    cleared(person, co)
    assert codes(person) == {"vetting.birth_date_unknown"}


def test_an_unknown_step_or_level_shuts_the_gate(mentor: Any, co: Any) -> None:
    cleared(mentor, co)
    assert codes(mentor, vetting_steps=("identity", "palm reading")) == {"vetting.step_missing"}
    assert codes(mentor, check_level="enhancd") == {"vetting.check_level"}


def test_a_required_interview_is_asked_until_it_is_held(mentor: Any, co: Any) -> None:
    cleared(mentor, co)
    assert codes(mentor, interview="required") == {"vetting.interview_missing"}
    vetting.mark_step(person=mentor, step="interview", done_on=TODAY, by=co, at=NOW)
    assert codes(mentor, interview="required") == set()


def test_suspension_bites_at_once_and_only_a_lead_lifts_it(mentor: Any, co: Any, lead: Any) -> None:
    check = cleared(mentor, co)
    vetting.suspend_check(check=check, reason="A worry was raised.", by=co, at=NOW)
    assert codes(mentor) == {"vetting.check_suspended"}
    with pytest.raises(NotAllowed):
        vetting.restore_check(check=check, reason="Fine.", by=co, at=NOW)
    with pytest.raises(NotNow):
        cleared(mentor, co, number="2")
    vetting.restore_check(check=check, reason="Looked into; nothing in it.", by=lead, at=NOW)
    assert codes(mentor) == set()
    assert "A worry was raised." in check.decision_reason


def test_a_new_check_does_not_close_the_gate_while_the_old_one_holds(mentor: Any, co: Any) -> None:
    cleared(mentor, co)
    vetting.request_check(
        person=mentor, kind="DBS", level="enhanced", lawful_reason="Works with children.", by=co, at=NOW
    )
    assert codes(mentor) == set()
    newer = cleared(mentor, co, number="002")
    assert newer.state == "cleared"
    assert sorted(Check.objects.values_list("state", flat=True)) == ["cleared", "replaced", "replaced"]


def test_an_adverse_check_takes_two_leads(mentor: Any, co: Any, lead: Any, deputy_lead: Any) -> None:
    check = cleared(mentor, co, adverse=True)
    assert check.state == "seen"
    with pytest.raises(NotAllowed):
        vetting.clear_check(check=check, reason="Fine by me.", by=co, at=NOW)
    with pytest.raises(NotNow):
        cleared(mentor, co, number="2", adverse=False)
    assert vetting.clear_check(check=check, reason="Long ago and told us.", by=lead, at=NOW) == "proposed"
    assert codes(mentor) == {"vetting.check_seen"}
    with pytest.raises(NotNow):
        vetting.clear_check(check=check, reason="Again me.", by=lead, at=NOW)
    assert vetting.clear_check(check=check, reason="I agree.", by=deputy_lead, at=NOW) == "cleared"
    assert codes(mentor) == set()
    assert (check.proposed_by_id, check.decided_by_id) == (lead.person_id, deputy_lead.person_id)


def test_one_human_under_two_names_is_not_two_people(world: World, mentor: Any, co: Any, lead: Any) -> None:
    check = cleared(mentor, co, adverse=True)
    vetting.clear_check(check=check, reason="Told us.", by=lead, at=NOW)
    twin = world.appoint("Lea Ledbetter", Role.DEPUTY_SAFEGUARDING_LEAD)
    twin.account = world.people["Lea Lead"].account
    twin.save()
    with pytest.raises(NotNow):
        vetting.clear_check(check=check, reason="Me again.", by=world.as_(twin, Role.DEPUTY_SAFEGUARDING_LEAD), at=NOW)


def test_a_bar_is_for_leads_and_coming_back_takes_two(mentor: Any, co: Any, lead: Any, deputy_lead: Any) -> None:
    check = cleared(mentor, co)
    with pytest.raises(NotAllowed):
        vetting.bar_check(check=check, reason="No.", by=co, at=NOW)
    vetting.suspend_check(check=check, reason="Worry.", by=lead, at=NOW)
    vetting.bar_check(check=check, reason="Unsuitable.", by=lead, at=NOW)
    assert codes(mentor) == {"vetting.check_barred"}
    with pytest.raises(NotNow):
        cleared(mentor, co, number="2")
    vetting.reconsider_check(check=check, reason="New facts.", by=lead, at=NOW)
    assert vetting.clear_check(check=check, reason="Clear.", by=lead, at=NOW) == "proposed"
    assert codes(mentor) == {"vetting.check_seen"}
    assert vetting.clear_check(check=check, reason="Agreed.", by=deputy_lead, at=NOW) == "cleared"
    assert codes(mentor) == set()


def test_nobody_decides_on_their_own_check(world: World, co: Any) -> None:
    with pytest.raises(NotAllowed):
        cleared(world.people["Cora Ordinator"], co)


def test_a_sign_shuts_the_gate_until_somebody_else_has_looked(mentor: Any, co: Any, lead: Any) -> None:
    cleared(mentor, co)
    sign = vetting.log_sign(person=mentor, words="Talks over the pupils.", by=co, at=NOW)
    assert codes(mentor) == {"vetting.sign_open"}
    with pytest.raises(NotNow):
        vetting.resolve_sign(sign=sign, resolution="It is fine.", by=co, at=NOW)
    vetting.resolve_sign(sign=sign, resolution="Spoke with him; he listens.", by=lead, at=NOW)
    assert codes(mentor) == set()


def agreed(world: World, **fields: Any) -> Agreement:
    facts = {"state": "in_force", "signed_on": date(2026, 1, 1), "review_on": date(2027, 1, 1), **fields}
    agreement: Agreement = Agreement.objects.create(organisation=world.organisation, partner=world.school, **facts)
    return agreement


def partner_check(world: World, person: Any, by: Any) -> Check:
    return vetting.partner_clear(
        person=person, partner=world.school, reference="EV-17", issued_on=date(2026, 1, 5), by=by, at=NOW
    )


def test_a_partners_word_counts_only_while_its_agreement_is_in_force(world: World, mentor: Any, co: Any) -> None:
    mentor.supplied_by = world.school
    mentor.save()
    with pytest.raises(NotNow):
        partner_check(world, mentor, co)
    agreed(world)
    contact = world.as_(world.appoint("Pia Partner", Role.PARTNER_CONTACT), Role.PARTNER_CONTACT, world.school.pk)
    assert partner_check(world, mentor, contact).state == "cleared"
    assert codes(mentor) == set()
    assert codes(mentor, on=date(2027, 1, 1)) == set()
    assert codes(mentor, on=date(2027, 1, 2)) >= {"vetting.agreement_lapsed"}


def test_a_partner_speaks_only_for_mentors_it_supplied(world: World, mentor: Any) -> None:
    agreed(world)
    contact = world.as_(world.appoint("Pia Partner", Role.PARTNER_CONTACT), Role.PARTNER_CONTACT, world.school.pk)
    with pytest.raises(NotAllowed):
        partner_check(world, mentor, contact)


def test_the_gate_asks_a_constant_number_of_questions(world: World, co: Any, django_assert_num_queries: Any) -> None:
    people = [world.join(f"Mentor {n}", "mentor").person for n in range(30)]
    for person in people[:20]:
        cleared(person, co)
    for some in (people[:3], people):
        with django_assert_num_queries(4):
            missing_vetting(some, arrangements=Arrangements(), on=TODAY, with_children={})


@pytest.mark.parametrize(
    "change",
    [
        {"number": " "},
        {"number": "x" * 41},
        {"issued_on": TODAY + timedelta(days=1), "seen_on": TODAY + timedelta(days=1)},
        {"seen_on": date(2026, 1, 9)},
        {"next_due": date(2026, 1, 10)},
        {"next_due": date(2036, 1, 11)},
        {"level": "deep"},
        {"workforce": "dogs"},
        {"how_seen": "dreamt"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_half_written(mentor: Any, co: Any, change: dict[str, Any]) -> None:
    with pytest.raises(NotNow):
        cleared(mentor, co, **change)
    assert not Check.objects.exists()
    assert not mentor.references.exists()
