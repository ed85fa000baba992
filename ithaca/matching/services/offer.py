"""Offering a pair, and answering an offer. A person decides and says why; both accept; the gate decides on contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.matching import letters, rules
from ithaca.matching.models import Exemption, Proposal
from ithaca.matching.pool import GENDER, pool_of
from ithaca.matching.sentences import offered_reason
from ithaca.matching.services.settle import end_choice, end_overbooked
from ithaca.matching.services.suggest import narrow_pool, narrowed_to
from ithaca.matching.states import PROPOSAL
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.begin import begin
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import coordinator_of, lead_of
from ithaca.ui.words import full_day

#: So many offers in one transaction: it stays well under a second.
MOST_AT_ONCE = 60


@service
def approve_and_offer(*, proposal: Proposal, why: str, outlook: str = "", by: Actor, at: datetime) -> Proposal:
    """A named person approves with a reason, and both are asked (MATCH-01, MATCH-13).

    `outlook` is "challenge", "comfort" or "" where nothing was answered. Everything is asked again under a lock on both:
    the mentor must be cleared and have room, and no rule may stand in the way. Raises NotNow with the reason otherwise.
    """
    rules.offer.require(by=by, of=proposal)
    if not why.strip():
        raise NotNow(_("Say in a sentence why these two. You can keep the one that is offered."))
    lock_participants([proposal.mentor, proposal.mentee])
    narrow_pool(proposal.scheme, proposal.mentee, proposal.mentor, at)
    _offer(proposal, why, outlook, by=by, at=at)
    end_overbooked(mentor=proposal.mentor, by=by, at=at)
    return proposal


@dataclass
class Offered:
    """What became of many at once: those who are asked now, and those who could not be, each with the sentence why."""

    asked: list[Proposal] = field(default_factory=list)
    refused: list[tuple[Proposal, str]] = field(default_factory=list)


@service
def offer_many(*, picks: list[tuple[Proposal, str]], by: Actor, at: datetime) -> Offered:
    """Approve several, each with its reason, after one reading of who is free and cleared; all are of one scheme.

    One that cannot be offered any more is left as it is and named; the others go on. Raises NotNow if a reason is
    missing or more than MOST_AT_ONCE are picked: nothing is written then.
    """
    if len(picks) > MOST_AT_ONCE:
        raise NotNow(_("At most %(n)d at a time.") % {"n": MOST_AT_ONCE})
    for proposal, why in picks:
        rules.offer.require(by=by, of=proposal)
        if not why.strip():
            raise NotNow(_("Say in a sentence why these two. You can keep the one that is offered."))
    lock_participants([side for proposal, _why in picks for side in (proposal.mentor, proposal.mentee)])
    outcome = Offered()
    pool = pool_of(picks[0][0].scheme, on=timezone.localdate(at), also_choosing=True) if picks else None
    for proposal, why in picks:
        assert pool is not None
        try:
            narrowed_to(pool, proposal.mentee, proposal.mentor)
        except NotNow as refusal:
            outcome.refused.append((proposal, refusal.sentence))
            continue
        _offer(proposal, why, "", by=by, at=at)
        pool.take_place(proposal.mentee.public_id, proposal.mentor.public_id)
        outcome.asked.append(proposal)
    return outcome


def _offer(proposal: Proposal, why: str, outlook: str, *, by: Actor, at: datetime) -> None:
    also = {
        "why": why.strip(),
        "why_unchanged": why.strip() == offered_reason(proposal.reasons),
        "approved_by_id": by.person_id,
        "offered_at": at,
        "answer_by": last_day(proposal.scheme, timezone.localdate(at)),
        "outlook": outlook,
    }
    move(proposal, "offered", table=PROPOSAL, by=by, at=at, also=also)
    end_choice(proposal=proposal, by=by, at=at)
    _tell_both(proposal, by=by, at=at)


def _tell_both(proposal: Proposal, *, by: Actor, at: datetime) -> None:
    scheme = proposal.scheme
    link = address("matching:see_offer", organisation=scheme.organisation, scheme=scheme, proposal=proposal.public_id)
    for side, other in ((proposal.mentor, "mentee"), (proposal.mentee, "mentor")):
        context = {"other": scheme.arrangements.word(other), "until": until_words(proposal.answer_by)}
        send_letter(kind=letters.OFFERED, to=side.person, scheme=scheme, context=context, by=by, at=at, link=link)


def last_day(scheme: Scheme, today: date) -> date | None:
    """Until when an offer made today may be answered; None where the scheme sets no end."""
    days = scheme.arrangements.offer_days
    return today + timedelta(days=days) if days else None


def until_words(day: date | None) -> str:
    """The last day in a letter, as a sentence with a space behind it; "" where there is none."""
    return _("Please answer by %(day)s. ") % {"day": full_day(day)} if day else ""


def tell_closed(proposal: Proposal, sides: Iterable[Participant], *, by: Actor, at: datetime) -> None:
    """Neutral words to those who were asked: it does not go ahead, and it is nobody's fault. Who said what is not told."""
    for side in sides:
        send_letter(kind=letters.CLOSED, to=side.person, scheme=proposal.scheme, by=by, at=at)


def _may_answer(proposal: Proposal, participant: Participant, by: Actor) -> None:
    """Each answers for themselves; the co-ordinator for anybody, and the school for its pupil, who answered in person."""
    rules.answer.require(by=by, of=proposal)
    if participant.pk not in (proposal.mentor_id, proposal.mentee_id):
        raise NotNow(_("Only the two people this is about answer an offer."))
    if not rules.answers_for(by, participant):
        raise NotAllowed(rules.answer.says)


@service
def accept(*, proposal: Proposal, participant: Participant, by: Actor, at: datetime) -> Mentorship | None:
    """One side says yes. When both have, the pair begins (gated) and is returned; saying yes twice changes nothing."""
    _may_answer(proposal, participant, by)
    if proposal.state != "offered":
        raise NotNow(_("This offer is not open any more."))
    lock_participants([proposal.mentor, proposal.mentee])
    field = "mentor_accepted_at" if participant.pk == proposal.mentor_id else "mentee_accepted_at"
    if Proposal.objects.filter(pk=proposal.pk, state="offered", **{field: None}).update(**{field: at}):
        record(name="matching.said_yes", by=by, at=at, about=proposal, data={"side": participant.role})
    proposal.refresh_from_db(fields=["state", "mentor_accepted_at", "mentee_accepted_at"])
    if not (proposal.mentor_accepted_at and proposal.mentee_accepted_at):
        return None
    move(proposal, "accepted", table=PROPOSAL, by=by, at=at)
    return begin(
        mentor=proposal.mentor, mentee=proposal.mentee, why=proposal.why, proposal=proposal.public_id, by=by, at=at
    )


@service
def decline(*, proposal: Proposal, participant: Participant, by: Actor, at: datetime) -> None:
    """One side says no, without giving a reason; both are free again, and the two are not suggested to each other again.

    The other side is told in neutral words that it does not go ahead, the co-ordinator that it was not taken up.
    """
    _may_answer(proposal, participant, by)
    if proposal.state != "offered":
        raise NotNow(_("This offer is not open any more."))
    lock_participants([proposal.mentor, proposal.mentee])
    move(proposal, "declined", table=PROPOSAL, by=by, at=at, data={"side": participant.role})
    other = proposal.mentee if participant.pk == proposal.mentor_id else proposal.mentor
    tell_closed(proposal, [other], by=by, at=at)
    scheme = proposal.scheme
    coordinator = coordinator_of(scheme, on=timezone.localdate(at))
    if coordinator is not None:
        link = address("matching:board", organisation=scheme.organisation, scheme=scheme)
        send_letter(kind=letters.DECLINED, to=coordinator, scheme=scheme, by=by, at=at, link=link)


@service
def drop(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """The matcher takes a suggestion or an unanswered offer back."""
    rules.offer.require(by=by, of=proposal)
    asked = proposal.state == "offered"
    move(proposal, "dropped", table=PROPOSAL, by=by, at=at)
    if asked:
        tell_closed(proposal, [proposal.mentor, proposal.mentee], by=by, at=at)


@service
def ask_exemption(
    *, mentee: Participant, mentor: Participant, rule: str, nature: str, maturity: str, by: Actor, at: datetime
) -> Exemption:
    """Ask the safeguarding lead for an exception to a hard rule for these two (MATCH-04)."""
    rules.ask_exemption.require(by=by)
    if not nature.strip() or not maturity.strip():
        raise NotNow(_("Write about the relationship, and about how mature the young person is. Both are needed."))
    if rule != GENDER:
        raise NotNow(_("This rule has no exceptions."))
    if Exemption.objects.filter(mentor=mentor, mentee=mentee, rule=rule, signed_at__isnull=False).exists():
        raise NotNow(_("This exception is signed already."))
    exemption: Exemption
    exemption, _new = Exemption.objects.update_or_create(
        mentor=mentor,
        mentee=mentee,
        rule=rule,
        defaults={
            "scheme": mentee.scheme,
            "nature": nature.strip(),
            "maturity": maturity.strip(),
            "asked_by_id": by.person_id,
        },
    )
    record(name="matching.exemption_asked", by=by, at=at, about=exemption, data={"rule": rule})
    lead = lead_of(mentee.scheme, on=timezone.localdate(at))
    if lead is not None:
        link = address("matching:exemptions", organisation=mentee.scheme.organisation, scheme=mentee.scheme)
        send_letter(kind=letters.EXEMPTION, to=lead, scheme=mentee.scheme, by=by, at=at, link=link)
    return exemption


@service
def sign_exemption(*, exemption: Exemption, by: Actor, at: datetime) -> None:
    """The safeguarding lead signs; it must be somebody other than who asked."""
    rules.sign_exemption.require(by=by, of=exemption)
    if exemption.asked_by_id == by.person_id:
        raise NotNow(_("You asked for this exception, so somebody else must sign it."))
    unsigned = Exemption.objects.filter(pk=exemption.pk, signed_at=None)
    if unsigned.update(signed_by_id=by.person_id, signed_at=at) != 1:
        raise NotNow(_("This exception is signed already."))
    record(name="matching.exemption_signed", by=by, at=at, about=exemption)
