"""What the page of one pair shows to whoever reads it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.audit.selectors import events_about
from ithaca.kernel.doors import Door
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import LEADS, Role
from ithaca.mentorships import hooks, rules, selectors
from ithaca.mentorships.gate import Gate, may_be_in_contact
from ithaca.mentorships.lines import lines
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.seen import seen_by_other
from ithaca.mentorships.states import EndCause
from ithaca.mentorships.wording import CHILD_PROTECTION, who_reads
from ithaca.participants.models import Participant
from ithaca.schemes.selectors import coordinator_of
from ithaca.ui.parts import Entry, Fact, MenuItem, Task
from ithaca.ui.words import full_day, when

#: What each event of a pair is called on its timeline; events that are not named here are not shown.
EVENTS = {
    "begun": gettext_lazy("The pair was made"),
    "signed": gettext_lazy("Ground rules signed"),
    "opened": gettext_lazy("Contact opened"),
    "paused": gettext_lazy("Contact paused"),
    "resumed": gettext_lazy("Pause lifted"),
    "contact_stopped": gettext_lazy("Contact stopped"),
    "review_asked": gettext_lazy("Somebody said it is not working"),
    "repaired": gettext_lazy("It goes on"),
    "winding_down": gettext_lazy("The ending began"),
    "extended": gettext_lazy("A later end was agreed"),
    "ended": gettext_lazy("The pair ended"),
    "last_word": gettext_lazy("A last word was left"),
}


def address_of(door: Door, missing: Missing) -> str:
    """Where this is put right, or "" if it names no page that stands."""
    if not missing.page:
        return ""
    try:
        return door.to(missing.page, **dict(missing.page_args))
    except NoReverseMatch:
        return ""


def tasks_of(door: Door, missing: tuple[Missing, ...]) -> list[Task]:
    """What is missing as a task list: what, for whom, whose move it is, one press from the place where it is put right."""
    return [
        Task(
            label=f"{m.about}: {m.sentence}" if m.about else m.sentence,
            url=address_of(door, m),
            status=m.move,
            kind="wait",
        )
        for m in missing
        if m.code not in SAID_ELSEWHERE
    ]


#: On a pair's own page its state and its pauses stand above the list already.
SAID_ELSEWHERE = {"mentorships.not_open", "mentorships.paused"}


def parts_of(door: Door, pair: Mentorship, *, at: datetime, open: bool) -> tuple[list[MenuItem], list[Fact], str]:
    """Buttons and facts that the rooms above add, and the address of the button that matters most ("" if none)."""
    found = [part for answer in hooks.pair_parts.ask(mentorship=pair, by=door.by, at=at, open=open) for part in answer]
    found.sort(key=lambda part: part.position)
    buttons = [MenuItem(part.label, door.to(part.page, **dict(part.page_args))) for part in found if part.page]
    main = next((door.to(part.page, **dict(part.page_args)) for part in found if part.page and part.main), "")
    return buttons, [Fact(part.label, part.value) for part in found if not part.page], main


def for_the_two(door: Door, pair: Mentorship, side: Participant, *, at: datetime) -> dict[str, Any]:
    """The page for mentor or mentee: what is next, who the other is, what can be done now."""
    on, gate = timezone.localdate(at), may_be_in_contact(pair, at=at)
    other = pair.mentee if side.pk == pair.mentor_id else pair.mentor
    buttons, facts, main = parts_of(door, pair, at=at, open=gate.open)
    signed = selectors.has_signed(pair, side)
    return {
        "other": seen_by_other(other, on=on, open=gate.open),
        "other_word": pair.scheme.arrangements.word(other.role),
        "open": gate.open,
        "buttons": buttons,
        "main": main,
        "facts": [*_dates(pair), *facts],
        "sign_url": "" if signed or pair.state == "ended" else door.to("mentorships:sign", pair=pair.public_id),
        "waits": _waits_for(pair, side, gate),
        "words_url": door.to("mentorships:sign", pair=pair.public_id),
        "own_words": selectors.last_words_visible_to(door.by, pair),
        **_common(pair, on=on),
    }


def _waits_for(pair: Mentorship, side: Participant, gate: Gate) -> list[str]:
    """What one side may know of what is missing: their own part by name, all else as "the scheme's people see to it"."""
    if gate.open or pair.state == "ended":
        return []
    own = [m.sentence for m in gate.missing if m.about == side.person.name and m.code.split(".")[0] in TOLD]
    others = len(gate.missing) - len(own) - sum(m.code == "mentorships.not_open" for m in gate.missing)
    if not others:
        return own
    return [
        *own,
        _("The people who run the scheme see to the rest.") if own else _("The people who run the scheme see to it."),
    ]


#: Rooms whose sentence is told to the person it is about; a check or a pause is spoken of in person, never on a page.
TOLD = {"mentorships", "training"}


def for_parent(pair: Mentorship, *, at: datetime) -> dict[str, Any]:
    """The page for a parent: who the mentor is, the rules, the exception, whom to contact; never words (PAR-05)."""
    on, gate = timezone.localdate(at), may_be_in_contact(pair, at=at)
    _version, words = selectors.rules_now(pair.scheme)
    return {
        "child": pair.mentee.person.given_name,
        "other": seen_by_other(pair.mentor, on=on, open=gate.open),
        "open": gate.open,
        "facts": _dates(pair),
        "rules": words["rules"],
        **_common(pair, on=on),
    }


def for_staff(door: Door, pair: Mentorship, *, at: datetime) -> dict[str, Any]:
    """The page for staff: what is missing and whose move it is, what happened, what can be done."""
    line = lines([pair], at=at)[0]
    buttons, facts, _main = parts_of(door, pair, at=at, open=not line.missing)
    on, reviews = timezone.localdate(at), selectors.reviews_of(pair, door.by)
    return {
        "standing": line,
        "tasks": tasks_of(door, line.missing),
        "buttons": buttons,
        "facts": [*_dates(pair), Fact(_("Last contact"), when(pair.last_contact_at) or _("none yet")), *facts],
        "acts": _acts(door, pair),
        "pauses": [
            (pause, door.to("mentorships:lift", pause=pause.public_id))
            for pause in selectors.open_pauses_of(pair).select_related("participant__person", "paused_by")
        ],
        "may_lift": rules.lift.allows(by=door.by),
        "reviews": reviews,
        "answered": [review for review in reviews if review.findings],
        "end_words": dict(EndCause.choices).get(pair.end_cause, ""),
        "signatures": selectors.signatures_of(pair),
        "last_words": selectors.last_words_visible_to(door.by, pair),
        "entries": _timeline(pair),
        "people": [_person(door, pair.mentor), _person(door, pair.mentee)],
        **_common(pair, on=on),
    }


def _person(door: Door, side: Participant) -> tuple[str, str]:
    missing = Missing("", "", page="frontdesk:person", page_args=(("person", side.public_id),))
    return side.person.name, address_of(door, missing)


def _acts(door: Door, pair: Mentorship) -> list[MenuItem]:
    """What staff can do with the pair now, the likeliest first."""
    wanted = {
        "gated": ("end",),
        "active": ("wind_down", "extend", "end"),
        "under_review": ("repair", "wind_down", "end"),
        "winding_down": ("end", "extend"),
    }.get(pair.state, ())
    labels = {
        "repair": (_("It goes on"), rules.repair),
        "wind_down": (_("Begin the ending"), rules.wind_down),
        "extend": (_("Go on longer"), rules.extend),
        "end": (_("End this pair"), rules.end),
    }
    return [
        MenuItem(labels[verb][0], door.to(f"mentorships:{verb}", pair=pair.public_id))
        for verb in wanted
        if labels[verb][1].allows(by=door.by, of=pair)
    ]


def _timeline(pair: Mentorship) -> list[Entry]:
    rows = events_about(organisation_id=pair.scheme.organisation_id, about=pair)
    named = [(row.name.removeprefix("mentorships."), row) for row in rows if row.name.startswith("mentorships.")]
    entries = [
        Entry(str(EVENTS[done]), row.at, by=str(Role(row.role).words) if row.role else "")
        for done, row in named
        if done in EVENTS
    ]
    return entries[::-1]


def _dates(pair: Mentorship) -> list[Fact]:
    found = []
    if pair.started_on or pair.opened_at:
        found.append(Fact(_("Since"), full_day(pair.started_on or pair.opened_at)))
    if pair.planned_end and pair.state != "ended":
        found.append(Fact(_("Planned end"), full_day(pair.planned_end)))
    if pair.ended_at:
        found.append(Fact(_("Ended"), full_day(pair.ended_at)))
    return found


def _common(pair: Mentorship, *, on: Any) -> dict[str, Any]:
    coordinator = coordinator_of(pair.scheme, on)
    organisation = pair.scheme.organisation
    return {
        "pair": pair,
        "coordinator": coordinator.name if coordinator else "",
        "contact_email": organisation.contact_email,
        "contact_phone": organisation.contact_phone,
        "confidentiality": CHILD_PROTECTION,
        "who_reads": who_reads(pair.scheme) if pair.scheme.arrangements.allows("messages") else "",
        "winding_down": pair.state == "winding_down",
    }


def is_staff(door: Door) -> bool:
    """True for those who see the staff's page of a pair."""
    return door.by.holds(Role.COORDINATOR, Role.DEPUTY, *LEADS)
