"""Whom a mentee who chooses may see: mentors who agreed to be found, and shortlists. Reads only.

A mentor is shown only while cleared, free and allowed for this mentee by every rule; a child sees first name and
interests of those a matcher picked, never a search (MATCH-08, MATCH-09).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ithaca.assignment import InputError
from ithaca.matching.models import Choice, Listing
from ithaca.matching.pool import Pool, pool_of
from ithaca.mentorships.selectors import interests_of, seen_by_other
from ithaca.organisations.selectors import fold_name
from ithaca.participants.models import Participant
from ithaca.screening import Policy, Speaker, screen

#: Answers of a mentor that a mentee who looks may read and search.
SEARCHED = ("skills", "sector", "languages", "availability", "area", "interests", "topics")
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A mentor as a mentee who chooses sees them: never a surname, an address or a number."""

    mentor: Participant
    name: str
    line: str
    introduction: str
    interests: tuple[str, ...]
    skills: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


def allowed_for(mentee: Participant, *, on: date) -> list[Participant]:
    """Mentors this mentee may have now, who fits best first: cleared, free, against no rule. Empty if none can be asked."""
    pool = pool_of(mentee.scheme, on=on)
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
    return Found(mentor, seen.name, seen.line, harmless(seen.introduction), seen.interests, skills, times)


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
