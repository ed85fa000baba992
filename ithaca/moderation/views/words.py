"""The scheme's own words and patterns: try, see the counts, add, end."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.moderation import services
from ithaca.moderation.forms import FORMS, KINDS, WordForm
from ithaca.moderation.models import AddedRule
from ithaca.moderation.selectors import rules_visible_to, trials_visible_to

TRIALS_SHOWN = 10


def words(request: DoorRequest) -> HttpResponse:
    """What stands, and the form: the first press shows what it would have caught, the second adds it."""
    scheme, by, at = request.door.scheme, request.door.by, timezone.now()
    trials = trials_visible_to(by).filter(scheme=scheme)
    tried = trials.filter(public_id=request.GET.get("tried", ""), tried_by__in=by.person_ids).first()
    before = {"text": tried.text, "form": tried.form, "kind": tried.kind} if tried else None
    form, to = WordForm(request.POST if request.method == "POST" else None, initial=before), list[str]()

    def run() -> None:
        do = _add if request.POST.get("do") == "add" else _try
        to.append(do(request, at, form.cleaned_data))

    if request.method == "POST" and try_to(form, run):
        return go(request, request.door.to("moderation:words") + to[0])
    context = {
        "tried": tried,
        "rules": [(row, FORMS[row.form], KINDS[row.kind]) for row in rules_visible_to(by).filter(scheme=scheme)],
        "trials": trials[:TRIALS_SHOWN],
    }
    return show(request, "moderation/words.html", context, form=form)


def _try(request: DoorRequest, at: datetime, given: dict[str, str]) -> str:
    # It goes on to a page of its own: only what ends in a redirect is kept, and the looking must be.
    row = services.try_rule(scheme=request.door.scheme, by=request.door.by, at=at, **given)
    return f"?tried={row.public_id}"


def _add(request: DoorRequest, at: datetime, given: dict[str, str]) -> str:
    services.add_rule(scheme=request.door.scheme, by=request.door.by, at=at, **given)
    messages.success(request, _("Added. It counts from the next message on."))
    return ""


def end(request: DoorRequest, word: str) -> HttpResponse:
    """Seek a word no longer."""
    row: AddedRule = get_object_or_404(rules_visible_to(request.door.by), public_id=word)
    to = request.door.to("moderation:words")
    if request.method != "POST":
        return go(request, to)
    services.end_rule(rule=row, by=request.door.by, at=timezone.now())
    return go(request, to, say=_("It is sought no longer."))
