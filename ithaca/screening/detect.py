"""All detectors over one message, in the light of the sender's earlier ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ithaca.screening.allow import AllowList
from ithaca.screening.details.handles.across import split_handles
from ithaca.screening.details.handles.find import find_handles
from ithaca.screening.details.links.find import find_links, may_reach_over
from ithaca.screening.details.mail.find import find_mail, may_hold
from ithaca.screening.details.phones.across import split_phones
from ithaca.screening.details.phones.find import find_phones
from ithaca.screening.details.pieces import split_announced
from ithaca.screening.details.places.across import split_addresses
from ithaca.screening.details.places.answers import answered_addresses
from ithaca.screening.details.places.find import find_addresses, find_closed_up
from ithaca.screening.details.postcodes.find import find_postcodes, split_postcodes
from ithaca.screening.lists.usernames import usual
from ithaca.screening.meaning.across import split_meanings
from ithaca.screening.meaning.lexicon import lexicon
from ithaca.screening.meaning.likeness import find_likeness
from ithaca.screening.meaning.reading import view, view_again
from ithaca.screening.sought import sought
from ithaca.screening.types import MAX_CONTEXT, Finding, Speaker, Taken
from ithaca.screening.views.fold import Folded, fold
from ithaca.screening.views.respelled import respelled
from ithaca.screening.views.tidied import tidied
from ithaca.screening.views.undrawn import undrawn

# Single characters with one space or sign between them: "l e a h @ ...".
_APART = re.compile(r"(?<![^\s])[^\s](?:\s[^\s]){4,}(?![^\s])")
# The same with one sign throughout: "l-e-a-h-@-...".
_STRUNG = re.compile(r"(?<!\S)[^\s](?P<sign>[-_|~*/,])[^\s](?:(?P=sign)[^\s]){6,}(?!\S)")
_SHORT = 400  # characters of a message that are looked at beside a later one
_INSIDE = 80  # characters that a message between two others may have and still stand inside one address


def detect(text: str, context: list[str], speaker: Speaker, allow: AllowList) -> list[Finding]:
    """Everything found in `text`, as findings in characters of the original."""
    here = view_again(text) if len(text) <= _SHORT else view(text)
    folded, canon = here.folded, here.canon
    if not folded.text:
        return []
    contacts = _contacts(folded, allow)
    meanings = lexicon().find(canon, speaker)
    earlier = [piece for piece in context[-MAX_CONTEXT:] if isinstance(piece, str) and piece.strip()]
    if earlier:
        contacts += _split_contacts(folded, [view_again(piece[-_SHORT:]).folded for piece in earlier], contacts, allow)
        meanings += split_meanings(here, earlier, speaker)
    guess = find_likeness(canon, speaker, len(text), meanings)
    if not any(item.rule == "likeness" and lexicon().is_idiom(canon, speaker, item.type) for item in guess):
        meanings += guess
    contacts = _without_overlaps([item for item in contacts if not allow.covers(folded.text, item.start, item.end)])
    return [*contacts, *(item for item in meanings if not allow.covers(folded.text, item.start, item.end))]


def _contacts(folded: Folded, allow: AllowList) -> list[Finding]:
    found = [*find_mail(folded, allow), *find_links(folded, allow), *find_handles(folded, allow)]
    found += [*find_phones(folded, allow), *find_postcodes(folded), *find_addresses(folded)]
    tight = _closed_up(folded)
    if tight is not None:
        again = [*find_mail(tight, allow), *find_links(tight, allow), *find_postcodes(tight)]
        again += [*find_closed_up(tight), *find_addresses(tight)]
        found += [replace(item, disguise="disguised") for item in again]
    if (put := respelled(folded)) is not None:
        found += [replace(item, disguise="disguised") for item in [*find_mail(put, allow), *find_links(put, allow)]]
    if (plainer := undrawn(folded)) is not None:
        view, changed = plainer
        found += [
            replace(item, disguise="disguised")
            for item in find_addresses(view)
            if any(start < item.end and item.start < end for start, end in changed)
        ]
    if (signed := tidied(folded)) is not None:
        view, changed = signed
        found += [
            replace(item, disguise="disguised")
            for item in [*find_mail(view, allow), *find_links(view, allow), *find_handles(view, allow)]
            if any(start < item.end and item.start < end for start, end in changed)
        ]
    if _TURNED.search(folded.text):
        found += _turned_round(folded, allow)
    return found


_TURNED = sought(
    r"\b(?:backwards?|back to front|in reverse|reversed?|reverse (?:it|that|this)|flip (?:it|that|this)|flipped"
    r"|mirror(?:ed)?"
    r"|(?:other|wrong) way (?:round|around)|right to left|from the (?:back|(?:wrong )?end)"
    r"|start(?:ing)? (?:at|from) (?:the )?(?:end|tail)|(?:end|tail) to (?:the )?(?:start|beginning|front|head|nose)"
    r"|mirror[- ]writ\w*|from tail to"
    r"|(?:spin|turn|swing) (?:it|this|that) (?:round|around|about))\b"
)


def _turned_round(folded: Folded, allow: AllowList) -> list[Finding]:
    """Details read from the end, where the words say that they are turned round."""
    view, size = fold(folded.original[::-1]), len(folded.original)
    found = [*find_mail(view, allow), *find_links(view, allow), *find_phones(view, allow), *find_postcodes(view)]
    return [replace(item, start=size - item.end, end=size - item.start, disguise="disguised") for item in found]


def _closed_up(folded: Folded) -> Folded | None:
    """The view with letters that stand apart put together; None if there are none."""
    text = folded.text
    keep = bytearray(b"\1") * len(text)
    for pattern in (_APART, _STRUNG):
        for match in pattern.finditer(text):
            for place in range(match.start() + 1, match.end(), 2):
                keep[place] = 0
            if text.startswith("  ", match.end()):  # "s i x  elder road": one gap as between words
                keep[match.end()] = 0
    if all(keep):
        return None
    kept = [place for place in range(len(text)) if keep[place]]
    starts, ends = folded.starts, folded.ends
    return Folded(folded.original, "".join(text[p] for p in kept), [starts[p] for p in kept], [ends[p] for p in kept])


def _split_contacts(folded: Folded, before: list[Folded], found: list[Finding], allow: AllowList) -> list[Finding]:
    """Contact details that only appear when earlier messages are put in front of this one."""
    seen = {item.type for item in found}
    split: list[Finding] = []
    if "PHONE" not in seen:
        split += split_phones(folded, before, allow)
    if "POSTCODE" not in seen:
        split += split_postcodes(folded, before)
    split += split_addresses(folded, before) or answered_addresses(folded, before)
    split += [*split_handles(folded, before), *split_announced(folded, before)]
    if len(folded.text) <= 200:
        split += _run_on(folded, [piece.text.strip() for piece in before[-4:]], allow)
    return split


def _run_on(folded: Folded, before: list[str], allow: AllowList) -> list[Finding]:
    """Addresses and links that run from the end of earlier messages into this one."""
    body = folded.text.lstrip()
    tails = _tails(before)
    last = _LAST_WORD.search(before[-1])
    ordinary = last is not None and body[:1].isalpha() and usual(last.group())
    glues = (" ",) if ordinary else ("", " ")  # nothing runs on from an ordinary word without a space
    heads = {glue: glue.join(tails)[-200:] + glue for glue in glues}
    mails = [glue for glue, head in heads.items() if may_hold(head + body)]
    links = [glue for glue, head in heads.items() if may_reach_over(head, body)]
    return [*_across(folded, tails, find_mail, mails, allow), *_across(folded, tails, find_links, links, allow)]


def _tails(before: list[str]) -> list[str]:
    """The last of these messages, back to one that is too long to stand inside an address from end to end."""
    first = len(before) - 1
    while first > 0 and len(before[first]) <= _INSIDE:
        first -= 1
    return before[first:]


def _across(
    folded: Folded,
    before: list[str],
    finder: Callable[[Folded, AllowList], list[Finding]],
    glues: list[str],
    allow: AllowList,
) -> list[Finding]:
    """What stands across the end of earlier messages and this one, put together with one of the glues."""
    body = folded.text.lstrip()
    for count in range(1, len(before) + 1 if glues else 0):
        for glue in glues:
            head = glue.join(before[-count:])[-200:] + glue
            joined = head + body
            view = Folded(joined, joined, range(len(joined)), range(1, len(joined) + 1))
            shift = len(folded.text) - len(body)
            for item in finder(view, allow):
                if head.endswith(".") and _opens_a_sentence(body, item.end - len(head)):
                    continue
                if item.start < len(head) < item.end and (item.start < len(head) - len(glue) or glue == ""):
                    start, end = folded.span(shift, shift + item.end - len(head))
                    return [Finding(start, end, item.type, "split", item.rule)]
    return []


_LAST_WORD = re.compile(r"(?<![\w.@-])[a-z]{2,20}\Z")


def _opens_a_sentence(body: str, end: int) -> bool:
    """After a full stop: is the part of a link in this message only the first word of a sentence ("info is on the ...")?"""
    return 0 < end <= len(body) and body[:end].isalpha() and len(body.split()) > 3


def _without_overlaps(found: list[Finding]) -> list[Finding]:
    """The widest finding of those that overlap, e-mail before links and user names inside it, a code by which friends are added
    before the telephone number that its figures could be."""
    rank = {"EMAIL": 0, "URL": 1, "PHONE": 2, "ADDRESS": 3, "POSTCODE": 4, "HANDLE": 5}
    taken = Taken(max((item.end for item in found), default=0))
    order = sorted(
        found, key=lambda f: (-1 if f.rule == "friend code" else rank[f.type], f.disguise != "split", f.start - f.end)
    )
    return [item for item in order if taken.take(item.start, item.end)]
