"""Postal addresses: everything that tells where somebody lives, in one message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ithaca.screening.details.places.extent import to_the_end, whole
from ithaca.screening.details.places.home_clauses import described
from ithaca.screening.details.places.home_words import HOMELY_KIND, HOUSE_KIND, STREET_KIND
from ithaca.screening.details.places.house_names import named_houses
from ithaca.screening.details.places.house_positions import placed_houses
from ithaca.screening.details.places.landmarks import by_landmarks
from ithaca.screening.details.places.neighbours import by_neighbours
from ithaca.screening.details.places.no_homes import SITE, VENUE
from ithaca.screening.details.places.premises import LABEL, enveloped, in_words
from ithaca.screening.details.places.streets import drawn, made_up, numbered, unusual, welsh
from ithaca.screening.details.places.streets_said import named, of_one_word, said, small
from ithaca.screening.details.places.three_words import find_three_words
from ithaca.screening.lists.streets import BLOCK, SHORT, SOLID, TOWN, TYPE
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise, Finding
from ithaca.screening.views.fold import Folded

# "Thistle Croft, Shore Street": a house by its name alone. Written so, with capitals, hardly anything else is.
_NO_LEAD = (
    r"(?!(?:It|Its|Home|Mine|Ours|Use|Send|Put|At|From|To|In|We|I|Write|Try|See|Ask|My|Our|Post|Dear|Hi|Yes|No)\b)"
)
_STREET_SO = rf"(?:[A-Z][\w'-]+ ){{1,2}}(?i:{SOLID})\b"
_IN_TOWN = r"(?:, [A-Z][a-z]+(?:[ -][A-Z][a-z]+)?)?"
_CALLED = sought(
    rf"\b{_NO_LEAD}(?:The )?[A-Z][\w'-]+(?: (?:(?:na|nan|an|y|yr|of|the) )?[A-Z][\w'-]+){{0,3}}, "
    rf"{_STREET_SO}{_IN_TOWN}"
    rf"|\b{_NO_LEAD}(?:The Old [A-Z][a-z]+|(?:[A-Z][\w'-]+ ){{1,3}}(?i:{HOUSE_KIND})"
    r"|[A-Z][\w'-]+(?: [A-Z][\w'-]+)? (?:Rest|Nook|View|Gables))"
    rf", (?:[A-Z][\w'-]+ ){{1,2}}(?i:{TYPE}|{STREET_KIND})\b{_IN_TOWN}"
)
# "Heron Court on Elder Road", "Upper Cawl Farmhouse nr Ostley": the same joined to its street or its town by a word.
_JOINED = sought(
    rf"\b{_NO_LEAD}(?:The )?(?:[A-Z][\w'-]+ ){{1,3}}(?i:{HOUSE_KIND}|court|heights|tower|mansions),? (?:on|in"
    rf"|off) {_STREET_SO}"
    rf"|\b{_NO_LEAD}(?:The )?(?:[A-Z][\w'-]+ ){{1,3}}(?i:{HOMELY_KIND}|farm|barn),? (?:nr\.?|near) [A-Z][a-z]+"
    r"(?:[ -][A-Z][a-z]+){0,2}"
)
_CALLED_ANY = re.compile(
    rf"\b(?:The )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}}, (?:[A-Z][\w'-]+ ){{1,2}}(?i:{TYPE})\b(?:, [A-Z][a-z]+)?"
)
_POSTAL = sought(
    r"\b(?:address|post (?:my|it|the|this|them)|(?:letters?|post|mail|parcels?) (?:should )?(?:go|goes|come|comes) to"
    r"|study is|student finance|(?:i|we) live)\b"
)
_AT_HOME = sought(
    r"\b(?:(?:i'm|im|we're) (?:at|in)|my|ours?|home|house|live|lives|aunt's|nan's|gran's|mum's|dad's|uncle's|post ?man"
    r"|number|mine)\b"
)
# Letters that stand apart, closed up: "33elmwooddrive".
_TIGHT = re.compile(
    r"(?<![\w.])\d{1,4}[a-z]?[ ,]{0,2}[a-z]{3,20}(?:road|street|avenue|drive|lane|close|crescent|court"
    r"|terrace|gardens|grove)(?![a-z])"
    r"|(?<![\w.])(?P<short>(?:flat\d{1,3}[, ]{0,2})?\d{1,4}[ ,]{0,2}[a-z]{3,20}(?:st|rd|ave|ln|walk|way|rise|row"
    r"|hill|place|view|square|green))(?![a-z])"
)
# "my home address is Ty Gwyn, Heol y Felin": names in capitals where somebody says that they live there.
_SAID = sought(
    r"(?i:\b(?:home address is|address is|(?:i|we) live at|(?:i'm|im|we're) at home at|post (?:it|them|this) to"
    r"|post for (?:[a-z]+ ){1,3}goes to)) "
    r"(?P<name>(?:[A-Z][\w'-]+ ){0,3}[A-Z][\w'-]+, (?:[A-Z][\w'-]+ (?:y |yr |the |of "
    r"|upon )?){0,3}[A-Z][\w'-]+(?:, [A-Z][\w'-]+)?)"
)
_ADDRESSY = sought(rf"\b(?:{TYPE}|{BLOCK}|{SHORT}|st{TOWN})\b")


def find_closed_up(folded: Folded) -> list[Finding]:
    """Streets in a view whose single letters were put together."""
    return [
        Finding(*folded.span(*match.span()), "ADDRESS", "disguised", "address")
        for match in _TIGHT.finditer(folded.text)
        if not match["short"] or _strung(folded, *match.span())
    ]


def _strung(folded: Folded, start: int, end: int) -> bool:
    """Did nearly all of these characters stand apart?"""
    first, last = folded.span(start, end)
    return last - first >= 1.6 * (end - start)


def find_addresses(folded: Folded) -> list[Finding]:
    """Every postal address in one message: street and number, house name, flat by its landmarks, what3words."""
    found: list[Finding] = []
    for start, end, disguise in _candidates(folded):
        if LABEL.search(folded.text, max(0, start - 16), start):
            continue
        first, last = whole(folded, start, end, plain=disguise == "plain")
        if not any(first < other.end and other.start < last for other in found):
            found.append(Finding(first, last, "ADDRESS", disguise, "address"))
    return found


def _candidates(folded: Folded) -> Iterator[tuple[int, int, Disguise]]:
    """What may be an address, in characters of the folded text, the surest first: of two that overlap it is kept."""
    text, cased = folded.text, folded.cased()
    addressy = _ADDRESSY.search(text) is not None
    if addressy:
        yield from ((*place, "plain") for place in numbered(folded))
    yield from ((*place, "plain") for place in unusual(text, cased))
    for start, end in enveloped(cased):
        open_ = folded.plain(*folded.span(start, end)) and not in_words(text[start:end])
        yield start, end, "plain" if open_ else "disguised"
    yield from ((*place, "plain") for place in _told(text, cased))
    yield from ((*place, "plain") for place in welsh(text))
    yield from ((*place, "disguised") for place in drawn(text))
    homes = [
        *described(text),
        *by_landmarks(text),
        *by_neighbours(text),
        *placed_houses(text),
        *named_houses(text, cased),
    ]
    yield from ((*place, "disguised") for place in _merged(text, [to_the_end(text, *home) for home in homes]))
    yield from ((*place, "disguised") for place in find_three_words(text))
    for start, end in of_one_word(text, cased):
        yield start, end, "plain" if text[start].isdigit() else "disguised"
    if addressy:
        yield from ((*place, "disguised") for place in said(folded) if not made_up(text, *place))
        yield from ((*place, "plain") for place in named(cased))
        yield from ((*place, "disguised" if folded.original.islower() else "plain") for place in small(text))
    yield from ((*place, "plain") for place in _by_form(text, cased))


def _merged(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places that overlap, as one: a home may be found by several of its landmarks."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        end = start + len(text[start:end].rstrip())
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _told(text: str, cased: str) -> Iterator[tuple[int, int]]:
    """Names in capitals, one for the house and one for the street, where somebody says that they live there."""
    if "," not in text:
        return
    if _POSTAL.search(text):
        yield from (match.span() for match in _CALLED_ANY.finditer(cased))
    if _AT_HOME.search(text) and SITE.search(text) is None:
        yield from (match.span() for match in _CALLED.finditer(cased))
    yield from (match.span("name") for match in _SAID.finditer(cased))


def _by_form(text: str, cased: str) -> Iterator[tuple[int, int]]:
    """The same by their form alone."""
    if SITE.search(text) is None:
        yield from (match.span() for match in _CALLED.finditer(cased))
        if VENUE.search(text) is None:
            yield from (match.span() for match in _JOINED.finditer(cased))
