"""Who may pass documents on, open and decide about them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.documents.models import Document
from ithaca.kernel.actor import Actor
from ithaca.kernel.rules import Rule
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.rules import PAIR, is_one_of_the_two
from ithaca.messaging.rules import DESK

_TWO = _("Only the two people of this pair do this.")


def _in_the_pair(by: Actor, pair: Mentorship) -> bool:
    return is_one_of_the_two(by, pair)


def _of_the_pair(by: Actor, document: Document) -> bool:
    return is_one_of_the_two(by, document.mentorship)


of_pair = Rule("documents.of_pair", roles=PAIR, says=_TWO, about=_in_the_pair)
send = Rule("documents.send", roles=PAIR, says=_TWO, about=_in_the_pair)
file = Rule("documents.file", roles=PAIR, says=_TWO, about=_of_the_pair)
freeze = Rule("documents.freeze", roles=PAIR, says=_TWO, about=_of_the_pair)
held = Rule(
    "documents.held", roles=DESK, says=_("Only the co-ordinator and the safeguarding leads look at held documents.")
)
decide = Rule(
    "documents.decide", roles=DESK, says=_("Only the co-ordinator and the safeguarding leads decide about documents.")
)
check = Rule("documents.check", says=_("This is done by the worker."))
