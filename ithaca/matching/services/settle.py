"""A suggestion and a choice of the same mentee do not stand side by side: the later act settles the earlier one."""

from __future__ import annotations

from datetime import datetime

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.matching import letters
from ithaca.matching.models import Choice, Proposal
from ithaca.matching.selectors import places_now
from ithaca.matching.states import PROPOSAL
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant


@service
def end_suggestion(*, mentee: Participant, by: Actor, at: datetime) -> None:
    """The mentee chooses now: the open suggestion of the matcher, of which nobody has heard, is taken back with its cause."""
    for proposal in Proposal.objects.filter(mentee=mentee, state="proposed"):
        move(proposal, "dropped", table=PROPOSAL, by=by, at=at, data={"cause": "choice"})


@service
def end_overbooked(*, mentor: Participant, by: Actor, at: datetime) -> None:
    """A place went to somebody who was not suggested for it: suggestions beyond the places that are left are taken back.

    Those that somebody keeps stay longest, then those with most points. A mentor who is free is looked for at once.
    """
    rows = Proposal.objects.filter(mentor=mentor, state="proposed").order_by("-kept", "-points", "pk")
    for proposal in rows[max(0, places_now([mentor])[mentor.pk]) :]:
        move(proposal, "dropped", table=PROPOSAL, by=by, at=at, data={"cause": "full"})


@service
def end_choice(*, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Both are asked now: what the mentee could choose, or what a mentor wished, is over (MATCH-09).

    If it is the very mentor of that choice, the offer is what came of it. A mentor who wished for the mentee and is not
    the one hears in neutral words that it does not go ahead; a mentee hears of the offer anyway.
    """
    for choice in Choice.objects.filter(mentee=proposal.mentee_id, settled_at=None).select_related("mentor__person"):
        same = choice.mentor_id == proposal.mentor_id
        Choice.objects.filter(pk=choice.pk).update(settled_at=at, proposal=proposal if same else None)
        record(name="matching.choice_ended", by=by, at=at, about=choice, data={"cause": "offer"})
        if same:
            Proposal.objects.filter(pk=proposal.pk).update(made_by=choice.maker)
        elif choice.maker == "mentor":
            tell_no(choice, by=by, at=at)


def tell_no(choice: Choice, *, by: Actor, at: datetime) -> None:
    """Whoever chose hears in neutral words that it does not go ahead; the other never knew of it."""
    maker = choice.mentor if choice.maker == "mentor" and choice.mentor is not None else choice.mentee
    send_letter(kind=letters.CLOSED, to=maker.person, scheme=choice.scheme, by=by, at=at)
