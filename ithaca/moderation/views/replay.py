"""A decision beside what the screening of today says."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotAllowed
from ithaca.messaging.services.again import Answer
from ithaca.moderation.selectors import action_names, decided_visible_to
from ithaca.moderation.services.replay import replay_decision


def decided(request: DoorRequest, message: str) -> HttpResponse:
    """What was decided about a message that waits or is to be read, and what would be decided now; none of its words."""
    found = decided_visible_to(request.door.by, message)
    if found is None:
        raise Http404
    try:
        done = replay_decision(message=found, by=request.door.by, at=timezone.now())
    except NotAllowed as refusal:
        answer = show(request, "moderation/refused.html", {"sentence": refusal.sentence})
        answer.status_code = 403
        return answer
    titles = (_("On its day"), _("The same question, asked today"), _("By the scheme's rules of today"))
    parts = [_part(title, one) for title, one in zip(titles, (done.then, done.again, done.now), strict=True)]
    return show(request, "moderation/decided.html", {"message": found, "same": done.same, "parts": parts})


def _part(title: str, one: Answer | None) -> dict[str, object]:
    """One of the three answers, in words."""
    if one is None:
        return {"title": title, "none": _("The rules of that day are not known here any more.")}
    versions = _("Screening %(engine)s, rules %(policy)s") % {"engine": one.engine, "policy": one.policy}
    action = action_names()[one.action]
    return {"title": title, "action": action, "reasons": one.reasons, "versions": versions}
