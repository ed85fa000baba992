"""The word lists of `words.toml`."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    """One list of `words.toml`. Raises KeyError for a list that is not there."""
    return frozenset(_lists()[name])
