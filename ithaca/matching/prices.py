"""What a change of the suggestions by hand would do to everybody, worked out before anything is written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ithaca.assignment import InputError, Session
from ithaca.kernel.refusals import NotNow
from ithaca.matching.models import Proposal
from ithaca.matching.sentences import standing_sentence
from ithaca.matching.standing import Standing

type Pairs = dict[str, str]

#: keep: this pair stays. release: it may be changed again. part: not these two. allow: these two may be again.
#: choose: another mentor for this mentee. swap: two mentees change mentors.
KINDS = ("keep", "release", "part", "allow", "choose", "swap")


@dataclass(frozen=True)
class Wish:
    """A change somebody asks for: `mentee` and `mentor` are public ids; `other` is the second mentee of a swap."""

    kind: str
    mentee: str
    mentor: str
    other: str = ""


@dataclass(frozen=True)
class Price:
    """What a wish does to the suggestions as they stand.

    `moved` are (mentee, mentor before, mentor after) by public ids, "" for nobody; `placed` and `points` are differences
    in all, `total` the points before. `after` is everybody's mentor then.
    """

    wish: Wish
    moved: tuple[tuple[str, str, str], ...]
    placed: int
    points: int
    total: int
    after: Pairs

    @property
    def loses(self) -> tuple[str, ...]:
        """Who would have no mentor any more."""
        return tuple(mentee for mentee, before, after in self.moved if before and not after)

    @property
    def seal(self) -> str:
        """Names exactly this price; a form carries it, so that nobody agrees to something that was not shown."""
        words = json.dumps([self.wish.__dict__, sorted(self.moved), self.placed, self.points])
        return hashlib.sha256(words.encode()).hexdigest()[:20]


def shown_pairs(scheme_id: int) -> Pairs:
    """The suggestions on the board: mentor by mentee, as public ids."""
    rows = Proposal.objects.filter(scheme=scheme_id, state="proposed")
    return dict(rows.values_list("mentee__public_id", "mentor__public_id"))


def price_of(stands: Standing, wish: Wish, shown: Pairs) -> Price:
    """The price of `wish`, exact after solving again. Raises NotNow in words if a rule or a full mentor forbids it."""
    session = stands.session
    _may_be(stands, wish, shown)
    try:
        result, after = _solved(session, wish, shown)
    except InputError as error:
        raise NotNow(_("This cannot be done with the suggestions as they stand now. Look again.")) from error
    moved = tuple(
        (mentee, shown.get(mentee, ""), after.get(mentee, ""))
        for mentee in sorted(shown.keys() | after.keys())
        if shown.get(mentee) != after.get(mentee) and mentee in stands.pool.mentees
    )
    still = {mentee: mentor for mentee, mentor in shown.items() if mentee in stands.pool.mentees}
    total = _points(session, still)
    return Price(wish, moved, len(after) - len(still), result - total, total, after)


def _points(session: Session, pairs: Pairs) -> int:
    known = set(session.mentors)
    return sum(max(0, session.points(mentee, mentor)) for mentee, mentor in pairs.items() if mentor in known)


def _solved(session: Session, wish: Wish, shown: Pairs) -> tuple[int, Pairs]:
    """Points in all and everybody's mentor if the wish came true."""
    pinned = [mentee for mentee in (wish.mentee, wish.other) if mentee in session.pins]
    before = session.result
    if wish.kind == "allow":
        session.unban(wish.mentee, wish.mentor)
        try:
            result = session.result
            return result.total, {pair.mentee: pair.mentor for pair in result.pairs}
        finally:
            session.ban(wish.mentee, wish.mentor)
    pins, bans = [], []
    if wish.kind in ("keep", "choose", "swap"):
        pins.append((wish.mentee, wish.mentor))
    if wish.kind == "swap":
        pins.append((wish.other, shown[wish.mentee]))
    if wish.kind == "part":
        bans.append((wish.mentee, wish.mentor))
    change = session.what_if(pins=pins, bans=bans, unpin=pinned)
    after = {pair.mentee: pair.mentor for pair in before.pairs}
    for move in change.moves:
        if move.after is None:
            after.pop(move.mentee, None)
        else:
            after[move.mentee] = move.after
    return before.total + change.points, after


def _may_be(stands: Standing, wish: Wish, shown: Pairs) -> None:
    """Who must be in the pool for this wish, and that no rule forbids what it asks for (MATCH-03)."""
    pool = stands.pool
    if wish.kind not in KINDS or wish.mentee not in pool.mentees or wish.mentor not in pool.mentors:
        raise NotNow(_("One of them is not waiting any more, or the mentor is full or not cleared. Look again."))
    if wish.kind == "allow" and (wish.mentee, wish.mentor) not in stands.bans:
        raise NotNow(_("These two may be put together already."))
    if wish.kind in ("keep", "release", "part") and shown.get(wish.mentee) != wish.mentor:
        raise NotNow(_("These two are not suggested to each other any more. Look again."))
    wanted = [(wish.mentee, wish.mentor)]
    if wish.kind == "swap":
        if wish.other not in pool.mentees or shown.get(wish.other) != wish.mentor or wish.mentee not in shown:
            raise NotNow(_("The suggestions have changed meanwhile. Look again."))
        if shown[wish.mentee] not in pool.mentors:
            raise NotNow(_("One of them is not waiting any more, or the mentor is full or not cleared. Look again."))
        wanted.append((wish.other, shown[wish.mentee]))
    if wish.kind in ("keep", "choose", "swap"):
        _no_rule(stands, wanted)
        _place_free(stands, wish, shown)


def _no_rule(stands: Standing, wanted: list[tuple[str, str]]) -> None:
    for mentee, mentor in wanted:
        if stands.session.points(mentee, mentor) < 0:
            raise NotNow(standing_sentence(stands.pool, stands.session, mentee, mentor))


def _place_free(stands: Standing, wish: Wish, shown: Pairs) -> None:
    freed = [mentee for mentee in (wish.mentee, wish.other) if mentee in stands.session.pins]
    for mentor in {wish.mentor, shown[wish.mentee]} if wish.kind == "swap" else {wish.mentor}:
        if not stands.session.can_pin(mentor, without=freed):
            name = stands.pool.mentors[mentor].person.name
            raise NotNow(
                _("Every place with %(name)s is kept for somebody. Let one of them go first.") % {"name": name}
            )
