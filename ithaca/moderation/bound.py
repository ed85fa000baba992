"""What a sample supports: the most that may be bad among all, when so many of those read were (95 of 100 times)."""

from __future__ import annotations

from math import comb

DOUBT = 0.05


def at_most(*, bad: int, read: int, of: int) -> int:
    """The largest number of bad ones among `of` with which a sample of `read` shows at most `bad` bad ones in more than
    one of twenty draws: the exact one-sided 95 % bound for drawing without putting back (hypergeometric).

    Everything unread may be bad if nothing was read. Raises ValueError for numbers that do not fit together.
    """
    if not 0 <= bad <= read <= of:
        raise ValueError("more were bad than read, or more were read than there are")
    low, high = bad, of - (read - bad)
    while low < high:
        middle = (low + high + 1) // 2
        if _chance(bad, read, middle, of) > DOUBT:
            low = middle
        else:
            high = middle - 1
    return low


def _chance(bad: int, read: int, bad_in_all: int, of: int) -> float:
    """The chance that a sample of `read` shows at most `bad` of the `bad_in_all` bad ones."""
    good = of - bad_in_all
    ways = sum(comb(bad_in_all, k) * comb(good, read - k) for k in range(bad + 1) if read - k <= good)
    return ways / comb(of, read)
