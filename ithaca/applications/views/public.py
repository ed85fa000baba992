"""The public page of a scheme, applying, and the applicant's own page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.applications.forms import AnswerForm, CommitmentsForm
from ithaca.applications.models import Application
from ithaca.applications.selectors import by_public_id
from ithaca.applications.services.submit import PURPOSE, answer, complete_referral, submit_application, withdraw
from ithaca.kernel.actor import Actor
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.limits import origin_of, within_limit
from ithaca.kernel.links import find_link
from ithaca.kernel.refusals import NotNow
from ithaca.questions.selectors import form_class, form_of, to_answers
from ithaca.schemes.choices import FACTS
from ithaca.schemes.states import TAKES_APPLICATIONS

ROLES = ("mentor", "mentee")


def scheme(request: DoorRequest) -> HttpResponse:
    """What the scheme is, whom it serves, what it takes: the six facts, and two ways in (REC-03)."""
    if request.door.scheme.state == "draft":
        raise Http404
    return show(request, "applications/scheme.html", _facts(request))


def _facts(request: DoorRequest) -> dict[str, Any]:
    row = request.door.scheme
    arrangements = row.arrangements
    facts = [(label, arrangements.facts.get(key, "")) for key, label in FACTS.items()]
    return {
        "scheme": row,
        "facts": [(label, words) for label, words in facts if words],
        "takes": row.state in TAKES_APPLICATIONS,
        "word": arrangements.word,
        "arrangements": arrangements,
    }


def apply(request: DoorRequest, role: str) -> HttpResponse:
    """The six facts, the questions, and what is asked of you, on one page."""
    row = request.door.scheme
    asked = form_of(row, role) if role in ROLES and row.state in TAKES_APPLICATIONS else None
    if asked is None:
        return show(request, "applications/scheme.html", _facts(request))
    form: Any = form_class(asked, CommitmentsForm)(request.POST or None)
    form.order_last()
    path: list[str] = []

    def send() -> None:
        if not within_limit(key=f"apply:{origin_of(request)}", most=20, seconds=3600, at=timezone.now()):
            raise NotNow(
                _("Many applications have come from here. Please try again in an hour; what you wrote is still here.")
            )
        cleaned = {key: value for key, value in form.cleaned_data.items() if key != "commitments"}
        _row, follow = submit_application(
            scheme=row,
            role=role,
            answers=to_answers(cleaned),
            commitments=form.cleaned_data["commitments"],
            form_version=asked.version,
            by=request.door.by,
            at=timezone.now(),
        )
        path.append(follow)

    if try_to(form, send):
        return go(request, path[0], say=_("We have your application. Thank you."))
    return show(request, "applications/apply.html", {**_facts(request), "role": role}, form=form)


def follow(request: DoorRequest, token: str) -> HttpResponse:
    """The applicant's own page: how it stands, answering a question, taking it back."""
    application = _opened(token)
    by = Actor(kind="link", link=PURPOSE, subject=application.public_id)
    if application.state == "referred" and "withdraw" not in request.POST:
        return _complete(request, application, by)
    form = AnswerForm(request.POST if "words" in request.POST else None)
    if "withdraw" in request.POST:
        withdraw(application=application, by=by, at=timezone.now())
        return go(request, request.path, say=_("You have taken your application back."))
    if try_to(
        form, lambda: answer(application=application, words=form.cleaned_data["words"], by=by, at=timezone.now())
    ):
        return go(request, request.path, say=_("Thank you. We have your answer."))
    return show(
        request, "applications/follow.html", {"application": application, "scheme": application.scheme}, form=form
    )


def _complete(request: DoorRequest, application: Application, by: Actor) -> HttpResponse:
    """Whom an agency put forward, or a parent, answers the questions of the scheme."""
    asked = form_of(application.scheme, application.role)
    if asked is None:
        raise Http404
    form: Any = form_class(asked, CommitmentsForm)(request.POST or None, initial=application.answers)
    form.order_last()

    def send() -> None:
        given = {key: value for key, value in form.cleaned_data.items() if key != "commitments"}
        complete_referral(
            application=application,
            answers=to_answers(given),
            commitments=form.cleaned_data["commitments"],
            form_version=asked.version,
            by=by,
            at=timezone.now(),
        )

    if try_to(form, send):
        return go(request, request.path, say=_("Thank you. We have your answers."))
    parent = application.referrer.get("whose") == "parent"
    context = {**_facts(request), "application": application, "parent": parent}
    return show(request, "applications/complete.html", context, form=form)


def _opened(token: str) -> Application:
    link = find_link(token=token, purpose=PURPOSE, at=timezone.now())
    application = by_public_id(link.subject)
    if application is None:
        raise Http404
    return application
