"""A talk by video with a child that nobody had arranged: the log is kept, and a safeguarding lead hears of it (SG-19).

A child talks by video only at an arranged time, with a parent's yes and somebody on duty who can join. Refusing the log of
a talk that took place without all that would only hide it. So what happened is kept like every log, and because an adult
left the code of conduct, a low-level concern is opened for the leads, who look at all such signs about one adult together
(KCSIE, part 4). It rings no alarm. The pair is told nothing (SG-13).
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import job
from ithaca.meetings.models import Meeting
from ithaca.mentorships.selectors import has_child
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import concern_about
from ithaca.safeguarding.services import raise_concern
from ithaca.ui.words import full_day

MACHINE = job("meetings.video")
ABOUT = "meetings.video:"


def report_unarranged(meeting: Meeting, *, at: datetime) -> None:
    """Tell the leads of this logged talk if one of the two is, or may be, under 18. While a concern about the same pair's
    talks is open, further ones are only recorded: several logged on one day are one matter."""
    pair, on = meeting.mentorship, timezone.localdate(meeting.starts_at)
    if not has_child(pair, on):
        return
    record(name="meetings.video_unarranged", by=MACHINE, at=at, about=meeting)
    ref = f"{ABOUT}{pair.public_id}"
    if concern_about(ref) is not None:
        return
    words = _(
        "Low-level concern, opened by the platform. A talk by video with a young person on %(day)s was logged that nobody had "
        "arranged here, so nobody on duty could have joined it. The log is kept. The two have not been told."
    )
    raise_concern(
        organisation=meeting.scheme.organisation,
        scheme=meeting.scheme,
        words=words % {"day": full_day(on)},
        about_words=_("a talk by video of %(name)s") % {"name": pair.mentor.person.name},
        about_people=(pair.mentor.person,),
        about_ref=ref,
        kind="boundary",
        by=MACHINE,
        at=at,
    )


def pairs_behind(*, concern: Concern) -> list[int]:
    """The answer to `safeguarding.pairs_behind`."""
    if not concern.about_ref.startswith(ABOUT):
        return []
    pair = concern.about_ref.removeprefix(ABOUT)
    rows = Meeting.objects.filter(mentorship__public_id=pair, scheme=concern.scheme_id).order_by()
    return list(rows.values_list("mentorship_id", flat=True).distinct())
