"""The pool as it stands, with its optimum, kept between two requests: a change by hand is answered from the last prices.

What is kept is a pure function of the rows, so that two processes need not agree on it: it is used again only while the
organisation's log still ends where it ended (every write ends in an event), and brought up to date otherwise: by the events
since, where they are of a few kinds that are known to touch no more than this (`news.py`), else by reading all rows again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Lock, RLock

from django.utils.translation import gettext as _

from ithaca.assignment import InputError, Session
from ithaca.assignment import Scheme as EngineScheme
from ithaca.audit.selectors import end_of
from ithaca.kernel.refusals import NotNow
from ithaca.matching.news import since
from ithaca.matching.pool import Pool, can_keep, pool_of
from ithaca.matching.rows import Row
from ithaca.schemes.models import Scheme

#: Schemes whose pool one process keeps; the one not asked for longest goes first.
MOST_KEPT = 8
#: With more differences than this, a session from nothing is the shorter way.
MOST_DIFFERENCES = 40
#: After so many in all, too: who has gone leaves a row behind in the session.
MOST_TURNS = 400

type PairIds = tuple[str, str]
#: Number and digest at the end of the organisation's log, and the day.
type Stamp = tuple[int, str, date]


@dataclass
class Standing:
    """One scheme's people and the engine's session on them. Use it only inside `standing(...)`, which holds its lock."""

    pool: Pool
    session: Session
    stamp: Stamp
    terms: EngineScheme
    bans: set[PairIds] = field(default_factory=set)
    exceptions: dict[PairIds, list[str]] = field(default_factory=dict)
    turns: int = 0


_kept: OrderedDict[int, Standing] = OrderedDict()
_locks: dict[int, RLock] = {}
_guard = Lock()


@contextmanager
def standing(scheme: Scheme, *, on: date) -> Iterator[Standing]:
    """The scheme's pool and session as they are on that day, for one reader at a time.

    Raises NotNow in words if nobody waits or no mentor is free, or if somebody's answers cannot be compared.
    """
    with _lock_of(scheme.pk):
        yield _up_to_date(scheme, on)


def forget(scheme: Scheme) -> None:
    """Let go of what is kept of a scheme; the next reader starts from the rows."""
    with _guard:
        _kept.pop(scheme.pk, None)


def _lock_of(key: int) -> RLock:
    with _guard:
        return _locks.setdefault(key, RLock())


def _up_to_date(scheme: Scheme, on: date) -> Standing:
    stamp = (*end_of(scheme.organisation_id), on)
    old = _kept.get(scheme.pk)
    if old is not None and old.stamp == stamp and stamp[1]:
        return old
    touched: set[str] | None = None
    pool = None
    if old is not None and old.stamp[2] == on:
        pool, touched = since(old.pool, scheme, old.stamp[:2], stamp[0])
    pool = pool or pool_of(scheme, on=on)
    if not pool.mentees:
        raise NotNow(_("Nobody waits for a mentor."))
    if not pool.mentors:
        raise NotNow(_("No mentor is free and cleared at the moment."))
    try:
        made = _changed(old, pool, stamp, touched) if old is not None else None
        made = made or _from_nothing(pool, stamp)
    except InputError as error:
        forget(scheme)
        raise NotNow(error.sentence) from error
    with _guard:
        _kept[scheme.pk] = made
        _kept.move_to_end(scheme.pk)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _from_nothing(pool: Pool, stamp: Stamp) -> Standing:
    arrangements = pool.scheme.arrangements
    exceptions = pool.exceptions_under(arrangements) or {}
    return Standing(pool, pool.session(), stamp, _terms(pool), set(pool.bans), exceptions)


def _terms(pool: Pool) -> EngineScheme:
    """What makes a new session necessary when it differs: the criteria and the rules."""
    return pool.engine_scheme(pool.scheme.arrangements)


def _changed(old: Standing, pool: Pool, stamp: Stamp, only: set[str] | None) -> Standing | None:
    """The kept session brought to the rows as they are now, or None if too much is different.

    `only` are the people who may be different; None where it may be anybody.
    """
    terms = _terms(pool)
    if terms != old.terms:
        return None
    session = old.session
    some = pool if only is None else pool.narrowed(only, only)
    mentees, mentors = some.rows(pool.scheme.arrangements, pool)
    there = ({str(r["id"]): r for r in mentees}, {str(r["id"]): r for r in mentors})
    here = (session.mentee_rows, session.mentor_rows)
    asked = [now.keys() if only is None else only & now.keys() for now in here]
    gone = [{k for k in keys if new.get(k) != now[k]} for keys, now, new in zip(asked, here, there, strict=True)]
    come = [[k for k in new if k in out or k not in now] for now, new, out in zip(here, there, gone, strict=True)]
    differences = sum(map(len, [*gone, *come]))
    if differences > MOST_DIFFERENCES or old.turns + differences > MOST_TURNS:
        return None
    forget(pool.scheme)  # half changed is of no use to anybody: should anything go wrong, the next reader starts anew
    exceptions = pool.exceptions_under(pool.scheme.arrangements) or {}
    made = Standing(pool, session, stamp, terms, set(pool.bans), exceptions, old.turns + differences)
    _release(session, pool)
    _people(session, gone, come, there)
    touched = gone[0] | gone[1]
    _lift(session, old, made, touched)
    _keep(session, pool)
    return made


def _release(session: Session, pool: Pool) -> None:
    for mentee, mentor in session.pins.items():
        if pool.kept.get(mentee) != mentor:
            session.unpin(mentee)


def _people(session: Session, gone: list[set[str]], come: list[list[str]], there: tuple[dict[str, Row], ...]) -> None:
    for mentee in sorted(gone[0]):
        session.mentee_leaves(mentee)
    for mentor in sorted(gone[1]):
        session.mentor_leaves(mentor)
    for mentor in come[1]:
        session.mentor_arrives(there[1][mentor])
    for mentee in come[0]:
        session.mentee_arrives(there[0][mentee])


def _lift(session: Session, old: Standing, new: Standing, touched: set[str]) -> None:
    """Bans and exceptions as they are now; what was said of somebody who went and came back counts no more."""
    here = {*session.mentees, *session.mentors}
    for pair in sorted(old.bans - new.bans):
        if pair[0] in here and pair[1] in here and not touched & {*pair}:
            session.unban(*pair)
    was = {pair: names for pair, names in old.exceptions.items() if not touched & {*pair} and here >= {*pair}}
    for pair in was.keys() | new.exceptions.keys():
        if was.get(pair) != new.exceptions.get(pair):
            session.except_rules(*pair, new.exceptions.get(pair, []))
    known = {pair for pair in old.bans if not touched & {*pair}}
    for pair in sorted(new.bans - known):
        if session.pins.get(pair[0]) == pair[1]:
            session.unpin(pair[0])
        session.ban(*pair)


def _keep(session: Session, pool: Pool) -> None:
    for mentee, mentor in pool.kept.items():
        here = mentee in pool.mentees and mentor in pool.mentors and session.pins.get(mentee) != mentor
        if here and can_keep(session, mentee, mentor):
            session.pin(mentee, mentor)
