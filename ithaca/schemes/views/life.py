"""The life of a scheme, each step with what follows from it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.schemes import rules
from ithaca.schemes.forms import EndForm, NothingForm
from ithaca.schemes.life_words import STATES, STEPS, steps_from
from ithaca.schemes.selectors import missing_to_end, missing_to_open
from ithaca.schemes.services import close_scheme, end_scheme, open_scheme, reopen_scheme
from ithaca.schemes.views.missing import with_links

ASKS_LAUNCH = ("pilot", "open", "reopen")


def life(request: DoorRequest) -> HttpResponse:
    """Where the scheme stands, and the steps it can take."""
    scheme = request.door.scheme
    context = {
        "scheme": scheme,
        "state": STATES[scheme.state],
        "steps": [(key, STEPS[key]) for key in steps_from(scheme.state)],
        "may_open": rules.open.allows(by=request.door.by),
    }
    return show(request, "schemes/life.html", context)


def step(request: DoorRequest, step: str) -> HttpResponse:
    """One step: what follows from it, or what is missing before it can be taken."""
    scheme = request.door.scheme
    if step not in steps_from(scheme.state):
        raise Http404
    today = timezone.localdate()
    missing = (
        missing_to_open(scheme, today)
        if step in ASKS_LAUNCH
        else missing_to_end(scheme, today)
        if step == "end"
        else []
    )
    form = (EndForm if step == "end" else NothingForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and try_to(form, lambda: _take(request, step, form)):
        return go(request, request.door.to("schemes:life"), say=STEPS[step].done)
    context = {
        "step": STEPS[step],
        "missing": with_links(request, missing),
        "cancel_url": request.door.to("schemes:life"),
    }
    return show(request, "schemes/step.html", {**context, "scheme": scheme, "key": step}, form=form)


def _take(request: DoorRequest, step: str, form: Any) -> None:
    doing: dict[str, Any] = {"scheme": request.door.scheme, "by": request.door.by, "at": timezone.now()}
    if step == "end":
        end_scheme(grounds=form.cleaned_data["grounds"], **doing)
    elif step == "close":
        close_scheme(**doing)
    elif step == "reopen":
        reopen_scheme(**doing)
    else:
        open_scheme(pilot=step == "pilot", **doing)
