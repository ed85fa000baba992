"""What a mentee asks of any mentor, and what is known of somebody before a match."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.matching import lookup
from ithaca.matching.forms import NeedForm
from ithaca.matching.models import Need
from ithaca.matching.rules import MATCHERS
from ithaca.matching.services.need import state_need
from ithaca.participants.models import Participant
from ithaca.participants.selectors import profiles_visible_to
from ithaca.participants.states import TAKING_PART


def needs(request: DoorRequest, mentee: str) -> HttpResponse:
    """Two questions, none of which must be answered."""
    door, staff = request.door, request.door.by.holds(*MATCHERS)
    people = profiles_visible_to(door.by).filter(scheme=door.scheme, role="mentee", state__in=TAKING_PART)
    row = get_object_or_404(people, public_id=mentee)
    now = Need.objects.filter(mentee=row).first() or Need()
    start = {"mentor_gender": now.mentor_gender, "language": now.language}
    form = NeedForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and try_to(
        form, lambda: state_need(mentee=row, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        page = door.to("matching:choose", mentee=mentee) if staff else door.to("frontdesk:today")
        return go(request, page, say=_kept(row) if staff else _("Kept. Nobody asks you why."))
    return show(request, "matching/needs.html", {"mentee": row, "staff": staff}, form=form)


def _kept(mentee: Participant) -> str:
    fit = len(lookup.allowed_for(mentee, on=timezone.localdate()))
    return ngettext("Kept. %(n)d mentor who is free fits.", "Kept. %(n)d mentors who are free fit.", fit) % {"n": fit}
