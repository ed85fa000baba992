"""What to expect of having a mentor, in thirteen points, made from how the scheme is arranged: nobody has to write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.mentorships.wording import CHILD_PROTECTION, who_reads
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import time_needed

TAKEN_ON = gettext_lazy("You come when you said you would, or say so beforehand. You may stop at any time.")
AGREED = gettext_lazy("The two of you agree on it.")
OTHER_HELP = gettext_lazy(
    "A mentor is no doctor, lawyer or counsellor. If you need help of another kind, say so to your mentor or the "
    "co-ordinator: they know whom to ask."
)
NOT_WORKING = gettext_lazy(
    "It happens, and it is nobody’s fault. Tell the co-ordinator, or press “It is not working” on your own page. You need "
    "not say why, and you may have another mentor."
)
WORRIED = gettext_lazy(
    "“I'm worried about something” stands on every page, also without signing in. It goes to the safeguarding lead, and "
    "never to somebody it is about. If anybody is in danger now, ring 999."
)
HELD = gettext_lazy(
    "Only what is needed to run the scheme. You can have a copy of it at any time, and ask that it goes."
)
ASKED = gettext_lazy("The co-ordinator asks both of you now and then how it goes. Nobody has to answer.")
AFTERWARDS = gettext_lazy(
    "You hear in good time when it ends, and both of you can leave a last word. The co-ordinator tells you what could come "
    "next."
)
CHECKED = gettext_lazy(
    "Before a mentor may be in touch with you, we see who they are, ask two people about them, and have their criminal "
    "record checked."
)
NOT_CHECKED = gettext_lazy("Every mentor is told the rules, and signs them, before they may be in touch with you.")
FOUND = gettext_lazy(
    "We look at what you both wrote: what you like, what you want help with, when you can. A person decides, never a "
    "computer alone."
)


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its heading, and its sentences, one paragraph each."""

    heading: str
    words: tuple[str, ...]


def points(scheme: Scheme) -> list[Point]:
    """The thirteen points a mentee is told before joining and before signing (TRN-09, REC-23), in the order of the way.

    What the scheme says in its own words stands as it was written; the rest follows from its arrangements.
    """
    said = scheme.arrangements
    found: list[tuple[str, Sequence[object]]] = [
        (_("What it is"), [scheme.purpose, said.facts.get("about", ""), said.facts.get("benefits", "")]),
        (_("Who can join, and how mentors are chosen"), _choosing(said)),
        (_("What you take on"), [TAKEN_ON]),
        (_("How your mentor is found"), _matched(said)),
        (_("How often, and how long"), _how_often(said)),
        (_("Help of another kind"), [OTHER_HELP]),
        (_("If it does not work"), [NOT_WORKING]),
        (_("If you are worried"), [WORRIED]),
        (_("Where the limits are"), [said.boundaries or "; ".join(said.ground_rules)]),
        (_("What is held about you"), [HELD]),
        (_("What stays between you"), [CHILD_PROTECTION, who_reads(scheme) if said.allows("messages") else ""]),
        (_("How we find out whether it helps"), [said.evaluation or said.monitoring or ASKED]),
        (_("Afterwards"), [AFTERWARDS]),
    ]
    return [Point(heading, tuple(str(words) for words in sentences if words)) for heading, sentences in found]


def _choosing(said: Arrangements) -> list[object]:
    whom = said.facts.get("whom", "") or said.selection.get("mentee_criteria", "")
    checked = "check" in said.vetting_steps or said.mentees_may_be_children
    return [whom, said.selection.get("process", ""), CHECKED if checked else NOT_CHECKED]


def _how_often(said: Arrangements) -> Sequence[object]:
    lines = [*time_needed(said, "mentee"), *([said.meeting_plan] if said.meeting_plan else [])]
    return lines or [AGREED]


def _matched(said: Arrangements) -> list[object]:
    chooses = _("You may choose among some who are suggested.") if said.mentees_choose else ""
    return [FOUND, chooses, _("You and the mentor each say yes or no. Nobody asks why.")]
