"""Who holds which post, who covers, and what may never be in one hand (SCH-03)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ithaca.accounts.hooks import roles_held
from ithaca.audit.models import Event
from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Held, Role
from ithaca.schemes.models import Absence, Appointment, Scheme
from ithaca.schemes.selectors import (
    coordinator_of,
    holders,
    lead_of,
    missing_posts,
    schemes_of,
    schemes_of_people,
    third_person_of,
    todo,
)
from ithaca.schemes.services import appoint, end_absence, set_absence, step_down
from tests.support.world import CHILD_BORN, NOW, TODAY, World

DAY = timedelta(days=1)


@pytest.fixture
def staffed(world: World) -> World:
    """The world with its three people in post, and a deputy."""
    world.appoint("Ana Lee", Role.COORDINATOR)
    world.appoint("Dana Okoro", Role.SAFEGUARDING_LEAD)
    world.appoint("Tom Third", Role.THIRD_PERSON)
    world.appoint("Mo Deputy", Role.DEPUTY)
    return world


def by_ana(world: World):  # type: ignore[no-untyped-def]
    return world.as_(world.people["Ana Lee"], Role.COORDINATOR)


def by_dana(world: World):  # type: ignore[no-untyped-def]
    return world.as_(world.people["Dana Okoro"], Role.SAFEGUARDING_LEAD)


def test_naming_another_co_ordinator_takes_the_post_from_the_one_before(staffed: World) -> None:
    new = staffed.person("Nia New")
    appoint(scheme=staffed.scheme, person=new, role=Role.COORDINATOR, by=by_ana(staffed), at=NOW)
    assert holders(staffed.scheme, Role.COORDINATOR, TODAY) == [new]
    assert coordinator_of(staffed.scheme, TODAY - DAY) == staffed.people["Ana Lee"]
    assert Event.objects.filter(name="schemes.stepped_down").count() == 1


def test_naming_the_same_person_again_changes_nothing(staffed: World) -> None:
    first = appoint(
        scheme=staffed.scheme, person=staffed.people["Mo Deputy"], role=Role.DEPUTY, by=by_ana(staffed), at=NOW
    )
    assert Appointment.objects.filter(role="deputy").count() == 1
    assert first.since == date(2026, 1, 1)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Ana Lee", Role.SAFEGUARDING_LEAD),
        ("Dana Okoro", Role.COORDINATOR),
        ("Ana Lee", Role.THIRD_PERSON),
        ("Dana Okoro", Role.THIRD_PERSON),
        ("Mo Deputy", Role.THIRD_PERSON),
        ("Tom Third", Role.DEPUTY_SAFEGUARDING_LEAD),
    ],
)
def test_posts_that_must_be_apart_are_kept_apart_where_children_take_part(
    staffed: World, name: str, role: Role
) -> None:
    with pytest.raises(NotNow, match="one person cannot be both"):
        appoint(scheme=staffed.scheme, person=staffed.people[name], role=role, by=by_ana(staffed), at=NOW)
    settings = {**staffed.scheme.settings, "mentees_may_be_children": False}
    Scheme.objects.filter(pk=staffed.scheme.pk).update(settings=settings)
    staffed.scheme.refresh_from_db()
    assert appoint(scheme=staffed.scheme, person=staffed.people[name], role=role, by=job("test"), at=NOW).role == role


def test_a_child_a_stranger_and_a_contact_of_nobody_are_refused(staffed: World, other_world: World) -> None:
    by = by_ana(staffed)
    with pytest.raises(NotNow, match="under 18"):
        appoint(scheme=staffed.scheme, person=staffed.person("Kit", born=CHILD_BORN), role=Role.MATCHER, by=by, at=NOW)
    with pytest.raises(NotNow, match="not known"):
        appoint(scheme=staffed.scheme, person=other_world.person("Far"), role=Role.MATCHER, by=by, at=NOW)
    with pytest.raises(NotNow, match="which school or partner"):
        appoint(scheme=staffed.scheme, person=staffed.person("Sky"), role=Role.SCHOOL_CONTACT, by=by, at=NOW)
    with pytest.raises(NotNow, match="not a post"):
        appoint(scheme=staffed.scheme, person=staffed.person("Ray"), role=Role.MENTOR, by=by, at=NOW)
    mentor = staffed.join("Max", "mentor")
    with pytest.raises(NotAllowed):
        appoint(
            scheme=staffed.scheme,
            person=mentor.person,
            role=Role.COORDINATOR,
            by=staffed.as_(mentor.person, Role.MENTOR, mentor.pk),
            at=NOW,
        )


def test_a_running_scheme_is_never_left_without_its_lead(staffed: World) -> None:
    lead = Appointment.objects.get(role="safeguarding_lead")
    with pytest.raises(NotNow, match="Name the next person instead"):
        step_down(appointment=lead, by=by_ana(staffed), at=NOW)
    Appointment.objects.filter(pk=lead.pk).update(until=TODAY)
    assert [m.code for m in missing_posts(staffed.scheme, TODAY)] == ["schemes.no_lead"]
    lines = todo(by=by_ana(staffed), scheme=staffed.scheme, at=NOW)
    assert [(line.urgency, line.words) for line in lines] == [(0, "Nobody is the safeguarding lead.")]


def test_stepping_down_twice_is_refused(staffed: World) -> None:
    post = Appointment.objects.get(role="deputy")
    step_down(appointment=post, by=by_ana(staffed), at=NOW)
    with pytest.raises(NotNow, match="already"):
        step_down(appointment=Appointment.objects.get(pk=post.pk), by=by_ana(staffed), at=NOW)


def test_who_covers_holds_the_post_for_those_days_only(staffed: World) -> None:
    mo, ana = staffed.people["Mo Deputy"], staffed.people["Ana Lee"]
    set_absence(
        scheme=staffed.scheme,
        person=ana,
        covered_by=mo,
        first_day=TODAY,
        last_day=TODAY + DAY,
        by=by_ana(staffed),
        at=NOW,
    )
    assert holders(staffed.scheme, Role.COORDINATOR, TODAY) == [mo, ana]
    assert coordinator_of(staffed.scheme, TODAY + DAY) == mo
    assert coordinator_of(staffed.scheme, TODAY + 2 * DAY) == ana


@pytest.mark.parametrize(
    ("away", "covers"),
    [("Ana Lee", "Dana Okoro"), ("Dana Okoro", "Tom Third"), ("Tom Third", "Mo Deputy"), ("Dana Okoro", "Ana Lee")],
)
def test_cover_never_gathers_what_must_be_apart(staffed: World, away: str, covers: str) -> None:
    people = staffed.people
    with pytest.raises(NotNow, match="one person cannot be both"):
        set_absence(
            scheme=staffed.scheme,
            person=people[away],
            covered_by=people[covers],
            first_day=TODAY,
            last_day=TODAY,
            by=by_ana(staffed),
            at=NOW,
        )
    assert not Absence.objects.exists()


def test_a_post_cannot_be_given_to_somebody_who_covers_its_opposite(staffed: World) -> None:
    nia = staffed.appoint("Nia New", Role.MATCHER)
    dana = staffed.people["Dana Okoro"]
    set_absence(
        scheme=staffed.scheme, person=dana, covered_by=nia, first_day=TODAY, last_day=TODAY, by=by_dana(staffed), at=NOW
    )
    with pytest.raises(NotNow, match="one person cannot be both"):
        appoint(scheme=staffed.scheme, person=nia, role=Role.COORDINATOR, by=by_ana(staffed), at=NOW)


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [(DAY, 0 * DAY, "before the first"), (-3 * DAY, -2 * DAY, "over")],
)
def test_days_that_make_no_sense_are_refused(staffed: World, first: timedelta, last: timedelta, sentence: str) -> None:
    ana, mo = staffed.people["Ana Lee"], staffed.people["Mo Deputy"]
    with pytest.raises(NotNow, match=sentence):
        set_absence(
            scheme=staffed.scheme,
            person=ana,
            covered_by=mo,
            first_day=TODAY + first,
            last_day=TODAY + last,
            by=by_ana(staffed),
            at=NOW,
        )


def test_a_deputy_may_say_it_about_herself_only(staffed: World) -> None:
    mo, ana = staffed.people["Mo Deputy"], staffed.people["Ana Lee"]
    by = staffed.as_(mo, Role.DEPUTY)
    set_absence(scheme=staffed.scheme, person=mo, covered_by=ana, first_day=TODAY, last_day=TODAY, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        set_absence(scheme=staffed.scheme, person=ana, covered_by=mo, first_day=TODAY, last_day=TODAY, by=by, at=NOW)


def test_back_early_ends_cover_at_once(staffed: World) -> None:
    ana, mo = staffed.people["Ana Lee"], staffed.people["Mo Deputy"]
    absence = set_absence(
        scheme=staffed.scheme,
        person=ana,
        covered_by=mo,
        first_day=TODAY,
        last_day=TODAY + 5 * DAY,
        by=by_ana(staffed),
        at=NOW,
    )
    end_absence(absence=absence, by=by_ana(staffed), at=NOW)
    assert coordinator_of(staffed.scheme, TODAY) == ana
    assert Event.objects.filter(name="schemes.absence_ended").count() == 1


def test_sign_in_is_told_own_and_covered_posts_of_this_place_only(staffed: World, other_world: World) -> None:
    mo, ana = staffed.people["Mo Deputy"], staffed.people["Ana Lee"]
    today = timezone.localdate()
    Absence.objects.create(scheme=staffed.scheme, person=ana, covered_by=mo, first_day=today, last_day=today)
    gone = staffed.appoint("Gil Gone", Role.MATCHER)
    Appointment.objects.filter(person=gone).update(until=today)

    def held(person, **place) -> set[tuple[Role, int | None]]:  # type: ignore[no-untyped-def]
        asked = {"organisation_id": None, "scheme_id": None, **place}
        answers: list[Held] = roles_held.answerers["schemes"](account_id=person.account_id, **asked)
        return {(h.role, h.person_id) for h in answers}

    assert held(mo) == {(Role.DEPUTY, mo.pk), (Role.COORDINATOR, mo.pk)}
    assert held(mo, organisation_id=staffed.organisation.pk, scheme_id=staffed.scheme.pk) == held(mo)
    assert held(mo, organisation_id=other_world.organisation.pk) == set()
    assert held(gone) == set()
    assert mo.account is not None
    assert schemes_of(mo.account) == [staffed.scheme]
    found = schemes_of_people(organisation_id=staffed.organisation.pk, person_ids=[mo.pk, gone.pk])
    assert found == {mo.pk: {staffed.scheme.pk}}


def test_leads_and_third_person_are_found_with_their_cover(staffed: World) -> None:
    dana, nia = staffed.people["Dana Okoro"], staffed.appoint("Nia New", Role.DEPUTY_SAFEGUARDING_LEAD)
    set_absence(
        scheme=staffed.scheme, person=dana, covered_by=nia, first_day=TODAY, last_day=TODAY, by=by_dana(staffed), at=NOW
    )
    assert lead_of(staffed.scheme, TODAY) == nia
    assert third_person_of(staffed.scheme, TODAY) == staffed.people["Tom Third"]


def test_pages_of_posts(staffed: World) -> None:
    client = staffed.client(staffed.people["Ana Lee"])
    assert "Dana Okoro" in client.get(staffed.url("posts")).content.decode()
    sent = {"role": "matcher", "name": "Mat Matcher", "email": "mat@example.org", "partner": ""}
    assert client.post(staffed.url("posts/name"), sent).status_code == 302
    post = Appointment.objects.get(role="matcher")
    assert (post.person.name, post.person.email) == ("Mat Matcher", "mat@example.org")
    both = client.post(staffed.url("posts/name"), {**sent, "role": "third_person", "name": "Ana Lee", "email": ""})
    assert (both.status_code, "one person cannot be both" in both.content.decode()) == (422, True)
    no_school = client.post(staffed.url("posts/name"), {**sent, "role": "school_contact"})
    assert "Say for which school or partner" in no_school.content.decode()
    school = {**sent, "role": "school_contact", "partner": staffed.school.public_id}
    assert client.post(staffed.url("posts/name"), school).status_code == 302
    assert client.post(staffed.url(f"posts/{post.public_id}/end"), {}).status_code == 302
    assert client.get(staffed.url(f"posts/{post.public_id}/end")).status_code == 404
    today = timezone.localdate()
    mo, ana = staffed.people["Mo Deputy"], staffed.people["Ana Lee"]
    days = {f"{d}_{p}": str(getattr(today, p)) for d in ("first_day", "last_day") for p in ("day", "month", "year")}
    away = {"person": ana.public_id, "covered_by": mo.public_id, **days}
    assert client.post(staffed.url("away"), away).status_code == 302
    assert "Mo Deputy covers" in client.get(staffed.url("posts")).content.decode()
    absence = Absence.objects.get()
    assert client.post(staffed.url(f"away/{absence.public_id}/back"), {}).status_code == 302
    assert not Absence.objects.exists()


def test_somebody_without_an_account_gets_a_link_to_pass_on(staffed: World) -> None:
    client = staffed.client(staffed.people["Ana Lee"])
    staffed.person("Vi New", account=False)
    appoint(
        scheme=staffed.scheme, person=staffed.people["Vi New"], role=Role.MATCHER, by=by_ana(staffed), at=NOW - 5 * DAY
    )
    post = Appointment.objects.get(role="matcher")
    answer = client.post(staffed.url(f"posts/{post.public_id}/invite"), {}, follow=True)
    assert "Give Vi New this link. It works once: http://testserver/" in answer.content.decode()
