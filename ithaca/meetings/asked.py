"""What meetings answers when the rooms below ask."""

from __future__ import annotations

from ithaca.kernel.actor import job
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.video import pairs_behind as behind_video
from ithaca.meetings.services.words import ABOUT, REFUSED
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.safeguarding.models import Concern


def pairs_behind(*, concern: Concern) -> list[int]:
    """The answer to `safeguarding.pairs_behind`: the pair whose log, or talk by video, a concern grew from."""
    if concern.about_ref.startswith(REFUSED):
        named = concern.about_ref.removeprefix(REFUSED).partition(":")[0]
        rows = pairs_visible_to(job("meetings.words")).filter(public_id=named, scheme=concern.scheme_id)
        return list(rows.values_list("pk", flat=True))
    if not concern.about_ref.startswith(ABOUT):
        return behind_video(concern=concern)
    meetings = Meeting.objects.filter(public_id=concern.about_ref.removeprefix(ABOUT), scheme=concern.scheme_id)
    return list(meetings.values_list("mentorship_id", flat=True))
