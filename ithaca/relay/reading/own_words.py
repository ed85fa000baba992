"""The writer's own words: without the history under them, the signature, and what telephones add. Line by line, in
linear time (the known libraries for this take minutes over a few kilobytes of hostile text).

Where it is not certain that a line is history it stays: a word too many is screened like any other, a word too few is lost.
"""

from __future__ import annotations

import re

#: The line above the words of every letter that can be answered. What stands under it is ours.
MARK = "##- Please write your answer above this line -##"
_WROTE = re.compile(
    r"(?=.*[\d@])(on|am|le|el|il|ar|op|den|w dniu)\b.{4,300}"
    r"(wrote|schrieb|a écrit|escribió|ha scritto|ysgrifennodd|schreef|skrev|napisał)"
    r"( .{0,100})?:$",
    re.IGNORECASE,
)
_WROTE_BEGINS = re.compile(r"(on|am|le|el|il|ar|op|den)\s.*\d", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"[-_\s]*(original message|original appointment|ursprüngliche nachricht|message d'origine|neges wreiddiol|"
    r"oorspronkelijk bericht)[-_\s]*$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\*?(from|sent|to|date|subject|cc|von|gesendet|an|betreff|de|envoyé|à|objet|oddi wrth|at|anfonwyd|pwnc)\s?:\*?\s",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"(-{2,}\s*(forwarded|weitergeleitete|message transféré|mensaje reenviado|neges wedi'i hanfon ymlaen)[^\n]{0,60}-{2,}"
    r"|begin forwarded message:?|anfang der weitergeleiteten nachricht:?|début du message réexpédié ?:?"
    r"|-{3,}\s*forwarded by .{0,200})\s*-*$",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(sent|gesendet|envoyé|anfonwyd) (from|via|von|depuis|o) (my|mein(em)?|mon|fy|yahoo|outlook|mail for|proton|samsung|aqua|"
    r"bluemail|spark|gmail|windows|android|iphone|ipad)\b.{0,80}$|get outlook for .{0,60}$|sent with (proton|mailbird)\b.{0,60}$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(this|the (information|contents) (contained )?in this) ?(e-?mail|message|communication|transmission)\b.{0,200}"
    r"(confidential|intended (only|solely)|privileged)|^\W*(disclaimer|confidentiality notice)\b",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"((kind|best|warm|many|with|all|yours)\s){0,2}(regards|wishes|thanks|sincerely|faithfully|cofion( gorau)?)[\s,.!]*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"@|https?:|www\.|\b(tel|mob|mobile|phone|fax|e-?mail|t|m)\s?[:.]|\+?\d[\d\s().-]{7,}\d|[|•·]", re.IGNORECASE
)
_LONGEST_LINE = 1_000
#: Lines. What stands under a longer one was no signature.
LONGEST_SIGNATURE = 20


def is_forwarded(words: str) -> bool:
    """True if the writer passes on somebody else's mail: a mail program's own line says so, outside any quoted history."""
    return any(_FORWARDED.match(line.strip()[:_LONGEST_LINE]) for line in words.split("\n") if not line.startswith(">"))


def own_words(words: str) -> str:
    """What the writer wrote themselves, without blank lines at either end; "" if nothing is left."""
    lines = [line.rstrip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = _without_history(lines)
    lines = _without_ending(lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")


def _without_history(lines: list[str]) -> list[str]:
    """Drop lines that are quoted; what follows an introduction without such marks is history to the end."""
    kept: list[str] = []
    index = 0
    while index < len(lines):
        line, length = lines[index], _introduction(lines, index)
        if length:
            if not _quoted_follows(lines, index + length):
                break
            index += length
            continue
        if not line.lstrip().startswith(">"):
            kept.append(line)
        index += 1
    return kept


def _introduction(lines: list[str], index: int) -> int:
    """How many lines from here introduce history: "On Monday ... wrote:", a block of From, Sent, To, our own mark; else 0."""
    line = lines[index].strip()[:_LONGEST_LINE]
    if not line or line.startswith(">"):
        return 0
    if MARK in line or _ORIGINAL.match(line):
        return 1
    if _WROTE.match(line):
        return 1
    if _WROTE_BEGINS.match(line):
        two = " ".join(part.strip() for part in lines[index : index + 2])[:_LONGEST_LINE]
        if len(lines) > index + 1 and not lines[index + 1].startswith(">") and _WROTE.match(two):
            return 2
    start = index + 1 if set(line) == {"_"} and len(line) > 9 else index
    block = [part.strip()[:_LONGEST_LINE] for part in lines[start : start + 4]]
    headers = 0
    for part in block:
        if not _HEADER.match(part + " "):
            break
        headers += 1
    return (start - index) + headers if headers >= 3 else 0


def _quoted_follows(lines: list[str], index: int) -> bool:
    """True if the next line with words in it is marked as quoted."""
    following = next((line for line in lines[index : index + 20] if line.strip()), "")
    return following.lstrip().startswith(">")


def _without_ending(lines: list[str]) -> list[str]:
    """Cut the signature, a firm's small print, and "Sent from my telephone"."""
    for index in range(max(0, len(lines) - LONGEST_SIGNATURE), len(lines)):
        if lines[index].strip() in ("--", "—"):
            lines = lines[:index]
            break
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index].strip()[:_LONGEST_LINE]
        if _DISCLAIMER.search(line):
            lines = lines[:index]
    while lines and (not lines[-1].strip() or _TELEPHONE.match(lines[-1].strip()[:_LONGEST_LINE])):
        lines = lines[:-1]
    return _without_card(lines)


def _without_card(lines: list[str]) -> list[str]:
    """Cut a visiting card after "Kind regards": few short lines, one of them with a number, an address or a link."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 14), -1):
        if not _GOODBYE.match(lines[index].strip()[:80]):
            continue
        after = [line.strip() for line in lines[index + 1 :] if line.strip()]
        short = all(len(line) <= 90 for line in after)
        if len(after) > 1 and short and any(_CONTACT.search(line) for line in after):
            return [*lines[: index + 1], after[0]] if not _CONTACT.search(after[0]) else lines[: index + 1]
    return lines
