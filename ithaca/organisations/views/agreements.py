"""Agreements with partners: writing one down, signing, renewing, ending."""

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
from ithaca.organisations.forms import AgreementForm, SignForm
from ithaca.organisations.models import Agreement
from ithaca.organisations.selectors import agreements_visible_to, partners_visible_to
from ithaca.organisations.shown import AgreementShown


def _agreement(request: DoorRequest, public_id: str) -> Agreement:
    return get_object_or_404(agreements_visible_to(request.door.by), public_id=public_id)


def _here(request: DoorRequest, agreement: Agreement) -> str:
    return request.door.to("organisations:agreement", agreement=agreement.public_id)


def agreement(request: DoorRequest, agreement: str) -> HttpResponse:
    """What was agreed, who signed, until when, and what can be done now."""
    found = _agreement(request, agreement)
    context = {
        "shown": AgreementShown.of(found, timezone.localdate()),
        "may_sign": rules.sign_agreement.allows(by=request.door.by, of=found),
        "partner_url": request.door.to("organisations:partner", partner=found.partner.public_id),
    }
    return answers.show(request, "organisations/agreement.html", context)


def draft_agreement(request: DoorRequest, partner: str) -> HttpResponse:
    """Write an agreement down."""
    found = get_object_or_404(partners_visible_to(request.door.by), public_id=partner)
    form, made = AgreementForm(request.POST or None), list[Agreement]()

    def draft() -> None:
        typed = {name: form.cleaned_data[name] for name in AgreementForm.base_fields}
        made.append(services.draft_agreement(partner=found, **typed, by=request.door.by, at=timezone.now()))

    if request.method == "POST" and answers.try_to(form, draft):
        return answers.go(request, _here(request, made[0]), say=_("Kept. It counts once both sides have signed."))
    context = {
        "title": _("Agreement with {partner}").format(partner=found.name),
        "submit": _("Keep it"),
        "guard": True,
        "back_url": request.door.to("organisations:partner", partner=found.public_id),
    }
    return answers.show(request, "organisations/form.html", context, form=form)


def sign_agreement(request: DoorRequest, agreement: str) -> HttpResponse:
    """Both sides have signed."""
    return _signed(request, _agreement(request, agreement), services.sign_agreement, _("Sign the agreement"))


def renew_agreement(request: DoorRequest, agreement: str) -> HttpResponse:
    """Both sides have signed again."""
    return _signed(request, _agreement(request, agreement), services.renew_agreement, _("Renew the agreement"))


def _signed(request: DoorRequest, found: Agreement, act: Any, title: str) -> HttpResponse:
    today = timezone.localdate()
    first = {name: getattr(found, name) for name in ("signed_for_us", "signed_for_partner")} | {"signed_on": today}
    form = SignForm(request.POST or None, initial=first)
    if request.method == "POST" and answers.try_to(
        form, lambda: act(agreement=found, **form.cleaned_data, by=request.door.by, at=timezone.now())
    ):
        return answers.go(request, _here(request, found), say=_("The agreement is in force."))
    context = {"title": title, "lead": found.partner.name, "submit": _("Save"), "back_url": _here(request, found)}
    return answers.show(request, "organisations/form.html", context, form=form)


@require_POST
def end_agreement(request: DoorRequest, agreement: str) -> HttpResponse:
    """End an agreement, or drop a draft."""
    found = _agreement(request, agreement)
    services.end_agreement(agreement=found, by=request.door.by, at=timezone.now())
    return answers.go(request, _here(request, found), say=_("The agreement has ended."))
