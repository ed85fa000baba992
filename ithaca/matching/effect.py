"""What other rules and weights would do to the people who wait now. Nothing is written (MATCH-03)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ithaca.assignment import InputError, Session
from ithaca.kernel.refusals import NotNow
from ithaca.matching.models import Proposal, Run
from ithaca.matching.pool import Pool, pool_of
from ithaca.participants.models import Participant
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme

#: With more people waiting than that the effect is not worked out while somebody waits for the page.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody who would get another mentor than before; None is nobody."""

    mentee: Participant
    before: Participant | None
    after: Participant | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What would change: how many can be placed now and then, who loses the only option, who would go elsewhere.

    since_run: True if `moved` is against the last run, False if there was none and it is against the rules as they are.
    left: with whose rules nobody can be compared (too many, or nobody waits) the counts are None.
    """

    waiting: int
    now: int | None = None
    then: int | None = None
    stranded: list[Participant] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    since_run: bool = False

    @property
    def known(self) -> bool:
        """True if it could be worked out."""
        return self.now is not None and self.then is not None


def effect_of(scheme: Scheme, after: Arrangements, *, on: date) -> Effect:
    """What `after` would change for those who wait, and for the mentors who are free and cleared, today.

    Raises NotNow in the engine's words if somebody's answers cannot be compared in that way.
    """
    pool = pool_of(scheme, on=on)
    waiting = len(pool.mentees)
    if not waiting or not pool.mentors or waiting > MOST:
        return Effect(waiting)
    present, other = _session(pool, scheme.arrangements), _session(pool, after)
    last = _last_pairs(scheme, pool)
    before = last if last is not None else _pairs(present)
    then = _pairs(other)
    stranded = [m for key, m in pool.mentees.items() if present.choices(key) and not other.choices(key)]
    moved = [
        Moved(mentee, pool.mentors.get(before.get(key, "")), pool.mentors.get(then.get(key, "")))
        for key, mentee in pool.mentees.items()
        if before.get(key) != then.get(key)
    ]
    return Effect(waiting, present.result.placed, other.result.placed, stranded, moved, last is not None)


def _session(pool: Pool, arrangements: Arrangements) -> Session:
    try:
        return pool.session(arrangements)
    except InputError as error:
        raise NotNow(_("This cannot be compared: %(why)s") % {"why": error.sentence}) from error


def _pairs(session: Session) -> dict[str, str]:
    return {pair.mentee: pair.mentor for pair in session.result.pairs}


def _last_pairs(scheme: Scheme, pool: Pool) -> dict[str, str] | None:
    """Who was put with whom by the last run that came to an end, of those who still wait; None if there was no run."""
    run = Run.objects.filter(scheme=scheme, state="done").order_by("-pk").first()
    if run is None:
        return None
    rows = Proposal.objects.filter(run=run).values_list("mentee__public_id", "mentor__public_id")
    return {mentee: mentor for mentee, mentor in rows if mentee in pool.mentees and mentor in pool.mentors}
