"""What may be done about what pairs wrote, once it is delivered, and what the screening is taught."""

from ithaca.moderation.services.choose import choose, set_share_again
from ithaca.moderation.services.correct import end_correction, hold_next_time, let_pass
from ithaca.moderation.services.examples import blank_example, open_example, take_out_examples
from ithaca.moderation.services.read import find, open_reading, worry
from ithaca.moderation.services.removals import note_removal
from ithaca.moderation.services.words import add_rule, end_rule, try_rule

__all__ = [
    "add_rule",
    "blank_example",
    "choose",
    "end_correction",
    "end_rule",
    "find",
    "hold_next_time",
    "let_pass",
    "note_removal",
    "open_example",
    "open_reading",
    "set_share_again",
    "take_out_examples",
    "try_rule",
    "worry",
]
