"""A pair's meetings: the list, arranging, logging, correcting, calling off."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.once import keep
from ithaca.meetings import page, selectors
from ithaca.meetings.forms import CancelForm, CorrectForm, LogForm, MeetingForm, initial_of, next_of
from ithaca.meetings.models import Meeting
from ithaca.meetings.services import arrange as arranging
from ithaca.meetings.services import log as logging
from ithaca.meetings.services.words import tell_of_refused
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to, side_of


def _pair(request: DoorRequest, public_id: str) -> Mentorship:
    row: Mentorship = get_object_or_404(pairs_visible_to(request.door.by), public_id=public_id)
    return row


def _meeting(request: DoorRequest, public_id: str) -> Meeting:
    row: Meeting = get_object_or_404(selectors.meetings_visible_to(request.door.by), public_id=public_id)
    return row


def of_pair(request: DoorRequest, pair: str) -> HttpResponse:
    """All meetings of a pair: what is planned, what took place, hours so far."""
    row = _pair(request, pair)
    return show(request, "meetings/of_pair.html", page.for_pair(request.door, row, at=timezone.now()))


def log(request: DoorRequest, pair: str) -> HttpResponse:
    """Put down a meeting: everything is filled in, one press keeps it."""
    row, at, by = _pair(request, pair), timezone.now(), request.door.by
    pattern, planned = selectors.to_log_from(row, at=at)
    form = LogForm(request.POST or None, pair=row, initial=initial_of(pattern, planned, row, at=at))
    if request.method == "POST" and try_to(
        form, lambda: logging.log_meeting(mentorship=row, meeting=planned, by=by, at=at, **form.facts())
    ):
        return go(request, request.door.to("meetings:of_pair", pair=pair), say=_("The meeting is logged."))
    context = {"pair": row, "planned": planned, "both": page.names_for(row, by)}
    return _with_words(request, "meetings/log.html", context, form)


def _with_words(request: DoorRequest, template: str, context: dict[str, Any], form: Form) -> HttpResponse:
    """The page of a log to be written. Words that were refused are looked at first: a cry for help in them is passed on."""
    pair, by, at = context["pair"], request.door.by, timezone.now()
    words = request.POST.get("words", "")
    heard = tell_of_refused(mentorship=pair, words=words, by=by, at=at) if words else None
    context["help"] = page.help_for(pair, side_of(pair, by), at=at)
    answer = show(request, template, context, form=form)
    return answer if heard is None else keep(answer)


def arrange(request: DoorRequest, pair: str) -> HttpResponse:
    """Plan a meeting, first at the pair's usual weekday and hour; 404 where a scheme has no meetings (MSG-15)."""
    row, at, by = _pair(request, pair), timezone.now(), request.door.by
    if not selectors.channels_of(row.scheme):
        raise Http404
    pattern, _planned = selectors.to_log_from(row, at=at)
    initial = {**initial_of(pattern, None, row, at=at), **next_of(row, at=at)}
    form = MeetingForm(request.POST or None, pair=row, initial=initial)
    made: list[Meeting] = []

    def act() -> None:
        minutes = form.cleaned_data["minutes"]
        when = {"starts_at": form.starts_at(), "minutes": minutes}
        made.append(arranging.arrange(mentorship=row, by=by, at=at, **when, **form.where()))

    if request.method == "POST" and try_to(form, act):
        waits = made[0].state == "asked"
        say = _("The co-ordinator is asked. You both get a letter.") if waits else _("The meeting is agreed.")
        return go(request, request.door.to("meetings:of_pair", pair=pair), say=say)
    context = {"pair": row, "both": page.names_for(row, by)}
    return show(request, "meetings/arrange.html", context, form=form)


def cancel(request: DoorRequest, meeting: str) -> HttpResponse:
    """Call a meeting off: two presses; the other side is written to at once."""
    row, by = _meeting(request, meeting), request.door.by
    back = request.door.to("meetings:of_pair", pair=row.mentorship.public_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and try_to(
        form, lambda: arranging.cancel(meeting=row, by=by, at=timezone.now(), **form.cleaned_data)
    ):
        return go(request, back, say=_("The meeting is called off. Everybody is told."))
    context: dict[str, Any] = {
        "heading": _("Call the meeting off"),
        "sentence": page.when_and_where(row),
        "submit": _("Call it off"),
        "cancel_url": back,
        "consequences": [_("The other person gets a letter at once. It does not say why.")],
    }
    return show(request, "ui/pages/confirm.html", context, form=form)


def correct(request: DoorRequest, meeting: str) -> HttpResponse:
    """Put a log right, with a reason."""
    row, by = _meeting(request, meeting), request.door.by
    own = side_of(row.mentorship, by) is not None and row.scheme.arrangements.log_asks_words
    local = timezone.localtime(row.starts_at)
    initial = {"day": local.date(), "clock": local.time(), "minutes": row.minutes or None}
    form = CorrectForm(request.POST or None, words=row.words if own else None, initial=initial)

    def act() -> None:
        data = {name: form.cleaned_data[name] for name in ("minutes", "reason", "words") if name in form.cleaned_data}
        logging.correct(meeting=row, starts_at=form.starts_at(), by=by, at=timezone.now(), **data)

    if request.method == "POST" and try_to(form, act):
        back = request.door.to("meetings:of_pair", pair=row.mentorship.public_id)
        return go(request, back, say=_("The log is put right."))
    return _with_words(request, "meetings/correct.html", {"meeting": row, "pair": row.mentorship}, form)


def take_back(request: DoorRequest, meeting: str) -> HttpResponse:
    """A log made by mistake: it no longer counts."""
    row, by = _meeting(request, meeting), request.door.by
    back = request.door.to("meetings:of_pair", pair=row.mentorship.public_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and try_to(
        form, lambda: logging.take_back(meeting=row, by=by, at=timezone.now(), **form.cleaned_data)
    ):
        return go(request, back, say=_("This log no longer counts."))
    context: dict[str, Any] = {
        "heading": _("Take this log back"),
        "sentence": page.when_and_where(row),
        "submit": _("Take it back"),
        "cancel_url": back,
        "consequences": [_("It is kept, but it counts for no hours.")],
    }
    return show(request, "ui/pages/confirm.html", context, form=form)
