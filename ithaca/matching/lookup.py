"""Whom somebody who chooses may see: mentors who agreed to be found, shortlists, adults who wait. Reads only.

A mentor is shown only while cleared, free and allowed for this mentee by every rule; a child sees first name and
interests of those a matcher picked, never a search (MATCH-08, MATCH-09).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ithaca.assignment import InputError
from ithaca.matching.models import Choice, Listing
from ithaca.matching.pool import Pool, pool_of
from ithaca.mentorships.selectors import age_band, interests_of, seen_by_other
from ithaca.organisations.selectors import fold_name
from ithaca.participants.models import Participant
from ithaca.screening import Policy, Speaker, screen

#: Answers of a mentor that a mentee who looks may read and search.
SEARCHED = ("skills", "sector", "languages", "availability", "area", "interests", "topics")
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody as one who chooses sees them: never a surname, an address or a number."""

    who: Participant
    name: str
    line: str
    introduction: str
    interests: tuple[str, ...]
    skills: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def allowed_for(mentee: Participant, *, on: date) -> list[Participant]:
    """Mentors this mentee may have now, who fits best first: cleared, free, against no rule. Empty if none can be asked."""
    pool = pool_of(mentee.scheme, on=on, also_choosing=True)
    if mentee.public_id not in pool.mentees:
        return []
    return _allowed(pool.narrowed([mentee.public_id]), mentee)


def _allowed(pool: Pool, mentee: Participant) -> list[Participant]:
    if not pool.mentors:
        return []
    try:
        session = pool.session()
    except InputError:
        return []  # the board says in words whose answer cannot be compared
    return [pool.mentors[key] for _points, key in session.choices(mentee.public_id)]


def may_be_asked(mentee: Participant, *, on: date) -> list[Participant]:
    """Of those, the mentors who agreed to be found, for an adult who looks in a scheme that lets mentees choose."""
    if not mentee.scheme.arrangements.mentees_choose or mentee.person.is_child_on(on):
        return []
    agreed = set(Listing.objects.filter(scheme=mentee.scheme, agreed=True).values_list("mentor_id", flat=True))
    return [mentor for mentor in allowed_for(mentee, on=on) if mentor.pk in agreed] if agreed else []


def may_be_wished(mentor: Participant, *, on: date) -> list[Participant]:
    """The adults who wait and whom this mentor may have, who fits best first, for a mentor who is cleared and has room.

    Never anybody who is or may be a child, and nobody for whom somebody has asked already.
    """
    if not mentor.scheme.arrangements.mentors_choose:
        return []
    pool = pool_of(mentor.scheme, on=on)
    asked = set(Choice.objects.filter(scheme=mentor.scheme, settled_at=None).values_list("mentee_id", flat=True))
    grown = [key for key, p in pool.mentees.items() if not p.person.is_child_on(on) and p.pk not in asked]
    narrow = pool.narrowed(grown, [mentor.public_id])
    if not (narrow.mentees and narrow.mentors):
        return []
    try:
        session = narrow.session()
    except InputError:
        return []  # the board says in words whose answer cannot be compared
    points = {key: session.points(key, mentor.public_id) for key in narrow.mentees}
    allowed = sorted((key for key in points if points[key] >= 0), key=lambda key: -points[key])
    return [narrow.mentees[key] for key in allowed]


def shown_to_mentor(mentee: Participant, *, on: date) -> Found:
    """An adult who waits, as a mentor who chooses sees them: first name, age band and interests, no more."""
    person = mentee.person
    return Found(mentee, person.given_name, age_band(person, on), "", interests_of(mentee))


def search(mentors: list[Participant], words: str) -> list[Participant]:
    """Those in whose answers every word stands, in the same order."""
    wanted = fold_name(words).split()
    return [mentor for mentor in mentors if all(word in _text(mentor) for word in wanted)]


def _text(mentor: Participant) -> str:
    said = [mentor.person.given_name, mentor.person.job_title]
    said += [item for key in SEARCHED for item in _items(mentor.profile.get(key))]
    return fold_name(" ".join(said))


def _items(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value or "").split(";")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def shown_to_adult(mentor: Participant, *, on: date) -> Found:
    """A mentor in the search: first name, work, what they offer, and their introduction if it gives nothing away."""
    seen = seen_by_other(mentor, on=on, open=False)
    skills, times = _items(mentor.profile.get("skills")), _items(mentor.profile.get("availability"))
    said = harmless(mentor.introduction) if seen.introduction else ""
    return Found(mentor, seen.name, seen.line, said, seen.interests, skills, times)


def shown_to_child(mentor: Participant) -> Found:
    """A mentor on a child's shortlist: first name and interests, no more."""
    return Found(mentor, mentor.person.given_name, "", "", interests_of(mentor))


def harmless(words: str) -> str:
    """The words if screening finds nothing in them, else nothing: before contact no address, number or account is shown."""
    if not words.strip():
        return ""
    verdict = screen(words, speaker=Speaker(role="mentor", age_band="adult"), policy=Policy.named("children"))
    return "" if verdict.failed or verdict.spans or verdict.action != "allow" else words


def options_of(choice: Choice, *, on: date) -> list[Participant]:
    """The mentors of a shortlist who may still be had, in the order they were picked."""
    free = {mentor.public_id: mentor for mentor in allowed_for(choice.mentee, on=on)}
    return [free[key] for key in choice.options if key in free]
