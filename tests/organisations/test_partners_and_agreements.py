"""Organisations, partners of all kinds (ORG-01), and agreements that lapse (ORG-02, ORG-03)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Account
from ithaca.audit.models import Event
from ithaca.kernel.actor import ANONYMOUS, job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.organisations.models import Agreement, Organisation, Partner, PartnerKind
from ithaca.organisations.selectors import (
    agreement_in_force,
    agreement_standing,
    agreements_in_force,
    partners_visible_to,
    todo,
)
from ithaca.organisations.services import (
    add_partner,
    change_partner,
    create_organisation,
    draft_agreement,
    end_agreement,
    end_partner,
    renew_agreement,
    sign_agreement,
)
from tests.support.world import NOW, TODAY

BY = job("test")


@pytest.fixture
def cora(world: Any) -> Any:
    return world.appoint("Cora Cook", Role.COORDINATOR)


def supplier(world: Any, name: str = "Link Partners") -> Partner:
    return add_partner(
        organisation=world.organisation, name=name, kinds=["eblo", "agency"], supplies_mentors=True, by=BY, at=NOW
    )


def signed(partner: Partner, on: date = TODAY, review: date | None = None) -> Agreement:
    agreement = draft_agreement(partner=partner, responsibilities="", terms="", safeguarding="Checks.", by=BY, at=NOW)
    sign_agreement(
        agreement=agreement,
        signed_for_us="A",
        signed_for_partner="B",
        signed_on=on,
        review_on=review or on + timedelta(days=365),
        by=BY,
        at=NOW,
    )
    return agreement


@pytest.mark.django_db
def test_an_organisation_asks_only_its_name() -> None:
    first = create_organisation(name="Zoë’s  Trust & Co.", by=BY, at=NOW)
    second = create_organisation(name="Zoë’s Trust & Co.", by=BY, at=NOW)
    assert (first.name, first.slug, second.slug) == ("Zoë’s Trust & Co.", "zoes-trust-co", "zoes-trust-co-2")
    assert create_organisation(name="學校", by=BY, at=NOW).slug == "place"
    with pytest.raises(NotNow):
        create_organisation(name="  ", by=BY, at=NOW)
    with pytest.raises(NotAllowed):
        create_organisation(name="Mine", by=ANONYMOUS, at=NOW)


@pytest.mark.django_db
def test_only_the_very_first_organisation_can_be_the_example() -> None:
    assert create_organisation(name="Example", is_example=True, by=BY, at=NOW).is_example
    assert not create_organisation(name="Second", is_example=True, by=BY, at=NOW).is_example


def test_every_kind_of_partner_and_several_at_once(world: Any) -> None:
    kinds = [kind.value for kind in PartnerKind]
    partner = add_partner(organisation=world.organisation, name="All of it", kinds=reversed(kinds), by=BY, at=NOW)
    assert partner.kinds == kinds
    for wrong in ([], ["castle"], ["school", "castle"]):
        with pytest.raises(NotNow):
            add_partner(organisation=world.organisation, name="Wrong", kinds=wrong, by=BY, at=NOW)
    assert not Partner.objects.filter(name="Wrong").exists()


def test_a_name_stands_once_and_an_ended_partner_comes_back(world: Any) -> None:
    partner = supplier(world)
    with pytest.raises(NotNow, match="already"):
        supplier(world, "LINK partners")
    end_partner(partner=partner, by=BY, at=NOW)
    again = supplier(world)
    assert (again.pk, again.ended_at) == (partner.pk, None)


def test_a_partner_with_an_agreement_in_force_is_not_ended(world: Any) -> None:
    partner = supplier(world)
    agreement = signed(partner)
    with pytest.raises(NotNow):
        end_partner(partner=partner, by=BY, at=NOW)
    end_agreement(agreement=agreement, by=BY, at=NOW)
    end_partner(partner=partner, by=BY, at=NOW)


def test_the_log_names_fields_never_words(world: Any) -> None:
    partner = supplier(world)
    change_partner(partner=partner, contact_name="Secret Person", by=BY, at=NOW)
    event = Event.objects.get(name="organisations.partner_changed")
    assert event.data == {"fields": ["contact_name"]}


@pytest.mark.parametrize(
    ("day", "standing", "holds"),
    [
        (TODAY - timedelta(days=1), "in_force", False),
        (TODAY, "in_force", True),
        (TODAY + timedelta(days=304), "in_force", True),
        (TODAY + timedelta(days=305), "review_due", True),
        (TODAY + timedelta(days=365), "review_due", True),
        (TODAY + timedelta(days=366), "lapsed", False),
    ],
)
def test_an_agreement_lapses_by_the_calendar_alone(world: Any, day: date, standing: str, holds: bool) -> None:
    partner = supplier(world)
    agreement = signed(partner)
    assert agreement_standing(agreement, day) == standing
    assert (agreement_in_force(partner, day) is not None) is holds


def test_a_draft_or_an_ended_agreement_holds_nothing(world: Any) -> None:
    partner = supplier(world)
    draft = draft_agreement(partner=partner, responsibilities="", terms="", safeguarding="Checks.", by=BY, at=NOW)
    assert agreement_in_force(partner, TODAY) is None
    end_agreement(agreement=draft, by=BY, at=NOW)
    end_agreement(agreement=signed(partner), by=BY, at=NOW)
    assert agreement_in_force(partner, TODAY) is None
    assert sorted(Agreement.objects.values_list("state", flat=True)) == ["ended", "ended"]


def test_an_agreement_without_safeguarding_words_or_signatures_is_none(world: Any) -> None:
    partner = supplier(world)
    with pytest.raises(NotNow):
        draft_agreement(partner=partner, responsibilities="x", terms="y", safeguarding=" ", by=BY, at=NOW)
    draft = draft_agreement(partner=partner, responsibilities="", terms="", safeguarding="Checks.", by=BY, at=NOW)
    good = {"signed_for_us": "A", "signed_for_partner": "B", "signed_on": TODAY, "review_on": TODAY + timedelta(days=1)}
    for bad in (
        {"signed_for_us": " "},
        {"signed_for_partner": ""},
        {"signed_on": TODAY + timedelta(days=1)},
        {"review_on": TODAY},
    ):
        with pytest.raises(NotNow):
            sign_agreement(agreement=draft, **{**good, **bad}, by=BY, at=NOW)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_renewing_wants_a_later_day_and_wakes_a_lapsed_agreement(world: Any) -> None:
    partner = supplier(world)
    agreement = signed(partner, date(2025, 1, 1), date(2025, 12, 31))
    names = {"signed_for_us": "A", "signed_for_partner": "B", "signed_on": TODAY}
    early = {**names, "signed_on": date(2025, 1, 2), "review_on": date(2025, 6, 1)}
    with pytest.raises(NotNow):
        renew_agreement(agreement=agreement, **early, by=BY, at=NOW)
    renew_agreement(agreement=agreement, **names, review_on=date(2027, 12, 31), by=BY, at=NOW)
    assert agreement_in_force(partner, TODAY) == agreement
    with pytest.raises(NotNow):
        sign_agreement(agreement=agreement, **names, review_on=date(2028, 1, 1), by=BY, at=NOW)


def test_many_agreements_are_asked_in_one_query(world: Any) -> None:
    partners = [supplier(world, f"Partner {n}") for n in range(6)]
    for partner in partners[:3]:
        signed(partner)
    with CaptureQueriesContext(connection) as queries:
        found = agreements_in_force([partner.pk for partner in partners], TODAY)
    assert sorted(found) == sorted(partner.pk for partner in partners[:3])
    assert len(queries) == 1


def test_today_names_agreements_that_run_out_for_those_who_renew_them(world: Any, cora: Any) -> None:
    signed(supplier(world, "Gone"), date(2025, 1, 1), date(2025, 12, 31))
    signed(supplier(world, "Soon"), date(2025, 12, 1), TODAY + timedelta(days=20))
    signed(supplier(world, "Later"))
    lines = todo(by=world.as_(cora, Role.COORDINATOR), scheme=world.scheme, at=NOW)
    assert [(line.urgency, line.words) for line in lines] == [
        (1, "The agreement with Gone has lapsed."),
        (2, "The agreement with Soon runs out soon."),
    ]
    assert todo(by=world.as_(cora, Role.MENTOR), scheme=world.scheme, at=NOW) == []


def test_contacts_see_their_own_partner_and_no_other(world: Any) -> None:
    mine, theirs = supplier(world, "Mine"), supplier(world, "Theirs")
    contact = world.appoint("Pam Partner", Role.PARTNER_CONTACT, partner=mine)
    by = world.as_(contact, Role.PARTNER_CONTACT, of=mine.pk)
    assert list(partners_visible_to(by)) == [mine]
    assert list(partners_visible_to(world.as_(contact, Role.MENTOR))) == []
    agreement = signed(theirs)
    client = world.client(contact)
    assert client.get(f"/o/harbour/partners/{mine.public_id}/").status_code == 200
    assert client.get(f"/o/harbour/partners/{theirs.public_id}/").status_code == 404
    assert client.get(f"/o/harbour/agreements/{agreement.public_id}/").status_code == 404
    assert client.get(f"/o/harbour/partners/{mine.public_id}/change/").status_code == 404


PARTNER = {"name": "New School", "kinds": ["school"], "lead_name": "Dana", "lead_phone": "01632 960002"}


def test_a_co_ordinator_goes_from_partner_to_signed_agreement_by_its_pages(world: Any, cora: Any) -> None:
    client = world.client(cora)
    added = client.post("/o/harbour/partners/add/", {**PARTNER, "kinds": ["school", "eblo"], "supplies_mentors": "on"})
    page = client.get(added.headers["Location"]).content.decode()
    assert "cannot be put forward until both sides have signed" in page
    draft = client.post(added.headers["Location"] + "agreement/", {"safeguarding": "Checks and training."})
    here = draft.headers["Location"]
    sign = {"signed_for_us": "Cora", "signed_for_partner": "Pam"}
    sign |= {"signed_on_day": "1", "signed_on_month": "9", "signed_on_year": "2025"}
    bad = client.post(here + "sign/", {**sign, "review_on_day": "31", "review_on_month": "2", "review_on_year": "2030"})
    assert bad.status_code == 422
    assert 'value="Pam"' in bad.content.decode()
    done = client.post(here + "sign/", {**sign, "review_on_day": "1", "review_on_month": "9", "review_on_year": "2098"})
    assert done.status_code == 302
    assert "In force" in client.get(here).content.decode()
    assert Agreement.objects.get().signed_for_partner == "Pam"
    assert client.post(here + "end/").status_code == 302
    assert Agreement.objects.get().state == "ended"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Enter the name"),
        ({"kinds": []}, "Tick what kind"),
        ({"kinds": ["castle"]}, "not one of the available"),
        ({"lead_name": ""}, "safeguarding lead"),
        ({"contact_email": "nonsense"}, "not an e-mail address"),
        ({"name": "x" * 200}, "at most 120"),
        ({"name": "Harbour School"}, "already"),
    ],
)
def test_a_bad_partner_keeps_what_was_typed(world: Any, cora: Any, change: dict[str, Any], sentence: str) -> None:
    answer = world.client(cora).post("/o/harbour/partners/add/", {**PARTNER, "contact_name": "Kept words", **change})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    assert Partner.objects.count() == 1


def test_a_double_press_adds_one_partner(world: Any, cora: Any) -> None:
    client = world.client(cora)
    answers = [client.post("/o/harbour/partners/add/", {**PARTNER, "once": "same-key"}) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert Partner.objects.filter(name="New School").count() == 1


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_mentors_and_mentees_find_no_such_page(world: Any, who: str) -> None:
    client = world.client(world.join("Mo Body", who).person)
    for page in ("partners/", "partners/add/", f"partners/{world.school.public_id}/", "cards/"):
        assert client.get(f"/o/harbour/{page}").status_code == 404
    assert client.post("/o/harbour/partners/add/", PARTNER).status_code == 404
    assert Partner.objects.count() == 1


def test_another_organisation_answers_like_none(world: Any, cora: Any, other_world: Any) -> None:
    client, theirs = world.client(cora), other_world.school.public_id
    answers = [
        client.get(page)
        for page in (
            "/o/nowhere/partners/",
            "/o/island/partners/",
            f"/o/island/partners/{theirs}/",
            f"/o/harbour/partners/{theirs}/",
            "/o/harbour/partners/missing/",
        )
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert client.post(f"/o/harbour/partners/{theirs}/end/").status_code == 404
    with pytest.raises(NotAllowed):
        change_partner(partner=other_world.school, name="Stolen", by=world.as_(cora, Role.COORDINATOR), at=NOW)


def test_the_list_asks_as_often_for_thirty_as_for_three(world: Any, cora: Any) -> None:
    client = world.client(cora)
    client.get("/o/harbour/partners/")
    counts = []
    for n in (3, 30):
        while Partner.objects.count() < n:
            signed(supplier(world, f"Partner {Partner.objects.count()}"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/o/harbour/partners/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_administrator_adds_an_organisation_by_its_name() -> None:
    account = Account.objects.create_user("root", "root@example.org", "a long enough phrase", is_administrator=True)
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_at"] = NOW.isoformat()
    session.save()
    assert "No organisation yet" in client.get("/organisations/").content.decode()
    assert client.post("/organisations/add/", {"name": " "}).status_code == 422
    assert client.post("/organisations/add/", {"name": "Harbour Trust"}).headers["Location"] == "/organisations/"
    assert Organisation.objects.get().slug == "harbour-trust"
    assert "/o/harbour-trust/partners/" in client.get("/organisations/").content.decode()
