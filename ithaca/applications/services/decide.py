"""Deciding an application with a reason, which is sent (ELIG-09, REC-19)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ithaca.applications import letters, rules
from ithaca.applications.models import Application
from ithaca.applications.selectors import birth_date, verdicts_of
from ithaca.applications.services.refer import tell_referrer
from ithaca.applications.services.submit import follow_path, tell
from ithaca.applications.states import APPLICATION
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.organisations.services import add_person
from ithaca.participants.models import Participant
from ithaca.participants.services.invite import invite_participant
from ithaca.participants.services.join import join
from ithaca.questions.standard import OF_THE_PERSON

#: Answers that are kept elsewhere than in the profile.
NOT_PROFILE = {*OF_THE_PERSON, "places", "groups_declined", "more", "why", "introduction"}


def _reason(reason: str) -> str:
    if not reason.strip():
        raise NotNow(_("Write the reason in a sentence. It is sent to the person."))
    return reason.strip()


def _decided(by: Actor, at: datetime, reason: str, application: Application) -> dict[str, Any]:
    verdicts = verdicts_of(application, on=at.date())
    criteria = [{"says": v.says, "passed": v.passed} for v in verdicts]
    return {"reason": reason, "decided_by_id": by.person_id, "decided_at": at, "criteria": criteria}


@service
def accept(
    *, application: Application, reason: str, by: Actor, at: datetime, same_as: Person | None = None
) -> Participant:
    """Let the applicant join, as a new person or as somebody the organisation knows already, and invite them to sign in.

    A hard eligibility rule that the answers fail stops it: NotNow names the rule (ELIG-01).
    """
    rules.decide.require(by=by, of=application)
    reason = _reason(reason)
    failed = [v.says for v in verdicts_of(application, on=at.date()) if v.hard and v.passed is False]
    if failed:
        raise NotNow(_("A rule of the scheme stands against it: %(rule)s") % {"rule": failed[0]})
    answers = application.answers
    person = same_as or _new_person(application, by=by, at=at)
    participant = join(
        scheme=application.scheme,
        person=person,
        role=application.role,
        profile={key: value for key, value in answers.items() if key not in NOT_PROFILE},
        capacity=max(1, int(answers.get("places", 1))),
        declined_groups=answers.get("groups_declined", []),
        introduction=str(answers.get("introduction", "")),
        by=by,
        at=at,
    )
    also = {**_decided(by, at, reason, application), "person_id": person.pk, "participant_id": participant.pk}
    move(application, "accepted", table=APPLICATION, by=by, at=at, also=also)
    tell(application, letters.ACCEPTED, by=by, at=at, reason=reason)
    tell_referrer(application, letters.REFERRAL_DECIDED, by=by, at=at)
    if person.email and person.account_id is None:
        invite_participant(participant=participant, by=by, at=at)
    return participant


def _new_person(application: Application, *, by: Actor, at: datetime) -> Person:
    given = {key: application.answers[key] for key in OF_THE_PERSON if key in application.answers}
    given["date_of_birth"] = birth_date(application)
    if given.get("gender") not in ("female", "male"):
        given["gender"] = "other" if given.get("gender") == "another" else ""
    return add_person(organisation=application.scheme.organisation, by=by, at=at, **given)


@service
def reject(*, application: Application, reason: str, by: Actor, at: datetime) -> None:
    """Say no, with the reason."""
    rules.decide.require(by=by, of=application)
    reason = _reason(reason)
    move(application, "rejected", table=APPLICATION, by=by, at=at, also=_decided(by, at, reason, application))
    tell(application, letters.REJECTED, by=by, at=at, reason=reason)
    tell_referrer(application, letters.REFERRAL_DECIDED, by=by, at=at)


@service
def wait_list(*, application: Application, reason: str, by: Actor, at: datetime) -> None:
    """Put on the waiting list, with the reason."""
    rules.decide.require(by=by, of=application)
    reason = _reason(reason)
    move(application, "waiting", table=APPLICATION, by=by, at=at, also=_decided(by, at, reason, application))
    tell(application, letters.WAITING, by=by, at=at, reason=reason, link=follow_path(application, at))


@service
def ask_more(*, application: Application, reason: str, by: Actor, at: datetime) -> None:
    """Ask the applicant one more question; `reason` is the question."""
    rules.decide.require(by=by, of=application)
    question = _reason(reason)
    move(application, "more_wanted", table=APPLICATION, by=by, at=at, also={"reason": question})
    tell(application, letters.MORE_ASKED, by=by, at=at, reason=question, link=follow_path(application, at))
