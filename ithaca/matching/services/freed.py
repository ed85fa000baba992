"""A mentor is free again, and somebody waits: a suggestion is made at once, for a person to decide (MATCH-19)."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from ithaca.assignment import InputError
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.kernel.work import service
from ithaca.matching.models import Proposal, Run
from ithaca.matching.pool import Pool
from ithaca.matching.prices import shown_pairs
from ithaca.matching.selectors import places_left, schemes_that_suggest, tried_pairs
from ithaca.matching.sentences import sentences_for
from ithaca.matching.standing import standing
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import schemes_visible_to

FREED = job("matching.freed")
#: So many of those who have waited longest are looked at, at most.
MOST = 200
#: A worker looks this often; where nothing has been done since, a look costs one short query.
EVERY_SECONDS = 20.0
_next_look = 0.0


@service
def suggest_for_free(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """A suggestion for everybody who waits without one and can have a mentor who is free now; returns how many.

    Other suggestions stay as they are. Two who were asked or were a pair before are left to a person. Nothing is done in a
    scheme in which nobody has asked for suggestions yet, or while they are worked out.
    """
    run = Run.objects.filter(scheme=scheme).order_by("-pk").first()
    if run is None or run.state == "running":
        return 0
    try:
        with standing(scheme, on=timezone.localdate(at)) as stands:
            pool = _free_only(stands.pool)
            rows = _found(pool, run, at) if pool is not None else []
    except (NotNow, InputError):
        return 0  # nobody waits or nobody is free; an answer that cannot be compared is said on the board
    if not rows:
        return 0
    try:
        with transaction.atomic():
            Proposal.objects.bulk_create(rows)
    except IntegrityError:
        return 0  # somebody suggested a mentor for one of them meanwhile
    record(name="matching.suggested_freed", by=by, at=at, about=scheme, data={"suggestions": len(rows)})
    return len(rows)


def _free_only(pool: Pool) -> Pool | None:
    """Those who wait without a suggestion and mentors with a place that no suggestion uses; None if either is nobody."""
    shown = shown_pairs(pool.scheme.pk)
    waiting = [key for key in pool.mentees if key not in shown][:MOST]
    left = places_left(pool.scheme, pool.room)
    free = [key for key, mentor in pool.mentors.items() if left[mentor.pk] > 0]
    if not waiting or not free:
        return None
    narrow = pool.narrowed(waiting, free)
    narrow.room = left
    keys = {p.pk: key for key, p in [*narrow.mentees.items(), *narrow.mentors.items()]}
    tried = tried_pairs(pool.scheme)
    narrow.bans += [(keys[mentee], keys[mentor]) for mentee, mentor in tried if mentee in keys and mentor in keys]
    return narrow


def _found(pool: Pool, run: Run, at: datetime) -> list[Proposal]:
    session = pool.session()
    return [
        Proposal(
            scheme=pool.scheme,
            run=run,
            mentee=pool.mentees[pair.mentee],
            mentor=pool.mentors[pair.mentor],
            points=pair.points,
            reasons=sentences_for(pool, session, pair.mentee, pair.mentor, exact=False),
            created_at=at,
        )
        for pair in session.result.pairs
    ]


def _somebody_free(scheme: Scheme) -> bool:
    """A look outside any transaction, so that the writing one finds everything worked out."""
    try:
        with standing(scheme, on=timezone.localdate()) as stands:
            return _free_only(stands.pool) is not None
    except NotNow:
        return False


def suggest_freed_everywhere() -> int:
    """The pump: every scheme that suggests is looked at; returns how many suggestions were made."""
    global _next_look
    if time.monotonic() < _next_look:
        return 0
    _next_look = time.monotonic() + EVERY_SECONDS
    with everywhere("the worker looks for mentors who have become free, in all schemes"):
        schemes = schemes_that_suggest()
    made = 0
    for organisation, key in schemes:
        with open_scheme(organisation_id=organisation, scheme_id=key):
            scheme = schemes_visible_to(FREED).filter(pk=key).first()
            if scheme is not None and _somebody_free(scheme):
                made += suggest_for_free(scheme=scheme, by=FREED, at=timezone.now())
    return made
