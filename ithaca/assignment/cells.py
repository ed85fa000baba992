"""How a cell is read: as text, as a list or as a number.  The same cell may be read in more than one way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .errors import InputError
from .model import MOST_NUMBER

Cell = str | int | list[str] | tuple[str, ...] | set[str] | frozenset[str] | None

_NUMBER = re.compile(r"-?[0-9]+")


def as_text(cell: Cell) -> str:
    """The trimmed text; empty for an empty cell.  A list given as Python values is written with ``; ``."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, (list, tuple)):
        return "; ".join(as_list(cell))
    if isinstance(cell, (set, frozenset)):
        return "; ".join(sorted(as_list(cell)))
    raise InputError(f"a cell holds {cell!r}, but it must hold text, a whole number or a list of texts")


def as_list(cell: Cell) -> tuple[str, ...]:
    """The items, trimmed, without empty and repeated ones, in the order given (sorted for a set)."""
    items: Iterable[str]
    if cell is None:
        return ()
    if isinstance(cell, (list, tuple)):
        items = cell
    elif isinstance(cell, (set, frozenset)):
        items = sorted(cell)
    else:
        items = as_text(cell).split(";")
    trimmed = (item.strip() for item in items)
    return tuple(dict.fromkeys(item for item in trimmed if item))


def as_number(cell: Cell) -> int | None:
    """The whole number, or None for an empty cell.  Raises `InputError` if the text is not ``-?[0-9]+``."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        number = cell
    else:
        text = as_text(cell)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise InputError(f"“{text}” is not a whole number")
        if len(text) > 20:
            raise InputError(f"“{text[:20]}…” is too large; at most {MOST_NUMBER} can be used")
        number = int(text)
    if abs(number) > MOST_NUMBER:
        raise InputError(f"“{number}” is too large; at most {MOST_NUMBER} can be used")
    return number
