"""Partners: the list, one partner, adding, changing, ending."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.organisations import rules, services
from ithaca.organisations.forms import PartnerForm
from ithaca.organisations.models import Partner
from ithaca.organisations.selectors import partners_visible_to, partners_with_standing
from ithaca.organisations.shown import AgreementShown, PartnerShown


def _partner(request: DoorRequest, public_id: str) -> Partner:
    return get_object_or_404(partners_visible_to(request.door.by), public_id=public_id)


def partners(request: DoorRequest) -> HttpResponse:
    """Schools, employers and the other partners, with where their agreement stands."""
    today = timezone.localdate()
    shown = [PartnerShown.of(partner, today) for partner in partners_with_standing(request.door.by)]
    context = {
        "now": [entry for entry in shown if not entry.partner.ended_at],
        "before": [entry for entry in shown if entry.partner.ended_at],
        "may_add": rules.add_partner.allows(by=request.door.by, of=request.door.organisation),
    }
    return answers.show(request, "organisations/partners.html", context)


def partner(request: DoorRequest, partner: str) -> HttpResponse:
    """One partner and its agreements."""
    found, today = get_object_or_404(partners_with_standing(request.door.by), public_id=partner), timezone.localdate()
    context = {
        "shown": PartnerShown.of(found, today),
        "agreements": [AgreementShown.of(agreement, today) for agreement in found.agreements.all()],
        "may_change": rules.change_partner.allows(by=request.door.by, of=found),
        "may_draft": rules.draft_agreement.allows(by=request.door.by, of=found),
    }
    return answers.show(request, "organisations/partner.html", context)


def add_partner(request: DoorRequest) -> HttpResponse:
    """A new partner."""
    form = PartnerForm(request.POST or None)
    made: list[Partner] = []

    def add() -> None:
        made.append(
            services.add_partner(
                organisation=request.door.organisation, **_typed(form), by=request.door.by, at=timezone.now()
            )
        )

    if request.method == "POST" and answers.try_to(form, add):
        here = request.door.to("organisations:partner", partner=made[0].public_id)
        return answers.go(request, here, say=_("The partner is added."))
    return _form(request, form, _("Add a partner"), request.door.to("organisations:partners"))


def change_partner(request: DoorRequest, partner: str) -> HttpResponse:
    """Change what stands about a partner."""
    found = _partner(request, partner)
    form = PartnerForm(request.POST or None, initial={name: getattr(found, name) for name in PartnerForm.base_fields})
    here = request.door.to("organisations:partner", partner=found.public_id)
    if request.method == "POST" and answers.try_to(
        form, lambda: services.change_partner(partner=found, by=request.door.by, at=timezone.now(), **_typed(form))
    ):
        return answers.go(request, here, say=_("Changed."))
    return _form(request, form, _("Change this partner"), here)


@require_POST
def end_partner(request: DoorRequest, partner: str) -> HttpResponse:
    """Stop working with a partner."""
    found = _partner(request, partner)
    services.end_partner(partner=found, by=request.door.by, at=timezone.now())
    return answers.go(
        request, request.door.to("organisations:partners"), say=_("You no longer work with this partner.")
    )


def _typed(form: PartnerForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in PartnerForm.base_fields}


def _form(request: DoorRequest, form: PartnerForm, title: str, back_url: str) -> HttpResponse:
    context = {"title": title, "submit": _("Save"), "back_url": back_url}
    return answers.show(request, "organisations/form.html", context, form=form)
