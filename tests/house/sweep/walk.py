"""Walking: every address as one walker, and what was seen on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.http import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format

from tests.house.sweep.browse import alike, browser, gets_in, turned_away, words_of, written
from tests.house.sweep.conftest import Twins
from tests.house.sweep.expected import ADDRESSES
from tests.house.sweep.populated import OURS, TWIN, Populated
from tests.house.sweep.who import EVERYBODY, TAKERS, Address

MISSING = "zzzzzzzzzzzz"
CANARY = re.compile(rf"zq{OURS}(\w+)|({TWIN}\w*)", re.IGNORECASE)
Get = Callable[[str], HttpResponseBase]
#: Links sent by letter belong to whoever holds them, and a worry that names no scheme to the platform: no organisation's.
NOBODYS = {
    "consent_token",
    "application_token",
    "referral_token",
    "invitation",
    "welcome",
    "kept",
    "worry",
    "alarm_token",
}
#: Those who must never learn how to reach anybody, or a birthday.
SIDES = tuple(sorted(TAKERS | {"parent", "other_parent"}))
#: Of these walkers it is also tried that no address of the other organisation opens.
WANDERERS = ("coordinator", "mentor", "school", "nobody")


@dataclass
class Walk:
    """What came of a walk: sentences that should not be, and the words seen, by page."""

    faults: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)


def variants(address: Address, world: Populated) -> list[str]:
    """Whose the thing may be that this address names; [""] if it names none."""
    if not isinstance(address.may, set | frozenset):
        return list(address.may)
    kinds = [kind for kind in address.names.values() if kind[0] != "="]
    if not kinds:
        return [""]
    return [v for v in ("ours", "other") if all(v in world.things[kind] for kind in kinds)] or ["ours"]


def path_of(address: Address, world: Populated, variant: str, *, things: Populated | None = None) -> str:
    """The address with that variant of its things; "" of a thing is one that never was."""
    names = {}
    for key, kind in address.names.items():
        rows = (things or world).things.get(kind, {})
        names[key] = kind[1:] if kind[0] == "=" else rows.get(variant, MISSING) if variant else MISSING
    place = {"organisation": world.organisation.slug, "scheme": world.scheme.slug}
    for keys in ((), ("organisation",), ("organisation", "scheme")):
        try:
            return reverse(address.name, kwargs={**names, **{key: place[key] for key in keys}})
        except NoReverseMatch:
            continue
    raise LookupError(address.name)


def details_of(world: Populated) -> dict[str, str]:
    """What people are reached by and when they were born, as pages would write it -> whose it is (REL-04)."""
    found = {}
    for who in SIDES:
        person = world.persona(who)
        born = person.date_of_birth
        assert born is not None
        days = (date_format(born), born.isoformat(), born.strftime("%d/%m/%Y"), f"{born.day}/{born.month}/{born.year}")
        found |= dict.fromkeys((person.phone, person.email, *days), who)
    return found


def everyone_in(address: Address, world: Populated) -> set[str]:
    """Who gets in at any variant."""
    found: set[str] = set(address.told_no)
    return found.union(*(address.may_enter(v) for v in variants(address, world)))


def walk(twins: Twins, who: str) -> Walk:
    """Read every address as `who`."""
    ours = twins.ours
    done = Walk(details=details_of(ours))
    client = browser(ours, twins.twin, who)

    def get(path: str) -> HttpResponseBase:
        answer: HttpResponseBase = client.get(path)
        done.faults += [f"{path}: {fault}" for fault in _bad_manners(answer)]
        return answer

    nowhere = alike(get("/o/harbour/nowhere"), "/o/harbour/nowhere")
    for address in ADDRESSES:
        if who not in everyone_in(address, ours):
            path = path_of(address, ours, variants(address, ours)[0])
            answer = get(path)
            if not turned_away(answer) and not _nothing_here(alike(answer, path), nowhere, address, get, ours):
                done.faults.append(f"{address.name}: should not be here, got {answer.status_code}")
            continue
        missing = _missing(address, get, ours)
        for variant in variants(address, ours):
            _look(done, address, variant, path_of(address, ours, variant), who, get, missing)
        if _has_things(address):
            path = path_of(address, ours, variants(address, ours)[0], things=twins.twin)
            if alike(get(path), path) != missing:
                done.faults.append(f"{address.name}: a thing of another organisation does not look missing")
    if who in WANDERERS:
        done.faults += list(_wander(twins, get, nowhere))
    return done


def _look(done: Walk, address: Address, variant: str, path: str, who: str, get: Get, missing: tuple[int, str]) -> None:
    with written() as wrote:
        answer = get(path)
    place = f"{address.name} {variant}".strip()
    if wrote.tables - address.reads:
        done.faults.append(f"{place}: reading writes to {sorted(wrote.tables - address.reads)}")
    if who in address.told_no and answer.status_code == 403:
        return
    if who not in address.may_enter(variant):
        if alike(answer, path) != missing:
            done.faults.append(f"{place}: not theirs, and does not look missing ({answer.status_code})")
        return
    if not gets_in(answer):
        done.faults.append(f"{place}: should get in, got {answer.status_code} {answer.headers.get('Location', '')}")
    text = words_of(answer)
    if who in SIDES:
        done.faults += [
            f"{place}: {owner}'s {what}" for what, owner in done.details.items() if owner != who and what in text
        ]
    for match in CANARY.finditer(text):
        done.seen.setdefault((match[1] or match[2]).lower(), set()).add(address.name)


def _missing(address: Address, get: Get, world: Populated) -> tuple[int, str]:
    """The answer for a thing that never was; (404, "") if the address names none."""
    path = path_of(address, world, "")
    return alike(get(path), path) if address.names else (404, "")


def _nothing_here(got: tuple[int, str], nowhere: tuple[int, str], address: Address, get: Get, world: Populated) -> bool:
    """Shut at the door like a place that never was; or, for who holds the role and not the thing, like a missing thing."""
    if got == nowhere:
        return True
    missing = _missing(address, get, world)
    return got == missing or (not address.names and got[0] == 404)


def _has_things(address: Address) -> bool:
    kinds = {kind for kind in address.names.values() if kind[0] != "="}
    return bool(kinds) and not kinds & NOBODYS


def _wander(twins: Twins, get: Get, nowhere: tuple[int, str]) -> Iterator[str]:
    """Their addresses look like addresses that never were."""
    for address in ADDRESSES:
        path = path_of(address, twins.twin, variants(address, twins.twin)[0])
        if TWIN in path and address.may != EVERYBODY:
            answer = get(path)
            if not turned_away(answer) and alike(answer, path) != nowhere:
                yield f"{path}: of another organisation, got {answer.status_code}"


def _bad_manners(answer: HttpResponseBase) -> Iterator[str]:
    """What every answer owes to everybody, whoever asked and whatever it says."""
    if answer.status_code >= 500:
        yield "broke"
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        yield "may be kept"
    if "default-src 'none'" not in answer.headers.get("Content-Security-Policy", ""):
        yield "has no content policy"
    for header in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"):
        if header not in answer.headers:
            yield f"lacks {header}"
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        text = words_of(answer)
        if "<html" in text and "worried" not in text:
            yield "says nowhere how to tell a worry"
