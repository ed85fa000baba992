"""The example's organisation: its three schemes, opened, and the people who run them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import actor_of, roles_of, username_taken
from ithaca.accounts.services.administrators import accept_administrator, invite_administrator
from ithaca.cover.services import add_insurance, add_place, approve_risks, put_on_duty
from ithaca.kernel.actor import ANONYMOUS, Actor, job
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_organisation, open_scheme
from ithaca.organisations.models import Organisation, Partner, Person
from ithaca.organisations.services import (
    accept_invitation,
    add_partner,
    add_person,
    create_organisation,
    draft_agreement,
    invite,
    sign_agreement,
)
from ithaca.participants.models import Participant
from ithaca.schemes.lines import lines_of
from ithaca.schemes.models import Scheme
from ithaca.schemes.services import appoint, confirm_line, create_scheme
from ithaca.schemes.services import open_scheme as open_to_people
from ithaca.vetting.services import ReferenceSeen, record_cleared

LOADER = job("example")
#: How long the schemes have been running.
BEGAN = timedelta(days=280)

#: Everybody who works for the trust or its partners: given name, family name, year of birth.
STAFF = {
    "coordinator": ("Sade", "Abara", 1984),
    "lead": ("Marit", "Vantongeren", 1972),
    "deputy_lead": ("Lewis", "Hartnoll", 1979),
    "third": ("Hugh", "Pemberley", 1961),
    "deputy": ("Tomas", "Whitlock", 1990),
    "manager": ("Ines", "Corrie", 1968),
    "matcher": ("Bea", "Lindqvist", 1987),
    "saltern_contact": ("Joan", "Rowbotham", 1975),
    "wrackham_contact": ("Tunde", "Eze", 1981),
    "partner_contact": ("Petra", "Holloway", 1977),
}
POSTS = {
    "deputy": Role.DEPUTY,
    "manager": Role.MANAGER,
    "matcher": Role.MATCHER,
    "deputy_lead": Role.DEPUTY_SAFEGUARDING_LEAD,
}
#: Those who may read what children write, or look after sessions: each has a check of their own.
CHECKED = ("coordinator", "lead", "deputy_lead", "third", "deputy", "matcher", "saltern_contact", "wrackham_contact")
SCHOOLS = {
    "Port Saltern Academy": ("Mr D Achterberg", "01632 960130", "saltern_contact"),
    "Wrackham High School": ("Ms P Longshaw", "01632 960170", "wrackham_contact"),
}
COURSES = [
    {"name": "Mentor induction", "for_role": "mentor", "compulsory": True, "minutes": 180,
     "covers": ["background and rules", "the school and its pupils", "mentoring skills", "endings"]},
    {"name": "Safeguarding for mentors", "for_role": "mentor", "compulsory": True, "minutes": 90,
     "covers": ["safeguarding quiz", "whom to tell"]},
    {"name": "Listening and questions", "for_role": "mentor", "compulsory": False, "minutes": 90, "covers": []},
    {"name": "Getting ready", "for_role": "mentee", "compulsory": True, "minutes": 45,
     "covers": ["boundaries and ground rules", "personal safety", "what a mentor is", "whom to tell"]},
]  # fmt: skip
TRAINING = {
    "courses": COURSES,
    "mentor_training": ["Mentor induction", "Safeguarding for mentors"],
    "mentee_training": ["Getting ready"],
}
#: Scheme of examples/manifest.toml -> starter, and what this trust does otherwise than the starter.
SCHEMES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "school": (
        "school_business",
        "Harbour School Mentoring",
        {**TRAINING, "screening_by": "scheme", "vetting_steps": ["training", "identity", "references", "check"],
         "mode": "blended", "channels": ["meetings", "messages"], "permission_items": ["mentoring", "meeting_place", "messages"],
         "duration": {"kind": "months", "number": 10},
         "target_group": "Pupils of thirteen to sixteen at two schools who would gain from a steady adult."},
    ),
    "business": ("business_online", "Harbour Business E-mentoring", {"vetting_steps": []}),
    "apprentices": ("apprentices", "Harbour Mentors for Apprentices", dict(TRAINING)),
}  # fmt: skip


@dataclass
class Example:
    """What has been made so far."""

    organisation: Organisation
    administrator: Account
    today: date
    staff: dict[str, Person] = field(default_factory=dict)
    schools: dict[str, Partner] = field(default_factory=dict)
    schemes: dict[str, Scheme] = field(default_factory=dict)

    def acting(self, account: Account | None, scheme: Scheme | None, role: Role) -> Actor:
        """An account in one of its roles, as the door would let it in."""
        assert account is not None
        held = roles_of(account, organisation_id=self.organisation.pk, scheme_id=scheme.pk if scheme else None)
        return actor_of(account, held).acting_as(role)

    def runner(self, key: str, who: str = "coordinator", role: Role = Role.COORDINATOR) -> Actor:
        """A member of staff acting in a scheme."""
        return self.acting(self.staff[who].account, self.schemes[key], role)

    def side(self, participant: Participant) -> Actor:
        """A mentor or mentee as the door would let them in."""
        return self.acting(participant.person.account, participant.scheme, Role(participant.role))


def found(*, at: datetime) -> Example:
    """Make the organisation, its staff, partners and schemes, and open them: all of it some 280 days before `at`."""
    today, at = timezone.localdate(at), at - BEGAN
    organisation = create_organisation(
        name="Harbour Mentoring Trust",
        slug="harbour",
        contact_email="hello@harbour-trust.example",
        contact_phone="01632 960100",
        is_example=True,
        by=LOADER,
        at=at,
    )
    example = Example(organisation, _administrator(at), today)
    with open_organisation(organisation_id=organisation.pk):
        _partners(example, at)
        for key, (given, family, born) in STAFF.items():
            example.staff[key] = _staff(organisation, given, family, born, at)
    for key in SCHEMES:
        _scheme(example, key, at)
    return example


def _administrator(at: datetime) -> Account:
    token = invite_administrator(by=LOADER, at=at)
    return accept_administrator(
        token=token,
        name="Robin Ashgrove",
        email="robin.ashgrove@harbour-trust.example",
        password="",
        by=ANONYMOUS,
        at=at,
    )


def _staff(organisation: Organisation, given: str, family: str, born: int, at: datetime) -> Person:
    person = add_person(
        organisation=organisation,
        given_name=given,
        family_name=family,
        date_of_birth=date(born, 4, 12),
        email=f"{given}.{family}@harbour-trust.example".lower(),
        phone="01632 960100",
        by=LOADER,
        at=at,
    )
    let_in(person, at)
    return person


def let_in(person: Person, at: datetime) -> Account:
    """Invite a person with an e-mail address, and accept for them: they sign in by e-mailed code."""
    token = invite(person=person, by=LOADER, at=at)
    name, number = (person.email[:55] or person.search_name.replace(" ", ".")), 1
    username = name
    while username_taken(username):
        number += 1
        username = f"{name}.{number}"
    account = accept_invitation(token=token, username=username, password=None, by=ANONYMOUS, at=at)
    person.account = account
    return account


def _partners(example: Example, at: datetime) -> None:
    for name, (lead, phone, _contact) in SCHOOLS.items():
        example.schools[name] = add_partner(
            organisation=example.organisation,
            name=name,
            kinds=["school"],
            lead_name=lead,
            lead_phone=phone,
            contact_phone=phone,
            by=LOADER,
            at=at,
        )
    link = add_partner(
        organisation=example.organisation,
        name="Saltmere Business Link",
        kinds=["eblo"],
        supplies_mentors=True,
        contact_name="Petra Holloway",
        contact_phone="01632 960190",
        by=LOADER,
        at=at,
    )
    agreement = draft_agreement(
        partner=link,
        responsibilities="Saltmere Business Link finds mentors at firms. The trust checks, trains and supports them.",
        terms="One school year, then reviewed.",
        safeguarding="Nobody meets a pupil before the trust has cleared them. Worries go to the trust’s safeguarding lead.",
        by=LOADER,
        at=at,
    )
    sign_agreement(
        agreement=agreement,
        signed_for_us="Ines Corrie",
        signed_for_partner="Petra Holloway",
        signed_on=timezone.localdate(at),
        review_on=example.today + timedelta(days=165),
        by=LOADER,
        at=at,
    )
    example.schools["link"] = link


def _scheme(example: Example, key: str, at: datetime) -> None:
    starter, name, changes = SCHEMES[key]
    posts = ("coordinator", "lead", "third")
    with open_organisation(organisation_id=example.organisation.pk):
        scheme = create_scheme(
            organisation=example.organisation,
            template=starter,
            name=name,
            answers={**changes, **{post: example.staff[post] for post in posts}},
            by=LOADER,
            at=at,
        )
    example.schemes[key] = scheme
    with open_scheme(organisation_id=example.organisation.pk, scheme_id=scheme.pk):
        for who, role in POSTS.items():
            appoint(scheme=scheme, person=example.staff[who], role=role, by=LOADER, at=at)
        link = example.schools["link"]
        appoint(
            scheme=scheme,
            person=example.staff["partner_contact"],
            role=Role.PARTNER_CONTACT,
            partner=link,
            by=LOADER,
            at=at,
        )
        if key == "school":
            for school, (_lead, _phone, contact) in SCHOOLS.items():
                appoint(
                    scheme=scheme,
                    person=example.staff[contact],
                    role=Role.SCHOOL_CONTACT,
                    partner=example.schools[school],
                    by=LOADER,
                    at=at,
                )
        if key != "business":
            _check_staff(example, key, at)
        _cover(example, key, at)
        _open(example, key, at)


def _check_staff(example: Example, key: str, at: datetime) -> None:
    """Staff who read children's words are checked as mentors are; the co-ordinator by the safeguarding lead."""
    today, scheme = example.today, example.schemes[key]
    for number, who in enumerate(CHECKED):
        person = example.staff[who]
        if who.endswith("_contact") and key != "school":
            continue
        by = example.runner(key, "lead", Role.SAFEGUARDING_LEAD) if who == "coordinator" else example.runner(key)
        if key == "school":
            record_cleared(
                person=person,
                number=f"0015{number:08d}",
                issued_on=today - timedelta(days=300 + 20 * number),
                seen_on=today - timedelta(days=290 + 20 * number),
                identity_document="passport",
                identity_seen_on=today - timedelta(days=290 + 20 * number),
                references=[
                    ReferenceSeen(referee=words, received_on=today - timedelta(days=295)) for words in REFEREES
                ],
                arrangements=scheme.arrangements,
                by=by,
                at=at,
            )


REFEREES = ("The last employer", "A colleague of many years")


def _cover(example: Example, key: str, at: datetime) -> None:
    """Insurance, the risk assessment, places and who is on duty today and in the coming days."""
    scheme, by, today = example.schemes[key], example.runner(key), example.today
    if scheme.arrangements.insurance_needed:
        add_insurance(
            scheme=scheme,
            insurer="Harbour Mutual",
            policy="HM-4471",
            first_day=today - timedelta(days=400),
            last_day=today + timedelta(days=47),
            covers="Liability and personal accident, for mentors and mentees at agreed places.",
            by=by,
            at=at,
        )
    approve_risks(scheme=scheme, risks=scheme.arrangements.risks, by=by, at=at)
    if key != "school":
        return
    for school, (_lead, _phone, contact) in SCHOOLS.items():
        partner = example.schools[school]
        for place in ("School library", "Careers room (glass door)"):
            add_place(scheme=scheme, name=f"{place}, {school}", feature=FEATURE[place], partner=partner, by=by, at=at)
        for ahead in range(12):
            put_on_duty(
                scheme=scheme,
                person=example.staff[contact],
                day=today + timedelta(days=ahead),
                starts=time(8, 0),
                ends=time(17, 30),
                partner=partner,
                by=by,
                at=at,
            )


FEATURE = {"School library": "shared_room", "Careers room (glass door)": "glass_panel"}


def _open(example: Example, key: str, at: datetime) -> None:
    """Every line confirmed and signed by the co-ordinator, then the scheme is opened."""
    scheme, by = example.schemes[key], example.runner(key)
    name = example.staff["coordinator"].name
    for line in lines_of(scheme.arrangements):
        confirm_line(scheme=scheme, line=line.key, signed_name=name if line.safety else "", by=by, at=at)
    open_to_people(scheme=scheme, by=by, at=at)
