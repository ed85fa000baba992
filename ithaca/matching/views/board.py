"""Suggestions, and what a matcher does with them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.matching import page, selectors
from ithaca.matching.forms import OfferForm
from ithaca.matching.sentences import offered_reason
from ithaca.matching.services import offer as offering
from ithaca.matching.services import suggest as suggesting
from ithaca.participants.models import Participant
from ithaca.participants.selectors import profiles_visible_to


def board(request: DoorRequest) -> HttpResponse:
    """Suggestions, offers, and who waits."""
    return show(
        request, "matching/board.html", page.board(request.door, at=timezone.now(), number=request.GET.get("page", ""))
    )


@require_POST
def suggest(request: DoorRequest) -> HttpResponse:
    """Ask for suggestions; a larger pool, or a search that goes on already, leads to the page that shows how far it is."""
    run = selectors.last_run(request.door.scheme)
    if run is None or run.state != "running":
        run = suggesting.suggest(scheme=request.door.scheme, by=request.door.by, at=timezone.now())
    if run.state == "running":
        return go(request, request.door.to("matching:run", run=run.public_id))
    placed = run.result.get("placed", 0)
    say = _("%(n)d suggestions.") % {"n": placed} if placed else _("Nobody could be placed. Below you see why.")
    return go(request, request.door.to("matching:board"), say=say)


def offer(request: DoorRequest, proposal: str) -> HttpResponse:
    """“Yes”: a named person approves with a reason, and both are asked."""
    row = get_object_or_404(selectors.proposals_visible_to(request.door.by), public_id=proposal)
    start = {"why": offered_reason(row.reasons)}
    form = OfferForm(request.POST if request.method == "POST" else None, initial=start)
    by, at = request.door.by, timezone.now()
    if request.method == "POST" and try_to(
        form, lambda: offering.approve_and_offer(proposal=row, by=by, at=at, **form.cleaned_data)
    ):
        return go(request, request.door.to("matching:board"), say=_("Both are asked now."))
    on = timezone.localdate(at)
    missing = selectors.permission_words(request.door.scheme, [row], on=on).get(row.mentee_id, "")
    context = {"proposal": row, "pair": page.card(row, on=on, missing=missing)}
    return show(request, "matching/offer.html", context, form=form)


@require_POST
def drop(request: DoorRequest, proposal: str) -> HttpResponse:
    """Take a suggestion or an unanswered offer back."""
    row = get_object_or_404(selectors.proposals_visible_to(request.door.by), public_id=proposal)
    offering.drop(proposal=row, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("matching:board"), say=_("Taken back."))


def _mentee(request: DoorRequest, public_id: str) -> Participant:
    people = profiles_visible_to(request.door.by).filter(scheme=request.door.scheme, role="mentee")
    row: Participant = get_object_or_404(people, public_id=public_id)
    return row


def choose(request: DoorRequest, mentee: str) -> HttpResponse:
    """“Someone else”: every allowed mentor for this mentee, with what the two have in common."""
    row = _mentee(request, mentee)
    return show(request, "matching/choose.html", page.choices(request.door, row, at=timezone.now()))


@require_POST
def propose(request: DoorRequest, mentee: str) -> HttpResponse:
    """Suggest the chosen mentor instead."""
    row = _mentee(request, mentee)
    mentors = profiles_visible_to(request.door.by).filter(scheme=request.door.scheme, role="mentor")
    mentor = get_object_or_404(mentors, public_id=request.POST.get("mentor", ""))
    made = suggesting.propose(
        scheme=request.door.scheme, mentee=row, mentor=mentor, by=request.door.by, at=timezone.now()
    )
    return go(request, request.door.to("matching:offer", proposal=made.public_id))
