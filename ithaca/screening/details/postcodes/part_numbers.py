"""Codes of letters and figures that number a thing, an order or a lesson, and only look like a postcode."""

from __future__ import annotations

import re

from ithaca.screening.anywhere import anywhere
from ithaca.screening.sought import sought
from ithaca.screening.views.fold import Folded

# Things made, sold or kept, which carry such a code.
_THING = (
    r"(?:parts?|trays?|chairs?|flights?|shelf|shelves|timetable|brackets?|bearings?|bolts?|screws?|nuts?|hinges?"
    r"|valves?|gears?|cogs?|motors?|pumps?|washers?"
    r"|gaskets?|seals?"
    r"|filters?|fuses?|bulbs?|lamps?|batter(?:y|ies)|cables?|plugs?|sockets?|switch(?:es)?|relays?|resistors?"
    r"|capacitors?|transistors?|chips?"
    r"|microchips?|sensors?|circuits?|connectors?|spanners?|blades?|saws?|drills?|drill bits?|tools?|cutters?"
    r"|nozzles?|toner|ink|cartridges?"
    r"|printers?|mixers?|ovens?|machines?|models?|kits?|lego set|set|bricks?|beads?|paints?|colours?|colors?"
    r"|shades?|swatch(?:es)?|dyes?|tints?"
    r"|lipsticks?|yarns?|wools?|fabrics?|threads?|tiles?|crates?|pallets?|cartons?|drawers?|parts bin|bins?"
    r"|batch(?:es)?|products?|sku|serials?"
    r"|barcodes?|assets?|samples?|specimens?|components?|drawings?|diagrams?|aircraft|engines?|tyres?|brushes"
    r"|brush|pens?|pencils?|markers?"
    r"|needles?|hooks?|pipes?|taps?|resin|glue|filament|steel|alloy|enzymes?|proteins?|strains?|robots?"
    r"|lens(?:es)?|shelfmark|dewey)"
)
# Papers, places and journeys: only where the code follows at once, or where their code, number or reference is named.
_NUMBERED = (
    r"(?:questions?|box|lockers?|shelf|shelves|aisles?|racks?|seats?|rows?|gates?|stands?|lots?|figures?|fig\.?"
    r"|tables?"
    r"|exhibits?|slides?|bus|rooms?|grids?"
    r"|cells?|versions?|forms?|papers?|modules?|lessons?|class(?:room)?|course|exams?|quiz|candidates?|tickets?"
    r"|vouchers?|discounts?|coupons?"
    r"|promo|errors?|faults?|keys?|(?:number ?)?plates?|reg(?:istration)?|flights?|catalogue|stock|orders?"
    r"|items?|join|user|access|reference|ref"
    r"|licen[cs]es?|library|locks?|grade|galaxy)"
)
_CODE = r"(?:code|codes|number|numbers|no\.?|nos|id|ids|ref|reference|type|size|shade|mark|reg)"
_SAYS = (
    r"(?:is|was|are|were|says?|said|reads?|called|stamped|marked|labelled|named|the|an"
    r"|a|it|its|on|top|back|side|question|new|old|my|likely|closest)"
)
_BEFORE = re.compile(
    rf"\b(?:{_THING}(?:\s(?:{_CODE}|{_SAYS})){{0,5}}|{_NUMBERED}(?:\s{_CODE}(?:\s{_SAYS}){{0,5}}|(?!,))"
    rf"|{_NUMBERED}\s(?:ticket|plate|reg)"
    rf"(?:\s{_SAYS}){{0,4}}|use code"
    r"|(?:tutor group|maths set|set|class(?:room)?|form(?: group)?|year group|registration group)(?:'s|\s(?:is|was"
    r"|were|called)){1,2})"
    rf"[\s:#,=\"'(]{{1,3}}\Z"
)
_AFTER = re.compile(
    rf"[\"')]?,?\s(?:(?:is|was|fits?|from|on|in|stamped|turned up|matches|needs)\s){{1,3}}(?:the|a|an|your)\s"
    rf"(?:[a-z]+\s)?{_THING}\b"
    # "an M10 2AB bolt": what follows at once, and no more is said of it.
    r"|\s(?:(?:hex|cap|coach|steel|brass|spare|new|drill|driver|flange|roller|hss)\s)?(?:bolt|screw|nut|bit|part|washer|drill"
    r"|bearing|bracket|hinge|valve|gear|rivet|nail|stud|clamp|fitting|thread|tap|socket|spanner|blade|seal|gasket|fuse|bulb|relay"
    r"|resistor|connector|cable|belt|pulley|spring|rod|bar|tube|pipe|fixing|anchor|pin)s?"
    r"(?=\s?(?:[.,;:!?)]|\Z)|\s(?:for|in|into|on|to|is|are|was|from|and|or|not|with|needs?|fits?|goes|that|which|instead)\b)"
)
_PREPOSITION = re.compile(r"\b(?:at|to|near|from|by|around|in|into|towards|outside)\s(?:the\s)?\Z")
# Words that speak of a place all the same.
_PLACE = anywhere(
    sought(
        r"post ?code|zip ?code|sat ?-?nav|\bmaps?\b|address|street|\broad\b|\blane\b|\bavenue\b|\blive\b|\bliving\b"
        r"|\bhome\b|\bhouse\b|\bflat\b"
        r"|\bnear\b|travel|deliver|\bpost(?:ed)?\b|\bparcels?\b|\bcome\b|\bdrive to\b|\bget to\b|\bmeet\b|\bvisit"
        r"|\bcollege\b|\bdepot\b|\bfactory\b"
        r"|\boffice\b|\bsite\b|\bjob\b|\bplacement\b|\bworkshop\b|\bbased\b|\bmoved\b|\bcatchment\b|\bdistance\b"
        r"|\bmiles\b|\bdirections\b"
        r"|\bthe van goes\b|\bbuses\b|\bnext to\b|\bopposite\b|\bround mine\b"
    )
)


def names_a_thing(text: str, start: int, end: int, *, spaced: bool) -> bool:
    """Does what has the shape of a postcode number a part, a colour, a seat or an exam? Never where a place is spoken of.

    `spaced`: the halves stand apart by a plain space, as postcodes are written; anything else is looked at as a disguise.
    """
    if not spaced or _PLACE(text) or _PREPOSITION.search(text, max(0, start - 20), start):
        return False
    return _BEFORE.search(text, max(0, start - 60), start) is not None or _AFTER.match(text, end) is not None


_SHORT_WORDS = frozenset("up an at as be by he us we ur pe ha ah ya ye yh ll re nd ta da ah eh la".split())  # noqa: SIM905


def runs_into_a_word(folded: Folded, pieces: list[tuple[str, int, int]]) -> bool:
    """ "is G 114 up the stairs": does an ordinary short word in small letters end it, and nothing speaks of a postcode?"""
    piece, start, end = pieces[-1]
    written = folded.original[slice(*folded.span(start, end))]
    return piece in _SHORT_WORDS and written == piece and "post" not in folded.text and len(pieces) <= 4
