"""Writing to both sides of a pair."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.mentorships.models import Mentorship
from ithaca.notices.letters import LetterKind
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.schemes.selectors import coordinator_of


def tell_both(
    pair: Mentorship,
    kind: LetterKind,
    *,
    by: Actor,
    at: datetime,
    page: str = "",
    urgent: bool = False,
    but: Participant | None = None,
) -> None:
    """One letter of `kind` to mentor and mentee (not to `but`), with a link to `page` of the pair if given."""
    scheme = pair.scheme
    arrangements = scheme.arrangements
    coordinator = coordinator_of(scheme, on=timezone.localdate(at))
    who = coordinator.name if coordinator else _("the people who run the scheme")
    link = address(page, organisation=scheme.organisation, scheme=scheme, pair=pair.public_id) if page else ""
    for side, other in ((pair.mentor, "mentee"), (pair.mentee, "mentor")):
        if but is not None and side.person_id == but.person_id:
            continue
        context = {"other": arrangements.word(other), "coordinator": who}
        send_letter(kind=kind, to=side.person, context=context, scheme=scheme, by=by, at=at, link=link, urgent=urgent)
