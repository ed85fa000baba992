"""A scheme is made from each starter, and opened once nothing is missing (SCH-01 to -03, SCH-28, section 2.0)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ithaca.audit.models import Event
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Held, Role
from ithaca.kernel.scope import open_organisation, open_scheme
from ithaca.organisations.models import Agreement, Organisation, Partner, Person
from ithaca.schemes import hooks, protections
from ithaca.schemes.lines import lines_of
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import coordinator_of, lead_of, missing_to_open, third_person_of
from ithaca.schemes.services import confirm_line, create_scheme
from ithaca.schemes.services import open_scheme as open_it
from ithaca.schemes.starters import all_starters
from tests.support.world import NOW

KEYS = ["apprentices", "business_online", "school_business", "school_online", "university", "women_managers"]
TALKS = {
    "broadband": {"name": "Net for Schools", "on": "2026-10-01", "outcome": "Filters agreed"},
    "esafety": {"name": "Kim Ode", "on": "2026-10-02", "outcome": "Will be told of worries"},
}


@pytest.fixture
def trust(db: None) -> Organisation:
    return Organisation.objects.create(name="Harbour Trust", slug="harbour")


@pytest.fixture
def only_schemes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rooms above stay silent: what they ask for is theirs to test."""
    for hook in (hooks.launch_gate, hooks.end_gate):
        monkeypatch.setattr(hook, "answerers", {})
    monkeypatch.setattr(protections, "_registered", dict.fromkeys(protections.PROTECTIONS, "works"))


def administrator(trust: Organisation) -> Actor:
    return Actor(kind="account", account="adm", role=Role.ADMINISTRATOR, held=(Held(Role.ADMINISTRATOR),))


def actor(scheme: Scheme, person: Person, role: Role) -> Actor:
    held = Held(role, scheme.organisation_id, scheme.pk, person.pk)
    return Actor(kind="account", account=f"acc-{person.pk}", role=role, held=(held,))


def people(trust: Organisation) -> dict[str, Person]:
    names = {"coordinator": ("Ana", "Lee"), "lead": ("Dana", "Okoro"), "third": ("Tom", "Third")}
    return {
        key: Person.objects.create(organisation=trust, given_name=given, family_name=family, search_name=given.lower())
        for key, (given, family) in names.items()
    }


def made(trust: Organisation, template: str, **answers: Any) -> tuple[Scheme, dict[str, Person]]:
    with open_organisation(organisation_id=trust.pk):
        three = people(trust)
        scheme = create_scheme(
            organisation=trust,
            template=template,
            name="Harbour pairs",
            answers={**three, **answers},
            by=administrator(trust),
            at=NOW,
        )
    return scheme, three


def confirm_all(scheme: Scheme, by: Actor, name: str) -> None:
    for line in lines_of(scheme.arrangements):
        confirm_line(
            scheme=scheme,
            line=line.key,
            by=by,
            at=NOW,
            signed_name=name if line.safety else "",
            details=TALKS if line.key == "talks" else None,
        )


def test_the_six_starters_are_there() -> None:
    assert sorted(starter.key for starter in all_starters()) == KEYS
    assert {starter.row for starter in all_starters()} == {"S01", "S04", "S18", "S22", "S40", "S47"}


@pytest.mark.parametrize("key", KEYS)
def test_a_scheme_of_each_starter_is_made_and_opened(key: str, trust: Organisation, only_schemes: None) -> None:
    scheme, three = made(trust, key, starts_on="2027-01-11")
    by = actor(scheme, three["coordinator"], Role.COORDINATOR)
    with open_scheme(organisation_id=trust.pk, scheme_id=scheme.pk):
        assert scheme.state == "draft"
        assert scheme.arrangements.starts_on == "2027-01-11"
        assert (coordinator_of(scheme, NOW.date()), lead_of(scheme, NOW.date())) == (
            three["coordinator"],
            three["lead"],
        )
        assert third_person_of(scheme, NOW.date()) == three["third"]
        with pytest.raises(NotNow, match="cannot open yet"):
            open_it(scheme=scheme, by=by, at=NOW)
        confirm_all(scheme, by, "Ana Lee")
        if scheme.arrangements.agreement_needed:
            assert [m.code for m in missing_to_open(scheme, NOW.date())] == ["schemes.no_agreement"]
            sign_agreement(trust)
        open_it(scheme=scheme, by=by, at=NOW)
        scheme.refresh_from_db()
        assert (scheme.state, scheme.opened_at) == ("open", NOW)
    assert Event.objects.filter(name="schemes.created").count() == 1
    assert Event.objects.filter(name="schemes.opened", scheme=scheme.public_id).count() == 1


def sign_agreement(trust: Organisation) -> None:
    partner = Partner.objects.create(organisation=trust, name="Link", kinds=["eblo"], supplies_mentors=True)
    Agreement.objects.create(
        organisation=trust, partner=partner, state="in_force", signed_on=date(2026, 9, 1), review_on=date(2027, 9, 1)
    )


def test_a_starter_says_everything_the_gate_asks_of_words(trust: Organisation, only_schemes: None) -> None:
    scheme, _ = made(trust, "school_online")
    with open_scheme(organisation_id=trust.pk, scheme_id=scheme.pk):
        codes = {missing.code for missing in missing_to_open(scheme, NOW.date())}
    assert codes == {"schemes.unconfirmed", "schemes.unsigned"}


def test_what_is_missing_is_named_each_with_its_page(trust: Organisation, only_schemes: None) -> None:
    scheme, _ = made(trust, "school_business", purpose=" ", objectives=[], coordinator=None, monitoring="")
    with open_scheme(organisation_id=trust.pk, scheme_id=scheme.pk):
        found = {missing.code: missing for missing in missing_to_open(scheme, NOW.date())}
    assert {"schemes.no_purpose", "schemes.no_objective", "schemes.no_coordinator", "schemes.no_monitoring"} <= set(
        found
    )
    assert found["schemes.no_monitoring"].page_args == (("line", "supervision"),)
    assert found["schemes.no_coordinator"].page == "schemes:posts"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"template": "nothing_like_it"}, "no starter"),
        ({"name": "   "}, "Give the scheme a name"),
        ({"answers": {"mode": "by_balloon"}}, "by_balloon"),
        ({"answers": {"meet_minutes": "sixty"}}, "whole number"),
        ({"answers": {"starts_on": "2027-02-30"}}, "date that exists"),
        ({"answers": {"no_such_setting": 1}}, "no_such_setting"),
        ({"answers": {"audience": "x" * 10_000_000}}, "audience"),
    ],
)
def test_bad_answers_are_refused_and_nothing_is_written(trust: Organisation, changes: Any, sentence: str) -> None:
    wanted: dict[str, Any] = {"template": "school_business", "name": "Pairs", "answers": {}, **changes}
    with open_organisation(organisation_id=trust.pk), pytest.raises(NotNow, match=sentence):
        create_scheme(organisation=trust, by=administrator(trust), at=NOW, **wanted)
    assert not Scheme._base_manager.exists()
    assert not Event.objects.exists()


def test_only_the_administrator_starts_a_scheme(trust: Organisation) -> None:
    by = Actor(kind="account", role=Role.COORDINATOR, held=(Held(Role.COORDINATOR, trust.pk, 1, 1),))
    with open_organisation(organisation_id=trust.pk), pytest.raises(NotAllowed):
        create_scheme(organisation=trust, template="university", name="Pairs", answers={}, by=by, at=NOW)


def test_one_person_cannot_be_co_ordinator_and_lead_where_children_take_part(trust: Organisation) -> None:
    with open_organisation(organisation_id=trust.pk):
        three = people(trust)
        answers = {**three, "lead": three["coordinator"]}
        with pytest.raises(NotNow, match="one person cannot be both"):
            create_scheme(
                organisation=trust,
                template="school_business",
                name="P",
                answers=answers,
                by=administrator(trust),
                at=NOW,
            )
        scheme = create_scheme(
            organisation=trust, template="business_online", name="P", answers=answers, by=administrator(trust), at=NOW
        )
    assert scheme.slug == "p"


def test_two_schemes_of_one_name_get_two_addresses(trust: Organisation) -> None:
    with open_organisation(organisation_id=trust.pk):
        slugs = [
            create_scheme(
                organisation=trust,
                template="university",
                name="Große Paare!",
                answers={},
                by=administrator(trust),
                at=NOW,
            ).slug
            for _ in range(3)
        ]
    assert slugs == ["groe-paare", "groe-paare-2", "groe-paare-3"]


def test_protections_that_do_not_work_keep_a_scheme_for_children_shut(
    trust: Organisation, only_schemes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = dict.fromkeys(protections.PROTECTIONS, "works")
    del working["messaging.screening"]
    monkeypatch.setattr(protections, "_registered", working)
    for key, shut in (("school_online", True), ("business_online", False)):
        scheme, three = made(trust, key)
        by = actor(scheme, three["coordinator"], Role.COORDINATOR)
        with open_scheme(organisation_id=trust.pk, scheme_id=scheme.pk):
            confirm_all(scheme, by, "Ana Lee")
            if not shut:
                open_it(scheme=scheme, by=by, at=NOW)
                continue
            with pytest.raises(NotNow, match="Words are screened before they are delivered"):
                open_it(scheme=scheme, by=by, at=NOW)
            scheme.refresh_from_db()
            assert scheme.state == "draft"


def test_a_protection_outside_the_list_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a protection"):
        protections.protection("messaging.luck", "It will be fine")
