"""After the start: the five questions, what they said, and going on after a trial."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.matching import follow, rules
from ithaca.matching.fit_forms import FitForm
from ithaca.matching.questions import ANSWERS, QUESTIONS, in_a_sentence
from ithaca.matching.services.fit import answer_fit, note_fit
from ithaca.matching.services.trial import say_after_trial
from ithaca.mentorships.selectors import own_pairs, pairs_visible_to, side_of


def answer(request: DoorRequest, fit: str) -> HttpResponse:
    """Five questions on one page."""
    door = request.door
    row = get_object_or_404(follow.fits_visible_to(door.by), public_id=fit)
    form = FitForm(request.POST if request.method == "POST" else None, role=row.participant.role)
    if request.method == "POST" and try_to(
        form, lambda: answer_fit(fit=row, by=door.by, at=timezone.now(), **form.given())
    ):
        return go(request, door.to("mentorships:pair", pair=row.mentorship.public_id), say=_("Thank you. We read it."))
    own = row.participant.pk in door.by.ids_as(*rules.SIDES)
    return show(request, "matching/fit.html", {"fit": row, "own": own}, form=form)


def result(request: DoorRequest, pair: str) -> HttpResponse:
    """What both said, for those who look after pairs; one press says that somebody sees to it."""
    door = request.door
    row = get_object_or_404(pairs_visible_to(door.by), public_id=pair)
    if request.method == "POST":
        note_fit(mentorship=row, by=door.by, at=timezone.now())
        return go(request, door.to("mentorships:pair", pair=pair), say=_("Kept: somebody sees to it."))
    fits = follow.answers_visible_to(door.by, row)
    answered = [fit for fit in fits if fit.answered_at]
    lines = [
        (short, [(fit.participant.person.given_name, ANSWERS.get(fit.answers.get(key, ""), "")) for fit in answered])
        for key, (_mentee, _mentor, short) in QUESTIONS.items()
    ]
    context = {"pair": row, "says": in_a_sentence(fits), "answered": answered, "lines": lines}
    return show(request, "matching/fit_result.html", {**context, "unseen": any(not fit.seen_at for fit in answered)})


def after_trial(request: DoorRequest, pair: str) -> HttpResponse:
    """Privately: go on, or rather not."""
    door = request.door
    row = get_object_or_404(own_pairs(door.by), public_id=pair)
    side, trial = side_of(row, door.by), follow.trial_of(row)
    assert side is not None  # own_pairs shows nobody else's
    if request.method == "POST" and trial is not None:
        says = request.POST.get("say", "")
        goes_on = say_after_trial(trial=trial, participant=side, says=says, by=door.by, at=timezone.now())
        say = (
            _("Thank you. Only we know what you said.")
            if goes_on
            else _("Thank you. We look for somebody else for you.")
        )
        return go(request, door.to("mentorships:pair", pair=pair), say=say)
    said = follow.said_after_trial(trial, side.role) if trial else ""
    return show(request, "matching/after_trial.html", {"pair": row, "trial": trial, "said": said})
