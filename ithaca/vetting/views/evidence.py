"""References, steps, a partner's check, and warning signs."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.roles import Role
from ithaca.vetting import rules, selectors, services
from ithaca.vetting.forms import PartnerForm, ReferenceForm, ResolutionForm, SignForm, StepForm
from ithaca.vetting.views.common import fetch, verb_page


def reference(request: DoorRequest, person: str) -> HttpResponse:
    """Note a reference."""
    door, found = request.door, fetch(request, person)
    form = ReferenceForm(request.POST or None)
    return verb_page(
        request,
        person,
        form,
        lambda: services.add_reference(person=found, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("The reference is noted."),
        template="ui/pages/form.html",
        heading=_("A reference for %(name)s") % {"name": found.name},
        lead=_("Its words are not kept here."),
    )


def step(request: DoorRequest, person: str) -> HttpResponse:
    """Note a step that was done: identity seen, a first talk, an interview and the rest."""
    door, found = request.door, fetch(request, person)
    form = StepForm(request.POST or None, done=selectors.steps_done(found))
    return verb_page(
        request,
        person,
        form,
        lambda: services.mark_step(person=found, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("Noted."),
        template="ui/pages/form.html",
        heading=_("Something was done for %(name)s") % {"name": found.name},
    )


def take_back(request: DoorRequest, person: str, step: str) -> HttpResponse:
    """Take back a step noted by mistake."""
    door, found = request.door, fetch(request, person)
    done = get_object_or_404(selectors.steps_of(found), public_id=step)
    form = forms.Form(request.POST if request.method == "POST" else None)
    return verb_page(
        request,
        person,
        form,
        lambda: services.take_back_step(done=done, by=door.by, at=timezone.now()),
        say=_("Taken back."),
        heading=_("This was noted by mistake"),
        consequences=[_("If the scheme asks for it, contact stops at once.")],
        submit=_("Take it back"),
    )


def partner(request: DoorRequest, person: str) -> HttpResponse:
    """Record that the partner who supplied this person has checked them."""
    door, found = request.door, fetch(request, person)
    if found.supplied_by is None:
        raise Http404
    supplier, form = found.supplied_by, PartnerForm(request.POST or None)
    back = (
        door.to("vetting:supplied")
        if door.by.role == Role.PARTNER_CONTACT
        else door.to("vetting:person", person=person)
    )
    if form.is_bound and answers.try_to(
        form,
        lambda: services.partner_clear(
            person=found, partner=supplier, by=door.by, at=timezone.now(), **form.cleaned_data
        ),
    ):
        return answers.go(request, back, say=_("The partner’s check is recorded."))
    heading = _("%(partner)s has checked %(name)s") % {"partner": supplier.name, "name": found.name}
    return answers.show(
        request, "ui/pages/form.html", {"heading": heading, "title": heading, "back_url": back}, form=form
    )


def sign(request: DoorRequest, person: str) -> HttpResponse:
    """Write down a warning sign; anyone on the staff may, about anybody they can see."""
    door = request.door
    found = get_object_or_404(selectors.people_to_notice(door.by, door.scheme), public_id=person)
    form = SignForm(request.POST or None)
    if form.is_bound and answers.try_to(
        form, lambda: services.log_sign(person=found, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        may_read = rules.read.allows(by=door.by, of=found)
        back = door.to("vetting:person", person=person) if may_read else door.to("participants:mentors")
        return answers.go(request, back, say=_("Written down. Somebody else takes a second look."))
    context = {
        "heading": _("I noticed something about %(name)s") % {"name": found.name},
        "consequences": [_("Contact of this person stops until somebody else has taken a second look.")],
        "submit": _("Write it down"),
        "cancel_url": door.to("participants:mentors"),
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)


def resolve(request: DoorRequest, person: str, sign: str) -> HttpResponse:
    """Resolve a warning sign after a second look."""
    door, found = request.door, fetch(request, person)
    one = get_object_or_404(selectors.signs_of(found), public_id=sign)
    form = ResolutionForm(request.POST or None)
    return verb_page(
        request,
        person,
        form,
        lambda: services.resolve_sign(sign=one, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("Resolved."),
        heading=_("A second look"),
        sentence=_("If the sign is right, suspend the clearance instead."),
        submit=_("Nothing in it, or settled"),
        kind="secondary",
    )
