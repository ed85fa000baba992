"""A question about a whole message that is asked again for each thing found in it, and answered once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ithaca.screening.sought import Sought


def anywhere(pattern: Sought | re.Pattern[str]) -> Callable[[str], bool]:
    """`anywhere(PATTERN)(text)`: does it occur in the text? The last two texts are remembered.

    Where hundreds of things in one message need the answer, a search for each would take the square of its length.
    """

    @lru_cache(maxsize=2)
    def occurs(text: str) -> bool:
        return pattern.search(text) is not None

    return occurs
