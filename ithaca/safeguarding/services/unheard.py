"""Words that a room refused, so that they reach nobody, and that tell of harm to their writer: they are heard (SG-8).

Each such room has a `kind` of its own, such as "messaging.unsent:", with which the references of these concerns begin.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.work import service
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import latest_grown_from
from ithaca.safeguarding.services.raising import raise_concern


def unheard_ref(kind: str, pair: Mentorship, role: str, words: str = "") -> str:
    """How the reference of a concern begins that grew from refused words of this side of a pair: from these, or from any."""
    digest = f"{hashlib.sha256(words.strip().encode()).hexdigest()[:16]}:" if words else ""
    return f"{kind}{pair.public_id}:{role}:{digest}"


def pair_of_unheard(kind: str, concern: Concern) -> list[int]:
    """The key of the pair in which words were refused that became this concern, as a list; empty for another kind."""
    if not concern.about_ref.startswith(kind):
        return []
    named = concern.about_ref.removeprefix(kind).partition(":")[0]
    rows = pairs_visible_to(job("safeguarding.unheard")).filter(public_id=named, scheme=concern.scheme_id)
    return list(rows.values_list("pk", flat=True))


@service
def raise_unheard(
    *,
    kind: str,
    mentorship: Mentorship,
    role: str,
    words: str,
    said: str,
    reasons: Sequence[str],
    about_words: str,
    by: Actor,
    at: datetime,
) -> Concern:
    """Raise a concern with refused words of one side. `said` is the sentence before them, with a place for the reasons.

    The same words again, while their concern is open, are that concern and raise no second one.
    """
    ref = unheard_ref(kind, mentorship, role, words)
    standing = latest_grown_from(ref)
    if standing is not None and standing.state != "closed":
        return standing
    return raise_concern(
        organisation=mentorship.scheme.organisation,
        scheme=mentorship.scheme,
        words=f"{said % {'reasons': ' '.join(reasons)}}\n\n{words}",
        about_words=about_words,
        about_ref=f"{ref}{int(at.timestamp()):x}",
        by=by,
        at=at,
    )
