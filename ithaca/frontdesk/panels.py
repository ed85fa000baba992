"""The parts of a person's page and of one's own Today, gathered from the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.consents.selectors import answers_of, consent_of
from ithaca.frontdesk.menu import may_enter
from ithaca.kernel.doors import Door
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import STAFF, Role
from ithaca.meetings.selectors import next_of, totals_of
from ithaca.mentorships.gate import contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import own_pairs, pairs_visible_to, pauses_of_person
from ithaca.messaging.selectors import unread_by
from ithaca.notices.selectors import letters_to
from ithaca.participants.models import Participant
from ithaca.participants.selectors import carers_of, in_neutral_words, is_self, lines, notes_of, participants_visible_to
from ithaca.training.selectors import attendances_visible_to
from ithaca.ui.parts import Entry
from ithaca.ui.pieces import link, tel_link
from ithaca.vetting.selectors import latest_check

#: Where a person stands, in words, with the kind of pill.
STAGE_WORDS: dict[str, tuple[object, str]] = {
    "missing": (gettext_lazy("Something is missing"), "wait"),
    "ready": (gettext_lazy("Ready"), "good"),
    "paired": (gettext_lazy("In a pair"), "good"),
    "resting": (gettext_lazy("Having a break"), "neutral"),
    "ended": (gettext_lazy("No longer takes part"), "neutral"),
}
#: What can be done from a person's page: the words and the page, with the key it wants.
ACTS: tuple[tuple[object, str, str], ...] = (
    (gettext_lazy("Write a note"), "participants:note", "participant"),
    (gettext_lazy("Checks"), "vetting:person", "person"),
    (gettext_lazy("Permission"), "consents:answer", "participant"),
    (gettext_lazy("Change the record"), "organisations:change_person", "person"),
    (gettext_lazy("Change the profile"), "participants:change", "participant"),
    (gettext_lazy("Assessments before a match"), "matching:assess", "participant"),
    (gettext_lazy("Add a parent or carer"), "participants:add_carer", "participant"),
    (gettext_lazy("Send an invitation"), "participants:invite", "participant"),
    (gettext_lazy("A break"), "participants:rest", "participant"),
    (gettext_lazy("Leaves the scheme"), "participants:leave", "participant"),
    (gettext_lazy("Has finished"), "participants:finish", "participant"),
    (gettext_lazy("Exclude from the scheme"), "participants:disqualify", "participant"),
    (gettext_lazy("Asks about their data"), "privacy:ask_for", "person"),
    (gettext_lazy("Keep what is held"), "privacy:hold", "subject"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One pair on somebody's own Today: who the other is, what is next, and the two or three things to press."""

    pair: Mentorship
    other: str
    open: bool
    missing: tuple[Missing, ...]
    unread: int
    next_meeting: Any
    totals: tuple[int, int]
    write_url: str
    log_url: str
    pair_url: str
    sign_url: str


def own_cards(*, door: Door, at: datetime) -> list[Card]:
    """The reader's own pairs that have not ended, each with what comes next."""
    pairs = list(own_pairs(door.by).exclude(state="ended"))
    if not pairs:
        return []
    gates, unread = contact(pairs, at=at), unread_by(door.by)
    nexts, totals = next_of(pairs, at=at), totals_of(pairs)
    return [_card(pair, door, gates[pair.pk], unread[pair.pk], nexts.get(pair.pk), totals[pair.pk]) for pair in pairs]


def _card(pair: Mentorship, door: Door, gate: Any, unread: int, meeting: Any, totals: tuple[int, int]) -> Card:
    me_mentor = pair.mentor_id in door.by.ids_as(Role.MENTOR)
    other = pair.mentee if me_mentor else pair.mentor
    arrangements = pair.scheme.arrangements
    key = {"pair": pair.public_id}
    messages = arrangements.allows("messages")
    unsigned = any(m.code == "mentorships.not_signed" for m in gate.missing)
    return Card(
        pair=pair,
        other=other.person.given_name,
        open=gate.open,
        missing=gate.missing,
        unread=unread,
        next_meeting=meeting,
        totals=totals,
        write_url=door.to("messaging:thread", **key) + "#latest" if messages and gate.open else "",
        log_url=door.to("meetings:log", **key) if gate.open else "",
        pair_url=door.to("mentorships:pair", **key),
        sign_url=door.to("mentorships:sign", **key) if unsigned else "",
    )


@dataclass(frozen=True, slots=True)
class ChildCard:
    """A parent's own child: who the mentor is, and the permission."""

    name: str
    permission_url: str
    pairs: tuple[tuple[str, str], ...]


def child_cards(*, door: Door) -> list[ChildCard]:
    """The reader's own children in the scheme; a parent sees who the mentor is and the rules, never words (PAR-05)."""
    keys = door.by.ids_as(Role.PARENT)
    children = participants_visible_to(door.by).filter(pk__in=keys, scheme=door.scheme).order_by("pk") if keys else []
    pairs = list(pairs_visible_to(door.by).exclude(state="ended")) if keys else []
    return [
        ChildCard(
            name=child.person.given_name,
            permission_url=door.to("consents:mine", participant=child.public_id),
            pairs=tuple(
                (pair.mentor.person.name, door.to("mentorships:pair", pair=pair.public_id))
                for pair in pairs
                if pair.mentee_id == child.pk
            ),
        )
        for child in children
    ]


def person_panels(participant: Participant, *, door: Door, at: datetime) -> dict[str, Any]:
    """Everything on record about one participant that this reader may see."""
    on = timezone.localdate(at)
    standing = lines([participant], on=on)[0]
    pairs = pairs_visible_to(door.by).filter(Q(mentor=participant) | Q(mentee=participant))
    staff = door.by.holds(*STAFF) and not is_self(door.by, participant)
    acts = _acts(participant, door)
    missing = standing.missing if staff else in_neutral_words(standing.missing)
    return {
        "about": _about(participant),
        "missing": [(m, _address(door, m)) for m in missing],
        "pairs": [(p, door.to("mentorships:pair", pair=p.public_id)) for p in pairs],
        "pauses": list(pauses_of_person(participant)) if staff else [],
        "check": latest_check(participant.person) if staff and participant.role == "mentor" else None,
        "courses": list(attendances_visible_to(door.by).filter(participant=participant)),
        "consent": consent_of(participant),
        "answers": answers_of(participant, door.by),
        "stage": STAGE_WORDS[standing.stage],
        "first_acts": acts[:3],
        "more_acts": acts[3:],
        "carers": carers_of(participant) if staff or door.by.holds(Role.SCHOOL_CONTACT) else [],
        "staff": staff,
        "entries": _history(participant, door) if staff else [],
        "facts": _facts(participant),
    }


def _acts(participant: Participant, door: Door) -> list[dict[str, str]]:
    """What this reader may do about the person, with addresses."""
    keys = {"participant": participant.public_id, "person": participant.person.public_id}
    acts = []
    for words, page, key in ACTS:
        given = {"kind": "person", key: keys["person"]} if key == "subject" else {key: keys[key]}
        url = may_enter(door, page, **given)
        if url and page == "organisations:change_person":
            url += "?" + urlencode({"next": door.to("frontdesk:person", person=keys["person"])})
        if url and not (page == "consents:answer" and participant.role == "mentor"):
            acts.append({"label": str(words), "url": url})
    return acts


def _address(door: Door, missing: Missing) -> str:
    if not missing.page:
        return ""
    try:
        return door.to(missing.page, **dict(missing.page_args))
    except NoReverseMatch:
        return ""


def _about(participant: Participant) -> str:
    """The role in the scheme's own word, with school and class or work."""
    person = participant.person
    parts = [
        participant.scheme.arrangements.word(participant.role),
        person.school.name if person.school else "",
        person.class_name,
        person.job_title,
        person.employer.name if person.employer else "",
    ]
    return ", ".join(part for part in parts if part)


def _facts(participant: Participant) -> list[tuple[str, str]]:
    """How to reach the person, and the profile in words."""
    person = participant.person
    facts = [
        (_("E-mail"), link(person.email, f"mailto:{person.email}") if person.email else ""),
        (_("Telephone"), tel_link(person.phone) if person.phone else ""),
    ]
    for key, value in participant.profile.items():
        shown = ", ".join(str(v) for v in value) if isinstance(value, list) else str(value)
        facts.append((key.replace("_", " ").capitalize(), shown))
    return [(label, value) for label, value in facts if value]


def _history(participant: Participant, door: Door) -> list[Entry]:
    """Dated notes and letters, the newest first."""
    entries = [
        Entry(
            title={"call": _("Call"), "visit": _("Visit"), "talk": _("Talk")}.get(note.kind, _("Note")),
            at=note.created_at,
            text=note.words,
            by=note.written_by.name if note.written_by else "",
        )
        for note in notes_of(participant, door.by)
    ]
    entries += [
        Entry(title=_("Letter: %(subject)s") % {"subject": letter.subject}, at=letter.created_at)
        for letter in letters_to(participant.person, door.by, door.scheme)[:30]
    ]
    return sorted(entries, key=lambda entry: entry.at or participant.created_at, reverse=True)
