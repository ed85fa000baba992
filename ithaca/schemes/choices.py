"""The closed lists of words that arrangements use, with what people read (section 2.1, T01 to T16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

MODES = {
    "face_to_face": _("face to face"),
    "virtual": _("online only"),
    "blended": _("face to face and online"),
    "not_stated": _("not stated"),
}
CHANNELS = {
    "meetings": _("meeting in person"),
    "messages": _("messages on this site"),
    "video": _("video calls"),
    "telephone": _("telephone calls"),
    "text": _("text messages"),
    "chat": _("live chat"),
    "forum": _("a forum"),
    "mail_relay": _("e-mail through a relay address"),
}
STRUCTURES = {
    "one_to_one": _("one mentor, one mentee"),
    "team": _("two or more mentors for one mentee"),
    "group": _("one mentor, several mentees"),
    "peer": _("people of about the same age or situation"),
}
INTAKES = {
    "cohort": _("everybody starts together"),
    "rolling": _("people join at any time"),
    "not_stated": _("not stated"),
}
HELP = {
    "mentoring": _("mentoring"),
    "coaching": _("coaching"),
    "befriending": _("befriending"),
    "business_advice": _("business advice"),
    "integration_support": _("help with settling in"),
    "blend": _("a blend of mentoring and coaching"),
}
DURATIONS = {
    "academic_year": _("one school year"),
    "weeks": _("weeks"),
    "months": _("months"),
    "date": _("until a date"),
    "hours": _("hours in all"),
    "days": _("days in all"),
    "open": _("no end is set"),
    "pair": _("as each pair agrees"),
    "not_stated": _("not stated"),
}
#: How much a criterion counts when pairs are made, in the words people choose from (MATCH-03).
WEIGHTS = {
    "must": _("must"),
    "lot": _("matters a lot"),
    "nice": _("nice to have"),
    "off": _("does not count"),
}
CADENCES = {
    "fixed": _("the scheme says how often"),
    "agreed": _("each pair agrees the longest gap"),
    "by_stage": _("often at first, less often later"),
    "as_needed": _("whenever it is needed"),
    "not_stated": _("not stated"),
}
#: Whether the co-ordinator has a hand in each meeting (MEET-02).
INVOLVEMENT = {
    "none": _("pairs arrange meetings themselves"),
    "told": _("the co-ordinator sees each meeting at once"),
    "approve": _("the co-ordinator agrees each meeting first"),
}
#: Policies of the screening engine, strictest first.
POLICIES = {
    "children": _("for under-16s"),
    "16-19": _("for 16 to 19"),
    "adults": _("for adults"),
}
VETTING_STEPS = {
    "induction": _("a first talk that explains the checks"),
    "interview": _("an interview"),
    "training": _("training"),
    "identity": _("identity seen"),
    "references": _("two references"),
    "check": _("a criminal record check"),
}
CHECK_LEVELS = {
    "none": _("no check"),
    "basic": _("basic"),
    "standard": _("standard"),
    "enhanced": _("enhanced"),
}
INTERVIEWS = {"no": _("no interview"), "optional": _("an interview if wanted"), "required": _("always an interview")}
SCREENED_BY = {"scheme": _("the scheme itself"), "partner": _("a partner under a signed agreement")}
#: MATCH-04. `block`: no male mentor with a female mentee. `same`: only pairs of the same gender.
GENDER_RULES = {
    "block": _("A man does not mentor a girl"),
    "same": _("Mentor and mentee are of the same gender"),
    "off": _("Gender plays no part"),
}
ROLE_CONFLICTS = {"block": _("is not allowed"), "warn": _("is shown as a warning"), "allow": _("is allowed")}
PERMISSION_ITEMS = {
    "mentoring": _("taking part in mentoring"),
    "meeting_place": _("meeting at the places the scheme names"),
    "travel": _("travelling to a workplace"),
    "messages": _("messages that staff may read"),
    "video": _("talking by video, with somebody on duty who can join"),
    "archive": _("keeping messages for the years the scheme states"),
}
#: The six facts people see before they apply (REC-03).
FACTS = {
    "about": _("What it is about"),
    "whom": _("Who it is for"),
    "mentors": _("Who makes a good mentor"),
    "benefits": _("What people get out of it"),
    "dates": _("Training and meeting dates"),
    "time": _("The time it takes"),
}
#: The six policy questions (ELIG-10), then the published criteria (ELIG-08).
POLICY_QUESTIONS = {
    "flexibility": _("How far may the criteria be bent?"),
    "telling": _("How are people told that they were not accepted?"),
    "disqualifies_mentor": _("What rules out a mentor?"),
    "disqualifies_mentee": _("What rules out a mentee?"),
    "process": _("How are people chosen?"),
    "decider": _("Who decides in the end?"),
}
SELECTION = {
    **POLICY_QUESTIONS,
    "mentor_criteria": _("What we look for in mentors"),
    "mentee_criteria": _("Who may be a mentee"),
}

#: The sentences of a message policy that may be switched, by the keys of `ithaca.screening`, in a word or two.
SWITCHES = {
    "details_plain": _("contact details are taken out"),
    "links": _("links are taken out"),
    "details_hidden": _("hidden contact details wait"),
    "offplatform": _("invitations to talk elsewhere wait"),
    "meet": _("plans to meet wait"),
    "money": _("money and gifts wait"),
    "offensive": _("rude words wait"),
}

#: Setting -> the words it may hold. Of a setting that holds several, each.
CLOSED = {
    "mode": MODES,
    "channels": CHANNELS,
    "structure": STRUCTURES,
    "other_structures": STRUCTURES,
    "intake": INTAKES,
    "kind_of_help": HELP,
    "cadence": CADENCES,
    "meetings_involve": INVOLVEMENT,
    "message_policy": POLICIES,
    "vetting_steps": VETTING_STEPS,
    "check_level": CHECK_LEVELS,
    "interview": INTERVIEWS,
    "screening_by": SCREENED_BY,
    "gender_rule": GENDER_RULES,
    "role_conflict": ROLE_CONFLICTS,
    "permission_items": PERMISSION_ITEMS,
}


def weight_of(entry: Mapping[str, Any], criteria: Sequence[Mapping[str, Any]]) -> str:
    """The word of one criterion among its fellows: a key of WEIGHTS.

    Where no word was chosen yet (a starter gives points only) it follows from the points: at least half as many as the
    heaviest criterion has is a lot, nought is off.
    """
    if entry.get("weight"):
        return str(entry["weight"])
    points, most = int(entry.get("points", 0)), max((int(e.get("points", 0)) for e in criteria), default=0)
    if points == 0:
        return "off"
    return "lot" if 2 * points >= most else "nice"
