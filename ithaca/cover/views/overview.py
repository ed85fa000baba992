"""What covers the whole scheme, insurance and the risk assessment."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.cover import rules, selectors, services
from ithaca.cover.forms import InsuranceForm, RisksForm
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.rules import Rule
from ithaca.ui.parts import Task
from ithaca.ui.words import full_day


def overview(request: DoorRequest) -> HttpResponse:
    """The four things at a glance, each one press from where it is put right."""
    door, on = request.door, timezone.localdate()
    policy, risks = selectors.insurance_on(door.scheme, on), selectors.risks_of(door.scheme)
    places = selectors.places_of(door.scheme).count()
    today = selectors.duties_on(door.scheme, on)
    insured, approved = _until(policy.last_day if policy else None), _until(risks.review_on if risks else None)
    tasks = [
        _task(request, "insurance", rules.add_insurance, _("Insurance"), insured, bool(policy)),
        _task(request, "risks", rules.approve_risks, _("Risk assessment"), approved, bool(risks)),
        _task(request, "places", rules.add_place, _("Places to meet"), "", bool(places)),
        _task(request, "duty", rules.put_on_duty, _("On duty"), ", ".join(d.person.name for d in today), bool(today)),
    ]
    return answers.show(request, "cover/overview.html", {"tasks": tasks})


def _until(day: object) -> str:
    return _("until %(day)s") % {"day": full_day(day)} if day else ""  # type: ignore[arg-type]


def _task(request: DoorRequest, page: str, rule: Rule, label: str, hint: str, there: bool) -> Task:
    url = request.door.to(f"cover:{page}") if rule.at_door(request.door.by) else ""
    return Task(label, url, hint, _("In place") if there else _("Not yet"), "good" if there else "wait")


def insurance(request: DoorRequest) -> HttpResponse:
    """Enter a policy; a renewal is a new one."""
    door = request.door
    form = InsuranceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and answers.try_to(
        form, lambda: services.add_insurance(scheme=door.scheme, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return answers.go(request, door.to("cover:overview"), say=_("The insurance is entered."))
    context = {
        "heading": _("Insurance"),
        "title": _("Insurance"),
        "lead": _("Accident cover for everybody who meets. Without it nobody may start."),
        "policies": selectors.insurances_of(door.scheme)[:10],
        "back_url": door.to("cover:overview"),
        "submit": _("Enter this policy"),
    }
    return answers.show(request, "cover/insurance.html", context, form=form)


def risks(request: DoorRequest) -> HttpResponse:
    """Read the risks, mend them, approve by name."""
    door = request.door
    approved = selectors.risks_of(door.scheme)
    known = approved.risks if approved else door.scheme.arrangements.risks
    form = RisksForm(request.POST if request.method == "POST" else None, risks=known)
    if form.is_bound and answers.try_to(form, lambda: _approve(request, form)):
        return answers.go(request, door.to("cover:overview"), say=_("The risk assessment is approved."))
    context = {"approved": approved, "back_url": door.to("cover:overview")}
    return answers.show(request, "cover/risks.html", context, form=form)


def _approve(request: DoorRequest, form: RisksForm) -> None:
    """The signature is the signer's own name, as in the other lines signed before opening."""
    door = request.door
    name = selectors.name_of(door.by)
    if name and form.cleaned_data["signed_name"].strip().casefold() != name.casefold():
        raise NotNow(_("Sign with your own name: %(name)s.") % {"name": name})
    services.approve_risks(
        scheme=door.scheme, risks=form.risks(), review_on=form.cleaned_data["review_on"], by=door.by, at=timezone.now()
    )
