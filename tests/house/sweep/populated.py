"""Two organisations with everything in them, and with words in every field by which a leak can be known.

Every word that people wrote carries `zq` + the organisation's slug + what it is ("zqharbourheld"), every family name ends
in the same way, and the slug of the second organisation is found in no word of the first. What is made twice is made
once as "ours" (the pair of Mona and Milo) and once as "other" (the pair of Otto and Olga, of another school).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.organisations.models import Partner, Person
from tests.house.sweep.furnish import furnish
from tests.support.pairs import actor, cleared_pair, with_staff
from tests.support.world import World, make_world

OURS, TWIN = "harbour", "zqisland"
#: Personas by their name here -> the person of the world they are.
PERSONAS = {
    "coordinator": "Cora Coordinator",
    "deputy": "Dan Deputy",
    "manager": "Mira Manager",
    "lead": "Lena Lead",
    "deputy_lead": "Della Deputy",
    "third": "Theo Third",
    "matcher": "Max Matcher",
    "mentor": "Mona Mentor",
    "mentee": "Milo Mentee",
    "parent": "Petra Parent",
    "partner": "Pia Partner",
    "school": "Sam School",
    "other_mentor": "Otto Mentor",
    "other_mentee": "Olga Mentee",
    "other_parent": "Paul Parent",
    "other_school": "Sid School",
    "gated_mentor": "Gina Mentor",
    "gated_mentee": "Gus Mentee",
    "suspended": "Susan Mentor",
    "leaver": "Leo Mentor",
    "excluded": "Dina Mentor",
    "subject": "Carl Coordinator",
}


@dataclass
class Populated(World):
    """A world whose people's names, telephones and birthdays are each found only once."""

    things: dict[str, dict[str, str]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def word(self, what: str) -> str:
        """A word that stands nowhere else."""
        return f"zq{self.organisation.slug}{what}"

    def person(self, name: str, **fields: Any) -> Person:
        """A person whose family name and telephone tell whose they are."""
        person = super().person(name, **fields)
        person.family_name += f"zq{self.organisation.slug}{person.given_name.lower()}"
        person.search_name = person.name.lower()
        person.phone = f"01632 96{self.count:02}{len(self.organisation.slug):02}"
        if person.date_of_birth is not None:
            person.date_of_birth -= timedelta(days=self.count)
        person.save()
        return person

    def persona(self, who: str) -> Person:
        """The person behind a persona."""
        return self.people[PERSONAS[who]]

    def by(self, role: Role) -> Actor:
        """The holder of a post."""
        return actor(self, role)

    def keep(self, key: str, variant: str, row: Any) -> None:
        """Remember what names a row in an address."""
        self.things.setdefault(key, {})[variant] = row if isinstance(row, str) else row.public_id


def populate(slug: str) -> Populated:
    """One organisation with everybody and everything in it."""
    made = make_world(slug, mentees_choose=True, mentors_choose=True, agencies_refer=True, share_mentors=True)
    world = Populated(made.organisation, made.scheme, made.school)
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        _posts(world)
        _people(world)
        furnish(world)
    return world


def _posts(world: Populated) -> None:
    other = _partner(world, "Otherschool", ["school"])
    supplier = _partner(world, "Supplier", ["eblo"], supplies_mentors=True)
    world.more |= {"other_school": other, "supplier": supplier}
    with_staff(world)
    for who, role in (("deputy", Role.DEPUTY), ("manager", Role.MANAGER), ("matcher", Role.MATCHER)):
        world.appoint(PERSONAS[who], role)
    world.appoint(PERSONAS["subject"], Role.COORDINATOR)
    world.appoint(PERSONAS["school"], Role.SCHOOL_CONTACT, partner=world.school)
    world.appoint(PERSONAS["other_school"], Role.SCHOOL_CONTACT, partner=other)
    world.appoint(PERSONAS["partner"], Role.PARTNER_CONTACT, partner=supplier)
    administrator = Account.objects.create_user(
        f"{world.organisation.slug}-admin", f"admin-{world.organisation.slug}@example.org", "a long enough phrase"
    )
    administrator.is_administrator = True
    administrator.save()
    nobody = Account.objects.create_user(f"{world.organisation.slug}-nobody", "", "a long enough phrase")
    world.more |= {"administrator": administrator, "nobody": nobody}


def _partner(world: Populated, name: str, kinds: list[str], **fields: Any) -> Partner:
    words = {
        key: world.word(f"{key.replace('_', '')}{name.lower()}") for key in ("contact_name", "address", "lead_name")
    }
    partner: Partner = Partner.objects.create(
        organisation=world.organisation, name=f"{name} {world.organisation.slug}", kinds=kinds, **words, **fields
    )
    return partner


def _people(world: Populated) -> None:
    """Three pairs: ours and the other are open, the third waits at the gate; and those who are out."""
    from ithaca.mentorships.services.begin import begin
    from ithaca.participants.services import disqualify, leave

    now, by = timezone.now(), world.by(Role.COORDINATOR)
    ours = cleared_pair(world, mentor=PERSONAS["mentor"], mentee=PERSONAS["mentee"], channels=("messages", "meetings"))
    other = cleared_pair(world, mentor=PERSONAS["other_mentor"], mentee=PERSONAS["other_mentee"])
    hurt = cleared_pair(world, mentor=PERSONAS["suspended"], mentee="Sia Mentee")
    gone = cleared_pair(world, mentor=PERSONAS["leaver"], mentee="Lily Mentee")
    gated = begin(
        mentor=world.join(PERSONAS["gated_mentor"], "mentor"),
        mentee=world.join(PERSONAS["gated_mentee"], "mentee"),
        why=world.word("whygated"),
        by=by,
        at=now,
    )
    world.more |= {"ours": ours, "other": other, "hurt": hurt, "gated": gated, "gone": gone}
    Person.objects.filter(pk=ours.mentor.person_id).update(supplied_by=world.more["supplier"])
    Person.objects.filter(pk=other.mentee.person_id).update(school=world.more["other_school"])
    world.carer(PERSONAS["parent"], ours.mentee)
    world.carer(PERSONAS["other_parent"], other.mentee)
    excluded = world.join(PERSONAS["excluded"], "mentor")
    disqualify(participant=excluded, by=by, at=now, reason=world.word("whyexcluded"))
    leave(participant=gone.mentor, by=by, at=now, reason=world.word("whyleft"))
    for key, pair in (("ours", ours), ("other", other), ("gated", gated), ("gone", gone)):
        world.keep("pair", key, pair)
        world.keep("mentor", key, pair.mentor)
        world.keep("mentee", key, pair.mentee)
        world.keep("mentor_person", key, pair.mentor.person)
        world.keep("mentee_person", key, pair.mentee.person)
