"""One person's vetting: what is missing, everything in one go, or step by step. Opening it is written down (SG-12)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.vetting import rules, services
from ithaca.vetting.catalogue import kinds, step_label
from ithaca.vetting.forms import EnterForm, RequestForm, SeeForm
from ithaca.vetting.labels import facts, standing
from ithaca.vetting.models import Check
from ithaca.vetting.selectors import steps_done
from ithaca.vetting.services.read import File
from ithaca.vetting.views.common import back_to, fetch, fetch_check, verb_page


def person(request: DoorRequest, person: str) -> HttpResponse:
    """The vetting file of one person."""
    door, found = request.door, fetch(request, person)
    opened = services.open_checks(person=found, scheme=door.scheme, by=door.by, at=timezone.now())
    check, on = opened.check, timezone.localdate()
    acts = _acts(opened)
    context = {
        "person": found,
        "file": opened,
        "check": check,
        "standing": standing(check, on) if check else None,
        "older": [(row, standing(row, on)) for row in opened.checks if check and row.pk != check.pk],
        "may_lead": rules.decide_adverse.allows(by=door.by, of=found),
        "facts": facts(check) if check else [],
        "steps": [(row, step_label(row.step)) for row in opened.steps],
        "kinds": kinds(),
        "acts": acts,
    }
    done = {row.step for row in opened.steps}
    form = EnterForm(arrangements=door.scheme.arrangements, done=done) if "enter" in acts else None
    return answers.show(request, "vetting/person.html", context, form=form)


def _acts(opened: File) -> frozenset[str]:
    """What can be done next with this file; clearing is offered once nothing but the decision is missing."""
    check = opened.check
    if check is None:
        return frozenset({"enter", "request"})
    ready = all(missing.code == "vetting.check_seen" for missing in opened.missing)
    adverse = check.state == "seen" and check.adverse
    acts = {
        "requested": {"enter", "see"},
        "seen": {"clear", "bar"} if adverse else {"clear", "again", "bar"},
        "cleared": {"suspend"},
        "suspended": {"restore", "bar"},
        "barred": {"reconsider"},
    }[check.state]
    if check.state == "cleared":
        acts |= {"renew", "request"}
    return frozenset(acts if ready else acts - {"clear"})


def enter(request: DoorRequest, person: str) -> HttpResponse:
    """Everything about a check in one go; what is still missing is said, and nothing entered is lost."""
    door, found = request.door, fetch(request, person)
    done, posted = steps_done(found), request.POST if request.method == "POST" else None
    form = EnterForm(posted, arrangements=door.scheme.arrangements, done=done)
    made: list[Check] = []
    if form.is_bound and answers.try_to(form, lambda: made.append(_record(request, found, form))):
        cleared = made[0].state == "cleared"
        kept = _("Everything is kept. The check is not cleared yet: see what is missing.")
        say = _("The check is cleared.") if cleared else kept
        return answers.go(request, back_to(request, person), say=say)
    context = {"person": found, "back_url": back_to(request, person), "kinds": kinds()}
    return answers.show(request, "vetting/enter.html", context, form=form)


def _record(request: DoorRequest, person: Any, form: EnterForm) -> Check:
    arrangements = request.door.scheme.arrangements
    facts = {**form.facts(), "arrangements": arrangements}
    return services.record_cleared(person=person, by=request.door.by, at=timezone.now(), **facts)


def request_check(request: DoorRequest, person: str) -> HttpResponse:
    """Note that a check was asked for."""
    door, found = request.door, fetch(request, person)
    form = RequestForm(request.POST if request.method == "POST" else None, arrangements=door.scheme.arrangements)
    return verb_page(
        request,
        person,
        form,
        lambda: services.request_check(person=found, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("Noted. Enter the certificate when you have seen it."),
        template="ui/pages/form.html",
        heading=_("Ask for a check of %(name)s") % {"name": found.name},
    )


def see_check(request: DoorRequest, person: str) -> HttpResponse:
    """Enter that the certificate was seen."""
    door, check = request.door, fetch_check(request, person)
    form = SeeForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        facts = {**form.cleaned_data, "next_due": form.due(door.scheme.arrangements.check_renew_months)}
        services.see_check(check=check, by=door.by, at=timezone.now(), **facts)

    heading = _("The certificate of %(name)s was seen") % {"name": check.person.name}
    say = _("Noted. A named person decides next.")
    return verb_page(request, person, form, act, say=say, template="ui/pages/form.html", heading=heading)
