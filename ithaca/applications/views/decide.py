"""Applications to decide."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.applications.forms import DecideForm
from ithaca.applications.models import Application
from ithaca.applications.rules import decide as decide_rule
from ithaca.applications.selectors import (
    UNDECIDED,
    answers_of,
    applications_visible_to,
    name_of,
    perhaps_known,
    referral_of,
    verdicts_of,
)
from ithaca.applications.services.decide import accept, ask_more, reject, wait_list
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest


def waiting(request: DoorRequest) -> HttpResponse:
    """Those who wait for a decision, the oldest first; or all that were decided."""
    decided = request.GET.get("show") == "decided"
    rows = applications_visible_to(request.door.by).filter(scheme=request.door.scheme)
    rows = (
        rows.exclude(state__in=UNDECIDED).order_by("-decided_at")
        if decided
        else rows.filter(state__in=UNDECIDED).order_by("submitted_at")
    )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    lines = [(row, name_of(row)) for row in page]
    context = {
        "page": page,
        "lines": lines,
        "decided": decided,
        "page_range": page.paginator.get_elided_page_range(page.number),
    }
    return show(request, "applications/waiting.html", context)


def see(request: DoorRequest, application: str) -> HttpResponse:
    """One application: the answers, what the rules say, and the decision."""
    row = get_object_or_404(applications_visible_to(request.door.by), public_id=application)
    known = perhaps_known(row) if row.state in UNDECIDED else []
    form = DecideForm(request.POST or None, known=known)
    if request.method == "POST" and try_to(form, lambda: _decide(request, row, form)):
        return go(request, request.door.to("applications:waiting"), say=_("Done. The letter is on its way."))
    context = {
        "application": row,
        "name": name_of(row),
        "answers": answers_of(row),
        "referral": referral_of(row),
        "verdicts": verdicts_of(row, on=timezone.localdate()),
        "open": row.state in UNDECIDED and decide_rule.allows(by=request.door.by, of=row),
    }
    return show(request, "applications/see.html", context, form=form)


def _decide(request: DoorRequest, row: Application, form: DecideForm) -> None:
    common = {"application": row, "reason": form.cleaned_data["reason"], "by": request.door.by, "at": timezone.now()}
    match request.POST.get("do"):
        case "accept":
            key = form.cleaned_data.get("same_as", "")
            same = next((person for person in perhaps_known(row) if person.public_id == key), None)
            accept(**common, same_as=same)
        case "reject":
            reject(**common)
        case "wait_list":
            wait_list(**common)
        case _:
            ask_more(**common)
