"""Two hands for the posts that keep a scheme safe: nobody alone decides who reads worries (SG-13)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.safeguarding.services import raise_concern
from ithaca.schemes.models import Appointment, PostChange, Scheme
from ithaca.schemes.selectors import changes_to_agree, changes_visible_to, holders, lead_of, todo
from ithaca.schemes.services import (
    agree_to_change,
    appoint,
    ask_for_post,
    ask_to_end_post,
    drop_change,
    set_absence,
    step_down,
)
from tests.support.world import NOW, TODAY, World

NAMES = {
    Role.COORDINATOR: "Ana Lee",
    Role.SAFEGUARDING_LEAD: "Dana Okoro",
    Role.DEPUTY_SAFEGUARDING_LEAD: "Della Stand",
    Role.THIRD_PERSON: "Tom Third",
    Role.MANAGER: "Mia Manager",
}


@pytest.fixture
def staffed(world: World) -> World:
    for role, name in NAMES.items():
        world.appoint(name, role)
    world.person("Fay Friend")
    return world


def by(world: World, role: Role) -> Actor:
    return world.as_(world.people[NAMES[role]], role)


def asked(world: World, role: Role = Role.COORDINATOR, post: Role = Role.SAFEGUARDING_LEAD) -> PostChange:
    return ask_for_post(scheme=world.scheme, person=world.people["Fay Friend"], role=post, by=by(world, role), at=NOW)


def worry_about(world: World, *names: str) -> None:
    people = [world.people[name] for name in names]
    raiser = by(world, Role.MANAGER)
    raise_concern(
        organisation=world.organisation, scheme=world.scheme, words="A worry.", about_people=people, by=raiser, at=NOW
    )


@pytest.mark.parametrize(
    "post", [Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON, Role.MANAGER]
)
@pytest.mark.parametrize("worried", [False, True])
def test_nobody_names_alone_who_reads_worries_and_the_refusal_says_nothing_of_one(
    staffed: World, post: Role, worried: bool
) -> None:
    if worried:
        worry_about(staffed, "Ana Lee")
    friend, ana = staffed.people["Fay Friend"], by(staffed, Role.COORDINATOR)
    with pytest.raises(NotNow) as refused:
        appoint(scheme=staffed.scheme, person=friend, role=post, by=ana, at=NOW)
    assert str(refused.value) == "Two people have to want this: one asks, another agrees."
    asked(staffed, post=post)
    assert friend not in holders(staffed.scheme, post, TODAY)


def test_another_agrees_and_then_it_counts(staffed: World) -> None:
    change, third = asked(staffed), by(staffed, Role.THIRD_PERSON)
    assert [line.words for line in todo(by=third, scheme=staffed.scheme, at=NOW)] == [
        "Somebody asks for another safeguarding lead"
    ]
    agree_to_change(change=change, by=third, at=NOW)
    assert lead_of(staffed.scheme, TODAY) == staffed.people["Fay Friend"]
    assert todo(by=third, scheme=staffed.scheme, at=NOW) == []
    with pytest.raises(NotNow, match="settled this already"):
        agree_to_change(change=change, by=by(staffed, Role.MANAGER), at=NOW)
    names = Event.objects.filter(name__startswith="schemes.post_").values_list("name", flat=True)
    assert list(names) == ["schemes.post_asked", "schemes.post_agreed"]


def test_neither_who_asked_nor_who_is_named_is_the_second_hand(staffed: World) -> None:
    change = asked(staffed, role=Role.MANAGER)
    with pytest.raises(NotAllowed):
        agree_to_change(change=change, by=by(staffed, Role.MANAGER), at=NOW)
    own = ask_for_post(
        scheme=staffed.scheme,
        person=staffed.people["Della Stand"],
        role=Role.SAFEGUARDING_LEAD,
        by=by(staffed, Role.COORDINATOR),
        at=NOW,
    )
    with pytest.raises(NotAllowed):
        agree_to_change(change=own, by=by(staffed, Role.DEPUTY_SAFEGUARDING_LEAD), at=NOW)
    with pytest.raises(NotAllowed):
        agree_to_change(change=change, by=by(staffed, Role.COORDINATOR), at=NOW)
    assert lead_of(staffed.scheme, TODAY) == staffed.people["Dana Okoro"]


def test_a_second_account_with_the_same_letter_box_is_the_same_hand(staffed: World) -> None:
    change, mia, ana = asked(staffed), staffed.people["Mia Manager"], staffed.people["Ana Lee"]
    assert ana.account is not None
    assert mia.account is not None
    mia.account.email = ana.account.email.upper()
    mia.account.save()
    with pytest.raises(NotAllowed):
        agree_to_change(change=change, by=by(staffed, Role.MANAGER), at=NOW)


def test_two_about_whom_there_are_worries_do_not_decide_together(staffed: World) -> None:
    worry_about(staffed, "Ana Lee", "Mia Manager")
    change, mia = asked(staffed), by(staffed, Role.MANAGER)
    assert changes_to_agree(mia, staffed.scheme) == []
    with pytest.raises(NotAllowed):
        agree_to_change(change=change, by=mia, at=NOW)
    free = asked(staffed, role=Role.SAFEGUARDING_LEAD)
    assert changes_to_agree(mia, staffed.scheme) == [free]
    agree_to_change(change=change, by=by(staffed, Role.THIRD_PERSON), at=NOW)
    assert lead_of(staffed.scheme, TODAY) == staffed.people["Fay Friend"]


def test_what_was_agreed_is_good_for_nothing_else(staffed: World) -> None:
    change, third = asked(staffed), by(staffed, Role.THIRD_PERSON)
    agree_to_change(change=change, by=third, at=NOW)
    friend, dana = staffed.people["Fay Friend"], staffed.people["Dana Okoro"]
    for person, role, at in (
        (dana, Role.SAFEGUARDING_LEAD, NOW),
        (friend, Role.MANAGER, NOW),
        (staffed.people["Mia Manager"], Role.SAFEGUARDING_LEAD, NOW + timedelta(days=1)),
    ):
        with pytest.raises(NotNow, match="Two people"):
            appoint(scheme=staffed.scheme, person=person, role=role, agreed=change, by=third, at=at)


def test_a_post_ends_by_two_hands_or_by_who_holds_it(staffed: World) -> None:
    post = Appointment.objects.get(role=Role.DEPUTY_SAFEGUARDING_LEAD.value)
    ana = by(staffed, Role.COORDINATOR)
    with pytest.raises(NotNow, match="Two people"):
        step_down(appointment=post, by=ana, at=NOW)
    change = ask_to_end_post(appointment=post, by=ana, at=NOW)
    assert ask_to_end_post(appointment=post, by=ana, at=NOW) == change
    agree_to_change(change=change, by=by(staffed, Role.SAFEGUARDING_LEAD), at=NOW)
    assert holders(staffed.scheme, Role.DEPUTY_SAFEGUARDING_LEAD, TODAY) == []
    manager = Appointment.objects.get(role=Role.MANAGER.value)
    step_down(appointment=manager, by=by(staffed, Role.MANAGER), at=NOW)
    assert holders(staffed.scheme, Role.MANAGER, TODAY) == []


def test_cover_for_who_reads_worries_is_chosen_by_themself_alone(staffed: World) -> None:
    days = {"first_day": TODAY, "last_day": TODAY, "at": NOW, "scheme": staffed.scheme}
    dana, friend = staffed.people["Dana Okoro"], staffed.people["Fay Friend"]
    with pytest.raises(NotNow, match="says so themself"):
        set_absence(person=dana, covered_by=friend, by=by(staffed, Role.COORDINATOR), **days)  # type: ignore[arg-type]
    set_absence(person=dana, covered_by=friend, by=by(staffed, Role.SAFEGUARDING_LEAD), **days)  # type: ignore[arg-type]
    assert lead_of(staffed.scheme, TODAY) == friend


def test_who_asked_takes_it_back_and_who_could_agree_says_no(staffed: World) -> None:
    ana, third = by(staffed, Role.COORDINATOR), by(staffed, Role.THIRD_PERSON)
    drop_change(change=asked(staffed), by=ana, at=NOW)
    drop_change(change=asked(staffed), by=third, at=NOW)
    other = asked(staffed, role=Role.MANAGER)
    assert changes_visible_to(ana, staffed.scheme) == []
    with pytest.raises(NotAllowed):
        drop_change(change=other, by=ana, at=NOW)
    assert lead_of(staffed.scheme, TODAY) == staffed.people["Dana Okoro"]


def test_before_it_opens_and_where_nobody_else_is_there_one_hand_is_enough(world: World) -> None:
    ana, friend = world.appoint("Ana Lee", Role.COORDINATOR), world.person("Fay Friend")
    Scheme.objects.filter(pk=world.scheme.pk).update(state="draft")
    world.scheme.refresh_from_db()
    name = {"scheme": world.scheme, "person": friend, "role": Role.SAFEGUARDING_LEAD, "at": NOW}
    appoint(by=world.as_(ana, Role.COORDINATOR), **name)  # type: ignore[arg-type]
    Appointment.objects.filter(person=friend).delete()
    settings = {**world.scheme.settings, "mentees_may_be_children": False}
    Scheme.objects.filter(pk=world.scheme.pk).update(state="open", settings=settings)
    world.scheme.refresh_from_db()
    appoint(by=world.as_(ana, Role.COORDINATOR), **name)  # type: ignore[arg-type]
    assert lead_of(world.scheme, TODAY) == friend


def test_the_pages_ask_show_and_agree(staffed: World) -> None:
    ana, third = staffed.client(staffed.people["Ana Lee"]), staffed.client(staffed.people["Tom Third"])
    typed = {"name": "Nia New", "email": "nia@example.org", "role": "safeguarding_lead"}
    page = ana.post(staffed.url("posts/name"), typed, follow=True).content.decode()
    assert "Asked. It counts as soon as somebody else has agreed." in page
    assert "Nia New to be safeguarding lead" in page
    assert "Take it back" in page
    change = PostChange.objects.get()
    address = staffed.url(f"posts/asked/{change.public_id}/agree")
    assert ana.get(address).status_code == 404
    assert "Ana Lee asks for this." in third.get(address).content.decode()
    assert third.post(address).status_code == 302
    lead = lead_of(staffed.scheme, timezone.localdate())
    assert lead is not None
    assert lead.name == "Nia New"
    post = Appointment.objects.get(person=lead)
    refused = ana.post(staffed.url(f"posts/{post.public_id}/invite"), follow=True)
    assert "goes by letter alone" in refused.content.decode()


def test_no_is_one_press(staffed: World) -> None:
    change, third = asked(staffed), staffed.client(staffed.people["Tom Third"])
    assert third.post(staffed.url(f"posts/asked/{change.public_id}/drop")).status_code == 302
    change.refresh_from_db()
    assert change.agreed is False
