"""The words for a home, for what stands beside it and for whose it is, as pieces of patterns."""

from __future__ import annotations

from ithaca.screening.lists.streets import SOLID

WORD = r"[a-z0-9][a-z0-9'-]{0,20}"
COLOUR = r"(?:red|blue|green|black|white|yellow|pink|purple|orange|gr[ae]y|brown|cream)"
NTH = r"(?:first|second|third|fourth|fifth|last|next|\d{1,2}(?:st|nd|rd|th))"
WITH = r"(?:with|wi|wiv|w)"
# Where a clause that describes a home ends.
STOP_WORD = (
    r"(?:so|but|because|cos|coz|cuz|if|when|where|its|it's|is|has|have|was|i|im|i'm|we|you|(?<!man )u|they|he|she"
    r"|theres"
    r"|there's|thats|that's|then|than|and (?:i|we|it|they|my|the)|for|since|who|which|whos|til|until|right|lol|haha|x"
    r"|btw|pls|please)"
)
PLACE_ENDS = (
    rf"(?=\s*(?:[,.!?;:()\n]|\Z)|\s(?:with|wi|and|on|in|at|off|near|by|opposite|past|behind|down|along|{STOP_WORD})\b)"
)

# "the Plough and Stars": the second word of a pub that is called after two things.
PUB_PAIR = (
    r"(?:(?:and|&|n)\s(?:hounds?|horses?|duck|crown|groom|anchor|child|harrow|flag|castle|ferret|bottle|trumpet|hawk"
    r"|stars?|moon|pheasant|partridge|plough|goose|cushion|ball|bush|bell|hind|lamb|lion|fleece|swan|feathers|mitre"
    r"|thistle"
    r"|compass(?:es)?|gun|griffin|badger|whistle|tackle|wheel|tongue|cross|key|keys|barrel|barge|spade|shears|shovel"
    r"|hare|cat"
    r"|pig|fox|bull|eagle|salmon|trout|heron|oak|hop|vine|grapes))"
)
# What anybody can find: shops by their names, and what else a home stands beside.
BRAND = (
    r"(?:co-?op|tesco|asda|aldi|lidl|sainsbury'?s?|morrisons|spar|waitrose|iceland|greggs|subway|betfred|nisa"
    r"|mcdonalds|kfc"
    r"|boots(?= (?:on|in) )|(?:(?<=the )|(?<=that )|(?<=big )|(?<=local ))boots)"
)
MARK = (
    rf"(?:{BRAND}|church|mosque|temple|gurdwara|synagogue|chapel|pub|chippy|(?:chip|fish|vape|kebab|betting"
    rf"|corner) shop|shops?"
    r"|station|school(?: gates)?|primary|secondary|academy|park(?: gates)?|post office|garage|bus stop|roundabout"
    r"|library"
    r"|launder?ette|bookies|doctors|dentists?|pharmacy|cash and carry|(?:sports|leisure|community|job) ?centre"
    r"|(?:fire|police|petrol) station|cemetery|graveyard|allotments|pond|takeaway|kebab|barbers?|hairdressers?|nail bar"
    r"|surgery|chemist|traffic lights|bridge|canal|lock|playground|rec|skate ?park|war memorial|post ?box|phone box"
    r"|newsagents?|off licence|bakery|butchers|cafe|bingo(?: hall)?|cinema|hospital|vets?|bank|(?:town|village) hall"
    r"|bowling alley|car wash|market|mill|quarry|(?:level )?crossing|windmill|water tower|tower blocks?|woods?|baths"
    r"|green|harbour|pier|marina|slipway|weir|lighthouse|clock tower|cenotaph|viaduct|bandstand"
    r"|(?:miners'? |social |british )?(?:welfare|legion|institute)"
    r"|(?:miners|working men'?s|social|youth|rugby|cricket|football|bowls|golf) club"
    r"|(?:scout|cricket|church|community) (?:hut|hall|pavilion)"
    rf"|(?!(?:the|a) )[a-z]+ (?:arms|inn|lion|head|hotel|tavern|swan|bull|plough|{PUB_PAIR}))"
)
LANDMARK = rf"(?:{MARK}|(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID})"
SPOT = rf"(?:the|that|a|an|my|our|st\.?)?\s?(?:{WORD}\s){{0,3}}?{LANDMARK}"
# Kinds of street that hardly any other word is, with some that need a name in front.
STREET_KIND = (
    rf"(?:{SOLID}|court|place|way|hill|row|rise|view|walk|park|square|green|brow|bank|wynd|brae|loan|croft|fold|vale"
    rf"|yard|quay"
    r"|mount)"
)

# How a home stands to it: so that only one can be meant, and roughly.
BESIDE = (
    r"(?:above|over|on top of|opposite|across (?:the (?:road|street|way) )?from|next (?:door )?(?:to|tae)|behind"
    r"|besides?"
    r"|alongside|facing|in front of|underneath|overlooking|backing on ?to|upstairs from"
    r"|(?:round|at|on) the (?:back|side|front|corner|edge|end|far end|top|bottom) (?:of|by|near)"
    r"|(?:to the )?(?:left|right) of|(?:down|up|along) from|(?:moored|parked) (?:by|at|near|opposite|next to|off"
    r"|behind))"
)
NEAR = r"(?:by|near|(?:just |right )?(?:past|beyond)|before|after|between|off|under)"
AROUND = rf"(?:{BESIDE}|{NEAR})"
COUNT = r"(?:one|two|three|four|five|six|seven|\d|a few|few|a couple(?: of)?|couple of|next)"
STEPS = (
    rf"(?:{COUNT} (?:doors?|houses?|up|down|along|past|flats|caravans|boats|moorings)"
    r"(?: (?:(?:to the )?(?:left|right)|up|down|along|past|on))?(?: (?:from|past|after|of|to))?)"
)

# What people live in.
DWELLING = (
    r"(?:flats?|house|hoose|cottage|bungalow|caravan|static|trailer|mobile home|chalet|lodge|narrow ?boat"
    r"|house ?boat|barge"
    r"|boat|terraced?(?: house)?|semi|detached(?: house)?|maisonette|bedsit|apartments?|penthouse|farm(?:house)?"
    r"|small ?holding|barn(?: conversion)?|block|tower(?: block)?|high[- ]rise|tenement|hostel|refuge|annexe?"
    r"|granny flat"
    r"|gate ?house|vicarage|rectory|manse|studio|croft|houses|converted [a-z]+|signal box"
    r"|(?:coach|station|school|police|oast) ?house|chapel|(?:water ?|wind)?mill|forge|smithy|pub(?: house| flat)?"
    r"|toll house"
    r"|shed|yurt|portakabin|loft|attic|basement)"
)
# Whose it is, in front and behind.
OUR_HOME = (
    r"(?:mine|ours|(?:my|our|me|mi) (?:house|hoose|flat|place|home|gaff|bungalow|caravan|block|cottage|building"
    r"|bedsit))"
)
RELATIVE = (
    r"(?:nan|nana|nanna|nanny|gran|granny|gramp|grandma|grandad|granda|grandpa|mum|mam|mom|dad|aunt|auntie|aunty|uncle"
    r"|sister|brother|step ?dad|step ?mum|cousin)"
)
IS_OURS = (
    r"(?:is|that'?s|it'?s)(?:\s(?:been|now|still))?\s(?:ours|mine|me|us|home(?! (?:to|of|for)\b)"
    r"|(?:my|our) (?:house|home|flat|place|address)|where (?:i|we) (?:am|are|live|stay)"
    rf"|where (?:the|my|our) (?:house|studio|workshop) is|(?:my |me )?{RELATIVE}'?s)\b(?!\s[a-z]+ing\b)"
)

# Houses by what they are: such as hardly ever are a place of work, a school or a pub, such as may be, and such as were
# something else once.
HOMELY_KIND = (
    r"(?:cottages?|farmhouse|forge|smithy|croft|rectory|vicarage|parsonage|manse|school ?house|byre|steading"
    r"|oast(?: house)?"
    r"|bothy|bungalow|coach ?house|toll ?house|bake ?house|malt ?house|granary|dairy)"
)
HOUSE_KIND = rf"(?:{HOMELY_KIND}|farm|barn|mill|lodge|house|stables|villa|grange|manor|chapel|gate ?house|lock ?house)"
POSTAL_KIND = rf"(?:{HOMELY_KIND}|farm|barn|lodge|villa|grange|gate ?house)"
OLD_KIND = (
    rf"(?:{HOUSE_KIND}|school|post ?office|police (?:house|station)|fire station|station house|signal box|lighthouse"
    r"|windmill|(?:pump|ice|wash|smoke|boat|ferry|brew) ?house|bakery|dovecote|tannery|weaver'?s?)"
)
# What else they are named after: "Otter's Rest", "The Gables".
FANCY_KIND = (
    r"(?:rest|nook|view|haven|nest|end|reach|hollow|retreat|lea|garth|holme|gables|willows|elms|oaks|beeches|firs"
    r"|laurels"
    r"|hollies|limes|poplars|brae|corner|acres?|side|bank|rise|dene|bower|sett|burrow|roost|perch|hideaway|hame|orchard"
    r"|holt|howe|thwaite|ghyll|gill|beck|stead|knowe|knoll|copse|mead|meadows?|fold|ridge|glen|dell|spinney)"
)
