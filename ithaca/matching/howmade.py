"""How a match was made, told to the two in plain words: no points, nothing protected, nothing private (MATCH-21)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ithaca.matching.criteria import may_be_said
from ithaca.matching.models import Proposal
from ithaca.matching.sentences import joined, private_words
from ithaca.participants.models import Participant
from ithaca.schemes.choices import weight_of

MOST_LINES = 3
#: Of these answers of a mentee the mentor is told only that they fit, never what was written.
PRIVATE = {"help_wanted", "goals", "experience", "topics", "needs", "reasons"}
#: Of these, which stand on the record, neither is told more than that they are the same.
ON_RECORD = {"school", "employer", "gender"}


def how_made(proposal: Proposal, *, to: str) -> list[str]:
    """Sentences for one side, `to` "mentee" or "mentor": what the two share, then who decided."""
    criteria = proposal.run.criteria if proposal.run else list(proposal.scheme.arrangements.criteria)
    mentee, mentor = proposal.mentee, proposal.mentor
    said = [_line(dict(entry), mentee, mentor, to) for entry in _strongest(criteria)]
    lines = [line for line in said if line][:MOST_LINES]
    return [*(lines or [_("Nothing you told us speaks against it.")]), *_who(proposal, to)]


def in_common(mentee: Participant, mentor: Participant) -> list[str]:
    """What two people share, for a matcher who looks at a choice."""
    said = [_line(entry, mentee, mentor, "matcher") for entry in _strongest(mentee.scheme.arrangements.criteria)]
    return [line for line in said if line][:MOST_LINES]


def _strongest(criteria: Any) -> list[dict[str, Any]]:
    """What counted and may be said, the heaviest first."""
    own = [dict(entry) for entry in criteria]
    counted = [entry for entry in own if may_be_said(entry) and weight_of(entry, own) != "off"]
    return sorted(counted, key=lambda entry: -int(entry.get("points", 0)))


def _line(entry: dict[str, Any], mentee: Participant, mentor: Participant, to: str) -> str:
    mine, theirs = str(entry["mentee"]), str(entry["mentor"])
    values = {"name": entry["name"], "other": (mentor if to == "mentee" else mentee).person.given_name}
    if mine in ON_RECORD or theirs in ON_RECORD or entry["kind"] not in ("overlap", "same"):
        return ""
    private = private_words(mentee) | private_words(mentor)
    found = shared_words(mentee.profile.get(mine), mentor.profile.get(theirs), whole=entry["kind"] == "same")
    shared = [word for word in found if word.strip().casefold() not in private]
    if not shared:
        return ""
    if to == "mentor" and mine in PRIVATE:
        return _("What you offer fits what %(other)s is looking for.") % values
    values["shared"] = joined(tuple(shared))
    if to == "matcher":
        return _("%(name)s: both %(shared)s.") % values
    if mine == theirs:
        return _("You both said %(shared)s (%(name)s).") % values
    if to == "mentee":
        return _("You said %(shared)s, and %(other)s said so too (%(name)s).") % values
    return _("%(other)s said %(shared)s, and so did you (%(name)s).") % values


def shared_words(mine: Any, theirs: Any, *, whole: bool) -> list[str]:
    """What stands in both answers, in the mentee's order; with `whole` only if the answers are the same."""
    one, other = _items(mine), _items(theirs)
    if whole:
        return one if one and one == other else []
    return [item for item in dict.fromkeys(one) if item in set(other)]


def _items(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else str(value if value is not None else "").split(";")
    return [str(part).strip() for part in parts if str(part).strip()]


def _who(proposal: Proposal, to: str) -> list[str]:
    """Who decided. A person always did; the computer, where it was asked, only laid the answers side by side."""
    name = proposal.approved_by.given_name if proposal.approved_by else ""
    decided = (
        _("%(name)s, who helps to run the scheme, looked at it and decided.") % {"name": name}
        if name
        else _("Somebody who runs the scheme looked at it and decided.")
    )
    if proposal.made_by != "matcher":
        return [_chose(proposal, to), decided]
    if proposal.run_id is None:
        return [decided]
    return [_("A computer laid side by side what everybody told us."), decided]


def _chose(proposal: Proposal, to: str) -> str:
    """Which of the two chose the other, to one of them."""
    values = {"mentee": proposal.mentee.person.given_name, "mentor": proposal.mentor.person.given_name}
    if proposal.made_by == "mentee":
        return (_("You chose %(mentor)s yourself.") if to == "mentee" else _("%(mentee)s asked for you.")) % values
    return (_("%(mentor)s asked for you.") if to == "mentee" else _("You chose %(mentee)s yourself.")) % values


def made_by_words(proposal: Proposal) -> str:
    """Who made a match, for staff: who chose, and who approved it (MATCH-09)."""
    values = {"name": proposal.approved_by.name if proposal.approved_by else _("somebody who runs the scheme")}
    if proposal.made_by == "mentee":
        return _("Chosen by the mentee, approved by %(name)s") % values
    if proposal.made_by == "mentor":
        return _("Chosen by the mentor, approved by %(name)s") % values
    return (
        _("Suggested by the computer, approved by %(name)s") if proposal.run_id else _("Chosen by %(name)s")
    ) % values
