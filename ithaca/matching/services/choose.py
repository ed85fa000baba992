"""People who choose (MATCH-08, MATCH-09): being found, asking for somebody, a shortlist for a child, and the matcher's yes.

Whoever chooses, a named person approves with a reason, every rule is asked again, and the gate decides on contact.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import letters, rules
from ithaca.matching.chosen import open_choice, wishes_of
from ithaca.matching.models import Choice, Listing, Proposal
from ithaca.matching.services.offer import accept, approve_and_offer
from ithaca.matching.services.settle import end_suggestion, tell_no
from ithaca.matching.services.suggest import narrow_pool, propose
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.schemes.models import Scheme

MOST_OPTIONS = 3
#: Says yes for the one who has chosen already.
CHOSEN = job("matching.chosen")


def _refuse_unless_chosen_here(scheme: Scheme) -> None:
    if not scheme.arrangements.mentees_choose:
        raise NotNow(_("In this scheme the people who run it choose."))


@service
def be_found(*, mentor: Participant, agreed: bool, by: Actor, at: datetime) -> None:
    """The mentor says whether adult mentees who look may find them. It can be changed at any time."""
    rules.be_found.require(by=by, of=mentor)
    _refuse_unless_chosen_here(mentor.scheme)
    values = {"scheme": mentor.scheme, "agreed": agreed, "answered_at": at}
    listing, _new = Listing.objects.update_or_create(mentor=mentor, defaults=values)
    record(name="matching.found_agreed" if agreed else "matching.found_refused", by=by, at=at, about=listing)


@service
def ask_for(*, mentee: Participant, mentor: Participant, by: Actor, at: datetime) -> Choice:
    """An adult asks for a mentor they found. The mentor hears of it when a matcher has said yes.

    Raises NotNow for whoever may be a child, for a mentor who did not agree, is not cleared, full or ruled out, and
    while another choice or an offer is open.
    """
    rules.ask_for.require(by=by, of=mentee)
    _refuse_unless_chosen_here(mentee.scheme)
    if mentee.person.is_child_on(timezone.localdate(at)):
        raise NotNow(_("The people who run the scheme pick up to three for you to choose from."))
    lock_participants([mentee, mentor])
    if not Listing.objects.filter(mentor=mentor, agreed=True).exists():
        raise NotNow(_("This mentor cannot be asked at the moment."))
    narrow_pool(mentee.scheme, mentee, mentor, at)
    if open_choice(mentee) is not None:
        raise NotNow(_("You have asked for somebody already. Wait for the answer."))
    _end_wishes(mentee, by=by, at=at)
    choice: Choice = Choice.objects.create(
        scheme=mentee.scheme, mentee=mentee, options=[mentor.public_id], mentor=mentor, chosen_at=at, created_at=at
    )
    end_suggestion(mentee=mentee, by=by, at=at)
    record(name="matching.asked_for", by=by, at=at, about=choice)
    return choice


@service
def ask_to_mentor(*, mentor: Participant, mentee: Participant, by: Actor, at: datetime) -> Choice:
    """A mentor says whom of the adults who wait they would like to mentor. The mentee hears of it when a matcher has said yes.

    Raises NotNow for whoever may be a child, where a rule stands in the way, for more than the mentor has places for, and
    while somebody has asked for the mentee.
    """
    rules.ask_to_mentor.require(by=by, of=mentor)
    if not mentor.scheme.arrangements.mentors_choose:
        raise NotNow(_("In this scheme the people who run it choose."))
    if mentee.person.is_child_on(timezone.localdate(at)):
        raise NotNow(_("For children and young people, those who run the scheme choose."))
    lock_participants([mentor, mentee])
    pool = narrow_pool(mentor.scheme, mentee, mentor, at)
    if wishes_of(mentor).count() >= pool.room[mentor.pk]:
        raise NotNow(_("You have asked for as many as you have places for. Wait for the answer."))
    if Choice.objects.filter(mentee=mentee, settled_at=None).exists():
        raise NotNow(_("This person cannot be asked at the moment."))
    asked = {"options": [mentor.public_id], "mentor": mentor, "chosen_at": at, "created_at": at, "maker": "mentor"}
    choice: Choice = Choice.objects.create(scheme=mentor.scheme, mentee=mentee, **asked)
    record(name="matching.asked_to_mentor", by=by, at=at, about=choice)
    return choice


def _end_wishes(mentee: Participant, *, by: Actor, at: datetime) -> None:
    """What a mentor wished gives way to what the mentee may choose; the mentor hears that it does not go ahead."""
    for wish in Choice.objects.filter(mentee=mentee, maker="mentor", settled_at=None).select_related("mentor__person"):
        Choice.objects.filter(pk=wish.pk).update(settled_at=at)
        tell_no(wish, by=by, at=at)


@service
def offer_choice(*, mentee: Participant, mentors: Sequence[Participant], by: Actor, at: datetime) -> Choice:
    """A matcher lets a mentee choose among one to three mentors, each cleared, free and against no rule.

    What was suggested for the mentee so far gives way, in the same act, so that nobody is offered twice.
    """
    rules.offer_choice.require(by=by, of=mentee)
    _refuse_unless_chosen_here(mentee.scheme)
    if not 1 <= len({mentor.pk for mentor in mentors}) <= MOST_OPTIONS:
        raise NotNow(_("Pick one, two or three mentors."))
    lock_participants([mentee, *mentors])
    for mentor in mentors:
        narrow_pool(mentee.scheme, mentee, mentor, at)
    _end_wishes(mentee, by=by, at=at)
    Choice.objects.filter(mentee=mentee, settled_at=None).update(settled_at=at)
    scheme, options = mentee.scheme, [mentor.public_id for mentor in mentors]
    choice: Choice = Choice.objects.create(scheme=scheme, mentee=mentee, options=options, created_at=at)
    end_suggestion(mentee=mentee, by=by, at=at)
    record(name="matching.choice_offered", by=by, at=at, about=choice, data={"mentors": len(options)})
    link = address("matching:pick", organisation=scheme.organisation, scheme=scheme, choice=choice.public_id)
    context = {"other": scheme.arrangements.word("mentor")}
    send_letter(kind=letters.CHOOSE, to=mentee.person, scheme=scheme, context=context, by=by, at=at, link=link)
    return choice


@service
def pick(*, choice: Choice, mentor: Participant | None, by: Actor, at: datetime) -> None:
    """The mentee picks one of the shortlist, or (None) none of them, without a reason. The matcher decides next."""
    rules.pick.require(by=by, of=choice)
    if mentor is not None and mentor.public_id not in choice.options:
        raise NotNow(_("Choose one of those on the page."))
    lock_participants([choice.mentee])
    still_open = Choice.objects.filter(pk=choice.pk, settled_at=None, chosen_at=None)
    if mentor is None:
        done = still_open.update(settled_at=at)
    else:
        narrow_pool(choice.scheme, choice.mentee, mentor, at)
        done = still_open.update(mentor=mentor, chosen_at=at)
        end_suggestion(mentee=choice.mentee, by=by, at=at)
    if done != 1:
        raise NotNow(_("This choice is not open any more."))
    record(name="matching.picked" if mentor else "matching.picked_none", by=by, at=at, about=choice)


@service
def grant(*, choice: Choice, why: str, by: Actor, at: datetime) -> Proposal:
    """A matcher says yes with a reason: the other is asked; who chose has said yes by choosing (MATCH-01)."""
    rules.grant.require(by=by, of=choice)
    _lock_chosen(choice)
    assert choice.mentor is not None  # _lock_chosen refuses otherwise
    proposal = propose(scheme=choice.scheme, mentee=choice.mentee, mentor=choice.mentor, by=by, at=at)
    Proposal.objects.filter(pk=proposal.pk).update(made_by=choice.maker)
    Choice.objects.filter(pk=choice.pk).update(settled_at=at, proposal=proposal)
    approve_and_offer(proposal=proposal, why=why, by=by, at=at)
    maker = choice.mentor if choice.maker == "mentor" else choice.mentee
    accept(proposal=proposal, participant=maker, by=CHOSEN, at=at)
    record(name="matching.granted", by=by, at=at, about=choice)
    return proposal


@service
def turn_down(*, choice: Choice, by: Actor, at: datetime) -> None:
    """A matcher cannot do what was chosen: whoever chose hears neutrally that it does not go ahead."""
    rules.grant.require(by=by, of=choice)
    _lock_chosen(choice)
    Choice.objects.filter(pk=choice.pk).update(settled_at=at)
    record(name="matching.turned_down", by=by, at=at, about=choice)
    tell_no(choice, by=by, at=at)


def _lock_chosen(choice: Choice) -> None:
    lock_participants([side for side in (choice.mentee, choice.mentor) if side is not None])
    choice.refresh_from_db(fields=["settled_at", "chosen_at"])
    if choice.settled_at is not None or choice.chosen_at is None or choice.mentor is None:
        raise NotNow(_("This choice is not open any more."))
