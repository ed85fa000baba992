"""Asking to join: an acknowledgement at once, with a link that shows how it stands (REC-05 to REC-07)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from ithaca.applications import letters, rules
from ithaca.applications.models import Application
from ithaca.applications.states import APPLICATION
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.links import make_link
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import TAKES_APPLICATIONS

FOLLOWED_FOR = timedelta(days=365)
PURPOSE = "application"


@service
def submit_application(
    *, scheme: Scheme, role: str, answers: dict[str, Any], commitments: bool, form_version: int, by: Actor, at: datetime
) -> tuple[Application, str]:
    """Keep the answers and send the acknowledgement; returns the application and the path of its own page.

    Raises NotNow if the scheme takes no applications now or the commitments were not accepted.
    """
    rules.apply.require(by=by)
    if scheme.state not in TAKES_APPLICATIONS:
        raise NotNow(_("This scheme takes no applications at the moment."))
    if not commitments:
        raise NotNow(_("Please tick that you have read what is asked of you."))
    application: Application = Application.objects.create(
        scheme=scheme,
        role=role,
        answers=answers,
        form_version=form_version,
        commitments_accepted_at=at,
        account_id=by.account_id,
        created_at=at,
    )
    move(application, "submitted", table=APPLICATION, by=by, at=at, also={"submitted_at": at})
    path = follow_path(application, at)
    tell(application, letters.SUBMITTED, by=by, at=at, link=path)
    return application, path


def follow_path(application: Application, at: datetime) -> str:
    """A fresh link to the applicant's own page; works many times, for a year."""
    scheme = application.scheme
    token = make_link(
        purpose=PURPOSE,
        subject=application.public_id,
        expires_at=at + FOLLOWED_FOR,
        organisation_id=scheme.organisation_id,
        scheme_id=scheme.pk,
        single_use=False,
    )
    return address("applications:follow", organisation=scheme.organisation, scheme=scheme, token=token)


def tell(application: Application, kind: Any, *, by: Actor, at: datetime, link: str = "", reason: str = "") -> None:
    """Write to the applicant, at the address they gave; without one the letter waits to be printed."""
    own, referrer = application.answers.get("email", ""), application.referrer
    through_parent = not own and referrer.get("whose") == "parent"
    name = _("parent or carer") if through_parent else application.answers.get("given_name", "")
    context = {"name": name, "reason": reason}
    send_letter(
        kind=kind,
        address=own or referrer.get("reach_email", ""),
        context=context,
        scheme=application.scheme,
        by=by,
        at=at,
        link=link,
    )


@service
def complete_referral(
    *, application: Application, answers: dict[str, Any], commitments: bool, form_version: int, by: Actor, at: datetime
) -> None:
    """Whom an agency put forward answers the questions themself, or a parent does: from now on it is an application like any
    other. Raises NotNow if the commitments were not accepted, or if it was answered, decided or taken back meanwhile."""
    rules.follow.require(by=by)
    if application.state != "referred":
        raise NotNow(_("This has been answered already."))
    if not commitments:
        raise NotNow(_("Please tick that you have read what is asked of you."))
    also = {
        "answers": {**application.answers, **answers},
        "form_version": form_version,
        "commitments_accepted_at": at,
        "submitted_at": at,
    }
    move(application, "submitted", table=APPLICATION, by=by, at=at, also=also)


@service
def answer(*, application: Application, words: str, by: Actor, at: datetime) -> None:
    """The applicant answers what the co-ordinator asked."""
    rules.follow.require(by=by)
    if not words.strip():
        raise NotNow(_("Write your answer."))
    said = [*application.answers.get("more", []), words.strip()]
    move(
        application,
        "submitted",
        table=APPLICATION,
        by=by,
        at=at,
        also={"answers": {**application.answers, "more": said}},
    )


@service
def withdraw(*, application: Application, by: Actor, at: datetime) -> None:
    """The applicant takes it back; no reason is asked (SCH-04)."""
    rules.follow.require(by=by)
    move(application, "withdrawn", table=APPLICATION, by=by, at=at)
