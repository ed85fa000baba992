"""The three named policies as sentences with switches; what a change would do is seen before it counts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.moderation import rules
from ithaca.moderation.forms import CountForm, PolicyForm
from ithaca.moderation.models import Rescreening
from ithaca.moderation.selectors import differences_of, rescreenings_visible_to, standing
from ithaca.moderation.services import rescreen
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.choices import POLICIES
from ithaca.ui.parts import Cell, MenuItem, Progress


def policy(request: DoorRequest) -> HttpResponse:
    """One of the three; the scheme's own unless another is named. The press tries it on the stored messages."""
    scheme, by, made = request.door.scheme, request.door.by, list[Rescreening]()
    own = scheme.arrangements.message_policy
    name = request.GET.get("policy", own) if request.GET.get("policy", own) in POLICIES else own
    switches = scheme.arrangements.message_switches if name == own else ()
    form = PolicyForm(request.POST if request.method == "POST" else None, name=name, switches=switches)

    def run() -> None:
        changed = form.switches()
        made.append(rescreen.start(scheme=scheme, policy=name, switches=changed, by=by, at=timezone.now()))

    if request.method == "POST" and try_to(form, run):
        return go(request, request.door.to("moderation:rescreening", run=made[0].public_id))
    here = request.door.to("moderation:policy")
    context = {
        "tabs": [MenuItem(str(words), f"{here}?policy={key}", key == name) for key, words in POLICIES.items()],
        "own": name == own,
        "locked": form.locked,
        "runs": rescreenings_visible_to(by).filter(scheme=scheme)[:5],
        "may_change": rules.rescreen.allows(by=by),
    }
    return show(request, "moderation/policy.html", context, form=form)


def rescreening(request: DoorRequest, run: str) -> HttpResponse:
    """How far it is; then the differences, and the press that lets the change count."""
    item: Rescreening = get_object_or_404(rescreenings_visible_to(request.door.by), public_id=run)
    by, at, to_read = request.door.by, timezone.now(), list[int]()
    form = CountForm(request.POST if request.method == "POST" else None)

    def count() -> None:
        to_read.append(rescreen.count(item=item, by=by, at=at, **form.cleaned_data))

    if request.method == "POST" and request.POST.get("do") == "drop":
        rescreen.drop(item=item, by=by, at=at)
        return go(request, request.door.to("moderation:policy"), say=_("Everything stays as it is."))
    if request.method == "POST" and try_to(form, count):
        say = _("It counts from now on. Messages put on the reading list: %(n)s.") % {"n": to_read[0]}
        return go(request, request.door.to("moderation:policy"), say=say)
    return show(request, "moderation/rescreening.html", _context(request, item), form=form)


def _context(request: DoorRequest, item: Rescreening) -> dict[str, Any]:
    here = request.door.to("moderation:rescreening", run=item.public_id)
    label = _("Screening the stored messages again")
    progress = Progress(label, item.done, item.total, poll_url=f"{here}/progress", next_url=here,
                        finished=item.state not in rescreen.WORKING)  # fmt: skip
    rows = [(Cell(before), Cell(after), n) for before, after, n in differences_of(item)]
    return {
        "item": item,
        "progress": progress,
        "rows": rows,
        "working": item.state in rescreen.WORKING,
        **_what_changes(item, request.door.scheme.arrangements),
    }


def _what_changes(item: Rescreening, now: Arrangements) -> dict[str, Any]:
    """What is tried, in the words of a page; beside what counts today, until somebody has decided about it."""
    if item.state not in (*rescreen.WORKING, "ready"):
        return {"policy": POLICIES[item.policy]}
    old, new = standing(now.message_policy, now.message_switches), standing(item.policy, item.switches)
    return {
        "policy": POLICIES[item.policy],
        "policy_today": POLICIES[now.message_policy] if now.message_policy != item.policy else "",
        "changes": [(old[key], new[key]) for key in new if old[key] != new[key]],
        "undecided": True,
    }


def progress(request: DoorRequest, run: str) -> HttpResponse:
    """The bar alone, for the page that waits."""
    item = get_object_or_404(rescreenings_visible_to(request.door.by), public_id=run)
    return show(request, "ui/components/progress.html", _context(request, item))
