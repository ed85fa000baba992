"""What moderation does when the rooms below tell it something."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.messaging.hooks import DeskAct, OwnWords
from ithaca.messaging.models import Message, Opening
from ithaca.moderation import rules
from ithaca.moderation.selectors import correction_for, rules_in_force
from ithaca.moderation.services.choose import choose
from ithaca.moderation.services.correct import stands_in_the_way
from ithaca.schemes.models import Scheme
from ithaca.screening.types import Action


def delivered(*, message: Message, removed: bool, by: Actor, at: datetime) -> None:
    """The answer to `messaging.delivered`."""
    choose(message=message, removed=removed, by=by, at=at)


def own_words(*, scheme: Scheme) -> OwnWords:
    """The answer to `messaging.own_words`."""
    return rules_in_force(scheme)


def corrected(*, scheme: Scheme, fingerprint: str) -> Action | None:
    """The answer to `messaging.corrected`."""
    return correction_for(scheme, fingerprint)


def opened_look(*, opening: Opening, by: Actor) -> DeskAct | None:
    """The answer to `messaging.opened_look`: any decision of the thread is looked at again, whatever became of the message."""
    if not rules.correct.allows(by=by):
        return None
    args = (("opening", opening.public_id),)
    return DeskAct(_("What would be decided today?"), "", "moderation:decided_then", args, look=True)


def desk_acts(*, message: Message, by: Actor) -> list[DeskAct]:
    """The answer to `messaging.desk_acts`: one press for a message that was held wrongly, and a look at the decision."""
    if not rules.correct.allows(by=by):
        return []
    args = (("message", message.public_id),)
    again = DeskAct(_("What would be decided today?"), "", "moderation:decided", args, look=True)
    if stands_in_the_way(message, by):
        return [again]
    word = _("Deliver it, and let the same words pass from now on")
    hint = _("For a message that was held wrongly. It counts in this scheme, for the same words only.")
    return [DeskAct(word, hint, "moderation:let_pass", args), again]
