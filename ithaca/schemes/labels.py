"""What each setting is called on the screen, and what it holds, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ithaca.schemes.choices import CLOSED, DURATIONS, SWITCHES, WEIGHTS, weight_of

LABELS = {
    "purpose": gettext_lazy("What is the scheme for?"),
    "objectives": gettext_lazy("What should come of it?"),
    "target_group": gettext_lazy("Who is it for?"),
    "facts": gettext_lazy("What people read before they apply"),
    "cost": gettext_lazy("What it costs to take part"),
    "recruiting": gettext_lazy("How are people found and chosen?"),
    "selection": gettext_lazy("Rules for choosing"),
    "mode": gettext_lazy("In person or online"),
    "channels": gettext_lazy("Ways of being in touch"),
    "meeting_plan": gettext_lazy("Where and how often pairs meet"),
    "meet_every_days": gettext_lazy("How often pairs meet"),
    "meet_minutes": gettext_lazy("How long a meeting is"),
    "write_every_days": gettext_lazy("How often each side writes"),
    "duration": gettext_lazy("How long a pair goes on"),
    "meetings_involve": gettext_lazy("Who arranges meetings"),
    "duty_needed": gettext_lazy("Somebody is on duty at each session"),
    "designated_places_only": gettext_lazy("Pairs meet only at places the scheme has looked at"),
    "boundaries": gettext_lazy("Boundaries"),
    "ground_rules": gettext_lazy("Ground rules"),
    "code": gettext_lazy("Code of practice"),
    "role_conflict": gettext_lazy("A mentor who is also the mentee’s manager, tutor or assessor"),
    "supervision": gettext_lazy("How pairs are looked after"),
    "monitoring": gettext_lazy("What you keep an eye on"),
    "evaluation": gettext_lazy("How you will know that it worked"),
    "quiet_after_days": gettext_lazy("Days without contact until you are told"),
    "prompts": gettext_lazy("Pairs are reminded by letter when it is time to write"),
    "prompts_a_week": gettext_lazy("Most reminders for one person in a week"),
    "quiet_from": gettext_lazy("Hour from which nobody is told of a message (0 to 23; empty: at any hour)"),
    "quiet_until": gettext_lazy("Hour at which quiet hours end (0 to 23)"),
    "reply_days": gettext_lazy("Days within which an answer may be expected"),
    "keep_messages_years": gettext_lazy("Years that messages are kept"),
    "keep_messages_why": gettext_lazy("Why so long? (eight years is what guidance asks for)"),
    "words_for_evaluation": gettext_lazy("Messages without names and details may be used to evaluate the scheme"),
    "log_due_days": gettext_lazy("Days until a meeting should be logged"),
    "vetting_steps": gettext_lazy("What is done before a mentor is cleared"),
    "interview": gettext_lazy("Interview"),
    "check_kind": gettext_lazy("Kind of criminal record check"),
    "check_level": gettext_lazy("Level of the check"),
    "check_workforce": gettext_lazy("Workforce of the check"),
    "check_barred_list": gettext_lazy("The children’s barred list is checked too"),
    "check_renew_months": gettext_lazy("Months until a check is done again"),
    "screening_by": gettext_lazy("Who checks mentors"),
    "agreement_needed": gettext_lazy("A signed agreement with the partner is needed"),
    "parent_permission": gettext_lazy("A parent or carer must say yes"),
    "permission_under": gettext_lazy("Up to what age a parent is asked"),
    "insurance_needed": gettext_lazy("Insurance must be in place"),
    "message_policy": gettext_lazy("How strictly messages are screened"),
    "message_switches": gettext_lazy("Sentences of that policy that you switched"),
    "sample_minutes": gettext_lazy("Minutes a week for reading a random part of the messages"),
    "moderate_all": gettext_lazy("Every message waits until somebody has read it"),
    "mail_carries_words": gettext_lazy("The e-mail that tells of a message also holds its words"),
    "documents": gettext_lazy("Pairs may pass documents on for feedback"),
    "home_visits": gettext_lazy("Home visits are allowed"),
    "risks": gettext_lazy("Risks"),
    "gender_rule": gettext_lazy("When pairs are made"),
    "gender_note": gettext_lazy("If gender plays no part: why, and how are pairs kept safe?"),
    "moderation_talks_needed": gettext_lazy("The two talks are needed"),
    "words": gettext_lazy("Your own words"),
    "share_mentors": gettext_lazy("Schemes on this server may ask each other’s mentors"),
    "mentors_without_email": gettext_lazy(
        "Mentors may take part without an e-mail address (user name and printed card)"
    ),
    "agencies_refer": gettext_lazy("Agencies may refer people, with their details and the reason"),
    "criteria": gettext_lazy("What counts when pairs are made"),
    "offer_days": gettext_lazy("Days to answer an offer"),
    "fit_after_weeks": gettext_lazy("Weeks until a new pair is asked how it goes"),
    "trial_meeting": gettext_lazy("A pair may stop after a first meeting, without blame"),
    "mentees_choose": gettext_lazy("Mentees may choose"),
    "mentors_choose": gettext_lazy("Mentors may say whom they would like to mentor"),
}

#: The six words a scheme may put in place of ours (SCH-27), by the keys of `Arrangements.words`.
WORD_LABELS = {
    "mentor": gettext_lazy("A mentor"),
    "mentors": gettext_lazy("Several mentors"),
    "mentee": gettext_lazy("A mentee"),
    "mentees": gettext_lazy("Several mentees"),
    "meeting": gettext_lazy("A meeting"),
    "meetings": gettext_lazy("Several meetings"),
}


def label(name: str) -> str:
    """What the setting is called."""
    return str(LABELS.get(name, name))


def every(days: int | None) -> str:
    """How often, in words: "every week", "every 6 weeks", "every 10 days"."""
    if not days:
        return _("not stated")
    if days == 1:
        return _("every day")
    if days % 7:
        return _("every %(days)s days") % {"days": days}
    weeks = days // 7
    return ngettext("every week", "every %(weeks)s weeks", weeks) % {"weeks": weeks}


def how_long(duration: dict[str, Any]) -> str:
    """The length of a pair, in words."""
    kind, number, most = duration.get("kind", "not_stated"), duration.get("number"), duration.get("most")
    if kind == "date":
        return _("until %(date)s") % {"date": duration.get("date") or "?"}
    if not number:
        return str(DURATIONS[kind])
    counted = f"{number} {_('to')} {most}" if most else str(number)
    return f"{counted} {DURATIONS[kind]}"


def _switch(item: str) -> str:
    key, _equals, state = item.partition("=")
    return f"{SWITCHES.get(key, key)}: {_('yes') if state == 'on' else _('no')}"


def in_words(name: str, value: Any) -> str:
    """What a setting holds, as a person reads it; lists joined with semicolons, "not stated" where it is empty."""
    if name == "duration":
        return how_long(value)
    if name == "message_switches" and value:
        return "; ".join(_switch(item) for item in value)
    if name in ("meet_every_days", "write_every_days"):
        return every(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", [], (), {}):
        return _("not stated")
    if name == "criteria":
        return criteria_in_words(value)
    known = CLOSED.get(name, {})
    if isinstance(value, str):
        return str(known.get(value, value))
    if isinstance(value, dict):
        return "; ".join(str(item) for item in value.values() if item) or _("not stated")
    if isinstance(value, list | tuple):
        return "; ".join(
            item.get("risk", "") if isinstance(item, dict) else str(known.get(item, item)) for item in value
        )
    return str(value)


def criteria_in_words(criteria: Sequence[Mapping[str, Any]]) -> str:
    """All criteria in one line, for the history of settings: "Interests: matters a lot; Languages: must"."""
    return "; ".join(f"{entry.get('name', '?')}: {WEIGHTS[weight_of(entry, criteria)]}" for entry in criteria)
