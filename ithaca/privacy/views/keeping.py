"""What must be kept, what is past its time, and the log of what went."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.privacy import services
from ithaca.privacy.copy import title_of
from ithaca.privacy.due import figures
from ithaca.privacy.forms import HoldForm, LiftForm
from ithaca.privacy.models import Hold
from ithaca.privacy.selectors import holds_visible_to, runs_visible_to, subject_of


def schedule(request: DoorRequest) -> HttpResponse:
    """Every kind of record with its time, how much of it the clock would empty tonight, and what it has emptied."""
    lines = [(title_of(due.terms), due) for due in figures(request.door.scheme, timezone.now())]
    runs = [(run, sum(run.counts.values())) for run in runs_visible_to(request.door.by)[:30]]
    total = sum(due.past - due.kept for _title, due in lines)
    now = [line for line in lines if line[1].past or line[1].kept]
    later = [line for line in lines if line not in now]
    return show(request, "privacy/schedule.html", {"now": now, "later": later, "runs": runs, "total": total})


def holds(request: DoorRequest) -> HttpResponse:
    """What must be kept, why, since when, and until when it was lifted."""
    rows = list(holds_visible_to(request.door.by)[:200])
    return show(request, "privacy/holds.html", {"holds": [(row, _name(request, row)) for row in rows]})


def _name(request: DoorRequest, hold: Hold) -> str:
    subject = subject_of(kind=hold.kind, public_id=hold.subject, by=request.door.by)
    return subject.name if subject else _("no longer here")


def hold(request: DoorRequest, kind: str, subject: str) -> HttpResponse:
    """Keep everything about a person, or what a pair wrote."""
    by, at, scheme = request.door.by, timezone.now(), request.door.scheme
    found = subject_of(kind=kind, public_id=subject, by=by)
    if found is None:
        raise Http404
    form = HoldForm(request.POST or None)
    if request.method == "POST" and try_to(
        form,
        lambda: services.place_hold(scheme=scheme, kind=kind, subject=subject, by=by, at=at, **form.cleaned_data),
    ):
        return go(
            request, request.door.to("privacy:holds"), say=_("It is kept from now on, until two people lift this.")
        )
    context = {
        "heading": _("Keep what is held: %(name)s") % {"name": found.name},
        "sentence": _("Nothing of it goes, whatever the time it may be kept and whatever anybody wishes."),
        "submit": _("Keep it"),
        "kind": "secondary",
        "cancel_url": request.door.to(found.page, **dict(found.page_args)),
    }
    return show(request, "ui/pages/confirm.html", context, form=form)


def lift(request: DoorRequest, hold: str) -> HttpResponse:
    """The first says that it may be lifted, with a reason; the second lifts it."""
    by, at = request.door.by, timezone.now()
    found = get_object_or_404(holds_visible_to(by), public_id=hold, lifted_at=None)
    initial = {"reason": found.lift_reason} if found.lift_proposed_at else {}
    form, done = LiftForm(request.POST or None, initial=initial), list[str]()

    def run() -> None:
        done.append(services.lift(hold=found, by=by, at=at, **form.cleaned_data))

    if request.method == "POST" and try_to(form, run):
        say = _("It is lifted.") if done == ["lifted"] else _("A second person must agree. It is kept until then.")
        return go(request, request.door.to("privacy:holds"), say=say)
    context = {
        "heading": _("It need not be kept any more: %(name)s") % {"name": _name(request, found)},
        "sentence": _("Two people say so. What is past its time then goes in the next night."),
        "submit": _("Lift it") if found.lift_proposed_at else _("Propose it"),
        "cancel_url": request.door.to("privacy:holds"),
    }
    return show(request, "ui/pages/confirm.html", context, form=form)
