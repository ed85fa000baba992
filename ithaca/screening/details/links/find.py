"""Links, plain and broken up. File names, product names and a missing space after a full stop are not links."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from linkify_it.main import LinkifyIt

from ithaca.screening.allow import AllowList
from ithaca.screening.details.links.said import path_end, said, widened
from ithaca.screening.lists.usernames import INFLECTED, usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_STRONG = (
    r"(?:com|net|org|uk|io|gg|edu|gov|info|biz|eu|ie|fr|de|nl|pl|ru|cn|jp|tv|ly|gl|fm|example|dev|xyz|wales|scot|london"
    r"|cymru|app|ai|co|me|au|ca|ch|se|cc|ws|kr|br|it|es|page|link|site|online|blog|store|shop|club|live|chat|tech|space)"
)
# Endings that are also words, file endings or product names: a link only with a path, www or a cue before it.
_WEAK = frozenset(
    word
    for line in (
        "in it is me my so to no at be am as by do us we up go id la pm re de es ie ch se ws cc page link site online blog",
        "store shop club live chat tech space app ai py md sh pl rs js ts zip mov ps so cs vb ml st ac co tv ph sc gs ms",
    )
    for word in line.split()
)
# Newer endings, all of them words too.
_NEW_ENDINGS = frozenset(
    word
    for line in (
        "page link site online blog store shop club live chat tech space jobs academy ink design family museum careers courses",
        "education school training agency media studio art gallery games guru world digital cloud network zone team "
        "email one top",
        "rocks social host website press news health care fit bio center college ngo wiki pub photo photos pics video "
        "fun cafe kitchen",
        "pizza restaurant church football fitness run bike guide help support today works solutions services "
        "consulting engineering",
        "codes engineer builders foundation community coach tips money finance fund gifts me bar catering farm garden "
        "horse house",
    )
    for word in line.split()
) - {"me"}
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|odt|ods|odp|rtf|jpe?g|png|gif|svg|mp[34]|mov|avi|zip|rar|py|js|jsx|ts|tsx|html?|css"
    r"|java|cpp|cs|rb|rs|go|php|sql|json|ya?ml|xml|md|sh|exe|ipynb|psd|ai|blend|stl|sb3|pages|key|numbers|log|ini|bak)\Z"
)
_PRODUCT = re.compile(
    r"(?:[a-z]+\.js|gov\.uk|nhs\.uk|asp\.net|vb\.net|ml\.net|ado\.net|booking\.com|monday\.com|draw\.io|chess\.com"
    r"|last\.fm|crypto\.com"
    r"|socket\.io"
    r"|diagrams\.net|paint\.net|hotels\.com|b\.sc|m\.sc|ph\.d|u\.k|e\.g|i\.e|a\.m|p\.m|no\.\d+|app\.py|main\.py)\Z"
)
_CUE = re.compile(
    r"\b(?:link|site|website|web|page|url|visit|go to|goto|see|check|at|on|here|click|type|blog|portfolio|try|via"
    r"|shop|store|is)\W*\Z"
)
_SHORTENERS = (
    r"(?:wa\.me|t\.me|m\.me|ig\.me|fb\.me|fb\.com|bit\.ly|youtu\.be|discord\.gg|linktr\.ee|goo\.gl|tinyurl\.com"
    r"|paypal\.me|monzo\.me|revolut\.me|cash\.app|snapchat\.com|chat\.whatsapp\.com|t\.co|is\.gd|forms\.gle"
    r"|lnkd\.in|bsky\.app"
    r"|tiktok\.com|instagram\.com|onlyfans\.com|twitch\.tv|ngl\.link|beacons\.ai|carrd\.co)"
)
_SHORT = sought(rf"(?<![\w./]){_SHORTENERS}(?:\s?/(?:\s(?=[a-z_-]{{0,20}}\d)[\w-]{{3,60}}|[^\s<>\")\]]{{0,300}}))?")
_OPEN, _CLOSE = r"[\[({<*_|'\"/-]{0,2}", r"[\])}>*_|'\"/-]{0,2}"
_DOT = (
    rf"(?:\s?{_OPEN}\s?\b(?:dot|d0t|punto|(?:full stop|point|period)(?= (?:com|org|net|co|gov|uk|example (?:full stop"
    rf"|point|period) (?:com?|org|net|gov))\b))\b\s?{_CLOSE}\s?"
    rf"|\s?[\[({{<]\s?\.\s?[\])}}>]\s?|\s\.\s|\s\.|\.\s|\sdot(?=com\s?(?:/|slash)))"
)
_TAIL = (
    rf"(?:(?:{_DOT}|\.)(?:com|co|uk|org|net|io|gg|me|ly|tv|ac|sch|gov|example|app|dev|info|ee|be|link|xyz|ie|eu|us"
    rf"|ai|gl|fm|scot|wales|cymru|london|live|site|online|shop|store|gee gee|eye oh|you kay|u k|pee ell))"
)
_PATH = (
    r"(?:(?:,(?= (?:forward )?(?:slash|stroke)\b))?\s?(?:/|[\[({<]\s?/\s?[\])}>]|[\[({<]?\b(?:(?:forward )?slash"
    r"|stroke)\b[\])}>]?)\s?(?:at\s)?(?!(?:the|and|a|your|it)\b)[\w@~%?=&.+-]{1,80})"
)
_SPELLED = re.compile(
    rf"(?<![\w.])((?:(?:https?|h t t p s?|hxxps?)\s?(?::|\bcolon\b)?\s?(?:/\s?/|(?:slash\s?){{2}})?\s?)?(?:(?:w\s?w\s?w"
    rf"|(?:double[ -]?(?:u|you)[\s,-]{{0,2}}){{3}})(?:{_DOT}|\s))?"
    rf"[a-z0-9][a-z0-9-]{{0,60}}(?:\s(?:hyphen"
    rf"|dash|minus)\s[a-z0-9-]{{1,40}}){{0,3}}(?:{_DOT}[a-z0-9-]{{2,40}}){{0,2}}?)({_TAIL}{{1,3}})(?![a-z0-9])({_PATH}{{0,4}})"
)
_SAID_PATH = re.compile(r"(?:\s(?:(?:forward )?slash|stroke)\s(?!(?:the|and|a|your|it)\b)[\w@~%?=&.+-]{1,80}){1,4}")
_STARTED = sought(
    r"(?<![a-z])(?:h\S\Sps?\s?[:;]?\s?//|w\s?w\s?w\s?[.,]\s?[a-z]|www\s?\bdot\b\s?"
    r"|www\s(?=[^\s]{3,60}[\s.](?:\.\s?)?(?:com|org|net|co|uk|example)(?![a-z])))[^\s]{3,200}"
    r"(?:\s?[.]\s?[a-z]{2,}|\s(?:com|org|net|co|uk)(?![a-z])){0,2}"
)
# One and the same sign in place of every dot: kai*example*com, ann,co,uk.
_SIGNED = sought(
    r"(?<![\w.@*])(?:[a-z0-9-]{2,40}(?P<dot>[*,·•|~])){1,3}?(?:example(?P=dot)(?:com|org|net|co(?P=dot)uk)|com|org"
    r"|co(?P=dot)uk|gg|example"
    r"|net(?=/))"
    r"(?![a-z0-9*]|,[a-z0-9])(?:/[\w@~%?=&.+*,-]{1,80})?|(?<![\w.])[a-z]{1,20}[*,·•|~](?:me|ee|ly|be|gg"
    r"|com)/[\w@~%?=&.+*,-]{2,80}"
)
# "leahbakesdotcom": all in one word.
_RUN = sought(
    r"(?<![a-z0-9])[a-z0-9-]{3,40}dot(?:com|org|net|co(?:dot)?uk)(?:slash[a-z0-9]{2,40})?(?![a-z0-9])"
    r"|(?<![\w@.])[a-z0-9-]{3,40}\s?\.\s?c\so\sm(?![a-z])"
)
_TURNED = sought(r"moc\.|ku\.oc|elpmaxe\.|\.www\b|ptth|/(?:gg|ee|em|yl|eb)\.[a-z]|(?<![a-z])(?:gro|ten)\.[a-z]{4}")
# "annbakes dotcom"
_DOTCOM_APART = sought(
    r"(?<![\w.@-])(?P<name>[a-z0-9-]{5,40}) dotcom(?! (?:bubble|boom|crash|era|bust|compan|firm|start))(?!\w)"
)
_SHORT_SPACED = sought(
    r"(?<![\w./])(?:bit|wa|t|m|ig|fb|youtu|discord|linktr|goo|tinyurl|paypal|monzo|revolut|is|lnkd|ngl|carrd|snapchat"
    r"|tiktok)\s?"
    r"(?:(?:\.|\bdot\b)\s?(?:ly|me|be|gg|ee|gl|com|gd|in|link|co)|\bdot (?:lee|lie|lye|l y|el why|gee gee|e e|bee e|m e))\s?"
    r"(?:/|\b(?:(?:forward )?slash|stroke)\b)\s?[\w@~%?=&.+-]{2,80}"
)
_NOT_LABELS = frozenset(
    word
    for line in (
        "the a an old early big famous late first new this that their our your my another every each of in is was it so",
        "and or but with for to me you done ok yes no thanks thanx cool great good here there now then later today",
        "whole entire original nineties 90s called say type put write pre post about only just like add",
    )
    for word in line.split()
)
_DOTCOM = re.compile(
    r"\bdot[ -]?com (?:bubble|boom|crash|era|business|bust|compan|firm|start|world|millionaire|craze|years)"
)


@lru_cache(maxsize=1)
def _linkify() -> Any:
    """The library's finder; it has no types, so it is held as Any."""
    maker: Any = LinkifyIt
    linker = maker()
    linker.tlds(["example", "dev", "app", "xyz", "wales", "scot", "london", "cymru", *_NEW_ENDINGS], True)
    linker.set({"fuzzy_email": False})
    return linker


def find_links(folded: Folded, allow: AllowList) -> list[Finding]:
    """Every link in one message; help sites and the scheme's own are left out."""
    text = folded.text.replace("_dot_", " dot ")
    found: list[Finding] = []
    seen: list[tuple[int, int]] = []
    if "." in text or "://" in text:
        for start, end in _plain(text):
            path = _SAID_PATH.match(text, end)
            end = path.end() if path else end
            seen.append((start, end))
            if not allow.host(text[start:end]):
                first, last = folded.span(start, end)
                disguise = "plain" if folded.plain(first, last) else "disguised"
                found.append(Finding(first, last, "URL", disguise, "link"))  # type: ignore[arg-type]
    if _MAYBE.search(text):
        for start, end in said(text):
            found.append(Finding(*folded.span(start, end), "URL", "disguised", "link"))
        for start, end in _broken(text):
            if not any(start < last and first < end for first, last in seen):
                found.append(Finding(*folded.span(start, end), "URL", "disguised", "link"))
    return found


_MAYBE = sought(
    r"\bd[o0]t\b|dot(?:com|org|net|co)|c\so\sm\b|\bpunto\b|\b(?:full stop|point|period) (?:com|org|net|co|gov|example"
    r"|io|ee|ly|gg|me)\b"
    r"|[\[({<]\s?\.|\s\.\s?[a-z]|\.\s[a-z]{2,}|www|hxxp|h t t p|\bh\S\Sps?[:;]?//"
    r"|(?:ptth|www\.[a-z]|moc\.|ku\.oc|(?:gg|ee|em|yl|gro|ten)\.[a-z])|\s/|\bslash\b|\bcom add\b|\s(?:com|ee|ly|gg)/"
    r"|[a-z0-9][*,·•|~](?:com|co|org|net|gg|me|ee|ly|uk|example|be|io)(?![a-z0-9])"
)


# What a link that is broken up needs somewhere: an ending behind some kind of dot and a sign of breaking up, or a start.
_ENDED = re.compile(
    r"(?:d[o0]t|punto|full stop|point|period|\.)\s?[\])}>*_|'\"/-]{0,2}\s?(?:com|co|uk|org|net|io|gg|me|ly|tv|ac|sch|gov"
    r"|example|app|dev|info|ee|be"
    r"|link|xyz|ie|eu|us|ai|gl|fm|scot|wales|cymru|london|live|site|online|shop|store|gee gee|eye oh|you kay|u k"
    r"|pee ell)(?![a-z0-9])"
)
_BROKEN_UP = re.compile(
    r"d[o0]t|full stop|point|period|[\[({<]|slash|://|\s\.\s?[a-z]|\.\s|www|http|\s\.\s?(?:com|net|org|co)"
    r"|\.\s(?:com|co|org|net)"
)
_BEGUN = re.compile(
    r"hxxp|https?\b\s?:|w\s?w\s?w|(?:\.|dot)\s?(?:ly|me|be|g ?g|e ?e|gl|com|gd|in|link|co)\s?(?:/|(?:forward )?slash)"
    r"|moc\.|ku\.oc|elpmaxe\.|\.www|ptth|/(?:gg|ee|em|yl|eb)\.[a-z]|(?:gro|ten)\.[a-z]"
    r"|[a-z0-9][*,·•|~](?:com|co|org|net|gg|me|ee|ly|be|example)(?![a-z0-9])|_dot_|dot(?:com|org|net|co)|c\so\sm"
)
# What a plain one needs in its one run of characters.
_WHOLE = re.compile(
    rf"//|www\.|\.(?:{'|'.join(_NEW_ENDINGS)})(?![a-z0-9])|\.{_STRONG}(?![a-z0-9])|\.\w{{2}}(?::\d{{1,5}})?/|{_SHORTENERS}"
)


# A shortener whose dot is left out.
_DOTLESS = re.compile(
    r"com (?:slash )?add|(?:l ?y|lie|com|ee|g ?g|be|m ?e|us|fi|on|url)\s?(?:/|,? ?(?:(?:forward )?slash|stroke))"
)


def may_reach_over(head: str, body: str) -> bool:
    """A quick look: False only if no link begins in any end of `head` and ends in `body` once they are put together."""
    text = head + body
    if _BEGUN.search(text) or _DOTLESS.search(text) or (_ENDED.search(text) and _BROKEN_UP.search(text)):
        return True
    if "//" in (last := head[head.rstrip().rfind(" ") + 1 :]) or "www." in last:  # a host cut off within a word
        return True
    if not head or head[-1].isspace() or not body or body[0].isspace():
        return False
    return _WHOLE.search(head.split()[-1] + body.split(maxsplit=1)[0]) is not None


def _plain(text: str) -> list[tuple[int, int]]:
    places = [match.span() for match in _SHORT.finditer(text)]
    if re.search(r"\.[a-z]{2}|://|\.\d", text):
        for match in _linkify().match(text) or []:
            start, end = match.index, match.last_index
            if match.schema == "mailto:" or any(start < last and first < end for first, last in places):
                continue
            if start and text[start - 1] in "@./" and not match.schema:
                continue
            if match.schema in ("http:", "https:", "ftp:", "//") or _is_link(text, start, end):
                places.append((start, end))
    return places


def _is_link(text: str, start: int, end: int) -> bool:
    """Is this word with dots in it an address to go to, and not a file, a product or a slip of the space bar?"""
    word = text[start:end]
    host, slash, path = word.partition("/")
    if text[end : end + 1] == "@" or _PRODUCT.match(word) or (_FILE.search(host) and not slash):
        return False
    ending = host.rsplit(".", 1)[-1].split(":")[0]
    if host.startswith("www."):
        return True
    if not slash and host.count(".") == 1 and _OF_A_PROGRAM.search(text, max(0, start - 24), start):
        return False
    if not slash and ending not in _SITES and _IMPORTED.search(text, max(0, start - 16), start):
        return False
    new = ending in _NEW_ENDINGS
    if host.count(".") == 1 and host.split(".")[0].isdigit() and not path:
        return False
    if not new and not re.fullmatch(_STRONG, ending) and not (len(ending) == 2 and path):
        return False
    if (ending in _WEAK or new) and not host.endswith((".co.uk", ".ac.uk")):
        return (
            bool(path)
            or (host.count(".") >= 2 and len(host) > 8)
            or (new and len(host) > len(ending) + 6 and _unspaced(host.removesuffix(f".{ending}"), text, end))
            or _CUE.search(text[max(0, start - 16) : start]) is not None
        )
    return True


# "no module named tools.io", "import maths.ai": parts of a program.
_OF_A_PROGRAM = re.compile(
    r"\b(?:module|package|import|class|library|function|method|attribute|object)"
    r"(?: (?:named|called|is))? ?['\"`]?\Z"
)

# "it imports maths.io", but not "she imports annbakes.com cakes".
_IMPORTED = re.compile(r"\bimport(?:s|ed|ing) ?['\"`]?\Z")
_SITES = frozenset({"com", "org", "net", "uk", "example"})


def _unspaced(name: str, text: str, end: int) -> bool:
    """Is the name before an ending no word, and what follows no rest of a sentence with a space left out?"""
    return name.isalnum() and not usual(name) and not INFLECTED.search(name) and _NEXT.match(text, end) is not None


_NEXT = re.compile(
    r"\s*(?:\Z|[,.!?)\n]|(?:is|for|if|has|and|or|if|thats|that's|to|x|lol|pls|please|in case|when|with|explains?|shows?)\b)"
)
_THREE_W = re.compile(rf"(?:w\s?w\s?w|(?:double[ -]?(?:u|you)[\s,-]{{0,2}}){{3}}){_DOT}")


def _broken(text: str) -> list[tuple[int, int]]:
    places = []
    for match in _SPELLED.finditer(text):
        label = re.split(r"[\s.\[({]", _THREE_W.sub("", match.group(1)))[0]
        worded = re.search(r"dot|d0t|full stop|point|period|[\[({<]|slash|www|http", match.group()) is not None
        tight = (
            re.search(r"\s\.\s?(?:com|net|org|co\b|example\s?\.)|\.\s(?:com|co\.\s?uk|co uk|org|net)\b", match.group())
            is not None
        )
        if (
            " .net" in match.group()
            or match.group() in ("example dot com", "example . com")
            or ((label in _NOT_LABELS or len(label) == 1) and not match.group(3))
            or _DOTCOM.search(text, match.start(), match.end() + 14)
        ):
            continue
        if worded or (
            tight and not re.search(r"\.\s(?:me|it|io|be|co(?!\s?\.\s?uk)|in|so|link|app|info)\b", match.group())
        ):
            places.append(widened(text, match.start(), match.end()))
    places += [match.span() for match in _STARTED.finditer(text)]
    places += [match.span() for match in _RUN.finditer(text)]
    places += [match.span() for match in _DOTCOM_APART.finditer(text) if not usual(match["name"])]
    places += [match.span() for match in _SIGNED.finditer(text)]
    places += [(match.start(), path_end(text, *match.span())) for match in _SHORT_SPACED.finditer(text)]
    size = len(text)
    if _TURNED.search(text) and "@" not in text:
        places += [(size - end, size - start) for start, end in _plain(text[::-1])]
    return places
