"""One person's permission, as staff write down what a parent or carer said; the same effect as if they had done it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents import selectors, services
from ithaca.consents.forms import AnswerForm, StaffWithdrawForm
from ithaca.consents.labels import STATES, history
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.participants.models import Participant
from ithaca.participants.selectors import carers_of, one_visible_to


def _fetch(request: DoorRequest, participant: str) -> Participant:
    found = one_visible_to(request.door.by, participant)
    if found is None:
        raise Http404
    return found


def answer(request: DoorRequest, participant: str) -> HttpResponse:
    """How the permission stands, what was answered before, and a new answer."""
    found, door = _fetch(request, participant), request.door
    consent = selectors.consent_of(found)
    _words, items = selectors.wording_now(found.scheme)
    form = AnswerForm(request.POST if request.method == "POST" else None, items=items, staff=True)
    if form.is_bound and answers.try_to(form, lambda: _keep(request, found, form)):
        return answers.go(
            request, door.to("consents:answer", participant=participant), say=_("The answer is written down.")
        )
    context = {
        "participant": found,
        "consent": consent,
        "state": STATES[consent.state if consent else "not_asked"],
        "entries": history(selectors.answers_of(found, door.by)),
        "carers": carers_of(found),
    }
    return answers.show(request, "consents/answer.html", context, form=form)


def _keep(request: DoorRequest, mentee: Participant, form: AnswerForm) -> None:
    facts = {key: form.cleaned_data[key] for key in ("method", "given_by", "given_on")}
    by, at = request.door.by, timezone.now()
    if form.says_yes:
        services.give_consents(mentees=[mentee], items=form.answers(), by=by, at=at, **facts)
    else:
        services.refuse_consent(mentee=mentee, by=by, at=at, **facts)


def withdraw(request: DoorRequest, participant: str) -> HttpResponse:
    """A parent or carer takes the permission back, by telephone or on paper."""
    found, door = _fetch(request, participant), request.door
    form = StaffWithdrawForm(request.POST if request.method == "POST" else None)
    back = door.to("consents:answer", participant=participant)
    if form.is_bound and answers.try_to(
        form, lambda: services.withdraw_consent(mentee=found, by=door.by, at=timezone.now(), **form.cleaned_data)
    ):
        return answers.go(request, back, say=_("The permission is taken back. Contact has stopped."))
    context = {
        "heading": _("Take back the permission for %(name)s") % {"name": found.person.name},
        "consequences": [_("All contact stops at once."), _("The co-ordinator gets a letter now.")],
        "submit": _("Take it back"),
        "cancel_url": back,
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)
