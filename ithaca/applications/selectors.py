"""Reading applications."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ithaca.applications.models import Application
from ithaca.applications.rules import READERS
from ithaca.kernel.actor import Actor
from ithaca.kernel.todo import Todo
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import likely_same
from ithaca.questions.selectors import form_of, questions_of
from ithaca.schemes.eligibility import Verdict, check

#: After this long without an answer somebody rings whom an agency referred.
UNANSWERED = timedelta(days=7)
UNDECIDED = ("referred", "submitted", "more_wanted", "waiting")


def applications_visible_to(by: Actor) -> QuerySet[Application]:
    """The applications of the open scheme, for those who read them; nobody else sees any."""
    rows: QuerySet[Application] = Application.objects.select_related(
        "scheme__organisation", "decided_by", "participant"
    )
    if by.kind == "job" or by.holds(*READERS):
        return rows.exclude(state="draft")
    return rows.none()


def by_public_id(public_id: str) -> Application | None:
    """The application a link opens; the link was checked by the caller."""
    found: Application | None = (
        Application.objects.filter(public_id=public_id).select_related("scheme__organisation").first()
    )
    return found


def name_of(application: Application) -> str:
    """The name as it was given."""
    answers = application.answers
    return f"{answers.get('given_name', '')} {answers.get('family_name', '')}".strip() or _("(no name)")


def answers_of(application: Application) -> list[tuple[str, str]]:
    """Each question with its answer in words, in the order of the form; answers to removed questions last."""
    form = form_of(application.scheme, application.role)
    labels = {q.key: q.label for q in questions_of(form)} if form else {}
    keys = [
        *(key for key in labels if key in application.answers),
        *(k for k in application.answers if k not in labels),
    ]
    return [(labels.get(key, key.replace("_", " ")), _words(application.answers[key])) for key in keys]


def _words(value: Any) -> str:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def referral_of(application: Application) -> list[tuple[str, str]]:
    """Who referred the person and why, in words; empty for somebody who came of their own."""
    if application.route != "agency":
        return []
    labels = {"agency": _("Referred by"), "name": _("Who"), "email": _("E-mail"), "phone": _("Telephone")}
    said = [(labels[key], application.referrer.get(key, "")) for key in labels]
    ways = (application.referrer.get("reach_email", ""), application.referrer.get("reach_phone", ""))
    reach = _("Reach a parent or carer") if application.referrer.get("whose") == "parent" else _("Reach the person")
    said.append((reach, ", ".join(filter(None, ways))))
    return [(label, words) for label, words in [*said, (_("Why"), application.referral_reason)] if words]


def referrals_by(email: str) -> QuerySet[Application]:
    """What the agency at that address referred to the open scheme, newest first (R19): nobody else's."""
    rows: QuerySet[Application] = Application.objects.filter(route="agency", referrer__email=email)
    return rows.order_by("-submitted_at", "-pk")


def verdicts_of(application: Application, *, on: date) -> list[Verdict]:
    """What the scheme's eligibility rules say about the answers (ELIG-01); an unknown answer is neither pass nor fail."""
    answers = dict(application.answers)
    born = birth_date(application)
    if born is not None:
        answers["age"] = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return check(application.scheme.arrangements.eligibility, role=application.role, answers=answers)


def birth_date(application: Application) -> date | None:
    """The date of birth as it was given, if it was."""
    text = application.answers.get("date_of_birth")
    return date.fromisoformat(text) if text else None


def perhaps_known(application: Application) -> list[Person]:
    """People of the organisation who are likely the applicant; two people of one name stay two."""
    answers = application.answers
    return likely_same(
        organisation=application.scheme.organisation,
        given_name=answers.get("given_name", ""),
        family_name=answers.get("family_name", ""),
        date_of_birth=birth_date(application),
        email=answers.get("email", ""),
    )


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """Applications that wait for a decision, the oldest first, and people who were referred and have not answered."""
    mine = applications_visible_to(by).filter(scheme=scheme).select_related(None)
    rows, late = mine.filter(state="submitted"), mine.filter(state="referred", submitted_at__lte=at - UNANSWERED)
    return [
        Todo(
            urgency=2,
            since=application.submitted_at or application.created_at,
            words=_("%(name)s was referred and has not answered yet") % {"name": name_of(application)},
            group=_("Asking to join"),
            act=_("Ring them"),
            page="applications:see",
            page_args=(("application", application.public_id),),
        )
        for application in late.order_by("submitted_at")[:20]
    ] + [
        Todo(
            urgency=1,
            since=application.submitted_at or application.created_at,
            words=_("%(name)s asks to join") % {"name": name_of(application)},
            group=_("Asking to join"),
            act=_("Decide"),
            page="applications:see",
            page_args=(("application", application.public_id),),
        )
        for application in rows.order_by("submitted_at")[:50]
    ]
