"""The duty rota: who supervises sessions and meets the mentors."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.cover import selectors, services
from ithaca.cover.forms import DutyForm
from ithaca.cover.models import Duty
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.organisations.selectors import partners_visible_to


def duty(request: DoorRequest) -> HttpResponse:
    """Who is on duty from today on, and one more."""
    door, on = request.door, timezone.localdate()
    people = {p.public_id: p for p in selectors.may_be_on_duty(door.scheme, on=on)}
    schools = {p.public_id: p for p in partners_visible_to(door.by).filter(ended_at=None) if "school" in p.kinds}
    form = DutyForm(
        request.POST if request.method == "POST" else None,
        people={key: p.name for key, p in people.items()},
        partners={key: p.name for key, p in schools.items()},
    )
    made: list[Duty] = []

    def act() -> None:
        facts = {**form.cleaned_data, "person": people[form.cleaned_data["person"]]}
        facts["partner"] = schools.get(form.cleaned_data["partner"])
        made.extend(services.put_on_duty(scheme=door.scheme, by=door.by, at=timezone.now(), **facts))

    if form.is_bound and answers.try_to(form, act):
        say = ngettext("%(n)s day is noted.", "%(n)s days are noted.", len(made)) % {"n": len(made)}
        return answers.go(request, door.to("cover:duty"), say=say)
    context = {"duties": selectors.duties_visible_to(door.by, door.scheme, since=on)[:200], "today": on}
    return answers.show(request, "cover/duty.html", context, form=form)


def drop(request: DoorRequest, duty: str) -> HttpResponse:
    """Take somebody off duty."""
    door, on = request.door, timezone.localdate()
    found = get_object_or_404(selectors.duties_visible_to(door.by, door.scheme, since=on), public_id=duty)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_bound and answers.try_to(form, lambda: services.drop_duty(duty=found, by=door.by, at=timezone.now())):
        return answers.go(request, door.to("cover:duty"), say=_("Taken off duty."))
    context = {
        "heading": _("Take %(name)s off duty") % {"name": found.person.name},
        "consequences": [_("Sessions at that time need another supervisor, or they cannot take place.")],
        "submit": _("Take off duty"),
        "cancel_url": door.to("cover:duty"),
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)
