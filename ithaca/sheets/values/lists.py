"""Several answers in one cell: `;` as Microsoft Forms writes, `,` as Google Forms writes, line breaks as people type.

Commas inside one answer ("Art, design and media") are the trap. The column shows them: a piece that never comes
without the piece before it
is its second half.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ithaca.sheets.model import Value, as_typed, normal
from ithaca.sheets.values.blanks import says_nothing

BULLETS = "•·*-–▪◦‣ \t"
ALONE = 5
LONGEST_PHRASE = 4


@dataclass(frozen=True)
class ListReading:
    """How to cut the cells of one column: the separator, and the answers that have a comma of their own (normal
    form).
    """

    separator: str = ""
    phrases: frozenset[str] = frozenset()


def learn_list(values: Iterable[Value], choices: Sequence[str] = ()) -> ListReading:
    """Look at a whole column and learn how its cells are cut. `choices` are answers known beforehand."""
    texts = [value for value in values if isinstance(value, str) and value.strip()]
    known = {normal(choice) for choice in choices if "," in choice}
    if any(";" in text for text in texts):
        return ListReading(";", frozenset(known))
    if any("\n" in text.strip() or "\r" in text.strip() for text in texts):
        return ListReading("\n", frozenset(known))
    return ListReading(",", frozenset(known | _phrases(texts)))


def _phrases(texts: list[str]) -> set[str]:
    """Neighbouring pieces that belong together: always side by side, and the second in lower case or the pair seen
    often.
    """
    pieces: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    lower: set[str] = set()
    upper: set[str] = set()
    for text in texts:
        cut = [piece.strip() for piece in text.split(",") if piece.strip()]
        for piece in cut:
            pieces[normal(piece)] += 1
            (lower if piece[0].islower() else upper).add(normal(piece))
        pairs.update({(normal(one), normal(two)) for one, two in pairwise(cut)})
    joined: dict[str, str] = {}
    for (one, two), times in pairs.items():
        halves = times == pieces[one] == pieces[two]
        if halves and ((two in lower - upper and one in upper and times > 1) or times >= ALONE):
            joined[one] = two
    return _chains(joined)


def _chains(joined: dict[str, str]) -> set[str]:
    """ "a, b" and "b, c" make "a, b, c"."""
    starts = set(joined) - set(joined.values())
    phrases = set()
    for start in starts:
        chain = [start]
        while chain[-1] in joined and len(chain) < LONGEST_PHRASE:
            chain.append(joined[chain[-1]])
        phrases.add(", ".join(chain))
    return phrases


def parse_list(value: Value, reading: ListReading | None = None) -> tuple[str, ...]:
    """The answers in a cell, in their order, each once, without bullets. Without a `reading` the cell itself is
    looked at.
    """
    if says_nothing(value):
        return ()
    text = as_typed(value).strip()
    reading = reading or learn_list([text])
    if normal(text) in reading.phrases:
        return (" ".join(text.split()),)
    pieces: list[str] = []
    for line in text.splitlines():
        pieces.extend(_cut(line, reading))
    seen: dict[str, str] = {}
    for piece in pieces:
        clean = " ".join(piece.strip().strip(BULLETS).split())
        if clean and not says_nothing(clean):
            seen.setdefault(normal(clean), clean)
    return tuple(seen.values())


def _cut(line: str, reading: ListReading) -> list[str]:
    if reading.separator == "\n":
        return [line]
    if reading.separator == ";":
        return line.split(";")
    pieces = [piece.strip() for piece in line.split(",")]
    result, at = [], 0
    while at < len(pieces):
        for size in range(min(LONGEST_PHRASE, len(pieces) - at), 1, -1):
            if normal(", ".join(pieces[at : at + size])) in reading.phrases:
                break
        else:
            size = 1
        result.append(", ".join(pieces[at : at + size]))
        at += size
    return result
