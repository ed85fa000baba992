"""Mentors and mentees come in once, two people of one name stay two, and nobody is merged by guessing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.imports.models import Import
from ithaca.imports.services import confirm, upload
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.organisations.models import Person
from ithaca.participants.models import Carer, Participant
from ithaca.vetting.selectors import missing_vetting
from tests.imports.conftest import Bring
from tests.support.pairs import arrange
from tests.support.world import NOW, World

MENTORS = (
    "Name,E-mail,Date of birth,Employer\n"
    "Mona Reed,mona@example.org,17/05/1980,Quay Foods\n"
    "Abe Stone,abe@example.org,02/03/1971,Quay Foods\n"
)
PUPILS = (
    "Name,Date of birth,Tutor group,School,Parent or carer,Parent email\n"
    "Daniel Okafor,21/03/2012,10B,North School,Ada Okafor,ada@example.org\n"
    "Daniel Okafor,02/09/2011,11A,South School,Ben Okafor,ben@example.org\n"
)


def test_people_join_with_employer_and_profile(world: World, bring: Bring) -> None:
    item = bring("mentors", MENTORS)
    assert item.state == "done"
    assert item.summary["new"] == 2
    mentors = Participant.objects.filter(scheme=world.scheme, role="mentor").select_related("person__employer")
    assert {m.person.employer.name for m in mentors} == {"Quay Foods"}


def test_a_gender_somebody_would_rather_not_say_stays_unknown(world: World, bring: Bring) -> None:
    rows = "Ann Lee,ann@example.org,Prefer not to say\nBo Chan,bo@example.org,M\nCy Dent,cy@example.org,Non-binary\n"
    bring("mentors", "Name,E-mail,Gender\n" + rows)
    kept = Participant.objects.filter(scheme=world.scheme).values_list("person__given_name", "person__gender")
    assert set(kept) == {("Ann", ""), ("Bo", "male"), ("Cy", "other")}


def test_the_same_file_again_adds_nobody(world: World, bring: Bring) -> None:
    bring("mentors", MENTORS)
    again = bring("mentors", MENTORS)
    assert again.summary["known"] == 2
    assert Person.objects.filter(family_name="Reed").count() == 1


def test_two_pupils_of_one_name_stay_two_with_their_parents(world: World, bring: Bring) -> None:
    item = bring("mentees", PUPILS)
    assert item.summary["new"] == 2
    pupils = Participant.objects.filter(role="mentee", person__family_name="Okafor").select_related("person__school")
    assert {p.person.school.name for p in pupils} == {"North School", "South School"}
    assert Carer.objects.filter(mentee__in=pupils).count() == 2


def test_somebody_known_to_the_organisation_joins_as_the_same_person(world: World, bring: Bring) -> None:
    known = world.person("Mona Reed")
    item = bring("mentors", f"Name,E-mail,Date of birth\nMona Reed,{known.email},17/05/1980\n")
    assert item.summary["joining"] == 1
    assert Participant.objects.get(role="mentor", person__family_name="Reed").person == known


def test_a_look_alike_is_left_out_unless_she_says_it_is_somebody_else(world: World, bring: Bring) -> None:
    Person.objects.filter(pk=world.person("Mona Reed", born=None).pk).update(email="")
    left = bring("mentors", "Name,E-mail\nMona Reed,other@example.org\n")
    assert left.summary["refused"] == 1
    assert "Mona Reed" in left.problems[0][1]
    brought = bring("mentors", "Name,E-mail\nMona Reed,other@example.org\n", bring_lookalikes=True)
    assert brought.summary["new"] == 1
    assert Person.objects.filter(family_name="Reed").count() == 2


def test_a_father_and_son_of_one_name_and_address_stay_two(world: World, bring: Bring) -> None:
    rows = "Name,E-mail,Date of birth\nJack Moss,moss@example.org,01/02/1960\nJack Moss,moss@example.org,03/04/1990\n"
    assert bring("mentors", rows).summary["new"] == 2


def test_the_dry_run_counts_what_then_happens_and_writes_nobody(world: World, coordinator: Actor) -> None:
    before = Person.objects.count()
    rows = MENTORS + "Mona Reed,mona@example.org,17/05/1980,Quay Foods\nNo Date,nodate@example.org,31/02/1980,\n"
    item = upload(scheme=world.scheme, content=rows.encode(), filename="m.csv", kind="mentors", by=coordinator, at=NOW)
    assert item.state == "mapped"
    assert (item.summary["new"], item.summary["known"], item.summary["faulty"]) == (2, 1, 1)
    assert Person.objects.count() == before
    dry = item.summary
    confirm(item=item, by=coordinator, at=NOW)
    assert {key: item.summary[key] for key in ("new", "known", "faulty")} == {
        key: dry[key] for key in ("new", "known", "faulty")
    }


def test_a_row_that_is_refused_leaves_no_half(world: World, bring: Bring) -> None:
    barred = world.join("Otto Out", "mentor", state="left")
    Participant.objects.filter(pk=barred.pk).update(state="disqualified", role="mentee")
    rows = (
        f"Name,Date of birth,E-mail,School\nOtto Out,17/05/1980,{barred.person.email},Brand New School\n"
        "Ada Fine,04/03/2012,,Brand New School\n"
    )
    item = bring("mentees", rows)
    assert item.summary["known"] == 1
    assert item.summary["new"] == 1
    assert Participant.objects.get(pk=barred.pk).state == "disqualified"


def test_the_second_organisation_is_never_looked_into(world: World, other_world: World, bring: Bring) -> None:
    other = other_world.person("Mona Reed", born=None)
    item = bring("mentors", f"Name,E-mail\nMona Reed,{other.email}\n")
    assert item.summary["new"] == 1
    assert Import.objects.get(pk=item.pk).scheme == world.scheme


def test_a_mentor_without_an_e_mail_address_comes_in_where_the_scheme_takes_them(
    world: World, bring: Bring, browser: Client
) -> None:
    sheet = "Name,Telephone,Date of birth\nWill Wireless,07700 900123,1958-02-03\n"
    with pytest.raises(NotNow):
        bring("mentors", sheet)
    assert "Will Wireless" not in browser.get(f"/o/{world.organisation.slug}/cards/").content.decode()
    arrange(world, mentors_without_email=True)
    bring("mentors", sheet)
    mentor = Participant.objects.get(role="mentor", person__family_name="Wireless")
    assert (mentor.person.email, mentor.person.account) == ("", None)
    cards = f"/o/{world.organisation.slug}/cards/"
    assert "Will Wireless" in browser.get(cards).content.decode()
    printed = browser.post(cards, {"person": mentor.person.public_id})
    assert printed.status_code == 200
    mentor.person.refresh_from_db()
    assert mentor.person.account is not None
    # The way in is no shorter: the same gate asks for the same checks.
    lacks = missing_vetting([mentor.person], arrangements=world.scheme.arrangements, on=timezone.localdate())
    assert lacks[mentor.person_id]
