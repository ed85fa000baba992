"""Reasons in sentences about these two people; no points for participants, nothing protected, no reason for a refusal."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.assignment import CriterionPoints, Reasons, Session, explain, why_unplaced
from ithaca.matching.criteria import may_be_said
from ithaca.matching.pool import Pool, other_role
from ithaca.participants.models import Participant

MOST_SENTENCES = 3


def sentences_for(pool: Pool, session: Session, mentee: str, mentor: str, *, exact: bool = True) -> list[str]:
    """Up to three reasons why these two, the strongest first; a warning if there is one; and last why not the next mentor.

    `exact` works out what the next choice would do to everybody else; in large pools that is left out.
    """
    reasons = explain(session, mentee, mentor, alternatives=1, exact=exact)
    said = in_common(pool, reasons)
    return [*said, *warnings(pool, mentee, mentor), *_next(pool, reasons)]


def in_common(pool: Pool, reasons: Reasons) -> list[str]:
    """What these two have in common, in at most three sentences."""
    names = (pool.mentees[reasons.mentee].person.given_name, pool.mentors[reasons.mentor].person.given_name)
    said = [_criterion(part, names) for part in _strongest(pool, reasons)]
    said = [sentence for sentence in said if sentence][:MOST_SENTENCES]
    return said or [_("Nothing they told us stands against it, and both are free.")]


def warnings(pool: Pool, mentee: str, mentor: str) -> list[str]:
    """What to think about before saying yes: another role over the mentee, where the scheme only warns of it (MATCH-06)."""
    if pool.scheme.arrangements.role_conflict == "warn" and other_role(pool.mentees[mentee], pool.mentors[mentor]):
        return [_("Careful: the mentor has another role over this mentee.")]
    return []


def _strongest(pool: Pool, reasons: Reasons) -> list[CriterionPoints]:
    parts = [part for part in reasons.criteria if part.points > 0 and part.name not in _unsaid(pool)]
    return sorted(parts, key=lambda part: -part.points)


def _unsaid(pool: Pool) -> set[str]:
    """The names of criteria that compare what is never put into words, by their own name or by the answers they compare."""
    return {
        str(entry["name"])
        for entry in pool.scheme.arrangements.criteria
        if not may_be_said(entry)
    }


def _criterion(part: CriterionPoints, names: tuple[str, str]) -> str:
    mentee, mentor = names
    kind, shared = part.kind, tuple(part.shared)
    values = {"mentee": mentee, "mentor": mentor, "name": part.name, "shared": joined(shared)}
    if kind == "overlap" and shared:
        return _("%(mentee)s and %(mentor)s share %(shared)s (%(name)s).") % values
    if kind == "same" and shared:
        return _("Both have %(shared)s (%(name)s).") % values
    if kind == "near":
        return _("They are close in %(name)s.") % values
    return ""


def joined(items: tuple[str, ...]) -> str:
    """Words in a row, the last with "and"; of more than three, two and how many more."""
    shown = list(items[:3])
    if len(items) > 3:
        shown[-1] = ngettext("%(count)d more", "%(count)d more", len(items) - 2) % {"count": len(items) - 2}
    if len(shown) < 2:
        return "".join(shown)
    return _("%(first)s and %(last)s") % {"first": ", ".join(shown[:-1]), "last": shown[-1]}


def _next(pool: Pool, reasons: Reasons) -> list[str]:
    if not reasons.alternatives:
        return [
            _("No other mentor is free and allowed for %(name)s.") % {"name": _mentee(pool, reasons).person.given_name}
        ]
    other = reasons.alternatives[0]
    values = {"next": pool.mentors[other.mentor].person.name, "mentee": _mentee(pool, reasons).person.given_name}
    if other.exact is not None and other.exact.placed < 0:
        return [_("The next choice would be %(next)s, but then somebody else would be left without a mentor.") % values]
    if other.points >= reasons.points:
        return [_("%(next)s would suit %(mentee)s as well, but is needed more by somebody else.") % values]
    return [_("The next choice would be %(next)s, who has less in common with %(mentee)s.") % values]


def _mentee(pool: Pool, reasons: Reasons) -> Participant:
    return pool.mentees[reasons.mentee]


def why_nobody(pool: Pool, session: Session, mentee: str) -> str:
    """Why somebody is left over: the rule that stands in the way, or that all places are taken."""
    nearest = why_unplaced(session, mentee, nearest=1)
    name = pool.mentees[mentee].person.given_name
    if not nearest:
        return _("No mentor is free at the moment, so %(name)s waits.") % {"name": name}
    standing = nearest[0].standing
    if standing:
        return _("%(name)s waits: %(rule)s") % {"name": name, "rule": standing[0].sentence}
    return _("Every mentor who could take %(name)s is full.") % {"name": name}


def split(reasons: list[str]) -> tuple[list[str], list[str]]:
    """(what speaks for the two, what to think about) of a proposal's sentences: warnings, and why not the next mentor."""
    careful = _("Careful:")
    against = [line for line in reasons[:-1] if line.startswith(careful)]
    return [line for line in reasons[:-1] if line not in against], [*against, *reasons[-1:]]


def offered_reason(reasons: list[str]) -> str:
    """The editable sentence a matcher starts from when she approves (MATCH-01)."""
    return " ".join(split(reasons)[0][:2])
