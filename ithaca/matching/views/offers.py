"""An offer for the two, and exceptions to a rule."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.matching import page, rules, selectors
from ithaca.matching.forms import ExemptionForm
from ithaca.matching.models import Proposal
from ithaca.matching.pool import GENDER
from ithaca.matching.services import offer as offering
from ithaca.participants.models import Participant
from ithaca.participants.selectors import profiles_visible_to


def _offer(request: DoorRequest, public_id: str) -> Proposal:
    row: Proposal = get_object_or_404(selectors.proposals_visible_to(request.door.by), public_id=public_id)
    return row


def see_offer(request: DoorRequest, proposal: str) -> HttpResponse:
    """Who is suggested, as far as may be shown before contact; yes or no, without a reason."""
    row = _offer(request, proposal)
    return show(request, "matching/see_offer.html", page.offer(request.door, row, at=timezone.now()))


def _side(request: DoorRequest, row: Proposal) -> Participant:
    """Whose answer this is: the reader's own; staff say for whom."""
    sides = {side.public_id: side for side in (row.mentor, row.mentee)}
    own = [side for side in sides.values() if side.pk in request.door.by.ids_as(*rules.SIDES)]
    return own[0] if own else sides.get(request.POST.get("side", ""), row.mentee)


@require_POST
def answer(request: DoorRequest, proposal: str) -> HttpResponse:
    """Yes or no."""
    row, by, at = _offer(request, proposal), request.door.by, timezone.now()
    side = _side(request, row)
    if request.POST.get("say") == "no":
        offering.decline(proposal=row, participant=side, by=by, at=at)
        say = _("Kept. Nobody asks you why.")
    else:
        begun = offering.accept(proposal=row, participant=side, by=by, at=at)
        say = _("Both have said yes.") if begun else _("Thank you. Now we wait for the other.")
    return go(request, request.door.to("matching:see_offer", proposal=proposal), say=say)


def exemptions(request: DoorRequest) -> HttpResponse:
    """Exceptions asked for and signed."""
    rows = selectors.exemptions_visible_to(request.door.by).filter(scheme=request.door.scheme)
    context = {"exemptions": rows, "may_sign": rules.sign_exemption.allows(by=request.door.by)}
    return show(request, "matching/exemptions.html", context)


def ask_exemption(request: DoorRequest, mentee: str, mentor: str) -> HttpResponse:
    """Ask the safeguarding lead for an exception for these two."""
    people = profiles_visible_to(request.door.by).filter(scheme=request.door.scheme)
    one = get_object_or_404(people, public_id=mentee, role="mentee")
    other = get_object_or_404(people, public_id=mentor, role="mentor")
    form, by = ExemptionForm(request.POST or None), request.door.by
    if request.method == "POST" and try_to(
        form,
        lambda: offering.ask_exemption(
            mentee=one, mentor=other, rule=GENDER, by=by, at=timezone.now(), **form.cleaned_data
        ),
    ):
        return go(request, request.door.to("matching:exemptions"), say=_("The safeguarding lead is asked."))
    return show(request, "matching/ask_exemption.html", {"mentee": one, "mentor": other}, form=form)


@require_POST
def sign_exemption(request: DoorRequest, exemption: str) -> HttpResponse:
    """The safeguarding lead signs."""
    row = get_object_or_404(selectors.exemptions_visible_to(request.door.by), public_id=exemption)
    offering.sign_exemption(exemption=row, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("matching:exemptions"), say=_("Signed."))
