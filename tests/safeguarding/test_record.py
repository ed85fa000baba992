"""The lead's record: append-only, every reading written down, never seen by whom it is about (SG-11, SG-12, SG-13, SG-20)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.gate import may_be_in_contact
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern, Entry, Subject
from ithaca.safeguarding.selectors import concerns_visible_to, in_order, todo
from ithaca.safeguarding.services import (
    acknowledge,
    close,
    decide,
    open_concern,
    refer,
    reopen,
    say_about,
    triage,
    write_down,
)
from tests.safeguarding.conftest import CANARY, RAISED, House
from tests.support.world import World


def test_the_whole_way_in_the_browser(house: House) -> None:
    concern = house.worry(raised_by=house.pair.mentee.person)
    lead = house.browser("Lena Lead")
    assert concern.receipt in lead.get(house.world.url("concerns")).content.decode()
    assert CANARY in lead.get(house.url(concern)).content.decode()
    posts = [
        ("seen", {}),
        ("sort", {"kind": "boundary"}),
        (
            "write",
            {"fact": "They met in town.", "opinion": "It was meant well.", "told_whom": "The school", "told": "All"},
        ),
        ("refer", {"told_whom": "Duty team", "words": "The extract"}),
        ("decide", {"decision": "guidance", "reason": "No harm was meant; both know the rule now."}),
        ("close", {}),
        ("reopen", {"words": "It happened again."}),
    ]
    for number, (rest, data) in enumerate(posts):
        answer = lead.post(house.url(concern, rest), {**data, "once": f"k{number}"})
        assert (answer.status_code, answer["Location"]) == (302, house.url(concern)), rest
    page = lead.get(house.url(concern)).content.decode()
    for words in (
        "They met in town.",
        "It was meant well.",
        "The school",
        "Duty team",
        "Guidance",
        "both know the rule",
        "again",
    ):
        assert words in page
    concern.refresh_from_db()
    assert concern.state == "acknowledged"
    answered = Letter.objects.get(name="safeguarding.answered")
    assert answered.person == house.pair.mentee.person
    assert CANARY not in answered.body


def test_every_reading_is_written_down_before_it_is_shown(house: House) -> None:
    concern = house.worry()
    page = house.browser("Lena Lead").get(house.url(concern)).content.decode()
    event = Event.objects.get(name="safeguarding.read")
    assert (event.about, event.role) == (concern.public_id, "safeguarding_lead")
    assert "Lena Lead, safeguarding lead" in page


def test_a_form_with_a_mistake_shows_none_of_the_record(house: House) -> None:
    concern = house.worry()
    page = house.browser("Lena Lead").post(house.url(concern, "write"), {"once": "1"})
    assert page.status_code == 422
    assert CANARY not in page.content.decode()


@pytest.mark.parametrize("row", [Entry, Subject, Concern])
def test_the_database_itself_refuses_to_delete_or_rewrite(house: House, row: type) -> None:
    house.worry(about_lead=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.objects.all().delete()
    for field in {"Entry": ("words",), "Subject": ("person",), "Concern": ("about_words", "receipt")}[row.__name__]:
        value = house.world.people["Cora Coordinator"] if field == "person" else "changed"
        with pytest.raises(DatabaseError), transaction.atomic():
            row.objects.update(**{field: value})


def test_child_protection_is_closed_by_a_second_person(house: House) -> None:
    concern, at = house.worry(), timezone.now()
    lead, deputy = house.staff(), house.staff(Role.DEPUTY_SAFEGUARDING_LEAD)
    triage(concern=concern, kind="child_protection", by=lead, at=at)
    decide(concern=concern, words="Leave", reason="It is confirmed.", by=lead, at=at)
    with pytest.raises(NotNow, match="second lead"):
        close(concern=concern, by=lead, at=at)
    close(concern=concern, by=deputy, at=at)
    assert concern.state == "closed"


def test_no_way_round_the_second_person_by_sorting_lower(house: House) -> None:
    concern, at, lead = house.worry(), timezone.now(), house.staff()
    triage(concern=concern, kind="child_protection", by=lead, at=at)
    decide(concern=concern, words="Leave", reason="It is confirmed.", by=lead, at=at)
    close(concern=concern, by=house.staff(Role.DEPUTY_SAFEGUARDING_LEAD), at=at)
    reopen(concern=concern, words="New facts", by=lead, at=at)
    with pytest.raises(NotNow, match="stays so"):
        triage(concern=concern, kind="worry", by=lead, at=at)


def test_one_human_under_two_names_is_still_one(house: House) -> None:
    concern, at, lead = house.worry(), timezone.now(), house.staff()
    triage(concern=concern, kind="child_protection", by=lead, at=at)
    decide(concern=concern, words="Leave", reason="It is confirmed.", by=lead, at=at)
    twin = house.world.person("Helena Lead", account=False)
    twin.account = house.world.people["Lena Lead"].account
    twin.save()
    with pytest.raises(NotNow, match="second lead"):
        close(concern=concern, by=house.world.as_(twin, Role.DEPUTY_SAFEGUARDING_LEAD), at=at)


def test_a_lead_it_is_about_sees_nothing_under_any_name(house: House) -> None:
    twin = house.world.person("Helena Lead", account=False)
    twin.account = house.world.people["Lena Lead"].account
    twin.save()
    concern = house.worry(about_people=[twin])
    assert concern.route == "third"
    lead = house.browser("Lena Lead")
    assert concern.receipt not in lead.get(house.world.url("concerns")).content.decode()
    for rest in ("", "write", "sort", "decide", "about", "pause"):
        assert lead.get(house.url(concern, rest)).status_code == 404, rest
    for rest in ("seen", "close"):
        assert lead.post(house.url(concern, rest)).status_code == 404, rest
    with pytest.raises(NotAllowed):
        open_concern(concern=concern, by=house.staff(), at=timezone.now())
    assert todo(by=house.staff(), scheme=house.world.scheme, at=timezone.now()) == []


def test_saying_that_it_is_about_the_lead_hands_it_over(house: House) -> None:
    concern, at = house.worry(), timezone.now()
    deputy = house.staff(Role.DEPUTY_SAFEGUARDING_LEAD)
    say_about(concern=concern, people=[house.world.people["Lena Lead"]], by=deputy, at=at)
    assert concern.route == "third"
    assert not concerns_visible_to(house.staff()).exists()
    assert concerns_visible_to(house.staff(Role.THIRD_PERSON)).exists()
    assert Letter.objects.filter(name__in=RAISED, person=house.world.people["Theo Third"]).count() == 1


def test_a_co_ordinator_sees_only_what_a_lead_has_sorted_for_her(house: House) -> None:
    worry, protect, at = house.worry(), house.worry(), timezone.now()
    cora = house.staff(Role.COORDINATOR)
    assert not concerns_visible_to(cora).exists()
    triage(concern=worry, kind="worry", by=house.staff(), at=at)
    triage(concern=protect, kind="child_protection", by=house.staff(), at=at)
    assert [concern.pk for concern in concerns_visible_to(cora)] == [worry.pk]
    write_down(concern=worry, fact="Spoke with both.", by=cora, at=at)
    with pytest.raises(NotAllowed):
        decide(concern=worry, words="x", reason="y", by=cora, at=at)


@pytest.mark.parametrize(
    "name",
    [
        "Mona Mentor",
        "Milo Mentee",
        "Petra Parent",
        "Sam School",
        "Max Matcher",
        "Mira Manager",
        "Dan Deputy",
        "Theo Third",
    ],
)
def test_nobody_else_sees_a_concern(house: House, name: str) -> None:
    world = house.world
    world.carer("Petra Parent", house.pair.mentee)
    world.appoint("Sam School", Role.SCHOOL_CONTACT, partner=world.school)
    for other, role in (("Max Matcher", Role.MATCHER), ("Mira Manager", Role.MANAGER), ("Dan Deputy", Role.DEPUTY)):
        world.appoint(other, role)
    concern, client = house.worry(), house.browser(name)
    for rest in ("", "write", "sort", "refer", "decide", "reopen", "about", "pause"):
        assert client.get(house.url(concern, rest)).status_code == 404, rest
    listing = client.get(world.url("concerns"))
    assert concern.receipt not in listing.content.decode()
    assert client.get("/worried/unplaced").status_code in (302, 404)


def test_another_organisation_sees_nothing(house: House, other_world: World) -> None:
    concern = house.worry()
    stranger = other_world.client(other_world.appoint("Olga Other", Role.SAFEGUARDING_LEAD))
    assert stranger.get(house.url(concern)).status_code == 404
    assert stranger.get(other_world.url(f"concerns/{concern.public_id}/")).status_code == 404
    assert concern.receipt not in stranger.get(other_world.url("concerns")).content.decode()


def test_contact_is_paused_from_the_concern_in_two_presses(house: House) -> None:
    concern = house.worry(about_people=[house.pair.mentor.person])
    lead = house.browser("Lena Lead")
    page = lead.get(house.url(concern, "pause")).content.decode()
    assert f'value="{house.pair.public_id}"' in page
    assert "checked" in page
    data = {"pairs": house.pair.public_id, "reason": "Something is being looked into.", "once": "p"}
    assert lead.post(house.url(concern, "pause"), data).status_code == 302
    assert not may_be_in_contact(house.pair, at=timezone.now()).open
    assert "was paused" in lead.get(house.url(concern)).content.decode()


def test_a_correction_stands_under_what_it_corrects(house: House) -> None:
    concern, lead = house.worry(), house.browser("Lena Lead")
    write_down(concern=concern, fact="It was Monday.", by=house.staff(), at=timezone.now())
    entry = concern.entries.get(kind="fact")
    lead.post(house.url(concern, f"correct/{entry.public_id}"), {"words": "It was Tuesday.", "once": "c"})
    page = lead.get(house.url(concern)).content.decode()
    assert "It was Tuesday." in page
    assert page.count("It was Monday.") == 2


def test_referring_needs_to_whom_and_deciding_a_reason(house: House) -> None:
    concern, by, at = house.worry(), house.staff(), timezone.now()
    triage(concern=concern, kind="worry", by=by, at=at)
    with pytest.raises(NotNow):
        refer(concern=concern, told_whom=" ", words="x", by=by, at=at)
    with pytest.raises(NotNow):
        decide(concern=concern, words="No further action", reason=" ", by=by, at=at)
    concern.refresh_from_db()
    assert concern.state == "in_hand"


def test_new_ones_come_first_and_the_list_asks_a_constant_number_of_queries(house: House) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    old, lead = house.worry(), house.browser("Lena Lead")
    acknowledge(concern=old, by=house.staff(), at=timezone.now())
    lead.get(house.world.url("concerns"))  # the first visit of a session writes to it
    counts = []
    for many in (2, 28):
        for _n in range(many):
            newest = house.worry()
        with CaptureQueriesContext(connection) as queries:
            lead.get(house.world.url("concerns"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    ordered = list(in_order(concerns_visible_to(house.staff())))
    assert ordered[-1].pk == old.pk
    assert newest.pk in [concern.pk for concern in ordered[:-1]]
