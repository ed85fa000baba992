"""What the pages of matching show."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.assignment import InputError, explain
from ithaca.kernel.doors import Door
from ithaca.matching import chosen, rules, selectors
from ithaca.matching.assessed import said_of
from ithaca.matching.forms import WhyForm
from ithaca.matching.howmade import how_made
from ithaca.matching.models import Proposal
from ithaca.matching.pool import GENDER, Pool, pool_of
from ithaca.matching.sentences import in_common, offered_reason, split, standing_sentence, warnings
from ithaca.matching.waiting import why_they_wait
from ithaca.mentorships.selectors import age_band, seen_by_other
from ithaca.participants.models import Participant
from ithaca.ui.parts import PairCard, Person
from ithaca.ui.words import full_day, people

MOST_CHOICES = 20
#: Up to so many stand in one list; of more, so many on a page.
ONE_LIST, A_PAGE = 60, 25
MOST_LISTED = 100
ANSWERED_DAYS = 30


def side_card(side: Participant, *, on: Any) -> Person:
    """One of the two on a matcher's card: name, and a line that helps to decide."""
    person = side.person
    if side.role == "mentee":
        parts = (age_band(person, on), person.school.name if person.school else "")
    else:
        parts = (person.job_title, person.employer.name if person.employer else "")
    return Person(person.name, ", ".join(part for part in parts if part))


def card(proposal: Proposal, *, on: Any, status: str = "", kind: str = "neutral", missing: str = "") -> PairCard:
    """A suggestion as a card: the two, why these two, what to think about; `missing` is a permission that is not there."""
    reasons, against = split(list(proposal.reasons))
    against = [missing, *against] if missing else against
    left, right = side_card(proposal.mentee, on=on), side_card(proposal.mentor, on=on)
    return PairCard(left, right, reasons, against, status, kind)


def board(door: Door, *, at: datetime, number: str = "") -> dict[str, Any]:
    """The whole of matching on one page: suggestions (`number` is their page), open offers, answers, who waits and why."""
    on, scheme = timezone.localdate(at), door.scheme
    rows = selectors.proposals_visible_to(door.by).filter(scheme=scheme)
    proposed = rows.filter(state="proposed").order_by("mentee__joined_on", "pk")
    some = ONE_LIST if len(suggested := set(proposed.values_list("mentee_id", flat=True))) <= ONE_LIST else A_PAGE
    listed = Paginator(proposed, some).get_page(number)
    missing = selectors.permission_words(scheme, listed, on=on)
    offered = list(rows.filter(state="offered").order_by("offered_at", "pk")[:MOST_LISTED])
    since = at - timedelta(days=ANSWERED_DAYS)
    answered = rows.filter(state__in=("accepted", "declined", "lapsed"), offered_at__gte=since).order_by(
        "-offered_at", "-pk"
    )
    run = selectors.last_run(scheme)
    waiting = selectors.waiting_mentees(scheme)
    alone = [mentee for mentee in waiting if mentee.pk not in suggested]
    reasons = why_they_wait(scheme, alone[:MOST_LISTED], run, waiting=len(waiting), on=on)
    asked = rows.filter(run=run, offered_at__isnull=False) if run else rows.none()
    return {
        "suggestions": [
            (
                proposal,
                card(proposal, on=on, missing=missing.get(proposal.mentee_id, "")),
                WhyForm(initial={"why": offered_reason(proposal.reasons)}, auto_id=f"{n}_%s"),
            )
            for n, proposal in enumerate(listed)
        ],
        "offers": [(proposal, card(proposal, on=on, status=_waits_for(proposal), kind="wait")) for proposal in offered],
        "answered": list(answered[:50]),
        "page": listed,
        "page_range": listed.paginator.get_elided_page_range(listed.number),
        "waiting": [
            (mentee, reasons.why.get(mentee.pk, ""), full_day(mentee.joined_on)) for mentee in alone[:MOST_LISTED]
        ],
        "why": reasons,
        "more_waiting": max(0, len(alone) - MOST_LISTED),
        "waiting_count": len(waiting),
        "asked": asked.count(),
        "unchanged": asked.filter(why_unchanged=True).count(),
        "many": len(suggested) > ONE_LIST,
        "run": run,
        "running": run is not None and run.state == "running",
        "failed": run.result.get("failed", "") if run and run.state == "failed" else "",
        "stopped": run is not None and run.state == "cancelled",
        "not_ready": selectors.count_not_ready(scheme, on=on),
        "shares": scheme.arrangements.share_mentors,
        "exceptions": selectors.exemptions_visible_to(door.by).filter(scheme=scheme).count(),
    }


def _waits_for(proposal: Proposal) -> str:
    if proposal.mentor_accepted_at:
        return _("waits for the mentee")
    if proposal.mentee_accepted_at:
        return _("waits for the mentor")
    return _("waits for both")


def choices(door: Door, mentee: Participant, *, at: datetime) -> dict[str, Any]:
    """Every mentor this mentee may have, with what the two have in common; and who is near but forbidden, and why."""
    pool = pool_of(door.scheme, on=timezone.localdate(at), also_choosing=True)
    may = door.scheme.arrangements.mentees_choose
    not_ready = people(len(pool.not_ready)) if pool.not_ready else ""
    need = pool.needs.get(mentee.pk)
    known = {"need": need, "said": said_of(door.by, mentee), "choice": chosen.open_choice(mentee)}
    context: dict[str, Any] = {"mentee": mentee, **known, "may_choose": may, "not_ready": not_ready}
    if mentee.public_id not in pool.mentees:
        return {**context, "allowed": [], "near": [], "shut": True}
    narrow = pool.narrowed([mentee.public_id])
    if not narrow.mentors:
        return {**context, "allowed": [], "near": []}
    try:
        return {**context, **_choices(door, narrow, mentee, on=timezone.localdate(at))}
    except InputError as error:
        return {**context, "allowed": [], "near": [], "failed": error.sentence}


def _choices(door: Door, pool: Pool, mentee: Participant, *, on: Any) -> dict[str, Any]:
    session, key = pool.session(), mentee.public_id
    free = selectors.places_left(door.scheme, pool.room, without=mentee)
    allowed = []
    for _points, mentor in session.choices(key)[:MOST_CHOICES]:
        said = [
            *in_common(pool, explain(session, key, mentor, alternatives=0, exact=False)),
            *warnings(pool, key, mentor),
        ]
        row = pool.mentors[mentor]
        allowed.append((row, side_card(row, on=on), said, free[row.pk] > 0))
    near, parted = [], selectors.parted_pairs(door.scheme)
    for mentor, _points, standing, banned in sorted(session.near(key), key=lambda entry: -entry[1]):
        if standing or banned:
            row = pool.mentors[mentor]
            sentence = standing_sentence(pool, session, key, mentor)
            only_gender = [check.name for check in standing] == [GENDER] and not banned
            url = door.to("matching:ask_exemption", mentee=key, mentor=mentor) if only_gender else ""
            back = f"{door.to('matching:change', mentee=key)}?kind=allow&mentor={mentor}"
            near.append((row, sentence, url, back if (mentee.pk, row.pk) in parted else ""))
    return {"allowed": allowed, "near": near[:MOST_CHOICES], "more": len(session.choices(key)) > MOST_CHOICES}


def offer(door: Door, proposal: Proposal, *, at: datetime) -> dict[str, Any]:
    """An offer for whoever reads it: one of the two sees the other as far as may be; staff record what was said to them."""
    on = timezone.localdate(at)
    by = door.by
    me = next((s for s in (proposal.mentor, proposal.mentee) if s.pk in by.ids_as(*rules.SIDES)), None)
    context: dict[str, Any] = {"proposal": proposal, "me": me, "open": proposal.state == "offered"}
    if me is not None:
        other = proposal.mentee if me.pk == proposal.mentor_id else proposal.mentor
        answered = proposal.mentor_accepted_at if me.pk == proposal.mentor_id else proposal.mentee_accepted_at
        word = proposal.scheme.arrangements.word(other.role)
        context |= {"word": word, "answered": answered, "how": how_made(proposal, to=me.role)}
        may = me.role == "mentor" and proposal.scheme.arrangements.mentees_choose
        context["may_be_found"] = may and chosen.adults_take_part(proposal.scheme, on=on)
        return {**context, "other": seen_by_other(other, on=on, open=False)}
    sides = [(proposal.mentor, proposal.mentor_accepted_at), (proposal.mentee, proposal.mentee_accepted_at)]
    return {
        **context,
        "sides": [(side, said) for side, said in sides if rules.answers_for(by, side)],
        "card": card(proposal, on=on) if rules.board.allows(by=by) else None,
    }
