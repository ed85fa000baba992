"""Asking the engine: everybody who can be placed is, with as much in common as can be; a person decides (MATCH-02)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.assignment import InputError
from ithaca.audit.services.append import record
from ithaca.audit.services.move import move, move_all
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import rules
from ithaca.matching.models import Proposal, Run
from ithaca.matching.pool import Pool, pool_of
from ithaca.matching.sentences import sentences_for, why_nobody
from ithaca.matching.states import PROPOSAL, RUN
from ithaca.mentorships.selectors import mentees_in_pairs
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.schemes.models import Scheme

#: Up to so many waiting mentees the answer comes with the press; above, a worker solves it outside any transaction.
AT_ONCE = 100


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
    return hashlib.sha256(json.dumps(people, sort_keys=True, default=str).encode()).hexdigest()


def solve(pool: Pool, progress: Any = None) -> Solved:
    """What the engine proposes for this pool, with the sentences; writes nothing. `progress(done, total)` is called on the way.

    Raises NotNow in the engine's words if somebody's answers cannot be compared.
    """
    not_ready = len(pool.not_ready)
    if not pool.mentees or not pool.mentors:
        why = _("No mentor is free and cleared at the moment.")
        left = dict.fromkeys(pool.mentees, why)
        return Solved(result={"placed": 0, "left": left, "total": 0, "optimal": True, "not_ready": not_ready})
    try:
        session = pool.session()
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
    }
    return solved


@service
def finish_run(*, run: Run, solved: Solved, by: Actor, at: datetime) -> None:
    """Replace the open suggestions by what was solved. Whoever got an offer or a pair meanwhile is left as they are."""
    old = Proposal.objects.filter(scheme=run.scheme_id, state="proposed")
    move_all(old, source="proposed", to="dropped", table=PROPOSAL, by=by, at=at)
    offered = Proposal.objects.filter(scheme=run.scheme_id, state="offered").values_list("mentee_id", flat=True)
    busy = {*offered, *mentees_in_pairs(run.scheme)}
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
        for mentee, (mentor, points, why) in solved.pairs.items()
        if mentee not in busy
    ]
    Proposal.objects.bulk_create(rows)
    move(run, "done", table=RUN, by=by, at=at, also={"result": solved.result, "finished_at": at})


@service
def propose(*, scheme: Scheme, mentee: Participant, mentor: Participant, by: Actor, at: datetime) -> Proposal:
    """Somebody else for this mentee, chosen by hand. Hard rules hold here too: NotNow names the one in the way (MATCH-03)."""
    rules.suggest.require(by=by)
    lock_participants([mentee, mentor])
    pool = narrow_pool(scheme, mentee, mentor, at)
    session = pool.session()
    old = Proposal.objects.filter(scheme=scheme, mentee=mentee, state="proposed")
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
        created_at=at,
    )
    record(name="matching.proposed", by=by, at=at, about=proposal)
    return proposal


def narrow_pool(scheme: Scheme, mentee: Participant, mentor: Participant, at: datetime) -> Pool:
    """The pool with these two alone, after asking everything again. NotNow says what stands in the way of the two."""
    pool = pool_of(scheme, on=timezone.localdate(at))
    if mentor.public_id not in pool.mentors:
        raise NotNow(_("This mentor is full, or not cleared yet. No offer is made before that."))
    if mentee.public_id not in pool.mentees:
        raise NotNow(_("This person has a pair or an open offer already, or a parent has said no."))
    narrow = pool.narrowed([mentee.public_id], [mentor.public_id])
    try:
        points = narrow.session().points(mentee.public_id, mentor.public_id)
    except InputError as error:
        raise NotNow(error.sentence) from error
    if points < 0:
        raise NotNow(standing_rule(narrow, mentee, mentor))
    return narrow


def standing_rule(pool: Pool, mentee: Participant, mentor: Participant) -> str:
    """The sentence of the rule that forbids this pair."""
    for other, _points, standing, banned in pool.session().near(mentee.public_id):
        if other == mentor.public_id:
            if standing:
                return str(standing[0].sentence)
            if banned:
                return _("One of them has said no to this before, or they were a pair already.")
    return _("A rule of the scheme forbids this pair.")
