"""The two people's own page: what they wrote, what waits, what came back, and the box to write in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest, answers_nul
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to, side_of
from ithaca.messaging import services
from ithaca.messaging.beginnings import BEGINNINGS, beginning
from ithaca.messaging.beside import notes_beside
from ithaca.messaging.by_mail import words_travel
from ithaca.messaging.forms import SendForm, WorryForm
from ithaca.messaging.lines import line, may_need_help
from ithaca.messaging.selectors import (
    CAME_BACK,
    before,
    draft_of,
    has_messages,
    messages_visible_to,
    why_no_messages,
    worriable,
)
from ithaca.messaging.waits import help_for, help_unsent, next_read_words
from ithaca.oncall.selectors import hours_of
from ithaca.participants.models import Participant
from ithaca.schemes.selectors import coordinator_of

A_PAGE = 50


def own_pair(request: DoorRequest, pair: str) -> tuple[Mentorship, Participant]:
    """The pair and the reader's side of it; 404 for anybody else, and where a scheme has no messages and never had."""
    found = get_object_or_404(pairs_visible_to(request.door.by), public_id=pair)
    side = side_of(found, request.door.by)
    if side is None or not (found.scheme.arrangements.allows("messages") or has_messages(found)):
        raise Http404
    return found, side


def other_side(pair: Mentorship, side: Participant) -> Participant:
    """The other one of the two."""
    return pair.mentee if side.pk == pair.mentor_id else pair.mentor


@answers_nul
def thread(request: DoorRequest, pair: str) -> HttpResponse:
    """Read and reply. A reply that cannot be sent now is kept as a draft, and the page says so."""
    found, side = own_pair(request, pair)
    form = SendForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        words, send = form.cleaned_data["body"], services.send_anew if "again" in request.GET else services.send_or_keep
        sent = send(mentorship=found, sender=side, body=words, by=request.door.by, at=timezone.now())
        if sent.refusal:
            messages.warning(request, sent.refusal)
        return go(request, request.door.to("messaging:thread", pair=pair) + "#latest")
    return _page(request, found, side, form)


def _page(request: DoorRequest, pair: Mentorship, side: Participant, form: SendForm | None) -> HttpResponse:
    by, at = request.door.by, timezone.now()
    if form is None and "before" not in request.GET:
        services.mark_read(mentorship=pair, reader=side, by=by, at=at)
    rows = messages_visible_to(by, pair)
    shown = list(before(rows, rows.filter(public_id=request.GET.get("before", "")).first())[: A_PAGE + 1])
    open_now = not why_no_messages(pair, at=at)
    draft = draft_of(pair, side)
    unsent = help_unsent(pair, side, at) if draft or not open_now else None
    alone = not open_now and side.person.is_child_on(timezone.localdate(at))
    again = rows.filter(CAME_BACK, public_id=request.GET.get("again", ""), sender=side).first()
    waiting = next_read_words(hours_of(pair.scheme).next_open(at), at)
    context = {
        "pair": pair,
        "other": other_side(pair, side),
        "lines": [line(message, side, waiting) for message in reversed(shown[:A_PAGE])],
        "beside": notes_beside(request.door, pair, side, at=at),
        "earlier": shown[A_PAGE - 1].public_id if len(shown) > A_PAGE else "",
        "latest": "before" not in request.GET,
        "open": open_now,
        "by_mail": words_travel(pair, at=at),
        "draft": draft,
        "apart": bool(again and draft),
        "beginnings": BEGINNINGS,
        "help": unsent or help_for(pair, side, shown, at),
        "helplines_wanted": alone or unsent or any(may_need_help(message, side) for message in shown),
        "tell_us": alone,
        "ended": pair.state == "ended",
        "coordinator": None if open_now else coordinator_of(pair.scheme, on=timezone.localdate(at)),
    }
    body = again.original if again else draft or beginning(request.GET.get("begin", ""))
    return show(request, "messaging/thread.html", context, form=form or SendForm(initial={"body": body}))


def draft(request: DoorRequest, pair: str) -> HttpResponse:
    """Keep what is being typed; the page's own script calls this. Answers 204 and nothing else."""
    found, side = own_pair(request, pair)
    if request.method != "POST":
        raise Http404
    words = request.POST.get("body", "").replace("\x00", "").replace("\r\n", "\n")
    services.save_draft(mentorship=found, sender=side, words=words, by=request.door.by, at=timezone.now())
    return HttpResponse(status=204)


def worried(request: DoorRequest, pair: str, message: str) -> HttpResponse:
    """“I'm worried about this”: the message goes out of sight and is kept, and the safeguarding lead is told (MSG-11)."""
    found, side = own_pair(request, pair)
    by, at = request.door.by, timezone.now()
    one = get_object_or_404(worriable(messages_visible_to(by, found), side), public_id=message)
    form = WorryForm(request.POST or None)
    back = request.door.to("messaging:thread", pair=pair)
    if request.method == "POST" and form.is_valid():
        concern = services.freeze(message=one, words=form.cleaned_data["words"], by=by, at=at)
        say = _("Thank you for telling us. The message is kept. Your number is %(number)s.") % {
            "number": concern.receipt
        }
        return go(request, back, say=say)
    # The same words whatever became of it meanwhile: its writer is not told (SG-13).
    context = {"back_url": back, "own": one.sender_id == side.pk, "other": other_side(found, side)}
    return show(request, "messaging/worried.html", context, form=form)
