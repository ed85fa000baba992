"""What a parent or carer sees, by link or signed in: who, what is asked item by item, yes or no, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents import selectors, services
from ithaca.consents.forms import AnswerForm, WithdrawForm
from ithaca.consents.labels import history
from ithaca.kernel import answers
from ithaca.kernel.actor import Actor
from ithaca.participants.models import Participant
from ithaca.schemes.selectors import coordinator_of


@dataclass(frozen=True, slots=True)
class Place:
    """Whose permission it is, who answers and how, the two addresses of the place, and the frame of its pages.

    `again_url` is where a new letter is asked for, by a link from before the last no, which can say yes no more; else "".
    """

    mentee: Participant
    by: Actor
    method: str
    url: str
    withdraw_url: str
    base: str
    at: datetime
    again_url: str = ""


def answer_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Give or refuse; shows how it stands."""
    scheme = place.mentee.scheme
    words, items = selectors.wording_now(scheme)
    consent = selectors.consent_of(place.mentee)
    form = AnswerForm(request.POST if request.method == "POST" else None, items=items, staff=False)
    if form.is_bound and answers.try_to(form, lambda: _keep(place, form)):
        yes, no = _("Thank you. Your permission is noted."), _("Thank you. Your no is noted. Nothing will start.")
        say = yes if form.says_yes else no
        return answers.go(request, place.url, say=say)
    context = {
        "child": place.mentee.person.given_name,
        "scheme": scheme,
        "words": words,
        "consent": consent,
        "permitted": [items[key] for key in items if consent and consent.items.get(key) is True],
        "answered": consent is not None and consent.state in ("given", "refused", "withdrawn"),
        "again": "again" in request.GET and not place.again_url,
        "entries": history(selectors.answers_by_link(consent), named=False) if consent and place.again_url else [],
        "place": place,
        "base": place.base,
        "coordinator": coordinator_of(scheme, timezone.localdate(place.at)),
    }
    return answers.show(request, "consents/permission.html", context, form=form)


def over_page(request: HttpRequest, place: Place) -> HttpResponse:
    """The child takes part no more: what was answered and when, whom to ask, and nothing that begins anything again. Neither
    the child's name nor why it ended is shown to whoever still has the letter."""
    consent, scheme = selectors.consent_of(place.mentee), place.mentee.scheme
    context = {
        "scheme": scheme,
        "entries": history(selectors.answers_by_link(consent), named=False) if consent else [],
        "coordinator": coordinator_of(scheme, timezone.localdate(place.at)),
        "base": place.base,
    }
    return answers.show(request, "consents/over.html", context)


def _keep(place: Place, form: AnswerForm) -> None:
    name, day = form.cleaned_data["given_by"], timezone.localdate(place.at)
    facts = {"method": place.method, "given_by": name, "given_on": day}
    if form.says_yes:
        services.give_consents(mentees=[place.mentee], items=form.answers(), by=place.by, at=place.at, **facts)
    else:
        services.refuse_consent(mentee=place.mentee, by=place.by, at=place.at, **facts)


def withdraw_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Take the permission back: one page, a name, one press."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    form.fields["given_by"].label = _("Your name")
    if form.is_bound and answers.try_to(
        form,
        lambda: services.withdraw_consent(
            mentee=place.mentee, method=place.method, by=place.by, at=place.at, **form.cleaned_data
        ),
    ):
        return answers.go(request, place.url, say=_("Your permission is taken back. All contact has stopped."))
    names = {"child": place.mentee.person.given_name, "scheme": place.mentee.scheme.name}
    context = {
        "heading": _("Take back your permission"),
        "sentence": _("For %(child)s in “%(scheme)s”.") % names,
        "consequences": [
            _("All contact between your child and the mentor stops at once."),
            _("The people who run the scheme are told now."),
            _("Nobody will ask you why. You can give permission again later."),
        ],
        "submit": _("Take back my permission"),
        "cancel_url": place.url,
        "base": place.base,
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)
