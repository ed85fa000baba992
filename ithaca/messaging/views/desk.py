"""The desk: one held message after the other, urgent ones first, then the oldest."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.messaging import services
from ithaca.messaging.forms import ReturnForm
from ithaca.messaging.hooks import desk_acts
from ithaca.messaging.lines import is_cry_for_help, marked, staff_line, suggestion, who_to_whom
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import held_visible_to, in_concern_of, next_held
from ithaca.messaging.words import reasons_in_words
from ithaca.screening import CONTACT


def desk(request: DoorRequest) -> HttpResponse:
    """The next message that waits."""
    message = next_held(request.door.by)
    if message is None:
        return show(request, "messaging/desk.html", {"waiting": 0, "usual": _usual(request)})
    return _one(request, message)


def _usual(request: DoorRequest) -> str:
    """How long held messages usually wait here, in words."""
    return services.usual_wait(request.door.scheme, at=timezone.now())


def held(request: DoorRequest, message: str) -> HttpResponse:
    """One message that waits, called by name; once it is decided, the next one."""
    found = held_visible_to(request.door.by).filter(public_id=message).first()
    return desk(request) if found is None else _one(request, found)


def _one(request: DoorRequest, message: Message) -> HttpResponse:
    """The message with its reasons and the three before it; who may not read it is told what is missing."""
    waiting = held_visible_to(request.door.by)
    try:
        opened = services.open_held(message=message, by=request.door.by, at=timezone.now())
    except NotAllowed as refusal:
        answer = show(request, "messaging/refused.html", {"sentence": refusal.sentence, "waiting": waiting.count()})
        answer.status_code = 403
        return answer
    after = next_held(request.door.by, after=message)
    context = {
        "message": opened.message,
        "two": who_to_whom(opened.message, timezone.localdate()),
        "words": marked(opened.message),
        "reasons": reasons_in_words(opened.message.reasons),
        "context": [staff_line(earlier) for earlier in opened.context],
        "may_return": not is_cry_for_help(opened.message),
        "has_details": any(kind in CONTACT for _start, _end, kind in opened.message.spans),
        "waiting": waiting.count(),
        "usual": _usual(request),
        "after": after.public_id if after else "",
        "more_acts": [
            (act, request.door.to(act.page, **dict(act.page_args)))
            for acts in desk_acts.ask(message=message, by=request.door.by)
            for act in acts
        ],
        "not_by_you": services.why_not_second(opened.message, request.door.by),
        "suggestion": suggestion(kind for _start, _end, kind in opened.message.spans),
        "concern": (in_concern_of(request.door.by, message.public_id) or (None, None))[1],
    }
    return show(request, "messaging/desk.html", context)


def _decided(request: DoorRequest, message: str) -> Message | None:
    """The message that a press decides about, or None if somebody was first, which is then said."""
    found = held_visible_to(request.door.by).filter(public_id=message).first()
    if found is None:
        messages.warning(request, _("Somebody else has decided about this message already. Here is the next."))
    return found


def _next(request: DoorRequest, say: object = "") -> HttpResponse:
    return go(request, request.door.to("messaging:desk") + "#message", say=say)


def release(request: DoorRequest, message: str) -> HttpResponse:
    """Deliver it as written, or with the details removed."""
    found = _decided(request, message) if request.method == "POST" else None
    if found is None:
        return _next(request)
    bare = request.POST.get("details") == "remove"
    try:
        done = services.release(message=found, by=request.door.by, at=timezone.now(), remove_details=bare)
    except NotNow as refusal:
        messages.warning(request, refusal.sentence)
        return _next(request)
    proposed = _("You say that it may go. It is urgent, so a second person must be sure too.")
    return _next(request, proposed if done == "proposed" else _("It is delivered."))


def return_message(request: DoorRequest, message: str) -> HttpResponse:
    """Give it back with a reason; a reason that does not fit is shown again."""
    found = _decided(request, message) if request.method == "POST" else None
    if found is None:
        return _next(request)
    form, by, at = ReturnForm(request.POST), request.door.by, timezone.now()
    if try_to(form, lambda: services.return_message(message=found, by=by, at=at, **form.cleaned_data)):
        return _next(request, _("It is given back with your note."))
    back = request.door.to("messaging:held", message=message)
    return show(request, "messaging/return.html", {"back_url": back}, form=form)


def escalate(request: DoorRequest, message: str) -> HttpResponse:
    """Pass it on to the safeguarding lead as a concern."""
    found = _decided(request, message) if request.method == "POST" else None
    if found is None:
        return _next(request)
    concern = services.escalate(message=found, words="", by=request.door.by, at=timezone.now())
    return _next(request, _("It is passed on as concern %(number)s.") % {"number": concern.receipt})
