"""A message as the finders read it: folded, and in the canonical words that the lexicons know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ithaca.screening.meaning.lexicon import lexicon
from ithaca.screening.views.fold import Folded, fold
from ithaca.screening.views.words import Canon, Reader


@dataclass(frozen=True, slots=True)
class View:
    """A message as the finders read it: folded, and in canonical words."""

    folded: Folded
    canon: Canon


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of canonical words, with the vocabulary of the lexicons."""
    return Reader(lexicon().vocabulary)


def view(text: str) -> View:
    """The views of a text."""
    folded = fold(text)
    return View(folded, reader().read(folded))


#: A message is read anew for each of the next five beside which it stands; one after another they find it here.
view_again = lru_cache(maxsize=64)(view)
