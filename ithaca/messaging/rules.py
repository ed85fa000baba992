"""Who may write, read and decide about messages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.rules import PAIR, is_one_of_the_two
from ithaca.messaging.models import Message

DESK = (Role.COORDINATOR, *sorted(LEADS))


def _of_the_pair(by: Actor, message: Message) -> bool:
    return is_one_of_the_two(by, message.mentorship)


def _in_the_pair(by: Actor, pair: Mentorship) -> bool:
    return is_one_of_the_two(by, pair)


thread = Rule(
    "messaging.thread", roles=PAIR, says=_("Only the two people of this pair read this page."), about=_in_the_pair
)
send = Rule(
    "messaging.send", roles=PAIR, says=_("Only the two people of this pair can write here."), about=_in_the_pair
)
freeze = Rule(
    "messaging.freeze", roles=PAIR, says=_("Only the two people of this pair can do this."), about=_of_the_pair
)
desk = Rule(
    "messaging.desk", roles=DESK, says=_("Only the co-ordinator and the safeguarding leads read held messages.")
)
decide = Rule(
    "messaging.decide", roles=DESK, says=_("Only the co-ordinator and the safeguarding leads decide about messages.")
)
open_thread = Rule(
    "messaging.open_thread",
    roles=DESK,
    says=_("Only the co-ordinator and the safeguarding leads may open a pair's messages, with a reason."),
)
evaluate = Rule(
    "messaging.evaluate",
    roles=(Role.SAFEGUARDING_LEAD,),
    says=_("Only the safeguarding lead takes messages out for evaluation."),
    fresh=True,
)
lock = Rule(
    "messaging.lock",
    roles=(*sorted(LEADS), Role.THIRD_PERSON),
    says=_("Only whoever looks after the concern says whether words are kept as evidence."),
)
openings = Rule(
    "messaging.openings",
    roles=DESK,
    says=_("Only the co-ordinator and the safeguarding leads see who opened a pair's messages."),
)
