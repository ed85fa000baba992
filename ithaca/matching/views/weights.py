"""What counts when pairs are made: one page, tried out on the scheme's own people before it counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.matching.criteria import lines_of
from ithaca.matching.effect import Effect, effect_of
from ithaca.matching.selectors import taking_part
from ithaca.matching.services.weigh import mark, weigh
from ithaca.matching.weight_forms import WeightsForm
from ithaca.schemes.arrangements import Arrangements

MOST_NAMES = 50


def weights(request: DoorRequest) -> HttpResponse:
    """Three words for each criterion. “Show” tries them out; only what was shown can be saved, with a reason."""
    scheme, asked = request.door.scheme, request.POST.get("do", "")
    lines = lines_of(scheme.arrangements, taking_part(scheme))
    posted = request.POST if request.method == "POST" else None
    form = WeightsForm(posted, lines=lines, arrangements=scheme.arrangements, saving=bool(posted))
    shown: dict[str, Any] = {}
    if posted and try_to(form, lambda: shown.update(_shown(request, form))):
        same = request.POST.get("tried") == shown["tried"]
        if asked == "save" and form.may_be_saved(same=same) and try_to(form, lambda: _save(request, form)):
            return go(request, request.door.to("matching:board"), say=_("Saved. It counts from the next search on."))
    context = {"seen": request.POST.get("seen") or mark(scheme), **shown}
    return show(request, "matching/weights.html", context, form=form)


def _shown(request: DoorRequest, form: WeightsForm) -> dict[str, Any]:
    """The effect of what was chosen, and a mark of the choice."""
    scheme = request.door.scheme
    changes = form.changes()
    after = replace(scheme.arrangements, **Arrangements.from_json(changes).changed_by(changes))
    effect = effect_of(scheme, after, on=timezone.localdate())
    return {
        "effect": effect,
        "stranded": effect.stranded[:MOST_NAMES],
        "moved": effect.moved[:MOST_NAMES],
        "more_stranded": max(0, len(effect.stranded) - MOST_NAMES),
        "more_moved": max(0, len(effect.moved) - MOST_NAMES),
        "fewer": _fewer(effect),
        "tried": str(sorted((key, str(form.cleaned_data[key])) for key in (*form.lines, *form.around))),
    }


def _fewer(effect: Effect) -> int:
    """How many fewer could be placed; below nought, how many more."""
    return (effect.now or 0) - (effect.then or 0)


def _save(request: DoorRequest, form: WeightsForm) -> None:
    weigh(
        scheme=request.door.scheme,
        changes=form.changes(),
        reason=form.cleaned_data.get("reason", ""),
        seen=request.POST.get("seen", ""),
        by=request.door.by,
        at=timezone.now(),
    )
