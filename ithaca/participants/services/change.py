"""Changing what a participant said about themself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.participants import rules
from ithaca.participants.models import Participant
from ithaca.participants.states import TAKING_PART
from ithaca.screening import gives_away, role_of

CHANGEABLE = ("profile", "capacity", "declined_groups", "introduction")


@service
def change_participant(*, participant: Participant, by: Actor, at: datetime, **changes: Any) -> None:
    """Change profile, capacity, declined groups or introduction. Nothing is written if nothing differs.

    Raises NotNow for another field, a capacity out of bounds, an introduction that holds a telephone number, an address or an
    account (SG-5), or somebody who no longer takes part.
    """
    rules.change.require(by=by, of=participant)
    if set(changes) - set(CHANGEABLE):
        raise NotNow(_("That cannot be changed here."))
    if participant.state not in TAKING_PART:
        raise NotNow(_("This person no longer takes part, so nothing can be changed."))
    if not 1 <= int(changes.get("capacity", 1)) <= 50:
        raise NotNow(_("A mentor can look after between 1 and 50 people."))
    changed = [name for name, value in changes.items() if getattr(participant, name) != value]
    if not changed:
        return
    if "introduction" in changed and gives_away(str(changes["introduction"]), role=role_of(participant.role)):
        raise NotNow(
            _("Please leave out telephone numbers, addresses, links and user names: the other side reads this.")
        )
    for name in changed:
        setattr(participant, name, changes[name])
    participant.save(update_fields=changed)
    record(name="participants.changed", by=by, at=at, about=participant, data={"fields": sorted(changed)})
