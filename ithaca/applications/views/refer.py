"""An agency refers somebody, and sees what became of its referrals."""

from __future__ import annotations

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
from ithaca.schemes.states import TAKES_APPLICATIONS

MOST_AN_HOUR, MOST_LISTED = 20, 200


def refer(request: DoorRequest) -> HttpResponse:
    """Who refers, whom, how to reach them and why, on one page; the person answers the questions."""
    scheme = request.door.scheme
    if scheme.state not in TAKES_APPLICATIONS or not scheme.arrangements.agencies_refer:
        raise Http404
    form = ReferralForm(request.POST or None)
    if try_to(form, lambda: _send(request, form)):
        say = _("We have your referral. We have written to you how to see what becomes of it.")
        return go(request, request.door.to("applications:scheme"), say=say)
    return show(request, "applications/refer.html", {"scheme": scheme}, form=form)


def _send(request: DoorRequest, form: ReferralForm) -> None:
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
        **{key: about[key] for key in ("reason", "agreed", "must_know", "whose", "reach_email", "reach_phone")},
        answers=answers,
        by=request.door.by,
        at=at,
    )


def referrals(request: DoorRequest, token: str) -> HttpResponse:
    """The agency's own referrals, each with its outcome and nothing more."""
    link = find_link(token=token, purpose=PURPOSE, at=timezone.now())
    rows = referrals_by(link.subject)[:MOST_LISTED]
    context = {"scheme": request.door.scheme, "lines": [(row, name_of(row)) for row in rows]}
    return show(request, "applications/referrals.html", context)
