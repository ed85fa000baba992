"""What meetings answers when the rooms below ask."""

from __future__ import annotations

from ithaca.meetings.models import Meeting
from ithaca.meetings.services.video import pairs_behind as behind_video
from ithaca.meetings.services.words import ABOUT, REFUSED
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import pair_of_unheard


def pairs_behind(*, concern: Concern) -> list[int]:
    """The answer to `safeguarding.pairs_behind`: the pair whose log, or talk by video, a concern grew from."""
    if not concern.about_ref.startswith(ABOUT):
        return pair_of_unheard(REFUSED, concern) or behind_video(concern=concern)
    rows = Meeting.objects.filter(public_id=concern.about_ref.removeprefix(ABOUT), scheme=concern.scheme_id)
    return list(rows.values_list("mentorship_id", flat=True))
