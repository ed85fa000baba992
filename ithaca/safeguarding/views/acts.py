"""What a lead does with a concern: each act on a page of its own, or by one press.

An act's page shows none of the record, so that a form sent with a mistake never shows words whose reading was not written
down: the concern's own page is the only one that does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.safeguarding import services
from ithaca.safeguarding.choices import DECISIONS
from ithaca.safeguarding.forms import (
    AboutForm,
    CorrectForm,
    DecideForm,
    PauseForm,
    RecordForm,
    ReferForm,
    ReopenForm,
    SortForm,
)
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import concerns_visible_to, pairs_of, post_holders


@dataclass(frozen=True, slots=True)
class Page:
    """The words of an act's page: heading, button, what is said afterwards, a line under the heading, the button's kind."""

    heading: object
    submit: object
    say: object
    lead: object = ""
    submit_kind: str = ""


_KEPT = _("It is in the record.")
SORT = Page(_("Sort this concern"), _("Sort"), _("It is sorted."))
WRITE = Page(
    _("Write in the record"), _("Keep"), _KEPT, _("Nothing is ever changed or taken out. A mistake gets a correction.")
)
CORRECT = Page(_("Correct an entry"), _("Keep"), _KEPT, _("The old entry stays as it is. Yours stands under it."))
REFER = Page(
    _("Passed on outside"), _("Keep"), _KEPT, _("Telephone first, then write it down here. In danger now, ring 999.")
)
DECIDE = Page(_("Decide"), _("Decide"), _("Your decision is kept."))
REOPEN = Page(_("Open it again"), _("Open it"), _("It is open again."))
ABOUT = Page(
    _("It is about somebody on the staff"),
    _("Keep it from them"),
    _("They no longer see it."),
    _("If it is about a safeguarding lead, it moves on to the second person named for this."),
)
PAUSE = Page(
    _("Pause contact"),
    _("Pause contact"),
    _("Contact is paused."),
    _("Messages and meetings stop with your press. Both are told in neutral words."),
    "pause",
)


def _found(request: DoorRequest, concern: str) -> Concern:
    found: Concern = get_object_or_404(concerns_visible_to(request.door.by), public_id=concern)
    return found


def _act(
    request: DoorRequest, concern: Concern, page: Page, form: forms.Form, act: Callable[[], object]
) -> HttpResponse:
    """Show the form, or do the act and go back to the concern (to the list, if it is no longer the actor's to see)."""
    if request.method == "POST" and try_to(form, act):
        still = concerns_visible_to(request.door.by).filter(pk=concern.pk).exists()
        name, keys = ("concern", {"concern": concern.public_id}) if still else ("concerns", {})
        return go(request, request.door.to(f"safeguarding:{name}", **keys), say=page.say)
    back = request.door.to("safeguarding:concern", concern=concern.public_id)
    words = {"heading": page.heading, "submit": page.submit, "submit_kind": page.submit_kind, "lead": page.lead}
    return show(request, "safeguarding/act.html", {**words, "back_url": back, "cancel_url": back}, form=form)


def _press(request: DoorRequest, concern: Concern, act: Callable[[], object], say: object) -> HttpResponse:
    """An act of one press. A refusal becomes a page with its sentence (409); opened as a page it only leads back."""
    if request.method == "POST":
        act()
    said = say if request.method == "POST" else ""
    return go(request, request.door.to("safeguarding:concern", concern=concern.public_id), say=said)


def acknowledge(request: DoorRequest, concern: str) -> HttpResponse:
    """“I have seen it.”"""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    return _press(
        request,
        found,
        lambda: services.acknowledge(concern=found, by=by, at=at),
        _("It is noted that you have seen it."),
    )


def close(request: DoorRequest, concern: str) -> HttpResponse:
    """Close it; child protection by a second person."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    return _press(request, found, lambda: services.close(concern=found, by=by, at=at), _("It is closed."))


def triage(request: DoorRequest, concern: str) -> HttpResponse:
    """Sort it."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    form = SortForm(request.POST or None)
    return _act(request, found, SORT, form, lambda: services.triage(concern=found, by=by, at=at, **form.cleaned_data))


def write(request: DoorRequest, concern: str) -> HttpResponse:
    """Write into the record."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    form = RecordForm(request.POST or None)
    return _act(
        request, found, WRITE, form, lambda: services.write_down(concern=found, by=by, at=at, **form.cleaned_data)
    )


def correct(request: DoorRequest, concern: str, entry: str) -> HttpResponse:
    """Correct an entry with a new one."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    form, wrong = CorrectForm(request.POST or None), get_object_or_404(found.entries, public_id=entry)

    def run() -> None:
        words = form.cleaned_data["words"]
        services.add_entry(concern=found, kind="correction", words=words, corrects=wrong, by=by, at=at)

    return _act(request, found, CORRECT, form, run)


def refer(request: DoorRequest, concern: str) -> HttpResponse:
    """Write down that it was passed on outside."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    form = ReferForm(request.POST or None)
    return _act(request, found, REFER, form, lambda: services.refer(concern=found, by=by, at=at, **form.cleaned_data))


def decide(request: DoorRequest, concern: str) -> HttpResponse:
    """Decide, with a reason."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    form = DecideForm(request.POST or None)

    def run() -> None:
        words, reason = str(DECISIONS[form.cleaned_data["decision"]]), form.cleaned_data["reason"]
        services.decide(concern=found, words=words, reason=reason, by=by, at=at)

    return _act(request, found, DECIDE, form, run)


def reopen(request: DoorRequest, concern: str) -> HttpResponse:
    """Open it again."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    form = ReopenForm(request.POST or None)
    return _act(request, found, REOPEN, form, lambda: services.reopen(concern=found, by=by, at=at, **form.cleaned_data))


def about(request: DoorRequest, concern: str) -> HttpResponse:
    """Say that it is about somebody of the staff."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    staff = post_holders(request.door.scheme, timezone.localdate(at))
    form = AboutForm(request.POST or None, staff=staff)

    def run() -> None:
        chosen = [person for person in staff if person.public_id in form.cleaned_data["people"]]
        services.say_about(concern=found, people=chosen, by=by, at=at)

    return _act(request, found, ABOUT, form, run)


def pause(request: DoorRequest, concern: str) -> HttpResponse:
    """Pause contact from here: this page, then one press."""
    found, by, at = _found(request, concern), request.door.by, timezone.now()
    pairs = pairs_of(found, by)
    form = PauseForm(request.POST or None, choices=pairs)

    def run() -> None:
        chosen = [pair for pair in pairs if pair.public_id in form.cleaned_data["pairs"]]
        services.pause_over(concern=found, mentorships=chosen, reason=form.cleaned_data["reason"], by=by, at=at)

    return _act(request, found, PAUSE, form, run)
