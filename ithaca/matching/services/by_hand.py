"""Changing the suggestions by hand: keep, part, swap, choose. Everybody else is placed anew, and the reason is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.audit.services.append import record
from ithaca.audit.services.move import CHANGED_MEANWHILE, move_all
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import rules
from ithaca.matching.models import HandChange, Proposal, Run
from ithaca.matching.prices import Price, Wish, price_of, shown_pairs
from ithaca.matching.sentences import apart_sentence, sentences_for, why_nobody
from ithaca.matching.standing import Standing, standing
from ithaca.matching.states import PROPOSAL
from ithaca.participants.services.lock import lock_participants
from ithaca.schemes.models import Scheme

#: Why somebody changes a suggestion: the first is what most would say; words may be added to any.
REASONS = (
    ("knowledge", gettext_lazy("I know these people")),
    ("asked", gettext_lazy("They asked for it")),
    ("practical", gettext_lazy("It is easier to arrange")),
    ("outlook", gettext_lazy("A different outlook will help")),
    ("other", gettext_lazy("Another reason")),
)


@service
def change_by_hand(
    *, scheme: Scheme, wish: Wish, seal: str, reason: str, words: str = "", by: Actor, at: datetime
) -> HandChange:
    """Do what `wish` asks, place everybody else anew, and keep who did it, why, and what moved.

    `seal` is that of the price that was shown: if the price is another by now, NotNow is raised and nothing is done.
    Hard rules hold (MATCH-03); only a signed exception lets a pair pass one (MATCH-04).
    """
    rules.suggest.require(by=by)
    if reason not in dict(REASONS):
        raise NotNow(_("Say why."))
    if reason == "other" and not words.strip():
        raise NotNow(_("Say in a few words why."))
    run = _last_run(scheme)
    with standing(scheme, on=timezone.localdate(at)) as stands:
        price = price_of(stands, wish, shown_pairs(scheme.pk))
        if price.seal != seal:
            raise NotNow(_("Something has changed since you looked. This is what it would do now."))
        left = _place_anew(scheme, run, stands, price, by=by, at=at)
        change = _kept_record(scheme, run, stands, price, left, by)
    change.reason, change.words, change.created_at = reason, words.strip(), at
    change.save()
    data = {"kind": wish.kind, "reason": reason, "moved": len(price.moved), "placed": price.placed}
    record(name="matching.changed_by_hand", by=by, at=at, about=change, data=data)
    return change


def _last_run(scheme: Scheme) -> Run | None:
    """The run the suggestions come from, locked, so that two changes by hand wait for each other."""
    run: Run | None = Run.objects.select_for_update().filter(scheme=scheme).order_by("-pk").first()
    if run is not None and run.state == "running":
        raise NotNow(_("Suggestions are being worked out just now. Wait until they are done, or stop that first."))
    return run


def _place_anew(
    scheme: Scheme, run: Run | None, stands: Standing, price: Price, *, by: Actor, at: datetime
) -> dict[str, str]:
    """Replaces the suggestions of everybody who moves; returns why, for those who have none any more."""
    pool, session, wish = stands.pool, stands.session, price.wish
    moved = [pool.mentees[mentee] for mentee, _before, _after in price.moved]
    lock_participants(moved)
    old = Proposal.objects.filter(scheme=scheme, state="proposed", mentee__in=[mentee.pk for mentee in moved])
    move_all(old, source="proposed", to="dropped", table=PROPOSAL, by=by, at=at)
    rows = [
        Proposal(
            scheme=scheme,
            run=run,
            mentee=pool.mentees[mentee],
            mentor=pool.mentors[after],
            points=session.points(mentee, after),
            reasons=sentences_for(pool, session, mentee, after, exact=False),
            created_at=at,
        )
        for mentee, _before, after in price.moved
        if after
    ]
    try:
        with transaction.atomic():
            Proposal.objects.bulk_create(rows)
    except IntegrityError as error:
        raise NotNow(CHANGED_MEANWHILE) from error
    _mark_kept(scheme, stands, wish)
    return {mentee: _why_left(stands, wish, mentee) for mentee in price.loses}


def _why_left(stands: Standing, wish: Wish, mentee: str) -> str:
    """Why somebody has no suggestion any more; the session knows nothing of the wish yet."""
    apart = wish.mentor if wish.kind == "part" and wish.mentee == mentee else ""
    if any(mentor != apart for _points, mentor in stands.session.choices(mentee)):
        name = stands.pool.mentees[mentee].person.given_name
        return _("Every mentor who could take %(name)s is full.") % {"name": name}
    return why_nobody(stands.pool, stands.session, mentee) if not apart else apart_sentence()


def _mark_kept(scheme: Scheme, stands: Standing, wish: Wish) -> None:
    keep = wish.kind in ("keep", "choose", "swap")
    if not keep and wish.kind != "release":
        return
    about = [stands.pool.mentees[mentee].pk for mentee in (wish.mentee, wish.other) if mentee]
    Proposal.objects.filter(scheme=scheme, state="proposed", mentee__in=about).update(kept=keep)


def _kept_record(
    scheme: Scheme, run: Run | None, stands: Standing, price: Price, left: dict[str, str], by: Actor
) -> HandChange:
    wish, pool = price.wish, stands.pool
    return HandChange(
        scheme=scheme,
        run=run,
        kind=wish.kind,
        mentee=pool.mentees[wish.mentee],
        mentor=pool.mentors[wish.mentor],
        other=pool.mentees.get(wish.other),
        changed_by_id=by.person_id,
        placed=price.placed,
        points=price.points,
        moved=[{"mentee": mentee, "before": before, "after": after} for mentee, before, after in price.moved],
        left=left,
    )
