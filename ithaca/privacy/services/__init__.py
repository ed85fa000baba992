"""What may be done: asking, answering, holding, and the clock."""

from ithaca.privacy.services.answer import erase, give_copy, note_taken, refuse
from ithaca.privacy.services.ask import ask, take_back
from ithaca.privacy.services.clock import empty_due
from ithaca.privacy.services.hold import lift, place_hold

__all__ = ["ask", "empty_due", "erase", "give_copy", "lift", "note_taken", "place_hold", "refuse", "take_back"]
