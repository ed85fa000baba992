"""The pages the guide shows, as the co-ordinator and the others see them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import FilePayload

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Held, Role
from ithaca.kernel.scope import open_scheme
from ithaca.matching.services.suggest import suggest
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.services.send import send_message
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.privacy.services import ask
from ithaca.schemes.services import create_scheme
from tests.journeys.story import Story
from tests.matching.people import CRITERIA, mentee, mentor
from tests.support.pairs import STAFF, actor, cleared_pair, mentee_of, with_staff
from tests.support.world import World

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Story]
CHANNELS = ("meetings", "messages")


def coordinator(world: World) -> Person:
    """She, with her name on her account, so that the pictures show it."""
    cora = world.people[STAFF[Role.COORDINATOR]]
    assert cora.account is not None
    type(cora.account).objects.filter(pk=cora.account.pk).update(name=cora.name)
    return cora


def test_a_monday_morning(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    Mentorship.objects.filter(pk=pair.pk).update(last_contact_at=timezone.now() - timedelta(days=60))
    send_message(
        mentorship=pair,
        sender=pair.mentee,
        body="We could chat on Snapchat instead of here.",
        by=mentee_of(world, pair),
        at=timezone.now(),
    )
    world.join("Ada Able", "mentee")
    world.join("Max Mentor", "mentor")
    cora = story(coordinator(world), world)
    cora.open(world.url(""))
    cora.sees("quiet")
    cora.picture("today-coordinator")
    cora.open(world.url("more/"))
    cora.picture("more")


def test_before_a_scheme_opens(world: World, story: Begin) -> None:
    with_staff(world)
    posts = {"coordinator": Role.COORDINATOR, "lead": Role.SAFEGUARDING_LEAD, "third": Role.THIRD_PERSON}
    draft = create_scheme(
        organisation=world.organisation,
        template="school_business",
        name="Harbour pairs",
        answers={post: world.people[STAFF[role]] for post, role in posts.items()},
        by=Actor(kind="account", role=Role.ADMINISTRATOR, held=(Held(Role.ADMINISTRATOR),)),
        at=timezone.now(),
    )
    cora = story(coordinator(world), world)
    cora.open(f"/o/{world.organisation.slug}/s/{draft.slug}/set-up")
    cora.sees("0 of 9 lines are confirmed")
    cora.picture("before-you-open")


def test_what_is_missing_stands_on_the_page_of_a_person(world: World, story: Begin) -> None:
    with_staff(world)
    max_mentor = world.join("Max Mentor", "mentor")
    cora = story(coordinator(world), world)
    cora.open(world.url(f"people/{max_mentor.public_id}/"))
    cora.sees("Next move")
    cora.picture("what-is-missing")


def test_suggestions_come_with_reasons(world: World, story: Begin) -> None:
    world.scheme.settings |= {"criteria": [*CRITERIA], "gender_rule": "off"}
    world.scheme.save(update_fields=["settings"])
    with_staff(world)
    mentor(world, "Mia Mentor", profile={"interests": ["boats", "maps"], "sector": "Engineering"})
    mentee(world, "Ned Mentee", profile={"interests": ["boats"], "sector": "Engineering"})
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    cora = story(coordinator(world), world)
    cora.open(world.url("suggestions/"))
    cora.sees("Yes, ask both")
    cora.picture("suggestions")


def test_figures_have_definitions(world: World, story: Begin) -> None:
    cleared_pair(world, channels=CHANNELS)
    cora = story(coordinator(world), world)
    cora.open(world.url("figures/"))
    cora.sees("active pairs")
    cora.picture("figures")


def test_anybody_can_say_that_they_are_worried(world: World, story: Begin) -> None:
    with_staff(world)
    stranger = story()
    stranger.open(world.url("worried"))
    stranger.sees("Tell us")
    stranger.picture("worried")


MENTORS = """Timestamp,First name,Surname,Email address,Job title,Where do you work?,What are you interested in?
12/10/2026 09:14,Mia,Marsh,mia.marsh@example.org,Boat builder,Harbour Yard,"Boats, maps"
12/10/2026 11:40,Noah,Nye,noah.nye@example,Nurse,Saltmere Hospital,Sailing
"""


def test_a_spreadsheet_is_looked_at_before_anything_is_brought_in(world: World, story: Begin) -> None:
    with_staff(world)
    cora = story(coordinator(world), world)
    cora.open(world.url("spreadsheets/"))
    file: FilePayload = {"name": "mentors.csv", "mimeType": "text/csv", "buffer": MENTORS.encode()}
    cora.page.get_by_label("The spreadsheet").first.set_input_files(files=[file])
    cora.picture("bring-in")
    cora.press("Look at it")
    cora.sees("Nothing has been brought in yet")
    cora.picture("what-would-happen")
    cora.press("Change the columns")
    cora.sees("Which column is what?")
    cora.picture("columns")
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        assert not Participant.objects.exists()


def test_who_answers_when_it_is_urgent(world: World, story: Begin) -> None:
    with_staff(world)
    for role, phone in ((Role.SAFEGUARDING_LEAD, "07700 900001"), (Role.DEPUTY_SAFEGUARDING_LEAD, "07700 900002")):
        person = world.people[STAFF[role]]
        Person.objects.filter(pk=person.pk).update(phone=phone)
    cora = story(coordinator(world), world)
    cora.open(world.url("alarms/"))
    cora.sees("Whom an alarm rings")
    cora.sees("no mobile number")
    cora.picture("alarm")


def test_some_of_what_was_delivered_is_read(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    send_message(
        mentorship=pair,
        sender=pair.mentee,
        body="Thank you for last week. I tried the bridge with more straws and it held two books!",
        by=mentee_of(world, pair),
        at=timezone.now(),
    )
    cora = story(coordinator(world), world)
    cora.open(world.url("reading/"))
    cora.sees("it held two books")
    cora.picture("readings")
    cora.press("Nothing to see to")
    cora.sees("Nothing waits to be read")


def test_somebody_asks_for_a_copy_of_their_data(world: World, story: Begin) -> None:
    pair = cleared_pair(world, channels=CHANNELS)
    ask(scheme=world.scheme, person=pair.mentee.person, kind="copy", by=mentee_of(world, pair), at=timezone.now())
    cora = story(coordinator(world), world)
    cora.open(world.url("data/asked/"))
    cora.sees(pair.mentee.person.name)
    cora.picture("asked-data")
