"""Asking the engine: everybody who can be placed is, with as much in common as can be; a person decides (MATCH-02)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.assignment import InputError
from ithaca.audit.services.append import record
from ithaca.audit.services.move import move, move_all
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import rules
from ithaca.matching.chosen import who_choose
from ithaca.matching.fair import fairness_of
from ithaca.matching.models import HandChange, Proposal, Run
from ithaca.matching.pool import Pool, pool_of
from ithaca.matching.sentences import sentences_for, standing_sentence, why_nobody
from ithaca.matching.states import PROPOSAL, RUN
from ithaca.mentorships.selectors import free_capacity, mentees_in_pairs
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.services.lock import lock_participants
from ithaca.schemes.models import Scheme

#: Up to so many waiting mentees the answer comes with the press; above, a worker solves it outside any transaction.
AT_ONCE = 100
#: The reason of a mentor chosen from the list of all who are free: it is written with the offer.
FROM_THE_LIST = "list"


@dataclass
class Solved:
    """What the engine said of a pool: mentee key -> (mentor key, points, sentences), and the run's result."""

    pairs: dict[int, tuple[int, int, list[str]]] = field(default_factory=dict)
    result: dict[str, Any] = field(default_factory=dict)


@service
def suggest(*, scheme: Scheme, by: Actor, at: datetime) -> Run:
    """Propose a mentor for every mentee who can have one, replacing the open suggestions; offers stay as they are.

    The run keeps what went in (hash, criteria, seed), who asked, and for everybody left over the reason why. With more
    than AT_ONCE mentees the run is returned in state "running" and a worker finishes it. Raises NotNow while one runs.
    """
    rules.suggest.require(by=by)
    pool = pool_of(scheme, on=timezone.localdate(at))
    try:
        with transaction.atomic():
            run: Run = Run.objects.create(
                scheme=scheme,
                started_by_id=by.person_id,
                criteria=[dict(entry) for entry in scheme.arrangements.criteria],
                inputs_hash=fingerprint(pool),
                created_at=at,
            )
    except IntegrityError as error:
        raise NotNow(_("Suggestions are being worked out already. Wait until they are done.")) from error
    record(name="matching.run_started", by=by, at=at, about=run, data={"mentees": len(pool.mentees)})
    if len(pool.mentees) <= AT_ONCE:
        finish_run(run=run, solved=solve(pool), by=by, at=at)
    return run


def fingerprint(pool: Pool) -> str:
    """A hash of everything that goes into a run."""
    people = [
        [p.public_id, p.profile, p.capacity, p.declined_groups, p.person.gender]
        for p in [*pool.mentees.values(), *pool.mentors.values()]
    ]
    asks = [[key, need.mentor_gender, need.language] for key, need in sorted(pool.needs.items())]
    people += [asks] if asks else []
    people += [["lacking", *sorted(pool.lacking)]] if pool.lacking else []
    return hashlib.sha256(json.dumps(people, sort_keys=True, default=str).encode()).hexdigest()


def solve(pool: Pool, progress: Any = None, cancelled: Callable[[], bool] | None = None) -> Solved:
    """What the engine proposes for this pool, with the sentences; writes nothing. `progress(done, total)` is called on the way.

    Pairs that somebody keeps stay. Raises NotNow in the engine's words if somebody's answers cannot be compared, and the
    engine's Cancelled if `cancelled` says so.
    """
    not_ready = len(pool.not_ready)
    if not pool.mentees or not pool.mentors:
        why = _("No mentor is free and cleared at the moment.")
        left = dict.fromkeys(pool.mentees, why)
        return Solved(result={"placed": 0, "left": left, "total": 0, "optimal": True, "not_ready": not_ready})
    try:
        session = pool.session(cancelled=cancelled)
    except InputError as error:
        raise NotNow(error.sentence) from error
    outcome, solved = session.result, Solved()
    exact = len(pool.mentees) <= AT_ONCE
    for done, pair in enumerate(outcome.pairs):
        if progress is not None and done % 25 == 0:
            progress(done, len(outcome.pairs))
        mentee, mentor = pool.mentees[pair.mentee], pool.mentors[pair.mentor]
        sentences = sentences_for(pool, session, pair.mentee, pair.mentor, exact=exact)
        solved.pairs[mentee.pk] = (mentor.pk, pair.points, sentences)
    solved.result = {
        "placed": outcome.placed,
        "left": {mentee: why_nobody(pool, session, mentee) for mentee in outcome.unplaced},
        "total": outcome.total,
        "optimal": outcome.optimal,
        "not_ready": not_ready,
        "fairness": fairness_of(pool, session, cancelled),
    }
    return solved


@service
def finish_run(*, run: Run, solved: Solved, by: Actor, at: datetime) -> None:
    """Replace the open suggestions by what was solved. Whoever got an offer or a pair meanwhile is left as they are.

    A pair that somebody keeps stays the same row; a mentor whose places were taken meanwhile gets no more suggestions.
    """
    old = Proposal.objects.filter(scheme=run.scheme_id, state="proposed")
    stay = {
        row.mentee_id
        for row in old.filter(kept=True)
        if row.mentee_id in solved.pairs and solved.pairs[row.mentee_id][0] == row.mentor_id
    }
    move_all(old.exclude(mentee__in=stay), source="proposed", to="dropped", table=PROPOSAL, by=by, at=at)
    rows = [
        Proposal(
            scheme_id=run.scheme_id,
            mentee_id=mentee,
            mentor_id=mentor,
            run=run,
            points=points,
            reasons=why,
            created_at=at,
        )
        for mentee, (mentor, points, why) in _still_possible(run.scheme, solved).items()
        if mentee not in stay
    ]
    Proposal.objects.bulk_create(rows)
    move(run, "done", table=RUN, by=by, at=at, also={"result": solved.result, "finished_at": at})


def _still_possible(scheme: Scheme, solved: Solved) -> dict[int, tuple[int, int, list[str]]]:
    """What was solved, without those who have a pair, an offer or a choice by now, within the places mentors have by now."""
    offered = list(Proposal.objects.filter(scheme=scheme, state="offered").values_list("mentee_id", "mentor_id"))
    busy = {*(mentee for mentee, _mentor in offered), *mentees_in_pairs(scheme), *who_choose(scheme)}
    keys = {mentor for mentor, _points, _why in solved.pairs.values()}
    mentors = participants_visible_to(job("matching")).filter(scheme=scheme, pk__in=keys, state="joined")
    room = free_capacity(list(mentors))
    for _mentee, mentor in offered:
        room[mentor] = room.get(mentor, 0) - 1
    found = {}
    for mentee, pair in solved.pairs.items():
        if mentee not in busy and room.get(pair[0], 0) > 0:
            room[pair[0]] -= 1
            found[mentee] = pair
    return found


@service
def propose(*, scheme: Scheme, mentee: Participant, mentor: Participant, by: Actor, at: datetime) -> Proposal:
    """Somebody else for this mentee, chosen by hand. Hard rules hold here too: NotNow names the one in the way (MATCH-03)."""
    rules.suggest.require(by=by)
    lock_participants([mentee, mentor])
    pool = narrow_pool(scheme, mentee, mentor, at)
    session = pool.session()
    old = Proposal.objects.filter(scheme=scheme, mentee=mentee, state="proposed")
    before = old.values_list("mentor__public_id", flat=True).first() or ""
    move_all(old, source="proposed", to="dropped", table=PROPOSAL, by=by, at=at)
    proposal: Proposal = Proposal.objects.create(
        scheme=scheme,
        mentee=mentee,
        mentor=mentor,
        points=session.points(mentee.public_id, mentor.public_id),
        reasons=[
            *sentences_for(pool, session, mentee.public_id, mentor.public_id, exact=False)[:-1],
            _("You chose this mentor by hand."),
        ],
        kept=True,
        created_at=at,
    )
    HandChange.objects.create(
        scheme=scheme,
        run=Run.objects.filter(scheme=scheme).order_by("-pk").first(),
        kind="choose",
        mentee=mentee,
        mentor=mentor,
        reason=FROM_THE_LIST,
        changed_by_id=by.person_id,
        moved=[{"mentee": mentee.public_id, "before": before, "after": mentor.public_id}],
        created_at=at,
    )
    record(name="matching.proposed", by=by, at=at, about=proposal)
    return proposal


def narrow_pool(scheme: Scheme, mentee: Participant, mentor: Participant, at: datetime) -> Pool:
    """The pool with these two alone, after asking everything again. NotNow says what stands in the way of the two."""
    return narrowed_to(pool_of(scheme, on=timezone.localdate(at), also_choosing=True), mentee, mentor)


def narrowed_to(pool: Pool, mentee: Participant, mentor: Participant) -> Pool:
    """This pool with these two alone. NotNow says what stands in the way of the two."""
    if mentor.public_id not in pool.mentors:
        raise NotNow(_("This mentor is full, or not cleared yet. No offer is made before that."))
    if mentee.public_id not in pool.mentees:
        raise NotNow(_("This person has a pair or an open offer already, or a parent has said no."))
    narrow = pool.narrowed([mentee.public_id], [mentor.public_id])
    try:
        session = narrow.session()
    except InputError as error:
        raise NotNow(error.sentence) from error
    if session.points(mentee.public_id, mentor.public_id) < 0:
        raise NotNow(standing_sentence(narrow, session, mentee.public_id, mentor.public_id))
    return narrow
