"""Every address of ours, and who gets in: the one table (SE-2). An address missing here fails the sweep.

`may` is a set of walkers (see browse.WALKERS) for every object the address can name, or one set for each variant of the
object ("ours", "other", ... as kept by populated.py): whose it is decides. Everybody else gets the same answer as for
an object that never was. The words after it say what the address names: a kind of thing, or "=word" for a fixed part.
`told_no` know that it is there and read a sentence why it is closed to them (403). `reads` are the tables a page may
write to when it is only read, because the reading itself is evidence or a mark.
"""

from __future__ import annotations

from tests.house.sweep.expected_joining import JOINING
from tests.house.sweep.expected_pairs import PAIRS

ADDRESSES = JOINING + PAIRS
