"""A bad Monday: messages held, an urgent one, a worry, a parent who says no, applications and offers that wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from ithaca.applications.services.submit import submit_application
from ithaca.cli import example_words as words
from ithaca.cli.example_organisation import LOADER, SCHOOLS, Example, let_in
from ithaca.consents.services import withdraw_consent
from ithaca.cover.selectors import places_of
from ithaca.kernel.actor import ANONYMOUS
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.matching.selectors import proposals_visible_to
from ithaca.matching.services.offer import approve_and_offer
from ithaca.matching.services.suggest import suggest
from ithaca.meetings.services.arrange import arrange
from ithaca.mentorships.gate import contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.messaging.services.send import send_message
from ithaca.participants.selectors import carers_of
from ithaca.questions.selectors import form_of, questions_of
from ithaca.safeguarding.services.raising import raise_concern
from ithaca.schemes.models import Scheme
from ithaca.upkeep.services.marks import set_mark


def monday(example: Example, *, at: datetime) -> None:
    """Let it happen in each scheme, then keep the list of people to look round as."""
    for key, happens in (("business", _business), ("apprentices", _apprentices), ("school", _school)):
        scheme = example.schemes[key]
        with open_scheme(organisation_id=example.organisation.pk, scheme_id=scheme.pk):
            happens(example, scheme, at)
    with everywhere("the example's page lists people of all its schemes"):
        people = _people(example, at)
    set_mark(key="example", value={"people": people}, by=LOADER, at=at)


def _in_contact(scheme: Scheme, at: datetime) -> list[Mentorship]:
    """The pairs that may write and meet now and were in contact lately, in order."""
    recent = at - timedelta(days=21)
    rows = pairs_visible_to(LOADER).filter(scheme=scheme, state="active", last_contact_at__gte=recent)
    pairs = list(rows.order_by("pk"))
    gates = contact(pairs, at=at)
    return [pair for pair in pairs if gates[pair.pk].open]


def _write(example: Example, pair: Mentorship, who: str, body: str, at: datetime) -> None:
    sender = pair.mentor if who == "mentor" else pair.mentee
    send_message(mentorship=pair, sender=sender, body=body, by=example.side(sender), at=at)


def _talk(example: Example, pairs: list[Mentorship], at: datetime) -> None:
    """Deal the talks out: each pair writes one, a message every other day up to yesterday."""
    for number, pair in enumerate(pairs):
        lines = words.TALKS[number % len(words.TALKS)]
        first = at - timedelta(days=2 * len(lines) + number % 3, hours=number % 5)
        for position, (who, body) in enumerate(lines):
            _write(example, pair, who, body, max(first + timedelta(days=2 * position), pair.opened_at or first))


def _business(example: Example, scheme: Scheme, at: datetime) -> None:
    pairs = _in_contact(scheme, at)
    _talk(example, pairs[:14], at)
    if pairs:
        _write(example, pairs[0], "mentor", words.DETAILS, at - timedelta(hours=20))
    _offers(example, "business", at)
    _applications(scheme, at, words.APPLICANTS[:1])


def _apprentices(example: Example, scheme: Scheme, at: datetime) -> None:
    pairs = _in_contact(scheme, at)
    today = timezone.localdate(at)
    young = [pair for pair in pairs if pair.mentee.person.is_child_on(today)]
    _talk(example, pairs[:8], at)
    for number, (who, body) in enumerate(words.HELD):
        if young:
            _write(example, young[number % len(young)], who, body, at - timedelta(hours=30 - 9 * number))
    if pairs:
        _write(example, pairs[-1], "mentee", words.URGENT, at - timedelta(minutes=50))
    _offers(example, "apprentices", at)
    _applications(scheme, at, words.APPLICANTS[1:2])


def _school(example: Example, scheme: Scheme, at: datetime) -> None:
    pairs = _in_contact(scheme, at)
    _talk(example, pairs[:5], at)
    _meetings(example, scheme, pairs, at)
    _offers(example, "school", at)
    _applications(scheme, at, words.APPLICANTS[2:])
    if len(pairs) < 3:
        return
    mentor = pairs[1].mentor
    raise_concern(
        organisation=example.organisation,
        scheme=scheme,
        words=words.WORRY,
        about_words="a pupil I mentor",
        raised_by=mentor.person,
        by=example.side(mentor),
        at=at - timedelta(hours=18),
    )
    mentee = pairs[-1].mentee
    carers = carers_of(mentee)
    withdraw_consent(
        mentee=mentee,
        method="phone",
        given_by=carers[0].person.name if carers else "A parent",
        by=example.runner("school"),
        at=at - timedelta(hours=3),
    )


def _meetings(example: Example, scheme: Scheme, pairs: list[Mentorship], at: datetime) -> None:
    """Sessions of today and of the coming days, in the places and hours of the two schools."""
    today = timezone.localdate(at)
    places = list(places_of(scheme))
    made_at = at - timedelta(days=1)
    for number, pair in enumerate(pairs[:12]):
        fitting = [place for place in places if place.partner_id == pair.mentee.person.school_id]
        day = today + timedelta(days=0 if number < 6 else number - 5)
        starts = timezone.make_aware(datetime.combine(day, time(9 + number % 7, 15)))
        if fitting:
            arrange(
                mentorship=pair,
                starts_at=starts,
                minutes=45,
                place=fitting[number % len(fitting)],
                by=example.runner("school"),
                at=made_at,
            )


def _offers(example: Example, key: str, at: datetime) -> None:
    """Suggestions for those who wait, and one offer that waits for its mentor."""
    scheme = example.schemes[key]
    suggest(scheme=scheme, by=example.runner(key), at=at)
    proposals = proposals_visible_to(example.runner(key)).filter(scheme=scheme, state="proposed")
    for proposal in proposals.order_by("-points", "pk")[:5]:
        why = " ".join(str(reason) for reason in proposal.reasons[:2]) or "They have much in common."
        try:
            approve_and_offer(proposal=proposal, why=why, by=example.runner(key), at=at)
        except NotNow:
            continue  # this one lacks something; the next may not
        return


def _applications(scheme: Scheme, at: datetime, people: list[tuple[str, str, str, int, str]]) -> None:
    today = timezone.localdate(at)
    for number, (role, given, family, age, email) in enumerate(people):
        form = form_of(scheme, role)
        if form is None:
            continue
        answers: dict[str, Any] = {question.key: _answer(question.kind) for question in questions_of(form)}
        born = date(today.year - age, 2, 3 + number)
        answers |= {"given_name": given, "family_name": family, "email": email, "date_of_birth": born.isoformat()}
        submit_application(
            scheme=scheme,
            role=role,
            answers=answers,
            commitments=True,
            form_version=form.version,
            by=ANONYMOUS,
            at=at - timedelta(days=2 + number),
        )


def _answer(kind: str) -> Any:
    """Something believable for a question of a kind."""
    lists: dict[str, Any] = {"list": ["Listening", "Sailing"], "choices": [], "yes_no": True, "number": 2}
    return lists.get(kind, "" if kind in ("choice", "date", "email", "phone") else "I like to listen and have time.")


def _people(example: Example, at: datetime) -> list[dict[str, str]]:
    """One person of every role, with the scheme they hold it in."""
    admin = example.administrator
    found = [{"account": admin.public_id, "role": Role.ADMINISTRATOR.words, "name": admin.name, "scheme": ""}]
    school = example.schemes["school"]

    def add(person: Any, role: Role, scheme: Scheme) -> None:
        if person is not None and person.account is not None:
            line = {"account": person.account.public_id, "role": role.words, "name": person.name, "scheme": scheme.name}
            found.append(line)

    for who, role in _POSTS.items():
        add(example.staff[who], role, school)
    for _lead, _phone, contact_key in SCHOOLS.values():
        add(example.staff[contact_key], Role.SCHOOL_CONTACT, school)
    for scheme in example.schemes.values():
        with open_scheme(organisation_id=example.organisation.pk, scheme_id=scheme.pk):
            _one_pair(scheme, at, add)
    return found


_POSTS = {
    "coordinator": Role.COORDINATOR,
    "deputy": Role.DEPUTY,
    "manager": Role.MANAGER,
    "lead": Role.SAFEGUARDING_LEAD,
    "deputy_lead": Role.DEPUTY_SAFEGUARDING_LEAD,
    "third": Role.THIRD_PERSON,
    "matcher": Role.MATCHER,
    "partner_contact": Role.PARTNER_CONTACT,
}


def _one_pair(scheme: Scheme, at: datetime, add: Callable[[Any, Role, Scheme], None]) -> None:
    """A mentor, the mentee and, for a child, a parent."""
    pairs = _in_contact(scheme, at)
    with_parent = [pair for pair in pairs if any(carer.person.email for carer in carers_of(pair.mentee))]
    for pair in (with_parent or pairs)[:1]:
        add(pair.mentor.person, Role.MENTOR, scheme)
        add(pair.mentee.person, Role.MENTEE, scheme)
        for carer in carers_of(pair.mentee)[:1]:
            if carer.person.email:
                if carer.person.account is None:
                    let_in(carer.person, at)
                add(carer.person, Role.PARENT, scheme)
