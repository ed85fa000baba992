"""Looking at a pair that is not working, winding down, and ending with a reason and a last word (END)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.mentorships import letters, rules
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.hooks import contact_stopped, pair_ended
from ithaca.mentorships.models import LastWord, Mentorship, Review
from ithaca.mentorships.services.telling import tell_both
from ithaca.mentorships.states import MENTORSHIP, RUNNING
from ithaca.mentorships.states import EndCause as EndCause
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.selectors import holders

#: Who is told that a pair is not working: the first of these who is not one of the two.
ASKED = (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)


@service
def say_not_working(*, mentorship: Mentorship, by: Actor, at: datetime, words: str = "") -> Review:
    """Either side, or a parent, says privately that it is not working; the co-ordinator is told and must answer (END-01).

    A reason is not asked for; `words`, if any, are for staff alone. Raises NotNow if the pair does not run, or if it has
    been said and not answered yet.
    """
    rules.not_working.require(by=by, of=mentorship)
    if mentorship.state == "under_review":
        raise NotNow(_("The co-ordinator has been told already and will be in touch."))
    if mentorship.state != "active":
        raise NotNow(_("This pair is not running, so there is nothing to report here. Please ask the co-ordinator."))
    move(mentorship, "under_review", table=MENTORSHIP, by=by, at=at)
    review: Review = Review.objects.create(
        scheme=mentorship.scheme,
        mentorship=mentorship,
        asked_by_id=by.person_id,
        words=words.strip(),
        created_at=at,
    )
    scheme = mentorship.scheme
    staff = [one for role in ASKED for one in holders(scheme, role, on=timezone.localdate(at))]
    told = next((one for one in staff if not _is_of(one, mentorship)), None)
    if told is not None:
        link = address("mentorships:pair", organisation=scheme.organisation, scheme=scheme, pair=mentorship.public_id)
        send_letter(kind=letters.NOT_WORKING, to=told, scheme=scheme, by=by, at=at, link=link)
    return review


def _is_of(person: Person, pair: Mentorship) -> bool:
    """True if this member of staff is one of the two, under whatever name."""
    sides = (pair.mentor.person, pair.mentee.person)
    return any(
        person.pk == side.pk or (person.account_id is not None and person.account_id == side.account_id)
        for side in sides
    )


def _answer(mentorship: Mentorship, decision: str, findings: str, by: Actor, at: datetime) -> None:
    """Close the open review of the pair, if there is one, with who answered and when."""
    Review.objects.filter(mentorship=mentorship, answered_at=None).update(
        answered_at=at, answered_by_id=by.person_id, findings=findings.strip(), decision=decision
    )


@service
def repair(*, mentorship: Mentorship, findings: str, by: Actor, at: datetime) -> None:
    """Staff have spoken with both, wrote down what they found, and it goes on (END-03)."""
    rules.repair.require(by=by, of=mentorship)
    if not findings.strip():
        raise NotNow(_("Write in a few words what you found and agreed."))
    move(mentorship, "active", table=MENTORSHIP, by=by, at=at)
    _answer(mentorship, "repair", findings, by, at)


@service
def wind_down(*, mentorship: Mentorship, by: Actor, at: datetime) -> None:
    """Begin the ending: both sides see the list for it (END-05)."""
    rules.wind_down.require(by=by, of=mentorship)
    move(mentorship, "winding_down", table=MENTORSHIP, by=by, at=at)
    _answer(mentorship, "wind_down", "", by, at)
    tell_both(mentorship, letters.WINDING_DOWN, by=by, at=at, page="mentorships:pair")


@service
def extend(*, mentorship: Mentorship, planned_end: date, by: Actor, at: datetime) -> None:
    """Both want to go on: a later planned end, while the pair runs or from its wind-down back (END-11)."""
    rules.extend.require(by=by, of=mentorship)
    if mentorship.state not in ("active", "winding_down"):
        raise NotNow(_("Only a pair that runs can go on longer."))
    if planned_end <= max(timezone.localdate(at), mentorship.planned_end or date.min):
        raise NotNow(_("The new end must lie ahead, and later than the planned one."))
    move(mentorship, "active", table=MENTORSHIP, by=by, at=at, also={"planned_end": planned_end})


@service
def end_pair(*, mentorship: Mentorship, cause: str, reason: str, by: Actor, at: datetime) -> None:
    """End the pair with a cause and a reason: all its channels close at once, what was written stays (END-04, END-06)."""
    rules.end.require(by=by, of=mentorship)
    if cause not in EndCause.values:
        raise NotNow(_("Choose why it ended."))
    if not reason.strip():
        raise NotNow(_("Say in a few words how it ended."))
    lock_for_contact(mentorship)
    also = {"ended_at": at, "end_cause": cause, "end_reason": reason.strip()}
    ran = mentorship.state in RUNNING
    move(mentorship, "ended", table=MENTORSHIP, by=by, at=at, also=also, data={"cause": cause})
    _answer(mentorship, "end", reason, by, at)
    contact_stopped.tell(mentorships=[mentorship], by=by, at=at)
    pair_ended.tell(mentorship=mentorship, by=by, at=at)
    if ran and cause != EndCause.TRIAL:
        tell_both(mentorship, letters.ENDED, by=by, at=at, page="mentorships:last_word")
    else:
        tell_both(mentorship, letters.NOT_BEGUN, by=by, at=at)


@service
def write_last_word(
    *, mentorship: Mentorship, participant: Participant, words: str, by: Actor, at: datetime
) -> LastWord:
    """One side's last word, once, while winding down or after the end. Staff read it; it is not sent to the other side."""
    rules.last_word.require(by=by, of=mentorship)
    if not rules.is_that_side(by, participant):
        raise NotAllowed(rules.last_word.says)
    if mentorship.state not in ("winding_down", "ended"):
        raise NotNow(_("The last word comes at the end."))
    if not words.strip():
        raise NotNow(_("Write a word or two, or leave the page as it is."))
    last: LastWord
    last, new = LastWord.objects.get_or_create(
        mentorship=mentorship,
        participant=participant,
        defaults={"scheme": mentorship.scheme, "words": words, "created_at": at},
    )
    if not new:
        raise NotNow(_("Your last word is kept already."))
    record(name="mentorships.last_word", by=by, at=at, about=mentorship)
    return last


@service
def touch_contact(*, mentorship: Mentorship, by: Actor, at: datetime) -> None:
    """The two were in contact at `at`: a message was delivered or a meeting logged. Feeds the list of quiet pairs."""
    del by
    Mentorship.objects.filter(pk=mentorship.pk, last_contact_at__lt=at).update(last_contact_at=at)
