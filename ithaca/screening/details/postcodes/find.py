"""Full postcodes, written out, spelled, drawn with look-alikes or split."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise

from ithaca.screening.anywhere import anywhere
from ithaca.screening.details.postcodes.part_numbers import names_a_thing, runs_into_a_word
from ithaca.screening.lists.letters import LETTER_NAMES as LETTER_NAMES
from ithaca.screening.lists.letters import SPELL, run_together
from ithaca.screening.lists.numbers import TENS, UNITS
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise, Finding
from ithaca.screening.views.fold import Folded, fold_char

_AREAS = (
    "ab al b ba bb bd bf bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl "
    "gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe "
    "ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv "
    "yo ze"
)
_AREA = "(?:" + "|".join(sorted(_AREAS.split(), key=len, reverse=True)) + ")"
_IN = r"\d[abd-hjlnp-uw-z]{2}"
_OUT = rf"{_AREA}\d(?:\d|[a-hjkmnp-y])?"
_BETWEEN = (
    r"(?:\s{0,2}|\s?(?:_|[^\w\s%£$€=<>]){1,3}\s?|,?\s(?:and |but )?(?:then|space|gap|followed by)\s(?:an?\s)?"
    r"|\s?\((?:space|gap)\)\s?)"
)
_POSTCODE = sought(rf"(?<![a-z0-9]){_OUT}{_BETWEEN}{_IN}(?![a-z0-9])|(?<![a-z0-9])gir\s?0aa(?![a-z0-9])")
_WHOLE = re.compile(rf"{_OUT}{_IN}\Z")
# Letters that no real one ends on, read where the words say that it is one.
_IN_TOLD = r"\d[a-z]{2}"
_POSTCODE_TOLD = re.compile(rf"(?<![a-z0-9]){_OUT}{_BETWEEN}{_IN_TOLD}(?![a-z0-9])")
_WHOLE_TOLD = re.compile(rf"{_OUT}{_IN_TOLD}\Z")
_CODE_TOLD = anywhere(re.compile(r"\bpost ?code|\bsat ?-?nav"))
_UNIT = re.compile(r"(?:1st|2nd|3rd|[04-9]th|\d(?:gb|tb|mb|lb|kg|mg|km|cm|mm|ml|ft|pt|px|hr|hz|ep|ed))\Z")
_PIECE = re.compile(
    r"(?<!\w)(?P<letter>[a-z])\s(?:for|as in|like in|is for|like)\s(?P=letter)[a-z]+|double[- ]?(?:u"
    r"|you)\b|x[- ]ray\b|(?P<then>(?<!\w)(?:(?:but |and )then(?: an?(?= \d))?|(?:then|followed by) an?(?= \d)"
    r"|followed by)(?!\w))|[^\W_]+"
)
_DEVICE = re.compile(r"\b(?:figure|fig|table|exhibit|slide|component|part|model|bus|room|seat|grid|cell|version)\s\Z")


def find_postcodes(folded: Folded) -> list[Finding]:
    """Every full postcode in one message."""
    text = folded.text
    found, things = list[Finding](), list[tuple[int, int]]()
    for match in (_POSTCODE_TOLD if _CODE_TOLD(text) else _POSTCODE).finditer(text):
        start, end = folded.span(*match.span())
        words = folded.original[start:end]
        if _UNIT.search(match.group()) and not _no_size(text, match.group(), words):
            continue
        if _HEX.fullmatch(match.group()) and _OF_COLOURS(text):
            things.append((start, end))
            continue
        if _DRAWN_WORD.match("".join(filter(fold_char, words))):
            continue
        if names_a_thing(text, match.start(), match.end(), spaced=re.search(r"\d\s\d", words) is not None):
            things.append((start, end))
            continue
        plain = words.isascii() and re.fullmatch(r"[A-Za-z0-9]+\s?[A-Za-z0-9]{3}", words)
        found.append(Finding(start, end, "POSTCODE", "plain" if plain else "disguised", "postcode"))
    found = found or _look_alike(folded) or _misspaced(folded) or (_spelled(folded, []) if _two_figures(text) else [])
    return [
        item
        for item in found
        if not any(item.start < end and start < item.end for start, end in things)
        and not _SUM.search(folded.original, item.start, item.end)
    ]


# "so 2a+4b and a": algebra, and "CO2 → 2 GP": chemistry.
_SUM = re.compile(r"[A-Za-z]\s?[+=×÷]\s?\d|→")


# "NP20 1GB": a size of a disk rather than a place?
_STORAGE = anywhere(
    re.compile(
        r"\b(?:ram|ssd|hdd|memory|usb|drive|drives|card|cards|storage|disk|gpu|cpu|download|data|laptop|stick|model"
        r"|graphics|rtx|gtx|speed"
        r"|files?|cloud|console|tablet)\b"
    )
)
_SOUGHT = anywhere(re.compile(r"post ?code|sat ?nav|\btyped?\b|\bentered\b|\bnear me\b"))
_PLACED = anywhere(
    re.compile(r"post ?code|area code|\bmap\b|satnav|address|street|road|\bmy\b|\blive|\btyped?\b|\bentered\b|,")
)


def _no_size(text: str, found: str, words: str) -> bool:
    """Does what ends like an ordinal or a size ("1GB", "2nd") stand for a place all the same?"""
    if found.endswith("lb") and re.match(r"[a-z]{2}\d", found):
        return True  # "cv6 2lb": no two letters and a figure stand before pounds
    if not found.endswith(("gb", "tb")):
        # "dn551pt": all one word
        return words.isupper() or (found.isalnum() and len(found) >= 6) or _SOUGHT(text)
    area = re.match("[a-z]+", found)
    return area is not None and len(area[0]) == 2 and not _STORAGE(text) and (words.isupper() or _PLACED(text))


# "the hex code DA1 2BE": a colour.
_HEX = re.compile(r"[0-9a-f]{3} ?[0-9a-f]{3}")
_OF_COLOURS = anywhere(
    re.compile(
        r"\A(?!.*(?:post ?code|address|\blive\b|\bhome\b|house|street|road|door))"
        r"(?=.*\b(?:hex|rgb|css|colou?r (?:code|picker))\b)",
        re.DOTALL,
    )
)
# "n00dz": one letter and a nought begin no postcode.
_DRAWN_WORD = re.compile(r"[a-z]0\d[a-z]{2}\Z")
_FIGURE_WORDS = [word for word, plain in SPELL.items() if plain[0].isdigit()]
_FIGURES = sought(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|ate|foor)\b"
)
_FIGURE = re.compile(
    rf"\d|(?<![^\W_])(?:{'|'.join(sorted(_FIGURE_WORDS, key=len, reverse=True))}|double|dubble)(?![^\W_])"
    rf"|(?<![^\W_])(?:{'|'.join(TENS)})"
)
# The words `_pieces` reads in one way as the name of a letter and in another as they stand: "eh", "es", "ar".
_TWO_LETTERS = re.compile(rf"(?<![^\W_])(?:{'|'.join(word for word in SPELL if len(word) == 2)})(?![^\W_])")


def _two_figures(text: str) -> bool:
    """Are there the two figures that every postcode holds? One word may stand for both ("twenty", "double")."""
    if not _FIGURES.search(text):
        return False
    said = [match.group() for match in islice(_FIGURE.finditer(text), 2)]
    return len(said) == 2 or any(word[0] == "d" or len(SPELL.get(word, "")) == 2 for word in said)


def _look_alike(folded: Folded) -> list[Finding]:
    """Letters for figures: "CFll 9LL", "LSl 6JR", "M1A O5B" is none. Capitals or the word postcode must say so."""
    found: list[Finding] = []
    cued = "post" in folded.text
    for match in _LOOKS_LIKE.finditer(folded.text):
        outward, inward = match.group(1, 2)
        outward = outward[0].translate(_TO_LETTER) + outward[1:]
        ends = inward[0].translate(_TO_FIGURE) + inward[1:]
        forms = [outward[:letters] + outward[letters:].translate(_TO_FIGURE) + ends for letters in (1, 2)]
        start, end = folded.span(*match.span())
        written = folded.original[start:end]
        capital = sum(char.isupper() for char in written) >= 3 and any(char.isdigit() for char in written)
        if _UNIT.search(inward) or not any(char.isdigit() for char in outward + inward[0]):
            continue
        if (cued or capital) and any(_WHOLE.match(form) for form in forms):
            found.append(Finding(start, end, "POSTCODE", "disguised", "postcode"))
    return found


# "DE2 38QB": the space in the wrong place.
_MISSPACED = sought(rf"(?<![a-z0-9]){_AREA}\d\s\d\d[abd-hjlnp-uw-z]{{2}}(?![a-z0-9])")


def _misspaced(folded: Folded) -> list[Finding]:
    """A postcode whose space stands one figure too early; in capitals, or where the words speak of a place."""
    found: list[Finding] = []
    for match in _MISSPACED.finditer(folded.text):
        start, end = folded.span(*match.span())
        told = folded.original[start:end].isupper() or "post" in folded.text
        if told and not _UNIT.search(match.group()) and not _DEVICE.search(folded.text[: match.start()]):
            found.append(Finding(start, end, "POSTCODE", "disguised", "postcode"))
    return found


_AS_FIGURE = "0123456789oilsz"
_TO_FIGURE = str.maketrans("oilsz", "01152")
_TO_LETTER = str.maketrans("05", "os")
_LOOKS_LIKE = re.compile(
    r"(?<![a-z0-9])([a-z05][a-z]?[0-9oilsz]{1,2})\s?[-.]?\s?([0-9oilsz][abd-hjlnp-uw-z]{2})(?![a-z0-9])"
)


# Characters at the end of a message that hold its last word and more.
_LAST_WORDS = 60


_OUTWARD = sought(rf"(?<![a-z0-9]){_OUT}(?![a-z0-9])")
_INWARD = sought(rf"(?<![a-z0-9])(?:{_IN}|\d [abd-hjlnp-uw-z] [abd-hjlnp-uw-z])(?![a-z0-9])")
_INWARD_TOLD = re.compile(rf"(?<![a-z0-9])(?:{_IN_TOLD}|\d [a-z] [a-z])(?![a-z0-9])")
# "6 Tango Papa", "seven bee tee": the second half with letters that are said.
_INWARD_SAID = re.compile(
    rf"(?<![^\W_])(?:\d|{'|'.join(word for word, plain in SPELL.items() if plain.isdigit() and len(plain) == 1)})"
    rf"(?:,?[ -](?:{'|'.join(word for word, plain in SPELL.items() if plain.isalpha())}|[a-z])){{2}}(?![^\W_])"
)
_FIRST_HALF = re.compile(
    r"\b(?:first|start(?:s|ing)?|begin(?:s|ning)?|half|bit|part|outward|post ?code|in|opens?|front)\b"
)

# "for the satnav it is two, B, B", "after the gap, 2 Bravo Bravo": what only a postcode needs.
_EXACT = sought(r"\b(?:sat ?-?nav|to be (?:exact|precise)|(?:after|behind) the (?:gap|space)|(?:the|your) map)\b")
_OUTWARD_TOLD = re.compile(r"\b(?:outward|post ?code|first (?:half|part|bit))\b")
_OTHER_HALF = sought(r"\b(?:other|second|2nd|last|end|missing) (?:half|bit|part)\b|\bthe rest (?:is|of it|goes)\b")
# "followed by 2BB, and ring when you are there": what leads straight to the second half, whatever else is said.
_LED_TO = re.compile(
    r"\W{0,3}(?:(?:and|then|it|the|is|'s|it's|its|that's|thats|so)\s){0,3}(?:followed by|then|ends?(?: (?:in|with"
    r"|on))?|ending(?: in)?"
    r"|finish(?:es)?(?: (?:with|on|in))?|plus|after that(?:'s| is)?|(?:rest|end) (?:is|of it is|of it's)"
    r"|next(?: bit)?(?: is|'s)?)\s"
)
_MOST_WORDS = 20
_LAST_HALF = re.compile(r"\b(?:ends?|ending|last|second|back|inward|closes?|finish(?:es)?|rest)\b")


def _halves(folded: Folded, context: list[Folded]) -> list[Finding]:
    """An inward half in a short message, after an outward half that stood by itself or was announced as one."""
    turned = _OUTWARD.search(folded.text)
    if turned and _FIRST_HALF.search(folded.text) and len(folded.text.split()) <= 7:
        ends = [message.text for message in context[-2:] if _INWARD.search(message.text)]
        if any(_LAST_HALF.search(message) and len(message.split()) <= 8 for message in ends):
            return [Finding(*folded.span(*turned.span()), "POSTCODE", "split", "postcode")]
    told = any(_CODE_TOLD(message.text) for message in context[-2:])
    inward = _INWARD.search(folded.text) or (_INWARD_TOLD.search(folded.text) if told else None)
    exact = _EXACT.search(folded.text) is not None
    if inward is None and (exact or _LAST_HALF.search(folded.text)):
        inward = _INWARD_SAID.search(folded.text)
    furthest = 12 if exact or _OTHER_HALF.search(folded.text) else 7
    if inward is not None and _LED_TO.fullmatch(folded.text, 0, inward.start()):
        furthest = _MOST_WORDS
    if (
        inward is None
        or len(folded.text.split()) > furthest
        or re.search(r"(?:1st|2nd|3rd|[04-9]th|\d[ap]m)\Z", inward.group())
    ):
        return []
    for message in context[-2:]:
        outward = _OUTWARD.search(message.text)
        words = len(message.text.split())
        if outward and (
            words <= 5
            or (words <= 8 and _FIRST_HALF.search(message.text))
            or (words <= 15 and _OUTWARD_TOLD.search(message.text))
        ):
            return [Finding(*folded.span(*inward.span()), "POSTCODE", "split", "postcode")]
    return []


# What may lead to the second half ("ends 2BB", "and then 2BB"); messages that hold no more than this do not divide.
_LEAD = re.compile(
    r"(?:\W*(?:and|then|ends?|ending|finish(?:es)?|with|in|it|its|it's|is|the|rest|second|other|half|part|bit"
    r"|last|next"
    r"|after|that|followed|by"
    r"|so|ok|comes?|goes|followed|letters?|numbers?|figures?|starts?|starting|begins?|opens?|first|my|our|code"
    r"|post ?code|put"
    r"|gap|space|of)\b)*\W*"
)
_FILLER = re.compile(
    r"(?:\W*(?:and|then|ok|so|um+|er+|wait|hang on|yeah|yh|lol|haha|next|ready|here|got (?:it|that))\b)+\W*"
)


def split_postcodes(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A postcode whose first half stood in an earlier message."""
    halves = _halves(folded, context)
    if halves:
        return halves
    opening = _PIECE.search(folded.text, _LEAD.match(folded.text).end())  # type: ignore[union-attr]
    cut_off = opening is not None and folded.text[: opening.start()].endswith("'")
    if opening is None or cut_off or _ordinary(_pieces(opening.group())[:1]):
        return []  # it opens with an ordinary word, which no postcode reaches over
    context = [
        message
        for message in context
        if not _FILLER.fullmatch(message.text)
        and (
            _FIGURES.search(message.text)
            or len(message.text.split()) > 6
            or len(message.text.strip()) <= 3
            or _letters_alone(message.text)
        )
    ] or context[-1:]
    if context and _ordinary(_pieces_of(context[-1].text[-_LAST_WORDS:])[-1:]):
        return []  # and so does the end of the message before
    for count in range(1, min(3, len(context)) + 1):
        led = [_led(message.text) for message in context[-count:]]
        lead = opening.start()
        rest = Folded(folded.original, folded.text[lead:], folded.starts[lead:], folded.ends[lead:])
        for raw in (False, True) if any(map(_TWO_LETTERS.search, led)) else (False,):
            before = [piece for text in led for piece in _pieces_of(text, raw)][-7:]
            if found := _spelled(rest, [(char, -1, -1) for char, _, _ in before]):
                return found
    return []


def _led(text: str) -> str:
    """A message without what leads to its part of a postcode ("the letters come first: ...")."""
    return text[_LEAD.match(text).end() :]  # type: ignore[union-attr]


def _letters_alone(text: str) -> bool:
    """Does a message hold one or two letters, perhaps said by their names, and no more than what leads to them?"""
    pieces = _pieces_of(_led(text))
    return (
        0 < len(pieces) <= 2
        and all(len(piece) == 1 or len(pieces) == 1 for piece, _, _ in pieces if piece != "")
        and all(piece for piece, _, _ in pieces)
    )


def _ordinary(piece: list[tuple[str, int, int]]) -> bool:
    """Is there a word, and is it no part of a spelled postcode? "double" counts as a part."""
    return bool(piece) and not piece[0][0]


def _pieces(text: str, raw: bool = False) -> list[tuple[str, int, int]]:
    """Letters and figures that may be part of a spelled postcode, with their places; '' for any other word.

    `raw` takes two letters as they stand ("EH"), not as the name of one ("eh").
    """
    out: list[tuple[str, int, int]] = []
    twice, tens = -1, -1
    for match in _PIECE.finditer(text):
        if tens == match.start() - 1 and len(UNITS.get(match.group(), "")) == 1 and out:  # "twenty three"
            out[-1] = (out[-1][0][0] + UNITS[match.group()], out[-1][1], match.end())
            tens = -1
            continue
        tens = match.end() if match.group() in TENS else -1
        word = match.group("letter") or ("then" if match.group("then") else match.group())
        if word in ("double", "dubble"):
            twice = match.start()
            continue
        if word.startswith("double") and len(word) > 6:
            plain = "w"
        elif word in ("x-ray", "x ray"):
            plain = "x"
        elif word in SPELL and len(word) != 1:
            plain = word if raw and len(word) == 2 else SPELL[word]
        elif len(word) > 3 and (joined := run_together(word)):
            out += [(char, *match.span()) for char in joined]
            twice = -1
            continue
        elif len(word) <= 2 or (len(word) <= 7 and not word.isalpha()):
            plain = word
        else:
            plain = ""
        if word == "and" and out and out[-1][0]:
            continue
        if word in ("then", "space", "gap") and out and out[-1][0]:
            out[-1] = (out[-1][0], out[-1][1], match.end())
            continue
        if twice >= 0 and len(plain) == 1:
            out.append((plain * 2, twice, match.end()))
        else:
            out.append((plain, match.start(), match.end()))
        twice = -1
    return out


_pieces_of = lru_cache(maxsize=64)(_pieces)


def _spelled(folded: Folded, before: list[tuple[str, int, int]]) -> list[Finding]:
    found = _put_together(folded, before, raw=False)
    return found or (_put_together(folded, before, raw=True) if _TWO_LETTERS.search(folded.text) else [])


def _put_together(folded: Folded, before: list[tuple[str, int, int]], *, raw: bool) -> list[Finding]:
    pieces = [*before, *_pieces(folded.text, raw)]
    # "dee ee one two jay oh", and nothing else
    alone = (
        len(pieces) >= 5
        and all(piece or folded.text.startswith("emo", at) for piece, at, _ in pieces)
        and not any(map(str.isdigit, folded.text))
    )
    whole = _WHOLE_TOLD if alone or _CODE_TOLD(folded.text) else _WHOLE
    for first in range(len(pieces)):
        if before and first >= len(before):
            break
        joined = ""
        for last in range(first, min(first + 8, len(pieces))):
            piece, _, end = pieces[last]
            joined += piece
            if not piece or len(joined) > 7:
                break
            if (
                last > first
                and end >= 0
                and (whole.match(joined) or (joined[0] == "0" and _WHOLE.match("o" + joined[1:])) or _with_an_o(joined))
                and _meant(pieces[first : last + 1], joined, bool(before))
            ):
                if runs_into_a_word(folded, pieces[first : last + 1]):
                    continue
                start = max(pieces[first][1], pieces[len(before)][1] if before else 0)
                if letters := _LETTERS_SAID.search(folded.text, max(0, start - 14), start):
                    start = letters.start()
                disguise: Disguise = "split" if before else "disguised"
                return [Finding(*folded.span(start, end), "POSTCODE", disguise, "postcode")]
    return []


# "letters C V, then six ..."
_LETTERS_SAID = re.compile(r"\b(?:the )?letters? \Z")


def _with_an_o(joined: str) -> bool:
    """ "ess oh one four": an "oh" that is the letter of an area."""
    return joined[1:2] == "0" and joined[0] in "scpy" and _WHOLE.match(joined[0] + "o" + joined[2:]) is not None


def _meant(pieces: list[tuple[str, int, int]], joined: str, split: bool) -> bool:
    """Enough parts that chance is out of the question, and not an ordinal or a size at the end."""
    apart = len(pieces) >= 5 and all(len(piece[0]) == 1 for piece in pieces[-3:])
    if _UNIT.search(joined) and not (
        apart or (joined.endswith(("gb", "tb", "lb")) and len(pieces) >= 4 and joined[1].isalpha())
    ):
        return False
    if any(re.fullmatch(r"\d{1,3}p", piece[0]) for piece in pieces) and not split:
        return False
    if any(later[1] - earlier[2] > 5 for earlier, later in pairwise(pieces) if earlier[2] >= 0):
        return False
    return (
        split
        or len(pieces) >= 4
        or (len(pieces) == 3 and all(len(piece[0]) >= 1 for piece in pieces) and len(joined) >= 6)
    )
