"""A small world for tests: one organisation, one open scheme, one person of each role, and a second world beside it.

Rows of lower rooms are made directly; what a test is about goes through services.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Held, Role
from ithaca.organisations.models import Organisation, Partner, Person
from ithaca.participants.models import Carer, Participant
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Appointment, Scheme

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ADULT_BORN = date(1980, 5, 17)
CHILD_BORN = date(2012, 3, 4)


@dataclass
class World:
    """An organisation with a scheme and its people."""

    organisation: Organisation
    scheme: Scheme
    school: Partner
    people: dict[str, Person] = field(default_factory=dict)
    count: int = 0

    def person(self, name: str, *, born: date | None = ADULT_BORN, account: bool = True, **fields: Any) -> Person:
        """A person (and an account of the same name) of this organisation."""
        self.count += 1
        given, _, family = name.partition(" ")
        username = f"{self.organisation.slug}-{given.lower()}-{self.count}"
        login = (
            Account.objects.create_user(username, f"{username}@example.org", "a long enough phrase")
            if account
            else None
        )
        person = Person.objects.create(
            organisation=self.organisation,
            account=login,
            given_name=given,
            family_name=family,
            search_name=name.lower(),
            date_of_birth=born,
            email=f"{username}@example.org",
            **fields,
        )
        self.people[name] = person
        return person

    def appoint(self, name: str, role: Role, **fields: Any) -> Person:
        """A person holding a post in the scheme."""
        person = self.people.get(name) or self.person(name)
        Appointment.objects.create(scheme=self.scheme, person=person, role=role.value, since=date(2026, 1, 1), **fields)
        return person

    def join(self, name: str, role: str, *, born: date | None = None, **fields: Any) -> Participant:
        """A person taking part as "mentor" or "mentee"."""
        person = self.people.get(name) or self.person(
            name,
            born=born or (ADULT_BORN if role == "mentor" else CHILD_BORN),
            school=self.school if role == "mentee" else None,
        )
        return Participant.objects.create(
            scheme=self.scheme, person=person, role=role, joined_on=date(2026, 9, 1), **fields
        )

    def carer(self, name: str, mentee: Participant) -> Person:
        """A parent of a mentee."""
        person = self.people.get(name) or self.person(name)
        Carer.objects.create(scheme=self.scheme, mentee=mentee, person=person)
        return person

    def as_(self, person: Person, role: Role, of: int | None = None) -> Actor:
        """That person acting in a role, as the door would make it."""
        held = Held(role, self.organisation.pk, self.scheme.pk, person.pk, of)
        account = person.account
        assert account is not None
        return Actor(kind="account", account_id=account.pk, account=account.public_id, role=role, held=(held,))

    def client(self, person: Person) -> Client:
        """A browser signed in as that person (second factor counted as given)."""
        client = Client()
        assert person.account is not None
        client.force_login(person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor_at"] = NOW.isoformat()
        session.save()
        return client

    def url(self, rest: str) -> str:
        """An address inside the scheme."""
        return f"/o/{self.organisation.slug}/s/{self.scheme.slug}/{rest}"


def make_world(slug: str = "harbour", *, state: str = "open", **settings: Any) -> World:
    """An organisation with one scheme in `state`; `settings` are Arrangements fields that differ from the defaults."""
    organisation = Organisation.objects.create(name=f"{slug.title()} Trust", slug=slug)
    scheme = Scheme.objects.create(
        organisation=organisation,
        name=f"{slug.title()} scheme",
        slug="pairs",
        template="school_business",
        state=state,
        purpose="Pupils meet people at work.",
        objectives=["Pupils know more jobs."],
        target_group="Years 9 to 11",
        settings=Arrangements(**settings).to_json(),
        opened_at=NOW,
    )
    school = Partner.objects.create(
        organisation=organisation,
        name=f"{slug.title()} School",
        kinds=["school"],
        lead_name="Dana Lead",
        lead_phone="01632 960001",
    )
    return World(organisation, scheme, school)
