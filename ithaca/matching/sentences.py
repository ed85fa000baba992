"""Reasons in sentences about these two people; no points for participants, nothing protected, no reason for a refusal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.assignment import CriterionPoints, Reasons, RuleCheck, Session, explain, why_unplaced
from ithaca.matching.criteria import may_be_said, unsayable
from ithaca.matching.pool import GENDER, Pool
from ithaca.matching.rows import other_role
from ithaca.matching.workplace import THERE
from ithaca.participants.models import Participant
from ithaca.ui.words import full_day

MOST_SENTENCES = 3


def sentences_for(pool: Pool, session: Session, mentee: str, mentor: str, *, exact: bool = True) -> list[str]:
    """Up to three reasons why these two, the strongest first; a warning if there is one; and last why not the next mentor.

    `exact` works out what the next choice would do to everybody else; in large pools that is left out.
    """
    reasons = explain(session, mentee, mentor, alternatives=1, exact=exact)
    said = _three(pool, reasons)
    return [*said, *warnings(pool, mentee, mentor), *_next(pool, reasons)]


def _three(pool: Pool, reasons: Reasons) -> list[str]:
    """Three sentences about these two: what they have in common, and where that is little, what is known of the two."""
    mentee, mentor = pool.mentees[reasons.mentee].person, pool.mentors[reasons.mentor].person
    said = in_common(pool, reasons)
    if mentor.job_title:
        values = {"mentor": mentor.given_name, "job": mentor.job_title}
        said.append(_("What %(mentor)s does: %(job)s.") % values)
    since = full_day(pool.mentees[reasons.mentee].joined_on)
    said.append(_("%(mentee)s has waited since %(day)s.") % {"mentee": mentee.given_name, "day": since})
    said.append(_("Both are free now."))
    return said[:MOST_SENTENCES]


def in_common(pool: Pool, reasons: Reasons) -> list[str]:
    """What these two have in common, in at most three sentences."""
    mentee, mentor = pool.mentees[reasons.mentee], pool.mentors[reasons.mentor]
    names = (mentee.person.given_name, mentor.person.given_name)
    private = private_words(mentee) | private_words(mentor)
    own = {str(entry["name"]): dict(entry) for entry in pool.scheme.arrangements.criteria}
    said = [_at_work(own[part.name], names) or _criterion(part, names, private) for part in _strongest(own, reasons)]
    said = [sentence for sentence in said if sentence][:MOST_SENTENCES]
    return said or [_("Little in common, but nothing stands in the way.")]


def warnings(pool: Pool, mentee: str, mentor: str) -> list[str]:
    """What to think about before saying yes: another role over the mentee, where the scheme only warns of it (MATCH-06)."""
    if pool.scheme.arrangements.role_conflict == "warn" and other_role(pool.mentees[mentee], pool.mentors[mentor]):
        return [_("Careful: the mentor has another role over this mentee.")]
    return []


def _strongest(own: dict[str, dict[str, Any]], reasons: Reasons) -> list[CriterionPoints]:
    unsaid = _unsaid(own)
    parts = [part for part in reasons.criteria if part.points > 0 and part.name not in unsaid]
    return sorted(parts, key=lambda part: -part.points)


def _unsaid(own: dict[str, dict[str, Any]]) -> set[str]:
    """The names of criteria that compare what is never put into words, by their own name or by the answers they compare."""
    return {name for name, entry in own.items() if not may_be_said(entry)}


def private_words(side: Participant) -> set[str]:
    """What is never repeated of somebody, wherever else they wrote it: protected answers, and groups they declined."""
    found = [side.person.gender, *side.declined_groups]
    for key, value in side.profile.items():
        if unsayable(key):
            found += value if isinstance(value, list) else [value]
    return {str(item).strip().casefold() for item in found if str(item or "").strip()}


def _criterion(part: CriterionPoints, names: tuple[str, str], private: set[str]) -> str:
    mentee, mentor = names
    kind = part.kind
    shared = tuple(item for item in part.shared if item.strip().casefold() not in private)
    values = {"mentee": mentee, "mentor": mentor, "name": part.name, "shared": joined(shared)}
    if kind == "overlap" and shared:
        return _("%(name)s: %(mentee)s and %(mentor)s share %(shared)s.") % values
    if kind == "same" and shared:
        return _("%(name)s: both %(shared)s.") % values
    if kind == "near":
        return _("They are close in %(name)s.") % values
    return ""


def _at_work(entry: dict[str, Any], names: tuple[str, str]) -> str:
    """What speaks for two people at work; "" where the criterion compares something else."""
    values = {"mentee": names[0], "mentor": names[1], "name": entry["name"]}
    if entry["mentor"] == "employer" and entry["kind"] == "same":
        return _("Both work for the same employer.")
    if entry["mentor"] == THERE:
        return _("%(mentor)s can be met at work.") % values
    if entry["kind"] == "ahead":
        return _("%(mentor)s is more senior than %(mentee)s.") % values
    if entry["kind"] == "differ":
        different = _("They work in different departments.")
        return different if entry["mentor"] == "department" else _("This fits: %(name)s.") % values
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
        said = rule_sentence(standing[0], pool.mentees[mentee], pool.mentors[nearest[0].mentor])
        return _("%(name)s waits: %(rule)s") % {"name": name, "rule": said}
    if nearest[0].banned:
        return _("%(name)s waits: %(rule)s") % {"name": name, "rule": apart_sentence()}
    return _("Every mentor who could take %(name)s is full.") % {"name": name}


def apart_sentence() -> str:
    """One sentence for every wish and refusal of a person: whose it was and why is never said."""
    return _("These two are not put together.")


def rule_sentence(check: RuleCheck, mentee: Participant, mentor: Participant) -> str:
    """The sentence of a rule that forbids a pair. Where the rule about gender forbids it only because a gender is not on
    record, it says whose, so that somebody can add it."""
    unknown = tuple(side.person.given_name for side in (mentee, mentor) if not side.person.gender)
    if check.name == GENDER and unknown:
        words = _(
            "Gender is not on record for %(names)s, and the scheme’s rule needs it. Add it under “Change the record”."
        )
        return words % {"names": joined(unknown)}
    return str(check.sentence)


def standing_sentence(pool: Pool, session: Session, mentee: str, mentor: str) -> str:
    """The sentence of what forbids this pair: the rule's own, or one that does not say who refused whom (MATCH-03)."""
    for other, _points, standing, _banned in session.near(mentee):
        if other == mentor and standing:
            return rule_sentence(standing[0], pool.mentees[mentee], pool.mentors[mentor])
    return apart_sentence()


def outlook_prompt(points: int, most: int, mentee: str) -> str:
    """What to ask oneself before saying yes: should these two challenge each other, or strengthen what is familiar (MATCH-01)?"""
    if 2 * points >= most:
        return _("They have much in common. Would a different outlook help %(name)s more?") % {"name": mentee}
    return _("They have little in common. Will %(name)s enjoy the challenge, or need somebody more alike?") % {
        "name": mentee
    }


def split(reasons: list[str]) -> tuple[list[str], list[str]]:
    """(what speaks for the two, what to think about) of a proposal's sentences: warnings, and why not the next mentor."""
    careful = _("Careful:")
    against = [line for line in reasons[:-1] if line.startswith(careful)]
    return [line for line in reasons[:-1] if line not in against], [*against, *reasons[-1:]]


def offered_reason(reasons: list[str]) -> str:
    """The editable sentence a matcher starts from when she approves (MATCH-01)."""
    return " ".join(split(reasons)[0][:2])
