"""Houses by their names as the sign, the post or the family knows them: "the gate says Heron Croft", "we're at the old
dairy in Nether Cale", "ours is The Old Byre, Farrow"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ithaca.screening.details.places.home_words import (
    FANCY_KIND,
    HOMELY_KIND,
    HOUSE_KIND,
    IS_OURS,
    OLD_KIND,
    POSTAL_KIND,
    RELATIVE,
)
from ithaca.screening.details.places.no_homes import SITE, STORY, VENUE
from ithaca.screening.lists.streets import SOLID, TYPE
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought

_NO_NAME = (
    r"(?!(?:my|our|your|his|her|their|this|that|a|an|every|any|some|no|same|other|open|full|care|court|public|whole"
    r"|big|small|new|nice|local|next|last|first|and|or|of|in|on|at|to|for|from|with|is|was|are|it|its"
    r"|put|puts|writes?|says?|we|you|i|they|he|she|not|there|here|called|named|if|as|just|goe?s?|comes?|gets?"
    r"|knows?)\b)"
)
_WORD = rf"{_NO_NAME}[a-z][a-z'-]{{1,20}}"


def _name(kind: str, fewest: int = 0) -> str:
    """What such a house is called: "hazel croft", "the old dairy"; where `fewest` is 0, "the manse"."""
    old, short = rf"the\s(?:old|auld|former)\s(?:{_WORD}\s)?", rf"the\s(?:{_WORD}\s){{{fewest},2}}?"
    return rf"(?:{old}|{short}|(?:{_WORD}\s){{1,2}}?){kind}(?![a-z'-])"


# "Damson Croft", "the old signal box", "Otter's Rest": what a home may be called where somebody says whose it is.
_FANCY_NAME = (
    rf"(?:{_name(FANCY_KIND, 1)}"
    r"|the\s(?:nook|haven|retreat|gables|willows|elms|oaks|beeches|firs|laurels|hollies|limes|orchard)(?![a-z'-]))"
)
_OWN_NAME = rf"(?:{_name(HOUSE_KIND)}|the\s(?:old|auld|former|wee)\s(?:{_WORD}\s)?{OLD_KIND}(?![a-z'-])|{_FANCY_NAME})"
# What one of these needs, looked for first: a word for a house, or one that houses are named after and what leads on.
_SIGN = sought(
    rf"\b{OLD_KIND}(?![a-z'-])|{FANCY_KIND}(?:,|\s(?:(?:just|right|up|down|over|out)\s)?(?:in|at|near|on|off"
    rf"|outside))\s"
    r"|\b(?:heol|stryd|ffordd|lon|rhodfa|maes|clos|rhiw)\s"
)
_TOWN = (
    rf"(?!(?:the|town|minecraft|roblox|year|block|please|pls|thanks|thank|cheers|today|tomorrow|tonight|by|before|when"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b){_WORD}"
    r"(?:[ -](?!(?:and|is|or|but|so|if|it|they|he|she|we|i)\b)[a-z][a-z'-]{1,20}){0,3}?"
)
_ENDS = (
    r"(?=\s*(?:[.,!?;:()\"\n]|\Z)|\s(?:and|but|so|lol|x+|thats|that's|it|gets?|reach(?:es)?|finds?|will|works|does"
    r"|is (?:us"
    r"|me|it|enough|all|ours|mine|home)|if|where|everyone|everybody)\b)"
)
_AT_ENDS = r"(?=\s*(?:[.,!?;:\n]|\Z)|\s(?:lol|x+|thats|that's|everyone|everybody|innit)\b)"
_IN_TOWN = (
    r"(?:,(?:\s(?:just )?(?:past|near|outside|beyond|off))?"
    rf"|\s(?:(?:just|right|up|down|over|out)\s)?(?:in|at|near|outside|above|below)"
    rf"|\s(?:just|right|up|down|over|out)\s(?:by|past))\s{_TOWN}"
)
_ON_ROAD = (
    rf"(?:,|,?\s(?:on|in|off|up|down|along|at the (?:top|bottom|end) of))\s(?:the\s)?(?:{_WORD}\s){{1,2}}?{TYPE}\b"
)
_SOMEWHERE = rf"(?:{_ON_ROAD}|{_IN_TOWN}(?:{_AT_ENDS}|(?=\s(?:i'?m|i|we'?re|we|where|with|its|it's|and|but|so)\b)))"
_GATE = (
    r"(?:gate ?posts?|gates?|slate|plaque|name ?plate|house sign|sign ?post|sign|wall|front door|door|letter ?box"
    r"|post ?box"
    r"|wheelie bins?|bins?|lintel|stone)"
)
_SIGNED = re.compile(
    # "the sign says Plover Cottage", "gatepost's got hazel croft on it"
    rf"\b{_GATE}(?:\s(?:outside|(?:on|by|at|over) the {_GATE}))?"
    r"(?:'s got|\s(?:(?:that |which )?(?:says?|sez|reads)|has|has got|saying|with))"
    rf"\s(?P<says>{_name(HOUSE_KIND)}){_ENDS}"
    # "name on the gate is Plover Cottage"
    rf"|\bname(?:'s|s|\sis)?\s(?:on|over|above|by)\s(?:the|our)\s{_GATE}(?:\sis|:"
    rf"|,)\s(?P<reads>{_name(HOUSE_KIND)}){_ENDS}"
    # "look for Plover Cottage on the gatepost"
    rf"|\b(?:look (?:out )?for|spot|see|find|it's|its|it says)\s(?P<seen>{_name(HOUSE_KIND)})\s(?:is\s)?"
    rf"(?:(?:painted|carved|written|marked)\s)?(?:on|over|above|by)\s(?:the|our|a)\s(?:[a-z]+\s)?{_GATE}\b"
    rf"|(?:\A|[.!?\n]\s)\W{{0,2}}(?P<stands>{_name(HOUSE_KIND)})\s(?:(?:is|it says)\s)?(?:the name\s)?"
    rf"(?:(?:painted|carved|written|marked)\s)?(?:on|over|above)\s(?:the|our)\s(?:[a-z]+\s)?{_GATE}\b"
)
# "the postie just puts The Old Byre, Farrow": what the post needs to find it.
_POST_NAME = rf"(?:{_name(POSTAL_KIND)}|the (?:old|auld) {HOUSE_KIND}(?![a-z'-]))"
_POSTED = sought(
    r"\b(?:post(?:ie|man|woman|lady)?|posties|mail|letters?|parcels?|couriers?|driver|envelopes?|deliver(?:y|ies)"
    r"|amazon|evri|dpd|sat ?nav|taxis?)\b[^.?!\n]{0,40}?\b(?:writes?|puts?|put on|(?:goe?s?|comes?|gets?|addressed"
    r"|sent)"
    r" to|says?|as|just|know(?:s)? (?:us|it|me) as|is|finds us at)\s"
    rf"(?P<place>{_POST_NAME},\s(?:(?:near|in)\s)?{_TOWN}){_ENDS}"
    rf"|(?P<put>{_POST_NAME},\s{_TOWN})\s(?:goes )?on (?:the|it|your|my) (?:envelope|parcel|letter|package|label"
    rf"|card)\b"
)
# "it's called Merlin Farm, past Ostley": its name, and the way to it.
_CALLED = sought(
    rf"\b(?:it's|its|it is|ours is|mine is|(?:our|my|the) (?:house|place|home|farm|cottage)(?:'s|\sis)?)\s(?:just\s)?"
    rf"(?:called|named)\s(?P<place>{_name(HOUSE_KIND)},\s(?:(?:just|right|up|down|out|over|a bit)\s)?(?:past|beyond"
    rf"|after"
    rf"|before|off|behind|up from|down from|above|below|on the way (?:to|into|out of))\s(?:the\s)?{_TOWN}"
    rf"|{_name(HOMELY_KIND)},\s(?:(?:just|right)\s)?(?:near|outside|in)\s{_TOWN}){_AT_ENDS}"
    # "the house is called Tan Rhiw, in the lane by the kirk": any name
    rf"|\b(?:house|bungalow|cottage|place|farm|home)(?:'s|\sis)?\s(?:called"
    rf"|named)\s(?P<any>(?:the\s)?{_WORD}(?:\s{_WORD})?"
    rf"(?:,\s|,?\s(?:on|at|in|off|along|(?:at )?(?:the )?(?:end|top|bottom"
    rf"|corner) of)\s)(?:the\s)?(?:{_WORD}\s){{0,2}}?{TYPE})\b"
)
_ASK = (
    r"\bask\s(?:(?:any|the|a|some|your|ur|our)\s)?(?:(?:anyone|anybody|someone|folks?|people|them|taxi(?: driver)?"
    r"|cabbie|cab"
    r"|driver|post(?:ie|man)|locals?|neighbours?|villagers?|shopkeeper)\s)?(?:in the (?:village|shop|pub)\s)?for"
)
_AND_I = (
    r"(?:(?:my|me)\s(?:wife|husband|partner|mum|mam|dad|parents|nan|gran|family)\s(?:(?:and|n|&)\s(?:i|me|dad"
    r"|stepdad|mum)\s)?"
    r"|(?:the\s(?:kids|family|wife)\sand\si|(?:me|i)\s(?:and|n|&)\s(?:my\s|me\s)?(?:mum|mam|dad|nan|gran|parents"
    r"|wife|husband))\s)"
)
_SEND = (
    r"(?:send|sending|post|posting|deliver|delivering|address|addressing|bring|drop)\s"
    r"(?:(?:it|them|this|that|stuff|things?|anything|everything|parcels|letters|books|forms?|post)\s)?(?:off\s"
    r"|round\s)?to"
)
_OUT_AT = r"(?:(?:up|down|over|out)\s)?(?:at|in)"
# "We're at The Old Dairy in Nether Cale": where a family is at home; and where it says so, any kind of house.
_AT = sought(
    rf"\b(?:we're|we are|(?<!we )(?<!they )were|i'm|im|i am|find\s(?:me|us))\s{_OUT_AT}\s"
    rf"(?P<at>{_name(HOMELY_KIND, 1)}{_IN_TOWN}{_AT_ENDS}|{_OWN_NAME}{_ON_ROAD})"
    # "my husband and I are at Swift Barn, Over Tadley"
    rf"|\b{_AND_I}(?:all\s)?(?:are|is|live|lives|stay"
    rf"|stays)\s{_OUT_AT}\s(?P<family>{_name(POSTAL_KIND, 1)}{_IN_TOWN}){_ENDS}"
    # "you'd be posting it to Swift Barn, Over Tadley"
    rf"|\b{_SEND}\s(?P<sent>{_name(POSTAL_KIND)},\s{_TOWN}{_AT_ENDS}|{_OWN_NAME}{_ON_ROAD})"
    # "come to the old smithy on Kirk Lane"
    rf"|\b(?:look (?:out )?for|come (?:round )?to|round (?:to|at))\s(?P<come>{_OWN_NAME}{_ON_ROAD})"
    # "our place is The Old Forge, Farrow", "gran's is High Garth, Elder Road", "ask any cabbie for Mill End at Farrow"
    rf"|(?:\b(?:(?:we|i) (?:live|stay|bide)\s{_OUT_AT}|(?:ours|mine|home|(?:our|my) (?:house|place|home|farm|cottage"
    rf"|croft"
    rf"|address|studio|workshop)|(?:my |me )?{RELATIVE}'?s(?: (?:house|place|home|flat))?)(?:'s|\sis))|{_ASK})"
    rf"\s(?P<home>{_OWN_NAME}{_SOMEWHERE})"
)
# "ask anybody for Upper Cawl Farm and they'll point", "Swift Barn, Over Tadley is home": known to the village, or home.
_KNOWN = sought(
    rf"{_ASK}\s(?P<asked>{_name(POSTAL_KIND, 1)})"
    r"(?=\s*(?:[.,!;\n]|\Z)|\s(?:n|and|&|they(?:'ll|ll)?|everyone|everybody|anyone|when|once|if)\b)"
    rf"|(?:\A|[.!?\n]\s)\W{{0,2}}(?:(?:it'?s|so)\s)?(?P<home>{_OWN_NAME}(?:{_ON_ROAD}|{_IN_TOWN})(?:,\s{_TOWN})?)"
    rf"(?:,\s(?:the one )?with\s(?:[a-z]+\s){{1,3}}?[a-z]+)?,?\s{IS_OURS}"
)
# "Plover Cottage on Mill Lane, postie knows it", "Hafan, Ffordd y Parc, there's no number": what stands for a number.
_BY_POST = sought(
    r"\bpost(?:ie|man|woman|lady|y|ies)\b|\b(?:got|has|have|theres|there's|with) no (?:house |door )?numbers?\b"
    r"|\bno (?:house |door )?numbers? on (?:ours|it|our|the|my)\b|\b(?:got|has|have) an? (?:[a-z]+ )?sign\b"
    r"|\b(?:doesn't|doesnt|don't|dont|does not|without) (?:have |need |got )?(?:a |any |the )?(?:house "
    r"|door )?numbers?\b"
    r"|\b(?:everyone|everybody|(?:the|whole) village|they all) knows? (?:us|me|it|(?:our|my|the) house)\b"
    r"|\b(?:put|write|goes|needs?|says?) on (?:the|ur|your|my) (?:envelope|parcel|letter|label)\b"
)
_ON_STREET = sought(
    rf"(?:(?:\A|[.!?\n]\s)\W{{0,2}}(?:(?:just|so|ok|yeah)\s)?|\b(?:put|write|at|in|to|it's|its|is|address|called"
    rf"|just)\s)"
    rf"(?P<on>(?:{_name(POSTAL_KIND, 1)}{_ON_ROAD}"
    rf"|{_WORD}(?:\s{_WORD})?,\s(?:heol|stryd|ffordd|lon|rhodfa|maes|clos|rhiw)\s(?:(?:y"
    rf"|yr)\s)?(?!there)[a-z]{{3,15}}\b"
    rf"(?!\s(?:is|was|has|shut|closed)\b))(?:,\s(?!post){_TOWN}(?=\s*(?:[.,!?;\n]|\Z)))?"
    rf"|(?:{_name(HOUSE_KIND, 1)}|{_FANCY_NAME}),\s(?:(?:near|in|outside|by)\s)?(?!post){_TOWN}"
    r"(?=\s*(?:[.,!?;\n]|\Z)|\s(?:(?:the|our|my)\s)?(?:post|mail|every|they)|\son\s(?:the|it|ur|your)\b))"
)


# "the driver can find us at Fallowmere, on Mill Road in Ostley": any name, with the street that follows.
_AT_ANY = sought(
    r"\b(?:i am|i'm|im|we are|we're|(?:i|we) live|find (?:me|us)|deliver (?:it|them) to me)\s(?:up |down |over "
    r"|out )?at\s"
    rf"(?P<name>{_WORD}(?:\s{_WORD})?),\s(?:on|in|off"
    rf"|along)\s(?P<street>(?:{_WORD}\s){{1,2}}?{SOLID}(?:\sin\s{_TOWN})?){_ENDS}"
)


def named_houses(text: str, cased: str) -> list[tuple[int, int]]:
    """Houses by name, in a folded text (`cased`: with its capitals), where a sign, the post or who lives there tells it."""
    places = [*_at_any(text), *(_named(text) if _SIGN.search(text) else ())]
    found = [place for place in places if _proper(cased, *place)]
    if found and (STORY.search(text) or SITE.search(text) or VENUE.search(text)):
        return []
    return found


def _named(text: str) -> Iterator[tuple[int, int]]:
    found_by_post = (_ON_STREET,) if _BY_POST.search(text) else ()
    for pattern in (_SIGNED, _POSTED, _CALLED, _AT, _KNOWN, *found_by_post):
        yield from (match.span(str(match.lastgroup)) for match in pattern.finditer(text))


def _proper(cased: str, start: int, end: int) -> bool:
    """Is it written as names are: with a capital (but for "The"), or in a message that has no capitals?"""
    name = cased[start:end].removeprefix("The ")
    return not name.islower() or cased[1:].islower()


def _at_any(text: str) -> Iterator[tuple[int, int]]:
    """Houses by a name that is no word of the language, where somebody is at home, with the street behind."""
    for match in _AT_ANY.finditer(text):
        if not all(map(usual, match["name"].split())):
            yield match.start("name"), match.end("street")
