"""The tables that can be taken out: the same that can be brought in, with headings that are recognised again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from ithaca.consents.selectors import consents_visible_to
from ithaca.kernel.actor import Actor
from ithaca.meetings.selectors import meetings_visible_to
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.participants.models import Carer, Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.schemes.models import Scheme
from ithaca.sheets import Value
from ithaca.training.selectors import attendances_visible_to
from ithaca.vetting.services.read import Entry

Rows = Iterable[dict[str, Value]]

#: Headings by kind, in order: heading -> what stands under it, by the name the row functions give it.
HEADINGS: dict[str, dict[str, str]] = {
    "mentors": {
        "First name": "given", "Last name": "family", "E-mail": "email", "Telephone": "phone", "Date of birth": "born",
        "Gender": "gender", "Date applied": "joined_on", "Employer": "employer", "Job title": "job_title",
        "Sector": "sector", "Background and career": "background", "Skills and fields of expertise": "skills",
        "Interests": "interests", "Languages": "languages", "Availability": "availability",
        "How many people they will mentor": "capacity", "Whom they will not work with": "declined", "Postcode": "postcode",
    },
    "mentees": {
        "First name": "given", "Last name": "family", "E-mail": "email", "Telephone": "phone", "Date of birth": "born",
        "Gender": "gender", "Date applied": "joined_on", "Pupil number": "pupil_number", "School or college": "school",
        "Year group": "year_group", "Tutor group": "class_name", "Employer or business": "employer",
        "Job title": "job_title", "Sector": "sector", "Interests": "interests", "Goals": "goals",
        "Help wanted with": "help_wanted", "Languages": "languages", "Availability": "availability",
        "Parent or carer": "parent", "Parent or carer's e-mail": "parent_email",
        "Parent or carer's telephone": "parent_phone", "Who the parent or carer is": "relation",
    },
    "pairs": {
        "Mentor": "mentor", "Mentor's e-mail": "mentor_email", "Mentor's date of birth": "mentor_born",
        "Mentee": "mentee", "Mentee's e-mail": "mentee_email", "Mentee's date of birth": "mentee_born",
        "School or employer": "school", "Started": "started_on", "Planned end": "planned_end", "Status": "status",
    },
    "checks": {
        "Name": "name", "E-mail": "email", "Date of birth": "born", "Identity seen": "identity",
        "Identity seen on": "identity_on", "First reference": "reference_1", "Second reference": "reference_2",
        "Kind of check": "kind", "Level": "level", "Workforce": "workforce", "Barred list": "barred",
        "Certificate number": "number", "Issued": "issued_on", "Certificate seen on": "seen_on", "Next due": "next_due",
        "Why this level is lawful": "lawful_reason", "Decision": "decision", "Decided by": "decided_by",
        "Decided on": "decided_on",
    },
    "training": {
        "Name": "name", "E-mail": "email", "Date of birth": "born", "Course": "course", "Date attended": "on",
        "Length in minutes": "minutes", "Attended": "attended",
    },
    "consents": {
        "Child's name": "name", "Child's date of birth": "born", "School": "school", "Parent or carer": "parent",
        "Permits mentoring": "mentoring", "Permits the meeting place": "meeting_place",
        "Permits travel to workplaces": "travel", "Permits messages to be sampled and kept": "messages",
        "Date": "given_on", "Withdrawn on": "withdrawn_on",
    },
    "sessions": {
        "Mentor": "mentor", "Mentor's e-mail": "mentor_email", "Mentee": "mentee", "Mentee's e-mail": "mentee_email",
        "Mentee's date of birth": "mentee_born", "Date of the meeting": "on", "Length in minutes": "minutes",
        "Meetings so far": "meetings_so_far", "Hours so far": "hours_so_far", "Place": "place", "How they met": "how",
        "Who came": "came",
    },
}  # fmt: skip


def _listed(value: Any) -> str:
    return "; ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value or "")


def people(role: str) -> Callable[[Scheme, Actor], Rows]:
    """The rows of everybody of that role."""

    def rows(scheme: Scheme, by: Actor) -> Rows:
        found = participants_visible_to(by).filter(scheme=scheme, role=role).order_by("pk")
        everybody = found.select_related("person__school", "person__employer").prefetch_related("carers__person")
        return [_person(participant) for participant in everybody]

    return rows


def _person(participant: Participant) -> dict[str, Value]:
    person = participant.person
    carer: Carer | None = next(iter(participant.carers.all()), None)
    profile = {key: _listed(value) for key, value in participant.profile.items()}
    return {
        **profile,
        "given": person.given_name,
        "family": person.family_name,
        "email": person.email,
        "phone": person.phone,
        "born": person.date_of_birth,
        "gender": person.gender,
        "joined_on": participant.joined_on,
        "school": person.school.name if person.school else "",
        "class_name": person.class_name,
        "employer": person.employer.name if person.employer else "",
        "job_title": person.job_title,
        "capacity": participant.capacity,
        "declined": _listed(participant.declined_groups),
        "parent": carer.person.name if carer else "",
        "parent_email": carer.person.email if carer else "",
        "parent_phone": carer.person.phone if carer else "",
        "relation": carer.relation if carer else "",
    }


def _two(pair: Mentorship) -> dict[str, Value]:
    mentor, mentee = pair.mentor.person, pair.mentee.person
    return {
        "mentor": mentor.name,
        "mentor_email": mentor.email,
        "mentor_born": mentor.date_of_birth,
        "mentee": mentee.name,
        "mentee_email": mentee.email,
        "mentee_born": mentee.date_of_birth,
    }


STATUS = {"active": "Active", "gated": "Active", "paused": "Paused", "ended": "Ended"}


def pairs(scheme: Scheme, by: Actor) -> Rows:
    """Every pair, those that have ended too."""
    for pair in pairs_visible_to(by).filter(scheme=scheme).order_by("pk"):
        opened = timezone.localdate(pair.opened_at) if pair.opened_at else None
        school = pair.mentee.person.school
        yield {
            **_two(pair),
            "school": school.name if school else "",
            "started_on": pair.started_on or opened or timezone.localdate(pair.created_at),
            "planned_end": pair.planned_end,
            "status": STATUS.get(pair.state, "Active"),
        }


def sessions(scheme: Scheme, by: Actor) -> Rows:
    """Meetings that took place or were missed, then what each pair had behind it before. No word of what was said."""
    found = meetings_visible_to(by).filter(scheme=scheme, state__in=("logged", "missed")).order_by("starts_at", "pk")
    whole = found.select_related("mentorship__mentor__person", "mentorship__mentee__person", "place")
    how = {"meetings": "In person", "video": "Video call", "telephone": "Telephone"}
    for meeting in whole:
        came = "Both came" if meeting.mentor_came else "Mentor did not come"
        yield {
            **_two(meeting.mentorship),
            "on": timezone.localdate(meeting.starts_at),
            "minutes": meeting.minutes or None,
            "place": meeting.place.name if meeting.place else meeting.place_words,
            "how": how.get(meeting.channel, ""),
            "came": came if meeting.mentee_came else "Mentee did not come",
        }
    before = pairs_visible_to(by).filter(scheme=scheme).exclude(meetings_before=0, minutes_before=0)
    for pair in before.order_by("pk"):
        hours = f"{pair.minutes_before // 60}:{pair.minutes_before % 60:02d}"
        yield {**_two(pair), "meetings_so_far": pair.meetings_before, "hours_so_far": hours}


def training(scheme: Scheme, by: Actor) -> Rows:
    """Courses that were completed."""
    rows = attendances_visible_to(by).filter(scheme=scheme, state="completed").order_by("participant", "pk")
    for attendance in rows:
        person = attendance.participant.person
        yield {
            "name": person.name,
            "email": person.email,
            "born": person.date_of_birth,
            "course": attendance.course.name,
            "on": attendance.attended_on,
            "minutes": attendance.minutes,
            "attended": "Yes",
        }


def consents(scheme: Scheme, by: Actor) -> Rows:
    """What parents answered and how it stands."""
    rows = consents_visible_to(by).filter(scheme=scheme, state__in=("given", "refused", "withdrawn"))
    for consent in rows.select_related("mentee__person__school").order_by("pk"):
        person, withdrawn = consent.mentee.person, consent.state == "withdrawn"
        items = {key: "Yes" if value else "No" for key, value in consent.items.items()}
        yield {
            **items,
            "name": person.name,
            "born": person.date_of_birth,
            "school": person.school.name if person.school else "",
            "parent": consent.given_by,
            "mentoring": "No" if consent.state == "refused" else "Yes",
            "given_on": None if withdrawn else consent.given_on,
            "withdrawn_on": consent.given_on if withdrawn else None,
        }


DECISIONS = {"cleared": "Accepted", "barred": "Refused", "suspended": "Refused"}


def checks(entries: list[Entry]) -> Rows:
    """The single central record, as it was opened."""
    for entry in entries:
        check, person = entry.check, entry.person
        days: list[Value] = [reference.received_on for reference in entry.references[:2]]
        days += [None] * (2 - len(days))
        step = entry.steps.get("identity")
        identity = check.identity_seen_on if check and check.identity_seen_on else step.done_on if step else None
        row: dict[str, Value] = {
            "name": person.name,
            "email": person.email,
            "born": person.date_of_birth,
            "identity": "Yes" if identity else "No",
            "identity_on": identity,
            "reference_1": days[0],
            "reference_2": days[1],
        }
        if check is not None and check.number:
            row |= {
                "kind": check.kind,
                "level": check.level,
                "workforce": check.workforce,
                "barred": "Children's list" if check.barred_list else "Not asked for",
                "number": check.number,
                "issued_on": check.issued_on,
                "seen_on": check.seen_on,
                "next_due": check.next_due,
                "lawful_reason": check.lawful_reason,
                "decision": DECISIONS.get(check.state, "Waiting"),
                "decided_by": check.decided_by.name if check.decided_by else "",
                "decided_on": timezone.localdate(check.decided_at) if check.decided_at else None,
            }
        yield row


TABLES: dict[str, Callable[[Scheme, Actor], Rows]] = {
    "mentors": people("mentor"),
    "mentees": people("mentee"),
    "pairs": pairs,
    "training": training,
    "consents": consents,
    "sessions": sessions,
}
