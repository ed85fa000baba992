"""The administrator's list of organisations, and adding one."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest, address
from ithaca.organisations import services
from ithaca.organisations.forms import OrganisationForm
from ithaca.organisations.hooks import next_for_organisation
from ithaca.organisations.models import Organisation
from ithaca.organisations.selectors import organisations_visible_to


def list_all(request: DoorRequest) -> HttpResponse:
    """Every organisation, with the way to its partners and to a new scheme."""
    entries = [(row, _links(row)) for row in organisations_visible_to(request.door.by)]
    return answers.show(request, "organisations/list.html", {"entries": entries})


def _links(organisation: Organisation) -> list[tuple[str, str]]:
    """What can be done with an organisation: what the rooms above offer, and its partners."""
    offered = next_for_organisation.ask(organisation=organisation)
    return [*offered, (_("Partners"), address("organisations:partners", organisation=organisation))]


def create(request: DoorRequest) -> HttpResponse:
    """A new organisation: only its name is asked."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and answers.try_to(
        form,
        lambda: services.create_organisation(name=form.cleaned_data["name"], by=request.door.by, at=timezone.now()),
    ):
        return answers.go(request, request.door.to("organisations:list"), say=_("The organisation is added."))
    context = {
        "title": _("Add an organisation"),
        "submit": _("Add it"),
        "back_url": request.door.to("organisations:list"),
    }
    return answers.show(request, "organisations/form.html", context, form=form)
