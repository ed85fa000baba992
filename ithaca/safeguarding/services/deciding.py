"""Working on a concern: every reading logged, every entry kept, closed by the leads only (CONC, SG-11, SG-12, SG-20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.pause import pause_contact
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Person
from ithaca.safeguarding import letters, rules
from ithaca.safeguarding.hooks import Evidence, evidence, seen
from ithaca.safeguarding.models import Concern, Entry, Subject
from ithaca.safeguarding.selectors import decider_of, entries_of
from ithaca.safeguarding.services.raising import ring_or_tell, route_for
from ithaca.safeguarding.states import CONCERN

IN_HAND = ("worry", "boundary", "complaint")
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Record:
    """What a concern holds: its entries, oldest first, and what it grew from."""

    entries: list[Entry]
    evidence: list[Evidence]


@service
def open_concern(*, concern: Concern, by: Actor, at: datetime) -> Record:
    """The record of a concern; the reading is an audit event, committed before anything is shown (SG-12)."""
    rules.see.require(by=by, of=concern)
    record(name="safeguarding.read", by=by, at=at, about=concern)
    found = evidence.ask(concern=concern, by=by, at=at) if concern.about_ref else []
    return Record(entries_of(concern), [piece for answer in found for piece in answer])


@service
def acknowledge(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Say that it has been seen; the time to the first answer is measured from this (CONC-13)."""
    rules.decide.require(by=by, of=concern)
    move(concern, "acknowledged", table=CONCERN, by=by, at=at, also={"acknowledged_at": at})
    seen.tell(concern=concern, by=by, at=at)


@service
def call_third(*, concern: Concern, by: Actor, at: datetime) -> None:
    """No lead has answered the alarm: from now on the second person to tell may open the concern and work on it (SG-8).

    Nothing happens if they were let in already, or if it is theirs anyway.
    """
    rules.decide.require(by=by, of=concern)
    waiting = Concern.objects.filter(pk=concern.pk, route="lead", third_called_at=None)
    if waiting.update(third_called_at=at):
        concern.third_called_at = at
        record(name="safeguarding.third_called", by=by, at=at, about=concern)


@service
def triage(*, concern: Concern, kind: str, by: Actor, at: datetime) -> None:
    """Sort it: worry, boundary or complaint go in hand; "child_protection" is hidden from all but the leads (CONC-02).

    What was once child protection stays so: sorting it lower would be a way round the second person (SG-20).
    """
    rules.decide.require(by=by, of=concern)
    also = {"kind": kind, "acknowledged_at": concern.acknowledged_at or at}
    seen.tell(concern=concern, by=by, at=at)
    if kind == "child_protection":
        move(concern, "child_protection", table=CONCERN, by=by, at=at, also=also)
        return
    if kind not in IN_HAND:
        raise NotNow(_("Choose what kind of concern this is."))
    if concern.kind == "child_protection":
        raise NotNow(_("This was child protection and stays so. Write down what has changed, and decide."))
    move(concern, "in_hand", table=CONCERN, by=by, at=at, also=also)


@service
def say_about(*, concern: Concern, people: Sequence[Person], by: Actor, at: datetime) -> None:
    """Say that it is about these people: from now on they see nothing of it, and if one is a lead it moves on (SG-13).

    Nobody is ever taken off again. Whoever says it about themself hands it over with this press.
    """
    rules.work.require(by=by, of=concern)
    known = set(concern.subjects.values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in known]
    if not new:
        raise NotNow(_("Choose whom it is about."))
    for person in new:
        Subject.objects.create(organisation_id=concern.organisation_id, concern=concern, person=person)
    record(name="safeguarding.about", by=by, at=at, about=concern, data={"people": [p.public_id for p in new]})
    everybody = [subject.person for subject in concern.subjects.select_related("person")]
    route = route_for(concern.scheme, everybody, about_lead=concern.route == "third", on=timezone.localdate(at))
    if route != concern.route:
        Concern.objects.filter(pk=concern.pk).update(route=route)
        concern.route = route
        ring_or_tell(concern, by=by, at=at)


@service
def pause_over(*, concern: Concern, mentorships: Sequence[Mentorship], reason: str, by: Actor, at: datetime) -> None:
    """Pause contact of these pairs at once, before any decision, and write it into the record (CONC-06)."""
    rules.work.require(by=by, of=concern)
    if concern.scheme is None or not mentorships:
        raise NotNow(_("Choose the pair whose contact you pause."))
    for pair in mentorships:
        pause_contact(scheme=concern.scheme, mentorship=pair, reason=reason, by=by, at=at)
        names = {"mentor": pair.mentor.person.name, "mentee": pair.mentee.person.name}
        _write(concern, "fact", _("Contact of %(mentor)s and %(mentee)s was paused.") % names, by, at)


@service
def add_entry(
    *,
    concern: Concern,
    kind: str,
    words: str,
    by: Actor,
    at: datetime,
    told_whom: str = "",
    happened_at: datetime | None = None,
    corrects: Entry | None = None,
) -> Entry:
    """Add a fact, an opinion, whom she told, or a correction. Nothing is ever changed or taken out."""
    rules.work.require(by=by, of=concern)
    _fits(words, told_whom)
    if corrects is not None and corrects.concern_id != concern.pk:
        raise NotNow(_("That entry belongs to another concern."))
    if kind not in ("fact", "opinion", "told", "correction"):
        raise NotNow(_("Choose what you are writing down: a fact, an opinion, or whom you told."))
    if not words.strip() and not told_whom.strip():
        raise NotNow(_("Write something down first."))
    if concern.state == "closed":
        raise NotNow(_("This concern is closed. Open it again first."))
    return _write(concern, kind, words, by, at, told_whom=told_whom, happened_at=happened_at, corrects=corrects)


@service
def write_down(
    *, concern: Concern, by: Actor, at: datetime, fact: str = "", opinion: str = "", told_whom: str = "", told: str = ""
) -> None:
    """Write facts, what the writer thinks of them, and whom they told, each as an entry of its own (SG-11)."""
    parts = [("fact", fact, ""), ("opinion", opinion, ""), ("told", told, told_whom)]
    parts = [part for part in parts if part[1].strip() or part[2].strip()]
    if not parts:
        raise NotNow(_("Write something down first."))
    for kind, words, whom in parts:
        add_entry(concern=concern, kind=kind, words=words, told_whom=whom, by=by, at=at)


def _fits(words: str, told_whom: str = "") -> None:
    if len(words) > LONGEST:
        raise NotNow(_("This is too long for one entry. Please write it in two."))
    if len(told_whom) > 120:
        raise NotNow(_("Write whom you told in a few words, and the rest below."))


def _write(concern: Concern, kind: str, words: str, by: Actor, at: datetime, **more: object) -> Entry:
    entry: Entry = Entry.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        kind=kind,
        words=words,
        written_by_id=by.person_id,
        written_as=str(by.role or ""),
        created_at=at,
        **more,
    )
    record(name="safeguarding.noted", by=by, at=at, about=concern, data={"kind": kind, "entry": entry.public_id})
    return entry


@service
def refer(*, concern: Concern, told_whom: str, words: str, by: Actor, at: datetime) -> None:
    """Record that it was passed to somebody outside: to whom, and the extract that left, no more (CONC-08)."""
    rules.decide.require(by=by, of=concern)
    _fits(words, told_whom)
    if not told_whom.strip():
        raise NotNow(_("Say to whom you passed it on."))
    move(concern, "referred_on", table=CONCERN, by=by, at=at)
    _write(concern, "told", words, by, at, told_whom=told_whom, happened_at=at)


@service
def decide(*, concern: Concern, words: str, reason: str, by: Actor, at: datetime) -> None:
    """Record what was decided and why, also when it was decided not to refer."""
    rules.decide.require(by=by, of=concern)
    _fits(words + reason)
    if not words.strip() or not reason.strip():
        raise NotNow(_("Write what you decided and why. If you did not refer it, say why not."))
    move(concern, "decided", table=CONCERN, by=by, at=at)
    _write(concern, "decision", words, by, at, reason=reason)


@service
def close(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Close it. A child-protection concern needs a second lead: not the one who decided (SG-20). Whoever raised it is told.

    "The one who decided" is a human being: under another name or account key it is still the same one.
    """
    rules.decide.require(by=by, of=concern)
    if concern.kind == "child_protection" and (by.kind != "account" or _decided_by(concern, by)):
        raise NotNow(_("You decided this one. A second lead must close it, so that two people have looked."))
    move(concern, "closed", table=CONCERN, by=by, at=at, also={"closed_at": at})
    if concern.raised_by is not None:
        context = {"receipt": concern.receipt}
        send_letter(kind=letters.ANSWERED, to=concern.raised_by, scheme=concern.scheme, context=context, by=by, at=at)


def _decided_by(concern: Concern, by: Actor) -> bool:
    decider = decider_of(concern)
    if decider is None:
        return True  # who decided is not known, so nobody can show that they are somebody else
    return decider.pk in by.person_ids or (decider.account_id is not None and decider.account_id == by.account_id)


@service
def reopen(*, concern: Concern, words: str, by: Actor, at: datetime) -> None:
    """Open it again because of new facts; the history stays."""
    rules.decide.require(by=by, of=concern)
    _fits(words)
    if not words.strip():
        raise NotNow(_("Write what is new."))
    move(concern, "acknowledged", table=CONCERN, by=by, at=at, also={"closed_at": None})
    _write(concern, "fact", words, by, at)
