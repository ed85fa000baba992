"""Inviting a participant to sign in, by a link in a letter."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.organisations.selectors import invitation_path
from ithaca.organisations.services import invite
from ithaca.participants import letters, rules
from ithaca.participants.models import Participant
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.rules import AGREEING, TWO_HANDS
from ithaca.schemes.selectors import schemes_where_held


@service
def invite_participant(*, participant: Participant, by: Actor, at: datetime) -> None:
    """Send a letter with a link that makes the person's account, or joins it to the one they have.

    Raises NotNow if they can sign in already, no longer take part, have no e-mail address (a card helps then), or read what
    worries people: whoever has changed the address on their record must not get in as them (SG-13).
    """
    rules.invite.require(by=by, of=participant)
    person = participant.person
    if participant.state not in TAKING_PART:
        raise NotNow(_("This person no longer takes part."))
    if person.account_id is not None:
        raise NotNow(_("This person can sign in already."))
    if by.kind == "account" and _keeps_safe_beyond(by, participant, at):
        raise NotNow(_("This person holds a post that keeps a scheme safe. Their way in went to them with the post."))
    if not person.email:
        raise NotNow(_("There is no e-mail address for this person. Print a sign-in card instead."))
    token = invite(person=person, by=by, at=at)
    send_letter(
        kind=letters.INVITED,
        to=person,
        context={"name": person.given_name, "scheme": participant.scheme.name},
        scheme=participant.scheme,
        by=by,
        at=at,
        link=invitation_path(token),
    )
    record(name="participants.invited", by=by, at=at, about=participant)


def _keeps_safe_beyond(by: Actor, participant: Participant, at: datetime) -> bool:
    """True if the person also holds a post that changes hands by two people only, and `by` is none of those who could agree
    to it: for this scheme, or for another one of the organisation, since one account opens them all."""
    held = schemes_where_held(participant.person, TWO_HANDS, timezone.localdate(at))
    if held <= {participant.scheme_id}:
        return bool(held) and not by.holds(*AGREEING)
    return not by.holds(Role.ADMINISTRATOR)
