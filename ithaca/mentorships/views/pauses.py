"""“Pause contact”: a person, a pair, the whole scheme. Two presses and a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.mentorships import rules, selectors
from ithaca.mentorships.forms import ReasonForm
from ithaca.mentorships.services.pause import lift_pause
from ithaca.mentorships.services.pause import pause_contact as service
from ithaca.participants.selectors import participants_visible_to


def _pause(request: DoorRequest, *, sentence: str, back: str, **whom: Any) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and try_to(
        form,
        lambda: service(scheme=request.door.scheme, by=request.door.by, at=timezone.now(), **whom, **form.cleaned_data),
    ):
        return go(request, back, say=_("Contact is paused."))
    context = {
        "heading": _("Pause contact"),
        "sentence": sentence,
        "submit": _("Pause contact now"),
        "kind": "pause",
        "cancel_url": back,
        "consequences": [
            _("Messages and meetings stop at once."),
            _("Everybody concerned gets a letter in neutral words. It does not say why."),
            _("Contact goes on only when you, or a safeguarding lead, lift the pause."),
        ],
    }
    return show(request, "ui/pages/confirm.html", context, form=form)


def pause_pair(request: DoorRequest, pair: str) -> HttpResponse:
    """Pause one pair."""
    row = get_object_or_404(selectors.pairs_visible_to(request.door.by), public_id=pair)
    names = {"mentor": row.mentor.person.name, "mentee": row.mentee.person.name}
    sentence = _("Contact between %(mentor)s and %(mentee)s") % names
    return _pause(request, sentence=sentence, back=request.door.to("mentorships:pair", pair=pair), mentorship=row)


def pause_person(request: DoorRequest, person: str) -> HttpResponse:
    """Pause one person in all their pairs; `person` is the participant."""
    row = get_object_or_404(participants_visible_to(request.door.by), public_id=person)
    sentence = _("All contact of %(name)s in this scheme") % {"name": row.person.name}
    return _pause(request, sentence=sentence, back=request.door.to("mentorships:pauses"), participant=row)


def pause_scheme(request: DoorRequest) -> HttpResponse:
    """Pause everybody."""
    sentence = _("All contact in %(scheme)s") % {"scheme": request.door.scheme.name}
    return _pause(request, sentence=sentence, back=request.door.to("mentorships:pauses"))


def pauses(request: DoorRequest) -> HttpResponse:
    """What is paused now, why, and since when."""
    rows = selectors.pauses_visible_to(request.door.by).filter(scheme=request.door.scheme, lifted_at=None)
    context = {"pauses": list(rows.order_by("created_at")), "may_lift": rules.lift.allows(by=request.door.by)}
    return show(request, "mentorships/pauses.html", context)


def lift(request: DoorRequest, pause: str) -> HttpResponse:
    """Let contact go on, with a reason."""
    door, back = request.door, request.door.to("mentorships:pauses")
    row = get_object_or_404(selectors.pauses_visible_to(door.by), public_id=pause)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and try_to(
        form, lambda: lift_pause(pause=row, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return go(request, back, say=_("The pause is lifted."))
    context = {
        "heading": _("Let contact go on"),
        "sentence": _("Paused because: %(reason)s") % {"reason": row.reason},
        "submit": _("Let contact go on"),
        "cancel_url": back,
        "consequences": [_("Contact goes on if nothing else is missing. Everybody concerned is told.")],
    }
    return show(request, "mentorships/step.html", context, form=form)
