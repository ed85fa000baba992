"""What staff do with a pair: answer, wind down, extend, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.mentorships import selectors
from ithaca.mentorships.forms import EndForm, ExtendForm, RepairForm
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services import end as services


def _step(
    request: DoorRequest, public_id: str, form: Form, act: Callable[..., Any], said: str, words: dict[str, Any]
) -> HttpResponse:
    """Show the step with its consequences; on the second press take it."""
    door = request.door
    row: Mentorship = get_object_or_404(selectors.pairs_visible_to(door.by), public_id=public_id)
    back = door.to("mentorships:pair", pair=public_id)
    if request.method == "POST" and try_to(
        form, lambda: act(mentorship=row, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return go(request, back, say=said)
    names = {"mentor": row.mentor.person.name, "mentee": row.mentee.person.name}
    context = {**words, "cancel_url": back, "sentence": _("%(mentor)s and %(mentee)s") % names}
    return show(request, "mentorships/step.html" if "calm" in words else "ui/pages/confirm.html", context, form=form)


def repair(request: DoorRequest, pair: str) -> HttpResponse:
    """It goes on after all."""
    words = {
        "heading": _("It goes on"),
        "submit": _("Keep and go on"),
        "calm": True,
        "consequences": [_("What you write is kept with the pair, for staff only."), _("The pair is running again.")],
    }
    return _step(request, pair, RepairForm(request.POST or None), services.repair, _("The pair goes on."), words)


def wind_down(request: DoorRequest, pair: str) -> HttpResponse:
    """Begin the ending."""
    words = {
        "heading": _("Begin the ending"),
        "submit": _("Begin the ending"),
        "calm": True,
        "consequences": [
            _("Both get a letter, and see a list for saying goodbye well."),
            _("They can still meet and write until you end the pair."),
        ],
    }
    return _step(
        request,
        pair,
        Form(request.POST if request.method == "POST" else None),
        services.wind_down,
        _("The ending has begun."),
        words,
    )


def extend(request: DoorRequest, pair: str) -> HttpResponse:
    """Go on longer."""
    words = {
        "heading": _("Go on longer"),
        "submit": _("Set the new end"),
        "calm": True,
        "consequences": [_("Do this when both have said that they want it.")],
    }
    return _step(request, pair, ExtendForm(request.POST or None), services.extend, _("The new end is set."), words)


def end(request: DoorRequest, pair: str) -> HttpResponse:
    """End the pair, with a cause and a reason."""
    words = {
        "heading": _("End this pair"),
        "submit": _("End this pair"),
        "consequences": [
            _("They can no longer write to or meet each other here. This is at once, and cannot be undone."),
            _("What they wrote stays where it is. Meetings that were planned are called off."),
            _("Both get a letter and may leave a last word."),
            _("If somebody behaved wrongly, raise a worry as well: it goes to the safeguarding lead."),
        ],
    }
    return _step(request, pair, EndForm(request.POST or None), services.end_pair, _("The pair has ended."), words)
