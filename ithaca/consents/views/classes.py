"""A class of permissions in one go: who is still without one, a pile of paper forms, letters to the parents."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.consents import rules, selectors, services
from ithaca.consents.forms import ClassForm, FilterForm
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.participants.models import Participant

MOST = 400


def waiting(request: DoorRequest) -> HttpResponse:
    """Those without a permission that stands; ticking and one press writes them all down."""
    door, people = request.door, _waiting(request)
    words, items = selectors.wording_now(door.scheme)
    shown, filters = _narrowed(request, people)
    sent = request.POST if request.method == "POST" else None
    own = rules.own_of(door.by, people)
    form = ClassForm(sent, people=[p.public_id for p in people if p.pk not in own], items=items)
    if form.is_bound and answers.try_to(form, lambda: _write_down(request, people, form)):
        count = len(form.cleaned_data["people"])
        say = ngettext("%(n)s permission is written down.", "%(n)s permissions are written down.", count) % {"n": count}
        return answers.go(request, door.to("consents:waiting"), say=say)
    ticked = set(request.POST.getlist("people")) or ({p.public_id for p in shown} if "all" in request.GET else set())
    context = {
        "people": _rows(shown[:MOST], own),
        "filters": filters,
        "ticked": ticked,
        "words": words,
        "count": len(shown),
    }
    return answers.show(request, "consents/waiting.html", context, form=form)


def _waiting(request: DoorRequest) -> list[Participant]:
    door = request.door
    return list(selectors.waiting_for_permission(door.by, door.scheme, on=timezone.localdate()))


def _narrowed(request: DoorRequest, people: list[Participant]) -> tuple[list[Participant], FilterForm]:
    filters = FilterForm(request.GET, people=people)
    return filters.narrow(people), filters


def _rows(people: list[Participant], own: set[int]) -> list[dict[str, Any]]:
    states = selectors.states_of(people)
    return [{"participant": p, "state": states.get(p.pk, "not_asked"), "own": p.pk in own} for p in people]


def _write_down(request: DoorRequest, people: list[Participant], form: ClassForm) -> None:
    chosen = set(form.cleaned_data["people"])
    services.give_consents(
        mentees=[p for p in people if p.public_id in chosen],
        items=form.answers(),
        method=form.cleaned_data["method"],
        given_by="",
        given_on=form.cleaned_data["given_on"],
        by=request.door.by,
        at=timezone.now(),
    )


def ask(request: DoorRequest) -> HttpResponse:
    """Write to the parents and carers of those ticked."""
    door, people = request.door, _waiting(request)
    chosen = set(request.POST.getlist("people")) if request.method == "POST" else set()
    if not chosen:
        return answers.go(request, door.to("consents:waiting"), say=_("Tick at least one person first."))
    asked = services.ask_consents(mentees=[p for p in people if p.public_id in chosen], by=door.by, at=timezone.now())
    say = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", asked.letters) % {
        "n": asked.letters
    }
    if asked.without_address:
        names = ", ".join(p.person.name for p in asked.without_address)
        say += " " + _("No e-mail address of a parent or carer: %(names)s. Use paper or the telephone.") % {
            "names": names
        }
    return answers.go(request, door.to("consents:waiting"), say=say)


def paper(request: DoorRequest) -> HttpResponse:
    """One form a page, to print for those without a permission."""
    people, _filters = _narrowed(request, _waiting(request))
    words, items = selectors.wording_now(request.door.scheme)
    context = {
        "people": people[:MOST],
        "words": words,
        "items": items.values(),
        "scheme": request.door.scheme,
        "back_url": request.door.to("consents:waiting"),
    }
    return answers.show(request, "consents/paper.html", context)
