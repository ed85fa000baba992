"""What the list of letters must not give to staff: keys, and a say over alarms (SE-6, SG-13)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.notices.models import Letter, Rewording
from ithaca.notices.services.mail import reword
from ithaca.oncall.letters import ALARM
from ithaca.safeguarding.services import raise_concern
from ithaca.schemes.selectors import lead_of
from ithaca.schemes.services import agree_to_change, appoint, ask_for_post
from tests.support.pairs import actor, with_staff
from tests.support.world import World


def test_a_deputy_cannot_be_the_new_lead_by_reading_her_invitation(world: World) -> None:
    with_staff(world)
    deputy = world.appoint("Dean Deputy", Role.DEPUTY)
    nora = world.person("Nora New", account=False)
    at = timezone.now()
    cora, third = actor(world, Role.COORDINATOR), actor(world, Role.THIRD_PERSON)
    asked = ask_for_post(scheme=world.scheme, person=nora, role=Role.DEPUTY_SAFEGUARDING_LEAD, by=cora, at=at)
    agree_to_change(change=asked, by=third, at=at)
    letter = Letter.objects.get(name="schemes.appointed", person=nora)
    token = letter.body.split("/invitation/")[1].split("/")[0]
    page = world.client(deputy).get(world.url(f"letters/{letter.public_id}/")).content.decode()
    assert "You have been named" in page
    assert token not in page
    assert "/invitation/" not in page


def test_a_link_behind_which_one_signs_in_stands_in_the_list_of_letters(world: World) -> None:
    with_staff(world)
    at = timezone.now()
    lena = world.people["Lena Lead"]
    appoint(scheme=world.scheme, person=lena, role=Role.MATCHER, by=actor(world, Role.COORDINATOR), at=at)
    letter = Letter.objects.get(name="schemes.appointed", person=lena)
    page = (
        world.client(world.people["Cora Coordinator"]).get(world.url(f"letters/{letter.public_id}/")).content.decode()
    )
    assert "/s/pairs/posts" in page


def test_a_co_ordinator_cannot_make_an_alarm_look_like_nothing(world: World) -> None:
    with_staff(world)
    cora, at = actor(world, Role.COORDINATOR), timezone.now()
    words = {"subject": "Newsletter", "body": "Nothing to do.", "by": cora, "at": at}
    for name in ("oncall.alarm", "safeguarding.raised", "schemes.keeps_safe", "schemes.replaced"):
        with pytest.raises(NotNow):
            reword(scheme=world.scheme, name=name, **words)  # type: ignore[arg-type]
        assert (
            world.client(world.people["Cora Coordinator"]).get(world.url(f"letters/words/{name}/")).status_code == 404
        )
    Rewording.objects.create(scheme=world.scheme, name="oncall.alarm", subject="Newsletter", body="Nothing to do.")
    raise_concern(organisation=world.organisation, scheme=world.scheme, words="Help", by=cora, at=at)
    assert Letter.objects.get(name="oncall.alarm").subject == ALARM.subject


def test_nobody_takes_the_lead_s_post_unseen(world: World) -> None:
    with_staff(world)
    cora, at = actor(world, Role.COORDINATOR), timezone.now()
    fay = world.person("Fay Friend")
    asked = ask_for_post(scheme=world.scheme, person=fay, role=Role.SAFEGUARDING_LEAD, by=cora, at=at)
    told = {(letter.name, letter.person.name) for letter in Letter.objects.all() if letter.person}
    assert told == {("schemes.post_asked", name) for name in ("Lena Lead", "Della Deputy", "Theo Third")}
    assert lead_of(world.scheme) == world.people["Lena Lead"]
    Letter.objects.all().delete()
    agree_to_change(change=asked, by=actor(world, Role.DEPUTY_SAFEGUARDING_LEAD), at=at)
    assert lead_of(world.scheme) == fay
    told = {(letter.name, letter.person.name) for letter in Letter.objects.all() if letter.person}
    assert told == {
        ("schemes.appointed", "Fay Friend"),
        ("schemes.replaced", "Lena Lead"),
        ("schemes.keeps_safe", "Theo Third"),
    }
