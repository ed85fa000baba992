"""What may be done with messages."""

from ithaca.messaging.services.anew import send_anew
from ithaca.messaging.services.decide import escalate, freeze, release, return_message, why_not_second
from ithaca.messaging.services.evaluation import take_for_evaluation
from ithaca.messaging.services.lock import lock, unlock
from ithaca.messaging.services.read import one_of_opened, open_held, open_thread, read_opened, take_pack
from ithaca.messaging.services.sampled import Shown, read_delivered, worry_about
from ithaca.messaging.services.send import mark_read, save_draft, send_message, send_or_keep
from ithaca.messaging.services.unsent import tell_of_unsent
from ithaca.messaging.services.usual import usual_wait

__all__ = [
    "Shown",
    "escalate",
    "freeze",
    "lock",
    "mark_read",
    "one_of_opened",
    "open_held",
    "open_thread",
    "read_delivered",
    "read_opened",
    "release",
    "return_message",
    "save_draft",
    "send_anew",
    "send_message",
    "send_or_keep",
    "take_for_evaluation",
    "take_pack",
    "tell_of_unsent",
    "unlock",
    "usual_wait",
    "why_not_second",
    "worry_about",
]
