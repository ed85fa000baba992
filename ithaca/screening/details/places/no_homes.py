"""What is no home of the writer, however it is described: stories, places of work and learning, treats, sales."""

from __future__ import annotations

from ithaca.screening.sought import sought

_TOLD = (
    r"novel|film|story|book|play|game|set|poem|chapter|character|scene|essay|project|drew|drawing"
    r"|painted(?! (?:like|as|with) )"
)
TALE = sought(rf"\b(?:{_TOLD})\b")
# The same where no shop of that name may be meant, and what is said of houses in general or of long ago.
STORY = sought(
    r"\b(?:novel|films?|poem|chapter|character|scene|essay|story|stories|drew|drawing|painting"
    r"|painted(?! (?:on (?:the|our|a)|like|as|with) )"
    r"(?! (?:[a-z]+ )?(?:red|blue|green|black|white|yellow|pink|purple|orange|gr[ae]y|brown|gold)(?: *[,.!?;\n]"
    r"| *\Z)))\b"
    r"|\b(?:in|of|from|for|outside) (?:the|a|my|this|her|his|our|act|that) (?:play|book|game|set|project|exercise"
    r"|question|text|extract|show|series|episode)\b|\bsold\b|\bfirst (?:flat|house|home|place) was\b|\bused to live\b"
    r"|\bbuilt (?:in|around|before|about) (?:the )?1\d{3}"
)
SITE = sought(r"\b(?:(?<!post )office|branch|employer|company|firm|site|factory|shop we|store we|museum|visit|trip)\b")
_INSIDE = r"reception|corridor|canteen|classroom|lobby|foyer"
INSIDE = sought(rf"\b(?:{_INSIDE}|stairs|main entrance|sign in)\b")
# Where a clause such as "the third house on the left" tells something else.
OTHERWISE = sought(
    rf"\b(?:{_TOLD}|{_INSIDE}|trainees?|apprentices?|placements?|staff|employs?|hir(?:es|ing)|end of the world"
    rf"|minutes?|mins?"
    r"|miles?|hours?|average|schedule|used to|question|answer|column|row|table|graph|diagram|board|stage|pitch|goal)\b"
)
# A school, an office, a story, a sale.
ELSEWHERE = sought(
    r"\b(?:lesson|lab|class(?:room)?|department|exam|assembly|careers? fair|fair|depot|workshop|warehouse|trainees?"
    r"|apprentices?|sold|for sale|(?:for|to) rent|rent(?:als?|s|ed out)|haunted|case study|exercise|survey|planning"
    r"|built"
    r"|(?<!new )(?<!est )builds?|building (?:site|work)|drawing|draw|design(?:ed)?|model|photo|poem|history|roman"
    r"|victorian"
    r"|used to|ago|once|grew up|as a (?:kid|child|boy|girl)|when i was|flooded|demolished|boat race|house style"
    r"|block of code|header|footer|div|css)\b"
)
CRUISE = sought(
    r"\b(?:holidays?|hols|trip|regatta|rac(?:e|ed|ing)|weekend|tonight|yesterday|hired?|cruis(?:e|ing)|sailing)\b"
)
# Where somebody is for a day or a job rather than at home, in any sentence and in one that tells the name of a house.
_DAY_OUT = (
    r"trip|visit\w*|tour|hir(?:e|ed|ing)|vacanc\w*|placement|apprentic\w*|interview|meeting point|coach(?! ?house)"
    r"|minibus"
    r"|holiday|hols|hotel|museum|session|exhibition|wedding|party|match|race|festival|once|used to|built|century"
    r"|history"
    r"|photo|picture|painted"
)
DAY_OUT = sought(rf"\b(?:{_DAY_OUT}|workshop)\b")
VENUE = sought(
    rf"\b(?:{_DAY_OUT}|mrs?|sir|reception|volunteer\w*|open day|campus|uni|university|college"
    r"|(?<!from your )(?<!to your )(?<!near your )school(?! ?house)|hospital|ward|clinic|pub|inn|cafe|restaurant"
    r"|shop|gig"
    r"|quiz|conference|camp|camping|scouts?|guides|tickets?|programme|show|series|season|watch\w*|read|reading"
    r"|netflix|prime"
    r"|bbc|channel|author|tonight|today|tomorrow|yesterday|weekend|meeting|training|practice|class|course|job|works?"
    r"|worked"
    r"|working|shift|clients?|customers?|students?|pupils|staff|booked|booking|lunch|dinner|drinks|tea room|gallery"
    r"|theatre"
    r"|airbnb|parcs|butlins|worksheet|textbook|roman|victorian|manager|owner|farmer|animals?|zoo|petting|maze"
    r"|(?<!my )(?<!our )workshop|charity|business)\b"
)
