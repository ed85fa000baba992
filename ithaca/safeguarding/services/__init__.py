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

__all__ = [
    "acknowledge",
    "add_entry",
    "call_third",
    "close",
    "decide",
    "open_concern",
    "open_unplaced",
    "pause_over",
    "place",
    "raise_concern",
    "raise_unplaced",
    "refer",
    "reopen",
    "say_about",
    "say_more",
    "triage",
    "write_down",
]
