"""The words of postal addresses, as pieces of regular expressions."""

from __future__ import annotations

import re

TYPE = (
    r"(?:road|rd|street|str|avenue|ave|lane|ln|drive|close|crescent|cres|court|terrace|place|way|grove|gardens|gdns"
    r"|walk|hill"
    r"|mews|rise|row|parade|square|green|park|view|mount|queensway|kingsway|broadway|parkway|wharf|quay|yard|croft"
    r"|fold|gate"
    r"|garth|bank|vale|villas|circus|embankment|estate|mill|heights|meadows?|meadow|drove|passage|alley|path|loan|brae"
    r"|wynd|approach|brow|causeway|boulevard|chase|copse|dene"
    r"|spinney|esplanade|promenade|precinct|cottages|buildings|steps|hollow|paddocks?|orchard|glade|glen|dell|leas?"
    r"|nook|ridge|warren|holt"
    r"|corner|cross|side|end|field|fields|woods?|common|gait|pend|vennel|wells|dock|pastures|marina|mall|arcade"
    r"|strand|drift|shore|bridge"
    r"|retail park|industrial estate|business park)"
)
SOLID = (
    r"(?:road|rd|street|avenue|ave|lane|ln|crescent|terrace|gardens|mews|grove|queensway|kingsway|broadway|parkway"
    r"|drive"
    r"|close)"
)
# Short forms, only where nothing follows that a title or a word would need ("see dr smith"), or a word goes on with the
# sentence ("3 Fern St and the other one").
SHORT = (
    r"(?:(?:dr|cl|cresc|cr|ct|sq|pl|terr|tce|blvd|boulevard|st|gdn|pk|cotts?|bldgs?|crt|mt)(?=\s*(?:[,.;)!?\n]|\Z)"
    r"|(?<!sq|pl|ct|mt|pk)(?<!at st|as st)\s(?:and|but|so"
    r"|which|if|near|opposite|next|innit|btw|then|pls|please|thats|that's|mate|cos|coz|cuz"
    r"|where|not|tho|though|behind)\b))"
)
BLOCK = r"(?:house|court|lodge|tower|towers|heights|mansions|apartments|halls|point|building|cottage|farm|villa|villas|hall|mill)"
NAME = r"(?:[a-z][a-z'.-]{1,24}\s){1,3}?"
NOT_FIRST = (
    r"(?!(?:and|or|of|in|on|at|to|the|a|an|per|by|for|from|with|is|are|was|minute|minutes|min|mins|hour|hours|hr"
    r"|miles?(?! end\b)|km"
    r"|metre|metres|meter|meters|m|day|days|week|weeks|month|months|year|years|yr|yrs|yo|people|students|shops|cars"
    r"|houses|steps|stops"
    r"|sides?|bed|star|point|percent|times?|way|lanes?|pages?|questions?|marks?|ways|left|right|more|other|different"
    r"|big"
    r"|small|new|old\s(?:people|friends)|good|bad|great|pm|am|gb|kg|quid|pounds|pence|p|kids|lads|girls|boys|teams|jobs"
    r"|wheel\sdrive|terabyte|pin\sbowling|words|points|levels?|gcses?|grades?|second|seconds|sec|secs|out|off|up|down"
    r"|x|v|vs|then|but|so|as|if|i|we|you|it)\b)"
)
TOWN = (
    r"(?:,?\s(?:in\s)?(?:london|birmingham|manchester|leeds|sheffield|bristol|liverpool|derby|nottingham|leicester"
    r"|coventry"
    r"|bradford|hull|york|stoke|wolverhampton|plymouth|southampton|reading|norwich|cardiff|swansea|newport|belfast"
    r"|glasgow"
    r"|edinburgh|aberdeen|dundee|oxford|cambridge|exeter|bath|luton|slough|bolton|preston|sunderland|newcastle"
    r"|middlesbrough"
    r"|portsmouth|brighton|huddersfield|blackpool|wigan|stockport|oldham|rochdale|rotherham|doncaster|barnsley"
    r"|wakefield|halifax"
    r"|lincoln|peterborough|ipswich|colchester|chelmsford|southend|croydon|watford|swindon|gloucester|cheltenham"
    r"|worcester"
    r"|hereford|telford|dudley|walsall|solihull|northampton|bedford|milton keynes|crewe|chester|warrington|carlisle"
    r"|lancaster"
    r"|durham|grimsby|scunthorpe|mansfield|burton|perth|inverness|stirling|derry|lisburn|newry|wrexham|bangor"
    r"|barry)(?![a-z]))"
)
NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|and|oh"
    r"|n(?=\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b))"
)
# Streets whose whole name is one word: "forty Lowergate", "9 Ropewalk". Towns and other words that end so are none.
LONE = (
    r"(?:(?!(?:party|pleb|star|water|col|harro|mar|rams|rei|tail|flood|dele|aggre|surro|investi|navi)gate)"
    r"[a-z]{2,12}gate"
    r"|ropewalk|shambles|cheapside|(?:queens|kings|broad|park|princes|western|eastern)way)"
)
# The letter behind a number: "12 B", "nine C as in cat".
LETTER_SAID = r"(?:[a-h] (?:as in|for|like(?: in)?) [a-z]{3,12})"
LETTER = rf"(?:{LETTER_SAID}|[a-h])"
# The floor or the door between a house's number and its street: "number twenty two, first floor, kestrel court".
FLOOR = (
    r"(?:(?:(?:ground|first|second|third|fourth|fifth|sixth|top|basement|upper|lower|\d{1,2}(?:st|nd|rd|th))[ -]floor"
    r"|(?:flat|door|apartment|apt|room) (?:\d{1,3}[a-z]?|[a-z]))(?: flat)?(?: (?:left|right))?,?\s)?"
)
# "5 Glebe Cottages", "8 Sea View Cottages": kinds of place that need capitals, or words about living there.
RARE = (
    r"(?:cottages|maltings|paddocks?|almshouses|hollow|orchard|side|quayside|steps|leys?|leas?|fields?|glen"
    r"|glade|ridge|knoll|strand|moor"
    r"|brook|common|ings|bungalows|flats|crofts|folds|rise|dale|haven|cliff|links|gates|hey|rigg|garths?|arcade"
    r"|centre|estate|park|yard|grounds)"
)
# Little words that no name of a street holds.
SMALL = re.compile(
    r"\b(?:each|with|of|a|to|and|or|per|in|on|is|was|for|from|more|than|that|this|your|my|our|their|no|not|one"
    r"|every|by"
    r"|as|if|both|who|they|we|always|also|can|could|should|would)\b"
)
