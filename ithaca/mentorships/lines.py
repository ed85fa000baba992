"""The list of pairs: each with where it stands, worked out for a whole page in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.kernel.gates import Missing
from ithaca.mentorships.gate import contact
from ithaca.mentorships.models import Mentorship, Pause
from ithaca.mentorships.states import OPEN, RUNNING, STATE_WORDS
from ithaca.organisations.selectors import fold_name
from ithaca.schemes.models import Scheme


@dataclass(frozen=True, slots=True)
class Line:
    """One pair of the list: `words` and `kind` are its pill, `missing` what keeps contact shut."""

    pair: Mentorship
    words: str
    kind: str
    missing: tuple[Missing, ...]


def chosen_pairs(
    rows: QuerySet[Mentorship], *, scheme: Scheme, q: str, state: str, at: datetime
) -> QuerySet[Mentorship]:
    """The pairs a filter asks for. `state` is a state, "quiet", "paused" or "" (not ended); "closed" is left to `lines`."""
    rows = rows.filter(scheme=scheme)
    if q.strip():
        name = fold_name(q)
        rows = rows.filter(
            Q(mentor__person__search_name__contains=name) | Q(mentee__person__search_name__contains=name)
        )
    if state in STATE_WORDS:
        rows = rows.filter(state=state)
    elif state == "quiet":
        since = at - timedelta(days=scheme.arrangements.quiet_after_days)
        rows = rows.filter(state__in=RUNNING, last_contact_at__lt=since)
    elif state == "paused":
        rows = _paused(rows.filter(state__in=OPEN), scheme)
    elif state == "closed":
        rows = rows.filter(state__in=RUNNING)
    else:
        rows = rows.filter(state__in=OPEN)
    return rows.order_by("mentee__person__family_name", "mentee__person__given_name", "pk")


def _paused(rows: QuerySet[Mentorship], scheme: Scheme) -> QuerySet[Mentorship]:
    pauses = list(
        Pause.objects.filter(scheme=scheme, lifted_at=None).values_list("participant__person_id", "mentorship_id")
    )
    if (None, None) in pauses:
        return rows
    people = {person for person, _pair in pauses if person is not None}
    own = {pair for _person, pair in pauses if pair is not None}
    return rows.filter(Q(pk__in=own) | Q(mentor__person__in=people) | Q(mentee__person__in=people))


def lines(pairs: Sequence[Mentorship], *, at: datetime) -> list[Line]:
    """Where each of these stands; the gate is asked once for all."""
    gates = contact(pairs, at=at)
    return [_line(pair, gates[pair.pk].missing, at) for pair in pairs]


def _line(pair: Mentorship, missing: tuple[Missing, ...], at: datetime) -> Line:
    codes = {m.code for m in missing}
    quiet = at - timedelta(days=pair.scheme.arrangements.quiet_after_days)
    if pair.state == "ended":
        return Line(pair, _("ended"), "neutral", ())
    if "mentorships.paused" in codes:
        return Line(pair, _("contact paused"), "bad", missing)
    if pair.state == "gated":
        return Line(pair, _("not open yet"), "wait", tuple(m for m in missing if m.code != "mentorships.not_open"))
    if missing:
        return Line(pair, _("contact shut"), "bad", missing)
    if pair.state == "under_review":
        return Line(pair, _("asks for help"), "bad", ())
    if pair.last_contact_at and pair.last_contact_at < quiet:
        return Line(pair, _("quiet"), "wait", ())
    if pair.state == "winding_down":
        return Line(pair, _("coming to its end"), "info", ())
    return Line(pair, _("running"), "good", ())
