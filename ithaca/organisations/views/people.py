"""The record of a person, and sign-in cards for people without an e-mail address."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ithaca.accounts.services import Card
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotNow
from ithaca.organisations import services
from ithaca.organisations.forms import PersonForm
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import people_for_cards, people_visible_to


def change_person(request: DoorRequest, person: str) -> HttpResponse:
    """Correct a person's record, with a reason where it matters."""
    found = get_object_or_404(people_visible_to(request.door.by), public_id=person)
    form = PersonForm(request.POST or None, by=request.door.by, person=found)
    after = _next(request)
    if request.method == "POST" and answers.try_to(form, lambda: _change(request, found, form)):
        return answers.go(request, after or request.path, say=_("The record is corrected."))
    context = {"title": found.name, "lead": _("Correct the record"), "submit": _("Save"), "back_url": after}
    return answers.show(request, "organisations/form.html", context, form=form)


def _change(request: DoorRequest, person: Person, form: PersonForm) -> None:
    typed: dict[str, Any] = dict(form.cleaned_data)
    services.change_person(person=person, reason=typed.pop("reason"), by=request.door.by, at=timezone.now(), **typed)


def _next(request: DoorRequest) -> str:
    """Where the reader came from, if it is one of our pages."""
    wanted = request.GET.get("next", "")
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, None) else ""


def cards(request: DoorRequest) -> HttpResponse:
    """Choose pupils and print new cards for them. The printed page is shown once and kept nowhere."""
    people = people_for_cards(request.door.by)
    refused = ""
    if request.method == "POST":
        all_new = request.POST.get("everybody") == "new"
        chosen = people.filter(account=None) if all_new else people.filter(public_id__in=request.POST.getlist("person"))
        try:
            made = services.print_cards(people=chosen, by=request.door.by, at=timezone.now())
        except NotNow as refusal:
            refused = refusal.sentence
        else:
            return _printed(request, made)
    ticked = set(request.POST.getlist("person"))
    without = sum(person.account_id is None for person in people)
    context = {"people": people, "refused": refused, "ticked": ticked, "without": without}
    response = answers.show(request, "organisations/cards.html", context)
    response.status_code = 422 if refused else 200
    return response


def _printed(request: DoorRequest, made: list[Card]) -> HttpResponse:
    context = {"cards": made, "back_url": request.door.to("organisations:cards")}
    response = answers.show(request, "accounts/cards.html", context)
    response["Cache-Control"] = "no-store"
    return response
