"""What may be done with worries."""

from ithaca.safeguarding.services.deciding import (
    acknowledge,
    add_entry,
    call_third,
    close,
    decide,
    open_concern,
    pause_over,
    refer,
    reopen,
    say_about,
    triage,
    write_down,
)
from ithaca.safeguarding.services.more import say_more
from ithaca.safeguarding.services.raising import open_unplaced, place, raise_concern, raise_unplaced
from ithaca.safeguarding.services.unheard import pair_of_unheard, raise_unheard, unheard_ref

__all__ = [
    "acknowledge",
    "add_entry",
    "call_third",
    "close",
    "decide",
    "open_concern",
    "open_unplaced",
    "pair_of_unheard",
    "pause_over",
    "place",
    "raise_concern",
    "raise_unheard",
    "raise_unplaced",
    "refer",
    "reopen",
    "say_about",
    "say_more",
    "triage",
    "unheard_ref",
    "write_down",
]
