"""Which changes make a safety rule less strict. Where mentees may be children they are the safeguarding lead's to make."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.choices import CHECK_LEVELS, INTERVIEWS, POLICIES
from ithaca.schemes.labels import label

#: A yes here protects; turning it to no makes the scheme less strict.
SAFER_ON = (
    "check_barred_list",
    "parent_permission",
    "insurance_needed",
    "agreement_needed",
    "moderate_all",
    "duty_needed",
    "designated_places_only",
    "mentees_may_be_children",
    "moderation_talks_needed",
)
SAFER_OFF = ("home_visits", "mail_carries_words", "documents", "words_for_evaluation")
#: What is listed here protects; leaving one out makes the scheme less strict.
SAFER_LONG = ("vetting_steps", "mentor_training", "mentee_training", "permission_items")
#: Strictest last.
LADDERS = {
    "check_level": list(CHECK_LEVELS),
    "interview": list(INTERVIEWS),
    "message_policy": list(reversed(POLICIES)),
    "meetings_involve": ["none", "told", "approve"],
    "role_conflict": ["allow", "warn", "block"],
    "gender_rule": ["off", "block", "same"],
}


def weakened(before: Arrangements, after: Arrangements) -> list[str]:
    """The settings that `after` makes less strict than `before`, by name."""
    found = [name for name in SAFER_ON if getattr(before, name) and not getattr(after, name)]
    found += [name for name in SAFER_OFF if getattr(after, name) and not getattr(before, name)]
    found += [name for name in SAFER_LONG if set(getattr(before, name)) - set(getattr(after, name))]
    found += [
        name
        for name, steps in LADDERS.items()
        if steps.index(getattr(after, name)) < steps.index(getattr(before, name))
    ]
    if "mail_relay" in after.channels and "mail_relay" not in before.channels:
        found.append("channels")
    if _off(after) - _off(before) or _on(before) - _on(after):
        found.append("message_switches")
    if after.sample_minutes != before.sample_minutes and after.reading_minutes() < before.reading_minutes():
        found.append("sample_minutes")
    if after.permission_under < before.permission_under:
        found.append("permission_under")
    if after.check_renew_months > before.check_renew_months:
        found.append("check_renew_months")
    return found


def _off(arrangements: Arrangements) -> set[str]:
    """The sentences of the message policy that were switched off."""
    return {item for item in arrangements.message_switches if item.endswith("=off")}


def _on(arrangements: Arrangements) -> set[str]:
    """The sentences of the message policy that were switched on."""
    return {item for item in arrangements.message_switches if item.endswith("=on")}


def refuse_weakening(before: Arrangements, after: Arrangements, by: Actor) -> None:
    """Raise NotNow if `by` is not the safeguarding lead and a scheme for children would become less strict (VET-04)."""
    if not before.mentees_may_be_children or by.kind == "job" or by.holds(Role.SAFEGUARDING_LEAD):
        return
    names = weakened(before, after)
    if names:
        raise NotNow(
            _("Only the safeguarding lead can make this less strict: %(what)s.")
            % {"what": "; ".join(label(name) for name in names)}
        )
