"""What is never a private contact detail: helplines, emergency numbers and the scheme's own published contacts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ithaca.screening.made_of import DATA

_DIGITS = re.compile(r"\D+")


@lru_cache(maxsize=1)
def helplines() -> frozenset[str]:
    """Digits of the helplines and emergency numbers that ship with the engine (data/helplines.txt)."""
    lines = (DATA / "helplines.txt").read_text("utf-8").splitlines()
    return frozenset(_DIGITS.sub("", line.split("#")[0]) for line in lines) - {""}


@lru_cache(maxsize=1)
def help_sites() -> frozenset[str]:
    """Host names of public help services and examination bodies whose links may stand (data/help_sites.txt)."""
    lines = (DATA / "help_sites.txt").read_text("utf-8").splitlines()
    return frozenset(line.split("#")[0].strip().lower() for line in lines) - {""}


@dataclass(frozen=True, slots=True)
class AllowList:
    """A scheme's own published contacts (MSG-25), given in any common form; helplines are always allowed.

    `numbers` compare by their digits (+44 and 0 are the same), `emails` and `handles` without regard to case,
    `hosts` allow a site and what lies below it, `phrases` are words, names or addresses that are never a finding.
    """

    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()

    @staticmethod
    def of(
        *,
        numbers: Iterable[str] = (),
        emails: Iterable[str] = (),
        hosts: Iterable[str] = (),
        handles: Iterable[str] = (),
        phrases: Iterable[str] = (),
    ) -> AllowList:
        """An allow list from contacts as people write them."""
        return AllowList(
            frozenset(national(number) for number in numbers),
            frozenset(email.strip().lower() for email in emails),
            frozenset(host_of(host) for host in hosts),
            frozenset(handle.strip().lower().lstrip("@") for handle in handles),
            tuple(" ".join(phrase.lower().split()) for phrase in phrases if phrase.strip()),
        )

    def number(self, digits: str) -> bool:
        """True for a helpline or one of the scheme's numbers, given its digits."""
        plain = national(digits)
        return plain in self.numbers or plain in helplines()

    def email(self, address: str) -> bool:
        """True for one of the scheme's own addresses."""
        return address.strip().lower() in self.emails

    def host(self, url: str) -> bool:
        """True for a link to one of the scheme's sites or a public help site."""
        name = host_of(url)
        return any(name == host or name.endswith("." + host) for host in self.hosts | help_sites())

    def handle(self, name: str) -> bool:
        """True for one of the scheme's own pages."""
        return name.strip().lower().lstrip("@") in self.handles

    def covers(self, folded: str, start: int, end: int) -> bool:
        """True if the folded text from `start` to `end` lies inside one of the allowed phrases."""
        for phrase in self.phrases:
            place = folded.find(phrase, max(0, end - len(phrase)))
            if 0 <= place <= start:
                return True
        return False


def national(number: str) -> str:
    """Digits of a number with +44 or 0044 turned to 0."""
    digits = _DIGITS.sub("", number)
    if digits.startswith("0044"):
        digits = digits[2:]
    if digits.startswith("44") and len(digits) >= 12:
        digits = digits[2:].lstrip("0")
        digits = "0" + digits
    return digits


def host_of(url: str) -> str:
    """The host name of a link, without scheme, path, port or `www.`."""
    name = url.strip().lower().split("://")[-1].split("/")[0].split("?")[0].split("#")[0].split(":")[0].split("@")[-1]
    return name.removeprefix("www.").strip(".")
