"""Deciding on a check, each on its own page with what will happen and a reason."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.doors import DoorRequest
from ithaca.vetting import services
from ithaca.vetting.forms import DecisionForm
from ithaca.vetting.views.common import fetch_check, verb_page


def clear(request: DoorRequest, person: str) -> HttpResponse:
    """Clear a check; for one that is not clear, propose it or confirm what somebody else proposed."""
    door, check = request.door, fetch_check(request, person)
    offered = {} if check.adverse else {"reason": _("Everything was seen and is in order.")}
    form = DecisionForm(request.POST or None, initial=offered)

    def act() -> None:
        reason, arrangements = form.cleaned_data["reason"], door.scheme.arrangements
        services.clear_check(check=check, reason=reason, arrangements=arrangements, by=door.by, at=timezone.now())

    second = check.adverse and check.proposed_by_id is None
    return verb_page(
        request,
        person,
        form,
        act,
        say=_("Your proposal is kept. Another safeguarding lead must confirm it.")
        if second
        else _("The check is cleared."),
        heading=_("Clear the check of %(name)s") % {"name": check.person.name},
        consequences=[_("Another safeguarding lead must confirm this before it counts.")] if second else [],
        submit=_("Propose to clear") if second else _("Clear"),
        kind="secondary",
    )


def bar(request: DoorRequest, person: str) -> HttpResponse:
    """Decide that somebody may not take part."""
    door, check = request.door, fetch_check(request, person)
    form = DecisionForm(request.POST or None)
    return verb_page(
        request,
        person,
        form,
        lambda: services.bar_check(check=check, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("Decided. All contact has stopped."),
        heading=_("%(name)s may not take part") % {"name": check.person.name},
        consequences=[
            _("All contact stops at once, in every scheme of this organisation."),
            _(
                "If it is about harm or a risk of harm, the law asks you to refer the person to the barring body as well."
            ),
        ],
        submit=_("May not take part"),
    )


def reconsider(request: DoorRequest, person: str) -> HttpResponse:
    """Take a barred check up again."""
    door, check = request.door, fetch_check(request, person)
    form = DecisionForm(request.POST or None)
    return verb_page(
        request,
        person,
        form,
        lambda: services.reconsider_check(check=check, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("Taken up again. Two safeguarding leads must agree before it is cleared."),
        heading=_("Look again at the decision about %(name)s") % {"name": check.person.name},
        consequences=[_("Contact stays shut until two safeguarding leads have agreed.")],
        submit=_("Look again"),
        kind="secondary",
    )


def suspend(request: DoorRequest, person: str) -> HttpResponse:
    """Suspend a clearance at once."""
    door, check = request.door, fetch_check(request, person)
    form = DecisionForm(request.POST or None)
    return verb_page(
        request,
        person,
        form,
        lambda: services.suspend_check(check=check, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("Suspended. All contact has stopped."),
        heading=_("Suspend the clearance of %(name)s") % {"name": check.person.name},
        consequences=[_("All contact stops at once."), _("Only a safeguarding lead can lift it again.")],
        submit=_("Suspend now"),
    )


def restore(request: DoorRequest, person: str) -> HttpResponse:
    """Lift a suspension."""
    door, check = request.door, fetch_check(request, person)
    form = DecisionForm(request.POST or None)
    return verb_page(
        request,
        person,
        form,
        lambda: services.restore_check(check=check, by=door.by, at=timezone.now(), **form.cleaned_data),
        say=_("The suspension is lifted."),
        heading=_("Lift the suspension of %(name)s") % {"name": check.person.name},
        consequences=[_("Contact may open again where nothing else is missing.")],
        submit=_("Lift the suspension"),
        kind="secondary",
    )
