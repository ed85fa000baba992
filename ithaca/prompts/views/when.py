"""When the two write: being away, and how often."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to, side_of
from ithaca.participants.models import Participant
from ithaca.prompts import services
from ithaca.prompts.forms import AwayForm, GapForm
from ithaca.prompts.selectors import agreed_gap, away_of


def _own(request: DoorRequest, pair: str) -> tuple[Mentorship, Participant]:
    found = get_object_or_404(pairs_visible_to(request.door.by), public_id=pair)
    side = side_of(found, request.door.by)
    if side is None:
        raise Http404
    return found, side


def when(request: DoorRequest, pair: str) -> HttpResponse:
    """Say that I am away: two dates. The other side sees it, and nobody is reminded."""
    found, side = _own(request, pair)
    form, by, at = AwayForm(request.POST or None), request.door.by, timezone.now()
    if request.method == "POST" and try_to(
        form, lambda: services.say_away(mentorship=found, by=by, at=at, **form.cleaned_data)
    ):
        return go(
            request, request.door.to("prompts:when", pair=pair), say=_("Good to know. The other side sees it too.")
        )
    gap = agreed_gap(found)
    context = {
        "pair": found,
        "away": away_of([side], since=timezone.localdate(at))[side.pk],
        "gap_form": GapForm(initial={"days": gap}) if found.scheme.arrangements.cadence == "agreed" else None,
    }
    return show(request, "prompts/when.html", context, form=form)


def back(request: DoorRequest, pair: str, away: str) -> HttpResponse:
    """Not away after all."""
    found, side = _own(request, pair)
    rows = away_of([side], since=timezone.localdate())[side.pk]
    row = next((row for row in rows if row.public_id == away), None)
    if row is None or request.method != "POST":
        raise Http404
    services.come_back(mentorship=found, away=row, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("prompts:when", pair=pair))


def agree(request: DoorRequest, pair: str) -> HttpResponse:
    """How often the two write."""
    found, _side = _own(request, pair)
    form, by, at = GapForm(request.POST or None), request.door.by, timezone.now()
    if request.method != "POST":
        raise Http404
    say = ""
    if try_to(form, lambda: services.agree_gap(mentorship=found, by=by, at=at, **form.cleaned_data)):
        say = _("Kept.")
    return go(request, request.door.to("prompts:when", pair=pair), say=say)
