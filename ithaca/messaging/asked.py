"""What messaging answers when the rooms below ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed
from ithaca.mentorships.hooks import PairPart
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import side_of
from ithaca.messaging import rules
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import ABOUT, UNSENT, before, not_about
from ithaca.messaging.services.read import CONTEXT, require_reader
from ithaca.messaging.states import MESSAGE
from ithaca.safeguarding.hooks import Evidence
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import pair_of_unheard
from ithaca.schemes.hooks import Shown
from ithaca.schemes.models import Scheme


def _message(concern: Concern) -> Message | None:
    if not concern.about_ref.startswith(ABOUT):
        return None
    rows = Message.objects.filter(public_id=concern.about_ref.removeprefix(ABOUT), scheme=concern.scheme_id)
    found: Message | None = rows.select_related("sender__person", "mentorship", "scheme").first()
    return found


def evidence(*, concern: Concern, by: Actor, at: datetime) -> list[Evidence]:
    """The answer to `safeguarding.evidence`: the message a concern grew from, and the three before it, in the original;
    none that another concern, about this reader, grew from.

    Called inside the service that opens the concern, so the reading is committed with it. Whose own check is missing sees
    the sentence that says so instead of a child's words.
    """
    message = _message(concern)
    if message is None or not not_about(Message.objects.filter(pk=message.pk), by).exists():
        return []
    try:
        if message.state == "locked":
            rules.lock.require(by=by)
        require_reader(scheme=message.scheme, by=by, at=at, concern=True)
    except NotAllowed as refusal:
        return [Evidence(_("A message"), message.sent_at, "", withheld=refusal.sentence)]
    record(name="messaging.evidence_read", by=by, at=at, about=message, data={"concern": concern.public_id})
    earlier = Message.objects.filter(mentorship=message.mentorship_id).select_related("sender__person")
    rows = [message, *before(not_about(earlier.exclude(state="locked"), by), message)[:CONTEXT]]
    pieces = [Evidence(row.sender.person.name, row.sent_at, row.original) for row in reversed(rows)]
    act = _act_on(message) if rules.lock.allows(by=by) else ""
    args = (("message", message.public_id),)
    pieces[-1] = replace(pieces[-1], act=act, page="messaging:lock" if act else "", page_args=args)
    return pieces


def _act_on(message: Message) -> str:
    """What whoever looks after the concern may do with the message, in the words of the button."""
    if message.state == "locked":
        return _("It is not what it seemed")
    return _("Keep it as evidence of abuse") if MESSAGE.step(message.state, "locked") else ""


def pairs_behind(*, concern: Concern) -> list[int]:
    """The answer to `safeguarding.pairs_behind`."""
    message = _message(concern)
    return [message.mentorship_id] if message else pair_of_unheard(UNSENT, concern)


def look_round(*, scheme: Scheme, who: str) -> list[Shown]:
    """The answer to `schemes.look_round`: what writing to each other is like."""
    if not scheme.arrangements.allows("messages") or who == "parent":
        return []
    words = _(
        "You write to each other on one page. A computer looks at each message before it is passed on; telephone numbers "
        "and addresses are taken out, and some messages wait until somebody has read them."
    )
    return [Shown(50, _("Writing to each other"), words)]


def before_taking(*, scheme: Scheme, by: Actor, at: datetime) -> None:
    """The answer to `privacy.before_taking`: who takes a copy reads what children write, so their own check is in order."""
    if scheme.arrangements.allows("messages"):
        require_reader(scheme=scheme, by=by, at=at)


def pair_parts(*, mentorship: Mentorship, by: Actor, at: datetime, open: bool) -> list[PairPart]:
    """The answer to `mentorships.pair_parts`: the thread for the two, and for staff the way in with a typed reason."""
    del at
    if mentorship.state == "gated" or not mentorship.scheme.arrangements.allows("messages"):
        return []
    args = (("pair", mentorship.public_id),)
    if side_of(mentorship, by) is not None and rules.thread.allows(by=by, of=mentorship):
        words = _("Read and write") if open else _("Messages")
        return [PairPart(words, page="messaging:thread", page_args=args, main=open, position=10)]
    if rules.open_thread.allows(by=by, of=mentorship):
        keep = (("kind", "pair"), ("subject", mentorship.public_id))
        return [
            PairPart(_("Read their messages, with a reason"), page="messaging:open", page_args=args, position=60),
            PairPart(_("Keep what they wrote"), page="privacy:hold", page_args=keep, position=70),
        ]
    return []
