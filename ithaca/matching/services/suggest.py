"""Asking the engine: everybody who can be placed is, with as much in common as can be; a person decides (MATCH-02)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

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
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme


@service
def suggest(*, scheme: Scheme, by: Actor, at: datetime) -> Run:
    """Propose a mentor for every mentee who can have one, replacing the open suggestions; offers stay as they are.

    The run keeps what went in (hash, criteria, seed), who asked, and for everybody left over the reason why.
    """
    rules.suggest.require(by=by)
    pool = pool_of(scheme, on=timezone.localdate(at))
    run: Run = Run.objects.create(
        scheme=scheme,
        started_by_id=by.person_id,
        criteria=[dict(entry) for entry in scheme.arrangements.criteria],
        inputs_hash=_fingerprint(pool),
        created_at=at,
    )
    record(name="matching.run_started", by=by, at=at, about=run)
    move_all(
        Proposal.objects.filter(scheme=scheme, state="proposed"),
        source="proposed",
        to="dropped",
        table=PROPOSAL,
        by=by,
        at=at,
    )
    result = _place(pool, run, at)
    move(run, "done", table=RUN, by=by, at=at, also={"result": result, "finished_at": at})
    return run


def _fingerprint(pool: Pool) -> str:
    people = [
        [p.public_id, p.profile, p.capacity, p.declined_groups, p.person.gender]
        for p in [*pool.mentees.values(), *pool.mentors.values()]
    ]
    return hashlib.sha256(json.dumps(people, sort_keys=True, default=str).encode()).hexdigest()


def _place(pool: Pool, run: Run, at: datetime) -> dict[str, object]:
    """Solve and write the proposals; returns the run's result."""
    if not pool.mentees or not pool.mentors:
        why = _("No mentor is free and cleared at the moment.")
        return {
            "placed": 0,
            "left": dict.fromkeys(pool.mentees, why),
            "total": 0,
            "optimal": True,
            "not_ready": len(pool.not_ready),
        }
    try:
        session = pool.session()
    except InputError as error:
        raise NotNow(error.sentence) from error
    result = session.result
    rows = [
        Proposal(
            scheme=pool.scheme,
            mentee=pool.mentees[pair.mentee],
            mentor=pool.mentors[pair.mentor],
            run=run,
            points=pair.points,
            reasons=sentences_for(pool, session, pair.mentee, pair.mentor),
            created_at=at,
        )
        for pair in result.pairs
    ]
    Proposal.objects.bulk_create(rows)
    left = {mentee: why_nobody(pool, session, mentee) for mentee in result.unplaced}
    return {
        "placed": result.placed,
        "left": left,
        "total": result.total,
        "optimal": result.optimal,
        "not_ready": len(pool.not_ready),
    }


@service
def propose(*, scheme: Scheme, mentee: Participant, mentor: Participant, by: Actor, at: datetime) -> Proposal:
    """Somebody else for this mentee, chosen by hand. Hard rules hold here too: NotNow names the one in the way (MATCH-03)."""
    rules.suggest.require(by=by)
    pool = pool_of(scheme, on=timezone.localdate(at))
    if mentee.public_id not in pool.mentees:
        raise NotNow(_("This person has a pair or an open offer already."))
    if mentor.public_id not in pool.mentors:
        raise NotNow(_("This mentor is full, or not cleared yet."))
    session = pool.session()
    if session.points(mentee.public_id, mentor.public_id) < 0:
        raise NotNow(standing_rule(pool, mentee, mentor))
    old = Proposal.objects.filter(scheme=scheme, mentee=mentee, state="proposed")
    move_all(old, source="proposed", to="dropped", table=PROPOSAL, by=by, at=at)
    proposal: Proposal = Proposal.objects.create(
        scheme=scheme,
        mentee=mentee,
        mentor=mentor,
        points=session.points(mentee.public_id, mentor.public_id),
        reasons=sentences_for(pool, session, mentee.public_id, mentor.public_id),
        created_at=at,
    )
    record(name="matching.proposed", by=by, at=at, about=proposal)
    return proposal


def standing_rule(pool: Pool, mentee: Participant, mentor: Participant) -> str:
    """The sentence of the rule that forbids this pair."""
    session = pool.session()
    for _mentor, _points, checks, banned in session.near(mentee.public_id):
        if _mentor == mentor.public_id:
            failed = [check.sentence for check in checks if not check.passed]
            if failed:
                return str(failed[0])
            if banned:
                return _("One of them has said no to this before.")
    return _("A rule of the scheme forbids this pair.")
