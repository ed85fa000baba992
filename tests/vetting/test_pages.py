"""The vetting file, the single central record, and who may open them."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from ithaca.audit.models import Event
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.organisations.models import Agreement
from ithaca.vetting import labels, selectors, services
from ithaca.vetting.models import Check, Sign
from tests.support.pairs import arrange
from tests.support.world import NOW, TODAY, World

#: Pages go by the clock of the machine, so days are counted back from it.
ISSUED, SEEN = (date.today() - timedelta(days=n) for n in (300, 280))
ENTERED = {
    "number": "001234567890",
    "issued_on": ISSUED.isoformat(),
    "identity_document": "passport",
    "reference_one": "Pat Old",
    "reference_two": "Sam New",
    "seen_on": SEEN.isoformat(),
    "how_seen": "original",
    "kind": "DBS",
    "level": "enhanced",
    "workforce": "child",
    "barred_list": "on",
    "lawful_reason": "Works with pupils each week.",
    "decision_reason": "All in order.",
}


@pytest.fixture
def mentor(world: World) -> Any:
    return world.join("Max Mentor", "mentor").person


@pytest.fixture
def client(world: World) -> Any:
    return world.client(world.appoint("Cora Ordinator", Role.COORDINATOR))


def file_of(world: World, person: Any, rest: str = "") -> str:
    return world.url(f"checks/of/{person.public_id}/{rest}")


def test_a_file_is_finished_in_one_go_and_twice_is_once(world: World, mentor: Any, client: Any) -> None:
    page = client.get(file_of(world, mentor))
    assert b"Never write down what a certificate says" in page.content
    for _press in range(2):
        assert client.post(file_of(world, mentor, "enter"), {**ENTERED, "once": "k"}).status_code == 302
    check = Check.objects.get()
    assert (check.state, check.identity_document, mentor.references.count()) == ("cleared", "passport", 2)
    assert check.decided_by == world.people["Cora Ordinator"]
    assert b"Everything this scheme asks for is in order" in client.get(file_of(world, mentor)).content


def test_the_further_steps_of_the_scheme_are_entered_in_the_same_go(world: World, mentor: Any, client: Any) -> None:
    arrange(world, vetting_steps=("identity", "references", "check", "induction", "interview"))
    page = client.get(file_of(world, mentor)).content.decode()
    assert page.index("Interview: when?") < page.index("Your decision in a sentence")
    client.post(file_of(world, mentor, "enter"), {**ENTERED, "step_interview": SEEN.isoformat()})
    assert Check.objects.get().state == "seen"
    again = client.get(file_of(world, mentor, "enter")).content.decode()
    assert "Interview: when?" not in again
    client.post(file_of(world, mentor, "enter"), {**ENTERED, "step_induction": SEEN.isoformat()})
    assert Check.objects.get(state="cleared").person == mentor
    assert selectors.steps_done(mentor) == {"induction", "interview"}


@pytest.mark.parametrize(
    "wrong", [{"issued_on": "2026-02-30"}, {"number": ""}, {"level": "deep"}, {"seen_on": "2020-01-01"}]
)
def test_a_wrong_form_loses_nothing_typed(world: World, mentor: Any, client: Any, wrong: dict[str, str]) -> None:
    answer = client.post(file_of(world, mentor, "enter"), {**ENTERED, **wrong})
    assert answer.status_code == 422
    assert b'value="Pat Old"' in answer.content
    assert not Check.objects.exists()


def test_step_by_step_comes_to_the_same(world: World, mentor: Any, client: Any) -> None:
    ask = {key: ENTERED[key] for key in ("kind", "level", "workforce", "barred_list", "lawful_reason")}
    seen = {key: ENTERED[key] for key in ("number", "issued_on", "seen_on", "how_seen")}
    steps = [
        ("ask", ask),
        ("seen", seen),
        ("step", {"step": "identity", "done_on": SEEN.isoformat(), "document": "passport"}),
        ("reference", {"referee": "Pat Old", "received_on": SEEN.isoformat(), "satisfactory": "on"}),
        ("reference", {"referee": "Sam New", "received_on": SEEN.isoformat(), "satisfactory": "on"}),
    ]
    for verb, words in steps:
        assert client.post(file_of(world, mentor, verb), words).status_code == 302, verb
    assert Check.objects.get().state == "seen"
    assert client.post(file_of(world, mentor, "clear"), {"reason": "In order."}).status_code == 302
    assert Check.objects.get().state == "cleared"


def test_clearing_too_early_says_what_is_missing(world: World, mentor: Any, client: Any) -> None:
    client.post(file_of(world, mentor, "enter"), {**ENTERED, "reference_two": ""})
    answer = client.post(file_of(world, mentor, "clear"), {"reason": "In order."})
    assert answer.status_code == 422
    assert b"1 reference is missing" in answer.content


def test_every_opening_of_a_file_and_of_the_record_is_written_down(world: World, mentor: Any, client: Any) -> None:
    client.get(file_of(world, mentor))
    for page in ("", "print", "record.csv", "record.xlsx"):
        assert client.get(world.url(f"checks/{page}")).status_code == 200
    assert Event.objects.get(name="vetting.opened").about == mentor.public_id
    opened = Event.objects.filter(name="vetting.record_opened").order_by("number")
    assert [event.data["how"] for event in opened] == ["page", "print", "csv", "xlsx"]


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.MANAGER, Role.MATCHER, Role.THIRD_PERSON])
def test_others_open_neither(world: World, mentor: Any, role: Role) -> None:
    client = world.client(world.appoint("Oth Er", role))
    assert client.get(world.url("checks/")).status_code == 404
    assert client.get(file_of(world, mentor)).status_code == 404
    assert not Event.objects.filter(name__startswith="vetting.").exists()


def test_one_s_own_file_and_another_tenant_s_stay_shut(world: World, other_world: World, client: Any) -> None:
    assert client.get(file_of(world, world.people["Cora Ordinator"])).status_code == 403
    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        stranger = other_world.join("Sven", "mentor").person
    assert client.get(file_of(world, stranger)).status_code == 404


def test_only_a_lead_finds_the_door_to_a_bar(world: World, mentor: Any, client: Any) -> None:
    client.post(file_of(world, mentor, "enter"), {**ENTERED, "adverse": "on"})
    assert client.get(file_of(world, mentor, "bar")).status_code == 404
    lead = world.client(world.appoint("Lea Lead", Role.SAFEGUARDING_LEAD))
    assert lead.post(file_of(world, mentor, "bar"), {"reason": "Unsuitable."}).status_code == 302
    assert Check.objects.get().state == "barred"


def test_the_record_holds_every_column_and_no_formula(world: World, mentor: Any, client: Any) -> None:
    mentor.given_name = "=HYPERLINK(1)"
    mentor.save()
    client.post(file_of(world, mentor, "enter"), ENTERED)
    content = client.get(world.url("checks/record.csv")).content.decode("utf-8-sig")
    header, *rows = list(csv.reader(io.StringIO(content)))
    assert header == [str(word) for word in labels.header()]
    assert len(rows) == 2
    assert all(len(row) == len(header) for row in rows)
    mine = next(row for row in rows if row[0] == "Mentor")
    assert not mine[1].startswith("=")
    assert {"passport", "DBS", "enhanced", "001234567890", "Works with pupils each week."} <= set(mine)
    book = load_workbook(io.BytesIO(client.get(world.url("checks/record.xlsx")).content))
    assert book.active.max_row == 3
    assert not any(cell.data_type == "f" for row in book.active.iter_rows() for cell in row)


def test_the_record_asks_as_often_for_thirty_as_for_three(world: World, client: Any) -> None:
    co = world.as_(world.people["Cora Ordinator"], Role.COORDINATOR)
    client.get(world.url("checks/"))
    counts, total = [], 0
    for wanted in (3, 30):
        while total < wanted:
            person = world.join(f"Mentor {total}", "mentor").person
            services.mark_step(person=person, step="interview", done_on=TODAY, by=co, at=NOW)
            services.request_check(person=person, kind="DBS", level="enhanced", lawful_reason="Pupils.", by=co, at=NOW)
            total += 1
        with CaptureQueriesContext(connection) as queries:
            assert client.get(world.url("checks/")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_mentor_sees_progress_and_never_a_note(world: World, mentor: Any, client: Any) -> None:
    co = world.as_(world.people["Cora Ordinator"], Role.COORDINATOR)
    client.post(file_of(world, mentor, "enter"), ENTERED)
    services.log_sign(person=mentor, words="Talks over the pupils.", by=co, at=NOW)
    own = world.client(mentor)
    page = own.get(world.url("checks/mine"))
    assert page.status_code == 200
    for secret in (b"Talks over", b"warning", b"001234567890", b"All in order"):
        assert secret not in page.content
    taking_part = own.get(world.url("me/taking-part"))
    assert b"warning" not in taking_part.content.lower()


def test_a_deputy_notices_something_and_cannot_read_the_file(world: World, mentor: Any) -> None:
    deputy = world.client(world.appoint("Del Deputy", Role.DEPUTY))
    answer = deputy.post(file_of(world, mentor, "sign"), {"words": "Late again.", "noticed_on": "2026-11-02"})
    assert answer.status_code == 302
    assert Sign.objects.get().noticed_by == world.people["Del Deputy"]


def test_a_partner_sees_its_own_mentors_only(world: World, mentor: Any) -> None:
    mentor.supplied_by = world.school
    mentor.save()
    world.join("Flo Free", "mentor")
    Agreement.objects.create(
        organisation=world.organisation,
        partner=world.school,
        state="in_force",
        signed_on=date(2026, 1, 1),
        review_on=date.today() + timedelta(days=90),
    )
    contact = world.client(world.appoint("Pia Partner", Role.PARTNER_CONTACT, partner=world.school))
    page = contact.get(world.url("checks/supplied"))
    assert b"Max Mentor" in page.content
    assert b"Flo Free" not in page.content
    words = {"reference": "EV-1", "issued_on": ISSUED.isoformat()}
    assert contact.post(file_of(world, mentor, "partner"), words).status_code == 302
    assert Check.objects.get().state == "cleared"
    assert contact.get(file_of(world, mentor)).status_code == 404


def test_what_waits_names_each_kind_of_work(world: World, mentor: Any, client: Any) -> None:
    co = world.as_(world.people["Cora Ordinator"], Role.COORDINATOR)
    client.post(file_of(world, mentor, "enter"), ENTERED)
    on = Check.objects.get().next_due
    assert on is not None
    for days, urgency in ((-31, []), (-30, [2]), (0, [2]), (1, [0])):
        at = NOW + (on + timedelta(days=days) - TODAY)
        assert [t.urgency for t in selectors.todo(by=co, scheme=world.scheme, at=at)] == urgency
    services.log_sign(person=mentor, words="Late.", by=co, at=NOW)
    lead = world.as_(world.appoint("Lea Lead", Role.SAFEGUARDING_LEAD), Role.SAFEGUARDING_LEAD)
    assert [t.urgency for t in selectors.todo(by=lead, scheme=world.scheme, at=NOW)] == [0]
    assert selectors.todo(by=co, scheme=world.scheme, at=NOW) == []


def test_the_letter_of_assurance_names_only_cleared_mentors(world: World, mentor: Any, client: Any) -> None:
    world.join("Flo Free", "mentor")
    assert b"No mentor is cleared" in client.get(world.url("checks/assurance")).content
    client.post(file_of(world, mentor, "enter"), ENTERED)
    page = client.get(world.url("checks/assurance"))
    assert b"Max Mentor" in page.content
    assert b"Harbour School" in page.content
    for other in (b"Flo Free", b"Cora Ordinator", b"001234567890"):
        assert other not in page.content
    assert Event.objects.filter(name="vetting.record_opened", data__how="assurance").count() == 2
