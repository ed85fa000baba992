"""An agency refers somebody, and sees what became of its referrals."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.applications.forms import ReferralForm
from ithaca.applications.selectors import name_of, referrals_by
from ithaca.applications.services.refer import PURPOSE
from ithaca.applications.services.refer import refer as keep
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.limits import origin_of, within_limit
from ithaca.kernel.links import find_link
from ithaca.kernel.refusals import NotNow
from ithaca.questions.models import Form
from ithaca.questions.selectors import form_class, form_of, to_answers
from ithaca.schemes.states import TAKES_APPLICATIONS

MOST_AN_HOUR, MOST_LISTED = 20, 200


def refer(request: DoorRequest) -> HttpResponse:
    """Who refers and why, then the questions about the person, on one page."""
    scheme = request.door.scheme
    asked = form_of(scheme, "mentee") if scheme.state in TAKES_APPLICATIONS else None
    if asked is None or not scheme.arrangements.agencies_refer:
        raise Http404
    form: Any = form_class(asked, ReferralForm)(request.POST or None)
    form.order_last()
    if try_to(form, lambda: _send(request, asked, form)):
        say = _("We have your referral. We have written to you how to see what becomes of it.")
        return go(request, request.door.to("applications:scheme"), say=say)
    return show(request, "applications/refer.html", {"scheme": scheme}, form=form)


def _send(request: DoorRequest, asked: Form, form: Any) -> None:
    at = timezone.now()
    key = f"refer:{origin_of(request)}"
    if not within_limit(key=key, most=MOST_AN_HOUR, seconds=3600, at=at):
        raise NotNow(
            _("Many referrals have come from here. Please try again in an hour; what you wrote is still here.")
        )
    about, answers = form.parted()
    keep(
        scheme=request.door.scheme,
        referrer={key: about[key] for key in ("agency", "name", "email", "phone")},
        reason=about["reason"],
        agreed=about["agreed"],
        answers=to_answers(answers),
        form_version=asked.version,
        by=request.door.by,
        at=at,
    )


def referrals(request: DoorRequest, token: str) -> HttpResponse:
    """The agency's own referrals, each with its outcome and nothing more."""
    link = find_link(token=token, purpose=PURPOSE, at=timezone.now())
    rows = referrals_by(link.subject)[:MOST_LISTED]
    context = {"scheme": request.door.scheme, "lines": [(row, name_of(row)) for row in rows]}
    return show(request, "applications/referrals.html", context)
