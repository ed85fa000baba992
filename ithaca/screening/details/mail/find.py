"""E-mail addresses in any dress: plain, in words, spaced out, with a provider only, backwards."""

from __future__ import annotations

import re

from ithaca.screening.allow import AllowList
from ithaca.screening.details.mail.extent import NOT_NAMES, trim
from ithaca.screening.details.mail.told import AS_KNOWN, BRAND, at_the_one, each_in_place, joined, scraps
from ithaca.screening.lists.numbers import SAID
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

PROVIDERS = (
    r"(?:gmail|googlemail|google mail|hotmail|outlook|yahoo|icloud|live|aol|proton ?mail|proton|msn|btinternet|bt internet"
    r"|ymail|gmx|zoho|virgin ?media|talktalk|ntlworld|tiscali|rocketmail|mail|sky|me|fastmail|tutanota|hey|duck)"
)
_STRICT = (
    r"(?:gmail|g[ -]mail|gee mail|googlemail|google mail|hot-?mail|outlook|yahoo|icloud|i[ -]cloud|eye cloud|aol"
    r"|proton ?mail|proton|btinternet|ymail)"
)
_DIGIT = rf"(?:\d+|{SAID}|hundred|thousand|double|treble|triple)"
_SIGN = r"(?:dot|full stop|point|period|underscore|under score|dash|hyphen|minus|plus)"
_OPEN, _CLOSE = r"[\[({<*_|'\"~/=+-]{0,2}", r"[\])}>*_|'\"~/=+-]{0,2}"
_AT = (
    r"(?:,?\s(?:all |as )?one word,?(?=\s))?"
    rf"(?:\s{{0,2}}@\s{{0,2}}|\s?{_OPEN}\s?\b(?:at|a t|ah{{1,2}}t|att|arroba|arobase|(?:curly|squiggly|swirly|wiggly) a"
    rf"|ampersat)\b\s?(?:sign\b)?{_CLOSE}\s?(?:sign )?"
    rf"|\s?[\[({{<]{{1,2}}\s?(?:@|a|at|a t)\s?[\])}}>]{{1,2}}\s?)"
)
_DOT = (
    rf"(?:\s?\.\s?|,(?=(?:com|co|org|net)\b)"
    rf"|\s?dot(?=(?:com|couk|org|net)\b)|\s?{_OPEN}\s?\b(?:dot|point|period|full stop|d0t|punto"
    rf"|stop(?= (?:com|org|net|co (?:stop|dot) uk)\b)|(?<= co )stop(?= uk\b))\b\s?{_CLOSE}\s?|\s?[\[({{<]{{1,2}}\s?(?:\."
    rf"|dot|d o t|d)\s?[\])}}>]{{1,2}}\s?)"
)
_WORD = r"[a-z0-9][a-z0-9_.+'-]{0,40}"
_UNIT = rf"(?:{_WORD}(?:\s(?:{_DIGIT}|[a-z])(?![\w.])){{0,10}})"
_LOCAL = rf"(?:{_UNIT}(?:(?:\s{_SIGN}\s|\s?[\[({{<]\s?(?:{_SIGN}|[._-])\s?[\])}}>]\s?|\s[._-]\s){_UNIT}){{0,4}})"
_TLD = (
    r"(?:com|co|uk|org|net|edu|gov|ac|sch|info|io|me|ie|eu|fr|de|es|it|pl|example|test|biz|app|dev|xyz|us|ca|au|in"
    r"|pee ell|you kay|c o m)"
)
_DOMAIN = (
    rf"(?:(?:(?:bt|b t|google|proton|virgin|talk|hot|gee|g|i)\s)?[a-z0-9][a-z0-9-]{{0,40}}(?:\s(?:hyphen|dash"
    rf"|minus)\s[a-z0-9]{{1,40}}){{0,2}}(?:{_DOT}[a-z0-9-]{{1,40}}){{0,3}}?(?:{_DOT}{_TLD}){{1,2}})(?![a-z0-9])"
)

PLAIN = sought(r"(?<![\w.+-])[\w.+'%-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}(?![a-z0-9])")
_WORDED = re.compile(rf"(?<![\w.])[._-]?{_LOCAL}{_AT}{_DOMAIN}")
_PROVIDED = re.compile(
    rf"(?<![\w.])({_LOCAL})(?:(\s?@\s?|\s{{1,2}}emomail\s{{1,2}})(?:the |my )?|\s?{_OPEN}\s?(?:\bover )?\b(at|on"
    rf"|via)\b\s?{_CLOSE}\s?(?:sign |symbol )?(?:the |my |a )?|\s)({_STRICT})"
    rf"(?:(?:{_DOT}|\s)(?:com|co{_DOT}uk|co\suk|net|org))?\b(\s(?:one|account|address|email|mail|addy|inbox))?"
)
# Providers whose names are also plain words, after what can only be a user name.
_LOOSE = sought(
    r"(?<![\w.])(?P<name>(?=[a-z0-9._-]{5,40}\s)(?:[a-z]+[._-][a-z0-9][a-z0-9._-]*|[a-z]{3,30}\d+)\s(?:over )?(?:at|on)\s"
    r"(?:live|sky|virgin ?media|talktalk|msn|bt))(?=\s*(?:$|[.,!?)\n]|x\b|lol|thats|if|ok|instead))"
)
_AFTER_LOOSE = sought(
    r"\bmy (?:live|sky|virgin ?media|talktalk|msn|bt) (?:is|=|:) (?P<name>(?:[a-z]+[._-][a-z0-9][a-z0-9._-]*"
    r"|[a-z]{3,30}\d+))"
)
_BARE_AT = sought(
    rf"(?<![\w.])@\s?[a-z0-9-]{{2,40}}(?:{_DOT}[a-z0-9-]{{1,40}}){{0,2}}{_DOT}{_TLD}(?![a-z0-9]|\.[a-z0-9])"
)
_MISSING_AT = re.compile(rf"(?<![\w.])({_WORD})(?:\s|\.|,\s?|\s-\s|\s?\+\s?){_STRICT},?(?:{_DOT}|\s|\s?\+\s?)com\b")
# "my gmail is ann.b07": the provider first, the name after it.
_AFTER = sought(
    rf"(?<!\w)(?:my|mine|the|its|it's|on|at)?\s?(?:{_STRICT}|e-?mail)(?:\s(?:name|account|address|addy|one|user))?"
    rf"\s?(?:is|=|:|->|—|it's|its|,(?=\s[a-z0-9.-]+\s{_SIGN}\s))\s?(?:just\s)?(?P<name>{_LOCAL})(?![\w@])"
)
# "ann.b07 then the at sign then gmail dot com", "annb07#gmail.com": a user name, scraps or some other sign, a provider.
_SCRAP = (
    r"(?:emomail|emopin|n|little|then|and|with|followed by|plus|put|add|the|a|an|at|sign|symbol|thing|usual|normal"
    r"|standard|curly"
    r"|in a circle|its|it's"
    r"|on|over|that's|thats|my|it|is|comes|goes|ends|ending|end|by|w|wi|does|an|did)"
)
_BRAND = (
    rf"(?:{_STRICT}|google(?=\s(?:one|mail|e-?mail|account|address))|google'?s (?:e-?)?mail|(?:live|msn|sky"
    rf"|me)(?=\s?(?:dot|\.)\s?com))"
)
_SCRAPPED = re.compile(
    rf"(?<![\w.@])(?P<name>[a-z][a-z0-9._-]{{2,40}}[a-z0-9])(?:\s?[#*~^&%!|=+\[\](){{}},-]{{1,2}}\s?|\s{{1,5}})"
    rf"(?:{_SCRAP}[\s,)\]}}]{{1,2}}){{0,7}}{_BRAND}\b"
    rf"(?P<rest>[*#,]?\s{{0,5}}(?:[\[({{]?(?:full stop|dot|point|\.)[\])}}]?\s?)?(?:c\s?o\s?m|co{_DOT}uk|co\suk|net|org"
    rf"|(?<=\s)me)\b)?"
    r"(?P<after>\s(?:does the rest|innit|yeah|after(?: it| that)?|behind(?: it| that)?"
    r"|on the end|at the end|one|account|address|mail|e-?mail|people|place"
    r"|lot|folks|thing|crowd|bit|ending|end|part|stuff|domain)\b(?:\s(?:after(?:wards)?|behind|(?:on|at) the end)\b)?)?"
    rf"{AS_KNOWN}"
)
# Letters said one by one, closed up: "annb07atgmaildotcom".
_RUN = sought(
    r"(?<![a-z0-9])(?P<name>[a-z0-9._-]{2,40}?)(?:at|@)(?:the)?(?:gmail|googlemail|hotmail|outlook|yahoo|icloud"
    r"|protonmail|live|aol"
    r"|btinternet|sky)(?:\s?(?:dot|\.)\s?)?(?:com|co(?:\s?(?:dot|\.)\s?)?uk|net|org)?(?![a-z0-9])"
    r"|(?<![a-z0-9@./])[a-z][a-z._-]{2,30}\d{1,4}(?:gmail|hotmail|yahoo|outlook|icloud)(?:\.|dot)?(?:com|co\.?uk)(?![a-z0-9])"
)
_CUE = re.compile(
    r"\b(?:e-?mails?|addy|inbox|i am|im|i'm|its|it's|mine is|find me|add me|write to|drop|send|my)\b|emomail"
)
_USER = re.compile(r"[a-z]+[._+-][a-z0-9]|[a-z]\d|\d[a-z]|\s" + _DIGIT + r"\b|\b" + _SIGN + r"\b")


def _underscored(text: str) -> str:
    """ "ann_at_home_dot_com" with spaces for the underscores around its signs; as long as before."""
    return text.replace("_at_", " at ").replace("_dot_", " dot ")


def find_mail(folded: Folded, allow: AllowList) -> list[Finding]:
    """Every e-mail address in one message; the scheme's own addresses are left out."""
    text = _underscored(folded.text)
    found: list[Finding] = []
    if "@" in text:
        for match in PLAIN.finditer(text):
            if not allow.email(match.group()):
                start, end = folded.span(*match.span())
                found.append(
                    Finding(start, end, "EMAIL", "plain" if folded.plain(start, end) else "disguised", "email")
                )
            else:
                found.append(Finding(*folded.span(*match.span()), "", "plain", "allowed"))
    if not _MAYBE.search(text):
        return [finding for finding in found if finding.type]
    for start, end in _hidden(text):
        more = _MORE.match(text, end)
        place = folded.span(start, more.end() if more else end)
        if not any(place[0] < other.end and other.start < place[1] for other in found):
            found.append(Finding(*place, "EMAIL", "disguised", "email"))
    return [finding for finding in found if finding.type]


_MAYBE = sought(
    rf"@|\b(?:live|sky|msn|bt|virgin|talktalk|apple|microsoft)\b|\be-?mail\b|\bat\b|\ba t\b|[\[({{<]a[\])}}>]|{_STRICT}"
    rf"|\bah{{1,2}}t\b|\batt\b|\b(?:curly|squiggly|swirly|wiggly) a\b|{BRAND}|(?:moc|ku|ten|gro|elpmaxe)\s?(?:\."
    rf"|tod\b)|\b(?:arroba|arobase|ampersat)\b|\bgoogle\b"
)


# What every pattern above needs somewhere, as quick looks that never miss. They also hold for any end of a text, so none
# asks what stands before. "at" with a domain behind it; a provider's name, the word e-mail or an @; a run of letters.
_AT_DOMAIN = re.compile(
    rf"(?:@\s{{0,2}}|(?:a ?t|ah{{1,2}}t|att|arroba|arobase|ampersat|ly a)\b\s?(?:sign\b)?{_CLOSE}\s?(?:sign )?|(?:[@a]"
    rf"|a ?t)\s?[\])}}>]{{1,2}}\s?){_DOMAIN}"
)
_PROVIDER = sought(rf"{_STRICT}|{BRAND}|google|live\s?(?:dot|\.)")
_TELLING = re.compile(
    rf"@|e-?mail|ly a\b|{_STRICT}|{BRAND}|google|\blive|arroba|arobase|ampersat|symbol|\bsign\b|at ?sign"
    r"|sur ?name|first ?name|initial"
    rf"|(?:moc|ku|ten|gro|elpmaxe)\s?(?:\.|tod\b)"
    rf"|at(?:the)?(?:live"
    rf"|aol|sky|protonmail)|\b(?:live|sky|virgin|talktalk|talk|msn|bt|ntl|apple|microsoft)\b"
)


def _says_signs(text: str) -> bool:
    return " at " in text and (" dot " in text or " full stop " in text)


def may_hold(text: str) -> bool:
    """A quick look: False only if neither the text nor any end of it holds an address that is not written plainly."""
    text = _underscored(text)
    return _says_signs(text) or _TELLING.search(text) is not None or _AT_DOMAIN.search(text) is not None


# An ending that goes on: "dot gov" and then "dot uk".
_MORE = re.compile(
    rf"(?:{_DOT}(?:com|co|uk|org|net|gov|ac|sch|nhs|police|mod|ltd|plc|example)(?![a-z0-9])){{1,3}}"
    r"|,? (?:the |an? )?(?:\. ?|dot )?(?:com|co(?:\.| | dot )uk|net|org|me|uk)(?<!\sme)(?<!\snet)"
    r" (?:one|kind|version|sort|ending|type)(?!\w)"
    r"|,? the (?:\. ?|dot )?(?:me|net) (?:kind|version|sort|ending|type)(?!\w)"
)


# "page @ada.in.pink": a user name whose middle looks like the end of a host.
_NAME_OF_DOTS, _BEGUN_NAME = re.compile(r"[._][a-z0-9]"), re.compile(r"\s@[a-z]")


def _hidden(text: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    if " one" in text or "mail" in text or "acc" in text or "address" in text or "inbox" in text:
        places += at_the_one(text)
    if _AT_DOMAIN.search(text):
        places += [
            trim(text, *match.span())
            for match in _WORDED.finditer(text)
            if _believable(match.group())
            and (_ON_TO_PATH.match(text, match.end()) is None or "@" in match.group())
            and not _lives(match.group())
            and not (_NAME_OF_DOTS.match(text, match.end()) and _BEGUN_NAME.search(match.group()))
        ]
    if _says_signs(text):
        places += [match.span() for match in _WORDY.finditer(text)]
        places += [match.span() for match in _OF_A_HOUSE.finditer(text)]
        places += [
            match.span()
            for match in _AT_THE_PLACE.finditer(text)
            if match["name"] not in NOT_NAMES and not usual(match["name"])
        ]
        places += [match.span() for match in _INITIALLED.finditer(text) if not usual(match["name"])]
    if "@" in text:
        places += scraps(text)
    if "@" in text and " ." in text:
        places += [trim(text, *match.span()) for match in _SPACED_HOST.finditer(text)]
    if "at" in text:
        places += [
            match.span()
            for match in _ANNOUNCED.finditer(text)
            if re.search(
                r"then|symbol|sign|thing|plus"
                r"|follow",
                match.group(),
            )
        ]
    if _PROVIDER.search(text):
        places += each_in_place(text)
        places += [match.span() for match in _SCRAPPED.finditer(text) if _scrapped(match)]
        places += [
            trim(text, *match.span(1)[:1], match.end()) for match in _PROVIDED.finditer(text) if _named(match, text)
        ]
        places += [match.span() for match in _MISSING_AT.finditer(text) if match.group(1) not in NOT_NAMES]
        places += joined(text)
    if "name" in text or "initial" in text:
        places += [match.span() for match in _MADE_OF.finditer(text) if not _ELSEWHERE.search(match.group())]
    places += [match.span() for match in _BARE_AT.finditer(text)]
    places += [match.span("name") for match in _AFTER.finditer(text) if _USER.search(match.group("name"))]
    places += [match.span("name") for pattern in (_LOOSE, _AFTER_LOOSE) for match in pattern.finditer(text)]
    places += [match.span() for match in _RUN.finditer(text) if "@" not in match.group()]
    places += [match.span() for match in PLAIN.finditer(_undrawn(text)) if "@" in text]
    return [*places, *_backwards(text)]


def _scrapped(match: re.Match[str]) -> bool:
    """A user name before scraps and a provider, and something that says the two are one address."""
    name = match.group("name")
    if _FIGURED.fullmatch(name) or name in NOT_NAMES:
        return False
    if name.isalpha() and (usual(name) or len(name) < 5 or not (match.group("rest") or match.group("after"))):
        return False
    between = match.group()[len(match.group("name")) :]
    return (
        re.search(r"[#*~^&%!|=+\[\](){}]|\b(?:at|with|then|plus|followed|sign|symbol)\b", between) is not None
        or (match.group("rest") or match.group("after")) is not None
    )


# "ann dot b, then the at symbol, then example dot net": a name, an at announced, any host.
_ANNOUNCED = sought(
    rf"(?<![\w.]){_LOCAL}[,\s]{{1,2}}(?:(?:then|and|plus|with|followed by)\s)?(?:the |an |a )?(?:at|@"
    rf"|curly a)\s?(?:sign|symbol|thing|bit)?"
    rf"[,\s]{{1,2}}(?:(?:then|and|plus)\s)?{_DOMAIN}"
)
# "ann dot b at tin and copper dot example": a host of several words, after a name that can be nothing else.
_WORDY = re.compile(
    rf"(?<![\w.@']){_WORD}(?:\s(?:dot|underscore|hyphen"
    rf"|dash)\s[a-z0-9]{{1,30}}){{1,4}},?\sat,?\s[a-z0-9-]{{2,30}}(?:\s[a-z0-9-]{{2,30}}){{0,3}}"
    rf"(?:,?\sdot,?\s{_TLD}(?![a-z0-9])){{1,3}}"
)
# "j otterley at north castings dot example": an initial and a surname at a host of several words.
_INITIALLED = re.compile(
    rf"(?<![\w.@'])[b-hj-z]\s(?P<name>[a-z]{{4,20}})\sat\s[a-z0-9-]{{3,30}}(?:\s[a-z0-9-]{{2,30}}){{0,2}}"
    rf"(?:\s(?:dot|full stop|point)\s{_TLD}(?![a-z0-9])){{1,3}}"
)
# "ann.b at the firm, which is tinworks dot example": the host told behind the place.
_AT_THE_PLACE = sought(
    rf"(?<![\w.@'])(?P<name>{_WORD}) (?:at|@) (?:(?:the|our|my|this) )?(?:firm|company|office|work|business|practice"
    rf"|shop|studio|charity|school"
    rf"|college|uni|university|domain|address|site)(?:'s (?:site|website|domain|address|name"
    rf"|one))?,? (?:(?:so )?(?:which|that|and that|it)(?: is|'?s)"
    rf"|being|i\.?e\.?|so|called|:)? ?{_DOMAIN}"
)
# "office at ann hyphen lane dot example": words that only name the inbox of a house.
_OF_A_HOUSE = re.compile(
    r"(?<![\w.@'])(?:office|contact|info|hello|enquir(?:y|ies)|admin|sales|bookings?|reception|jobs|careers|team|mail"
    r"|post|hi|admissions|apply"
    rf"|recruitment|hr) at (?:sign )?[a-z0-9-]{{3,30}}(?:\s(?:(?:hyphen|dash)\s)?(?!dot|full)[a-z0-9]{{1,20}}){{0,2}}"
    rf"(?:\s(?:dot|full stop)\s{_TLD}(?![a-z0-9])){{1,3}}"
)
# "ann @ north lab . example", "ann @ priory - vets . example".
_SPACED_HOST = re.compile(
    rf"(?<![\w.@']){_WORD}\s?@\s?[a-z0-9-]{{2,30}}(?:\s(?:-\s)?[a-z0-9-]{{2,30}}){{0,2}}(?:\s?\.\s?[a-z0-9-]{{2,30}}){{0,2}}?(?:\s\.\s{_TLD}(?![a-z0-9])){{1,3}}"
)
# "my first name dot surname, Bob with one b, at tinworks.example": a name that is only told, at a host.
_MADE_OF = re.compile(
    r"(?<!\w)(?:my )?(?:first ?names?|forename|christian name|initials?|first initial|name|surname|last ?name)"
    r" (?:(?:then )?(?:an? )?(?:dot|full stop|point|underscore|dash|hyphen)(?: then)?|(?:then|and"
    r"|plus) my) (?:my )?(?:surname|last ?name|second name"
    r"|family name|first ?name|initials?)\b[^.!?\n]{0,60}?[\s,](?:at|@) [^.!?\n@]{0,30}?(?<![\w.-])"
    rf"(?:[a-z0-9-]{{2,40}}{_DOT}){{1,3}}{_TLD}(?![a-z0-9])"
)
_ELSEWHERE = re.compile(r"\b(?:see|visit|look|check|go to|details|apply|read)\b")
# "year10", "level2", "ps5": words with a figure that are no user names.
_FIGURED = re.compile(
    r"(?:year|yr|level|lvl|gcse|ks|ps|mp|word|cv|office|windows|ios|unit|task|week|draft|v|cv|version)[0-9._]+"
)


def _undrawn(text: str) -> str:
    """The text with figures for letters put right in what stands after an @ ("gmai1.c0m"); as long as before."""
    return _DRAWN_DOMAIN.sub(lambda match: match.group().translate(_UNDRAW), text)


_DRAWN_DOMAIN = re.compile(r"(?<=@)(?=[a-z.-]*[0134])[a-z0134.-]{4,40}(?![\w@])")
_UNDRAW = str.maketrans("0134", "olea")


_ON_TO_PATH = re.compile(r"(?:\.[a-z0-9-]{1,30}){0,3}/")
_PLAIN_AT = re.compile(r"(?P<name>[a-z]+) at (?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+){1,4})")


def _lives(found: str) -> bool:
    """ "The quiz lives at ann.example.org": a word of the language and a whole host of no provider, so a link."""
    match = _PLAIN_AT.fullmatch(found)
    return (
        match is not None and usual(match["name"]) and re.match(rf"{_STRICT}|live\.|sky\.|me\.", match["host"]) is None
    )


_BRACKETED = re.compile(r"[\[({<*_]\s?at\s?[\])}>*_]|[\[({<]a[\])}>]")
# "good luck at college. It", "see you at work. Me"
_NEXT_SENTENCE = re.compile(r"[a-z]\.\s(?:me|it|in|us|is|ie|de|ca|au|info|test|app|dev|co|io|es|fr|pl)\Z")
_SIGN_SAID = re.compile(
    r"\s*[\[({<]{0,2}\s*(?:@|\b(?:at|a t|ah{1,2}t|att|arroba|arobase|ampersat"
    r"|(?:curly|squiggly|swirly|wiggly) a)\b|(?<=[\[({<])a(?=[\])}>]))"
)


def _believable(found: str) -> bool:
    """Text that reads as an address rather than "at" in a sentence: the name is no ordinary word."""
    name = _SIGN_SAID.split(found, maxsplit=1)[0].split()
    if "@" not in found and _NEXT_SENTENCE.search(found):
        return False
    return (
        "@" in found or _BRACKETED.search(found) is not None or not name or name[-1] not in NOT_NAMES or "dot" in name
    )


def _named(match: re.Match[str], text: str) -> bool:
    name, sign, word, account = match.group(1), match.group(2), match.group(3), match.group(5)
    last = name.split()[-1]
    if last in NOT_NAMES or _FIGURED.fullmatch(last) or (len(last) < 3 and not _USER.search(name)):
        return False
    if sign or account or _USER.search(name):
        return bool(sign or word or "." in match.group()[len(name) :] or _USER.search(name))
    if (
        (word in ("at", "on") or not text[match.end() :].strip())
        and len(last) >= 7
        and not usual(last)
        and len(text.split()) <= 6
    ):
        return True
    return (
        word is not None
        and len(last) >= 5
        and _CUE.search(text[max(0, match.start() - 24) : match.start() + 1]) is not None
    )


def _backwards(text: str) -> list[tuple[int, int]]:
    if not re.search(r"(?<![a-z])(?:moc|ku|ten|gro|elpmaxe)(?:\.| tod )", text):
        return []
    size = len(text)
    if " ta " in text and _AT_DOMAIN.search(text[::-1]):
        return [(size - match.end(), size - match.start()) for match in _WORDED.finditer(text[::-1])]
    return [
        (size - match.end(), size - match.start()) for match in PLAIN.finditer(text[::-1]) if _ends_well(match.group())
    ]


def _ends_well(address: str) -> bool:
    return address.rsplit(".", 1)[-1] in ("com", "uk", "net", "org", "example")
