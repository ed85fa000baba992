"""Finding the person an address names, and the page of a verb: say what happens, take the words, do it once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.organisations.models import Person
from ithaca.vetting.models import Check
from ithaca.vetting.selectors import latest_check, people_visible_to


def fetch(request: DoorRequest, person: str) -> Person:
    """The person of the address, or 404 if the reader may not work on their vetting."""
    found: Person = get_object_or_404(people_visible_to(request.door.by), public_id=person)
    return found


def fetch_check(request: DoorRequest, person: str) -> Check:
    """The check that a verb is about: the one that decides about this person now."""
    check = latest_check(fetch(request, person))
    if check is None:
        raise Http404
    return check


def back_to(request: DoorRequest, person: str) -> str:
    """The person's vetting page."""
    return request.door.to("vetting:person", person=person)


def verb_page(
    request: DoorRequest,
    person: str,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    say: str,
    template: str = "ui/pages/confirm.html",
    **context: Any,
) -> HttpResponse:
    """Do `act` with the cleaned form and go back to the person, or show the page again with what was typed."""
    back = back_to(request, person)
    if form.is_bound and answers.try_to(form, act):
        return answers.go(request, back, say=say)
    context = {"cancel_url": back, "back_url": back, "title": context.get("heading", ""), **context}
    return answers.show(request, template, context, form=form)
