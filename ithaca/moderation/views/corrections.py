"""Decisions marked as wrong, and the examples that may leave."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotNow
from ithaca.messaging.selectors import held_visible_to
from ithaca.moderation import rules, services
from ithaca.moderation.forms import KINDS, BlankForm
from ithaca.moderation.models import Correction
from ithaca.moderation.selectors import corrections_visible_to


def corrections(request: DoorRequest) -> HttpResponse:
    """What was marked as wrong and counts now; no words of a message stand here."""
    rows = list(corrections_visible_to(request.door.by).filter(scheme=request.door.scheme)[:200])
    context = {
        "rows": [(row, [KINDS.get(kind, _("contact details")) for kind in row.kinds]) for row in rows],
        "may_blank": rules.blank.allows(by=request.door.by),
        "blanked": sum(hasattr(row, "example") for row in rows),
    }
    return show(request, "moderation/corrections.html", context)


def end(request: DoorRequest, correction: str) -> HttpResponse:
    """Let the engine decide again."""
    row: Correction = get_object_or_404(corrections_visible_to(request.door.by), public_id=correction)
    to = request.door.to("moderation:corrections")
    if request.method != "POST":
        return go(request, to)
    services.end_correction(correction=row, by=request.door.by, at=timezone.now())
    return go(request, to, say=_("The screening decides about these words again."))


def let_pass(request: DoorRequest, message: str) -> HttpResponse:
    """Deliver a message that was held wrongly; the same words pass from now on."""
    to, by = request.door.to("messaging:desk") + "#message", request.door.by
    found = held_visible_to(by).filter(public_id=message).first()
    if request.method != "POST" or found is None:
        return go(request, to)
    try:
        services.let_pass(message=found, by=by, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, refusal.sentence)
        return go(request, to)
    return go(request, to, say=_("It is delivered. The same words pass from now on."))


def blank(request: DoorRequest, correction: str) -> HttpResponse:
    """The safeguarding lead blanks a message; only then may it leave as an example."""
    rows = corrections_visible_to(request.door.by).filter(example=None)
    row: Correction = get_object_or_404(rows, public_id=correction)
    by, at, back = request.door.by, timezone.now(), request.door.to("moderation:corrections")
    form = BlankForm(request.POST if request.method == "POST" else None)

    def run() -> None:
        services.blank_example(correction=row, words=form.cleaned_data["words"], by=by, at=at)

    if request.method == "POST" and try_to(form, run):
        return go(request, back, say=_("It may leave as an example."))
    if request.method != "POST":
        form = BlankForm(initial={"words": services.open_example(correction=row, by=by, at=at)})
    return show(request, "moderation/blank.html", {"back_url": back}, form=form)


def examples(request: DoorRequest) -> HttpResponse:
    """The blanked examples as a file."""
    if request.method != "POST":
        raise Http404
    words = services.take_out_examples(scheme=request.door.scheme, by=request.door.by, at=timezone.now())
    answer = HttpResponse(words, content_type="application/x-ndjson; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="screening-examples.jsonl"'
    return answer
