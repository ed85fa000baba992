"""A decision beside what the screening of today says."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotAllowed
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import openings_visible_to
from ithaca.messaging.services import one_of_opened
from ithaca.messaging.services.again import Answer
from ithaca.moderation.selectors import action_names, decided_visible_to
from ithaca.moderation.services.replay import Replayed, replay_decision


def decided(request: DoorRequest, message: str) -> HttpResponse:
    """What was decided about a message that waits or is to be read, and what would be decided now; none of its words."""
    found = decided_visible_to(request.door.by, message)
    if found is None:
        raise Http404
    if found.state == "delivered":
        return _answer(request, found, request.door.to("moderation:readings"), _("Messages to read"))
    back = request.door.to("messaging:held", message=found.public_id)
    return _answer(request, found, back, _("The message"))


def decided_then(request: DoorRequest, opening: str, message: str) -> HttpResponse:
    """The same about any message of a thread that this reader has opened with a reason, within its hour."""
    opened = get_object_or_404(openings_visible_to(request.door.by), public_id=opening)
    found = one_of_opened(opening=opened, message=message, by=request.door.by, at=timezone.now())
    if found is None:
        raise Http404
    back = request.door.to("messaging:opened", opening=opening) + f"#m-{message}"
    return _answer(request, found, back, _("What the two wrote"))


def _answer(request: DoorRequest, message: Message, back: str, back_word: str) -> HttpResponse:
    try:
        done = replay_decision(message=message, by=request.door.by, at=timezone.now())
    except NotAllowed as refusal:
        answer = show(request, "moderation/refused.html", {"sentence": refusal.sentence})
        answer.status_code = 403
        return answer
    context = {"message": message, "same": done.same, "parts": _parts(done), "back": back, "back_word": back_word}
    return show(request, "moderation/decided.html", context)


def _parts(done: Replayed) -> list[dict[str, object]]:
    """The three answers, or one where all three say the same for the same reasons."""
    answers = (done.then, done.again, done.now)
    if len({(one.action, tuple(one.reasons)) for one in answers if one is not None}) == 1 and done.again is not None:
        versions = dict.fromkeys([_versions(done.then), _versions(done.now)])
        return [{**_part(_("Then and today"), done.now), "versions": "; ".join(versions)}]
    titles = (_("On its day"), _("With the rules of that day"), _("With the rules of today"))
    return [_part(title, one) for title, one in zip(titles, answers, strict=True)]


def _part(title: str, one: Answer | None) -> dict[str, object]:
    """One of the three answers, in words."""
    if one is None:
        return {"title": title, "none": _("The rules of that day are not known here any more.")}
    return {
        "title": title,
        "action": action_names()[one.action],
        "reasons": one.reasons,
        "versions": _versions(one),
    }


def _versions(one: Answer) -> str:
    return _("Screening %(engine)s, rules %(policy)s") % {"engine": one.engine, "policy": one.policy}
