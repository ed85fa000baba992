"""The draw: which messages chance chooses, and how many the minutes of a week allow."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

#: How many messages a person reads in a minute with what went before: our own figure, to be put right by experience.
A_MINUTE = 3
#: Never less than this share in a scheme or pair with a child, never more than this in any: the rest stays private.
LEAST_WITH_CHILDREN, MOST = 0.01, 0.25
#: A scheme that has hardly begun to write is taken to write so many a week.
FEWEST_A_WEEK = 20
FIRST_OF_A_PAIR = 3


def lot(key: str) -> float:
    """A number from 0 up to 1 for the message of that public id: evenly spread, always the same, and known to nobody who
    does not hold the platform's secret key."""
    digest = salted_hmac("ithaca.moderation.lot", key, algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def share(*, minutes: int, a_week: int, children: bool) -> float:
    """Which share of the messages to draw, from 0 to 1: `minutes` of reading over the messages of the last week."""
    wanted = minutes * A_MINUTE / max(a_week, FEWEST_A_WEEK)
    return min(max(wanted, LEAST_WITH_CHILDREN if children else 0.0), MOST)
