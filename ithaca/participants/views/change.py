"""Changing one's own words, inviting somebody to sign in, and entering a parent or carer."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.participants import services
from ithaca.participants.forms import CarerForm, ChangeForm
from ithaca.participants.views.common import fetch, home_of


def change(request: DoorRequest, participant: str) -> HttpResponse:
    """What a person says about themself."""
    found, by = fetch(request, participant), request.door.by
    form = ChangeForm(request.POST if request.method == "POST" else None, participant=found)
    if form.is_bound and answers.try_to(
        form, lambda: services.change_participant(participant=found, by=by, at=timezone.now(), **form.changes())
    ):
        return answers.go(request, home_of(request, found), say=_("Saved."))
    themself = found.person_id in by.person_ids
    heading = _("About you") if themself else _("About %(name)s") % {"name": found.person.name}
    return answers.show(
        request,
        "ui/pages/form.html",
        {"heading": heading, "title": heading, "back_url": home_of(request, found)},
        form=form,
    )


def invite(request: DoorRequest, participant: str) -> HttpResponse:
    """Send the letter that lets somebody sign in."""
    found, by = fetch(request, participant), request.door.by
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_bound and answers.try_to(
        form, lambda: services.invite_participant(participant=found, by=by, at=timezone.now())
    ):
        return answers.go(request, home_of(request, found), say=_("The invitation is on its way."))
    context = {
        "heading": _("Invite %(name)s to sign in") % {"name": found.person.name},
        "sentence": _("A letter goes to %(address)s. Its link is only for this person and works once.")
        % {"address": found.person.email or _("nobody: there is no e-mail address")},
        "submit": _("Send the invitation"),
        "kind": "secondary",
        "cancel_url": home_of(request, found),
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)


def add_carer(request: DoorRequest, participant: str) -> HttpResponse:
    """Enter a parent or carer of a mentee."""
    found = fetch(request, participant)
    form = CarerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and answers.try_to(
        form,
        lambda: services.enter_carer(mentee=found, by=request.door.by, at=timezone.now(), **form.cleaned_data),
    ):
        return answers.go(request, home_of(request, found), say=_("The parent or carer is entered."))
    heading = _("A parent or carer of %(name)s") % {"name": found.person.name}
    context = {"heading": heading, "title": heading, "back_url": home_of(request, found)}
    return answers.show(request, "ui/pages/form.html", context, form=form)
