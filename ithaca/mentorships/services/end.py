"""Looking at a pair that is not working, winding down, and ending with a reason and a last word (END)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships import letters, rules
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.hooks import contact_stopped, pair_ended
from ithaca.mentorships.models import LastWord, Mentorship
from ithaca.mentorships.services.telling import tell_both
from ithaca.mentorships.states import MENTORSHIP
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.schemes.selectors import coordinator_of


class EndCause(TextChoices):
    """Why a pair ended (END-02, END-08). A mismatch blames nobody; improper behaviour goes through a concern."""

    COMPLETED = "completed", gettext_lazy("it came to its planned end")
    MISMATCH = "mismatch", gettext_lazy("the two did not suit each other")
    MENTOR_LEFT = "mentor_left", gettext_lazy("the mentor left")
    MENTEE_LEFT = "mentee_left", gettext_lazy("the mentee left")
    WENT_QUIET = "went_quiet", gettext_lazy("contact fell asleep")
    PERMISSION = "permission", gettext_lazy("permission was refused or withdrawn")
    ROLE_CONFLICT = "role_conflict", gettext_lazy("another role came in the way")
    CONDUCT = "conduct", gettext_lazy("after a concern")
    OTHER = "other", gettext_lazy("something else")


@service
def say_not_working(*, mentorship: Mentorship, by: Actor, at: datetime) -> None:
    """Either side, or a parent, says privately that it is not working; the co-ordinator is told and must answer (END-01)."""
    rules.not_working.require(by=by, of=mentorship)
    move(mentorship, "under_review", table=MENTORSHIP, by=by, at=at)
    scheme = mentorship.scheme
    coordinator = coordinator_of(scheme, on=timezone.localdate(at))
    if coordinator is not None:
        link = address("mentorships:pair", organisation=scheme.organisation, scheme=scheme, pair=mentorship.public_id)
        send_letter(kind=letters.NOT_WORKING, to=coordinator, scheme=scheme, by=by, at=at, link=link)


@service
def repair(*, mentorship: Mentorship, by: Actor, at: datetime) -> None:
    """The co-ordinator has spoken with both, and it goes on (END-03)."""
    rules.wind_down.require(by=by, of=mentorship)
    move(mentorship, "active", table=MENTORSHIP, by=by, at=at)


@service
def wind_down(*, mentorship: Mentorship, by: Actor, at: datetime) -> None:
    """Begin the ending: both sides see the list for it (END-05)."""
    rules.wind_down.require(by=by, of=mentorship)
    move(mentorship, "winding_down", table=MENTORSHIP, by=by, at=at)
    tell_both(mentorship, letters.WINDING_DOWN, by=by, at=at, page="mentorships:pair")


@service
def extend(*, mentorship: Mentorship, planned_end: date, by: Actor, at: datetime) -> None:
    """Both want to go on: a later planned end (END-11)."""
    rules.wind_down.require(by=by, of=mentorship)
    if planned_end <= timezone.localdate(at):
        raise NotNow(_("The new end must lie ahead."))
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
    move(mentorship, "ended", table=MENTORSHIP, by=by, at=at, also=also, data={"cause": cause})
    contact_stopped.tell(mentorships=[mentorship], by=by, at=at)
    pair_ended.tell(mentorship=mentorship, by=by, at=at)
    tell_both(mentorship, letters.ENDED, by=by, at=at, page="mentorships:last_word")


@service
def write_last_word(
    *, mentorship: Mentorship, participant: Participant, words: str, by: Actor, at: datetime
) -> LastWord:
    """One side's last word, once, while winding down or after the end. Staff read it; it is not sent to the other side."""
    rules.last_word.require(by=by, of=mentorship)
    if mentorship.state not in ("winding_down", "ended"):
        raise NotNow(_("The last word comes at the end."))
    if not words.strip():
        raise NotNow(_("Write a word or two, or leave the page as it is."))
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
