"""Saying what counts when pairs are made, and what happens around a match (MATCH-03). The scheme keeps each version."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import rules
from ithaca.schemes.models import Scheme, SettingsVersion
from ithaca.schemes.selectors import schemes_visible_to
from ithaca.schemes.services import change_settings

#: The settings this page holds.
HELD = (
    "criteria",
    "offer_days",
    "fit_after_weeks",
    "trial_meeting",
    "mentees_choose",
    "mentors_choose",
    "share_mentors",
)


def mark(scheme: Scheme) -> str:
    """A short mark of what the page holds now; it differs as soon as somebody has changed anything on it."""
    stored = scheme.arrangements.to_json()
    words = json.dumps([stored[name] for name in HELD], sort_keys=True, default=list)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


@service
def weigh(
    *, scheme: Scheme, changes: dict[str, Any], reason: str, by: Actor, at: datetime, seen: str = ""
) -> SettingsVersion:
    """Lay `changes` (a setting of HELD -> value) over the scheme's, with a reason; open suggestions stay as they are.

    seen: the mark of what the person saw. Raises NotNow if somebody changed it meanwhile, if nothing is other than
    before, or if the reason is missing; and whatever `change_settings` raises.
    """
    rules.weigh.require(by=by, of=scheme)
    if set(changes) - set(HELD):
        raise NotNow(_("That does not belong to this page."))
    scheme.refresh_from_db(from_queryset=schemes_visible_to(by).select_for_update(of=("self",)))
    if seen and seen != mark(scheme):
        raise NotNow(_("Somebody else changed this while you had it open. Look at what it does now, then save again."))
    if not reason.strip():
        raise NotNow(_("Say why, in a few words. It is kept with the change."), field="reason")
    version: SettingsVersion | None = change_settings(scheme=scheme, changes=changes, reason=reason, by=by, at=at)
    if version is None:
        raise NotNow(_("Nothing is other than before."))
    return version
