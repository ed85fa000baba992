"""What lies about in a populated organisation: one of everything for the one pair ("ours") and for the other ("other")."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from ithaca.accounts.services import invite_administrator
from ithaca.applications.models import Application
from ithaca.applications.services.refer import refer
from ithaca.applications.services.submit import submit_application
from ithaca.consents.services import ask_consents
from ithaca.cover.services import add_place, put_on_duty
from ithaca.kernel.actor import ANONYMOUS, Actor
from ithaca.kernel.links import make_link
from ithaca.kernel.roles import Held, Role
from ithaca.notices.models import Letter
from ithaca.organisations.services import draft_agreement, invite, sign_agreement
from ithaca.questions.models import Question
from ithaca.questions.services.edit import lay_out_forms
from ithaca.schemes.models import Absence, Appointment
from ithaca.schemes.services import ask_for_post
from ithaca.training.models import Attendance, Course
from ithaca.training.services import add_course, complete
from ithaca.vetting.models import Check
from ithaca.vetting.services import log_sign, mark_step, suspend_check
from tests.house.sweep.furnish_pairs import (
    alarms,
    asked_data,
    concerns,
    followed,
    kept,
    met,
    suggested,
    talk,
    wrote,
)

if TYPE_CHECKING:
    from tests.house.sweep.populated import Populated


def furnish(world: Populated) -> None:
    """Everything, in the order it comes to be in a real scheme."""
    at, cora = timezone.now(), world.by(Role.COORDINATOR)
    for make in (
        _papers,
        _posts,
        _training,
        _vetting,
        _cover,
        _asking,
        suggested,
        followed,
        kept,
        talk,
        met,
        concerns,
        alarms,
        wrote,
        asked_data,
    ):
        make(world, cora, at)


def _papers(world: Populated, cora: Actor, at: datetime) -> None:
    """Agreements with the supplier and with the other school's authority."""
    today = timezone.localdate(at)
    for variant, partner in (("ours", world.more["supplier"]), ("other", world.more["other_school"])):
        words = {key: world.word(f"{key}{variant}") for key in ("responsibilities", "terms", "safeguarding")}
        agreement = draft_agreement(partner=partner, by=cora, at=at, **words)
        signed = {"signed_on": today, "review_on": today + timedelta(days=300)}
        sign_agreement(
            agreement=agreement,
            signed_for_us="Cora Coordinator",
            signed_for_partner="Pia Partner",
            by=cora,
            at=at,
            **signed,
        )
        world.keep("agreement", variant, agreement)
        world.keep("partner", variant, partner)
    world.keep("partner", "school", world.school)


def _posts(world: Populated, cora: Actor, at: datetime) -> None:
    today = timezone.localdate(at)
    world.keep("post", "ours", Appointment.objects.get(scheme=world.scheme, role="matcher"))
    change = ask_for_post(
        scheme=world.scheme, person=world.persona("matcher"), role=Role.DEPUTY_SAFEGUARDING_LEAD, by=cora, at=at
    )
    world.keep("change", "ours", change)
    for variant, who in (("ours", "deputy"), ("other", "matcher")):
        absence = Absence.objects.create(
            scheme=world.scheme,
            person=world.persona(who),
            covered_by=world.persona("coordinator"),
            first_day=today + timedelta(days=50),
            last_day=today + timedelta(days=51),
        )
        world.keep("absence", variant, absence)


def _training(world: Populated, cora: Actor, at: datetime) -> None:
    course = add_course(
        scheme=world.scheme, name=world.word("course"), for_role="mentor", compulsory=False, by=cora, at=at
    )
    complete(course=course, participants=[world.more["ours"].mentor], on=timezone.localdate(at), by=cora, at=at)
    world.keep("course", "ours", Course.objects.get(pk=course.pk))
    world.keep("attendance", "ours", Attendance.objects.filter(course=course).first())


def _vetting(world: Populated, cora: Actor, at: datetime) -> None:
    """A sign about the mentor who left is put down; the suspended mentor is suspended."""
    lead = world.by(Role.SAFEGUARDING_LEAD)
    person = world.persona("leaver")
    sign = log_sign(person=person, words=world.word("sign"), by=cora, at=at)
    step = mark_step(
        person=person, step="interview", done_on=timezone.localdate(at), document=world.word("doc"), by=cora, at=at
    )
    world.keep("sign", "gone", sign)
    world.keep("step", "gone", step)
    hurt = Check.objects.filter(person=world.persona("suspended"), state="cleared").latest("pk")
    suspend_check(check=hurt, reason=world.word("whysuspended"), by=lead, at=at)


def _cover(world: Populated, cora: Actor, at: datetime) -> None:
    today = timezone.localdate(at)
    for variant, school, who in (
        ("ours", world.school, "school"),
        ("other", world.more["other_school"], "other_school"),
    ):
        place = add_place(
            scheme=world.scheme,
            name=world.word(f"place{variant}"),
            feature="shared_room",
            partner=school,
            by=cora,
            at=at,
        )
        hours = {"day": today + timedelta(days=1), "starts": time(9), "ends": time(15)}
        duty = put_on_duty(scheme=world.scheme, person=world.persona(who), partner=school, by=cora, at=at, **hours)
        world.keep("place", variant, place)
        world.keep("duty", variant, duty[0])


def _asking(world: Populated, cora: Actor, at: datetime) -> None:
    """Forms with questions, an application with its own page, permissions asked by link, invitations."""
    lay_out_forms(scheme=world.scheme, by=cora, at=at)
    world.keep("question", "ours", Question.objects.filter(form__scheme=world.scheme).first())
    answers = {
        "given_name": "Anna",
        "family_name": world.word("applicant"),
        "email": f"anna@{world.word('a')}.example.org",
    }
    asked = {"answers": answers, "commitments": True, "form_version": 1}
    application, path = submit_application(scheme=world.scheme, role="mentor", by=ANONYMOUS, at=at, **asked)
    world.keep("application", "ours", Application.objects.get(pk=application.pk))
    world.keep("application_token", "ours", path.rstrip("/").rsplit("/", 1)[-1])
    agency = {"agency": "Bureau", "name": "Rae Referrer", "email": "rae@bureau.example"}
    whom = {"answers": {"given_name": "Rex", "family_name": "Plain"}, "reach_phone": "01632 960011"}
    refer(scheme=world.scheme, referrer=agency, reason="Alone.", agreed=True, by=ANONYMOUS, at=at, **whom)
    sent = Letter.objects.filter(name="applications.referral_kept").latest("pk")
    world.keep("referral_token", "ours", re.findall(r"/referrals/([\w-]+)", sent.body)[-1])
    world.carer("Pavel Parent", world.more["gated"].mentee)
    ask_consents(mentees=[world.more["gated"].mentee], by=cora, at=at)
    consent = world.more["ours"].mentee.consents.get()
    link = {
        "organisation_id": world.organisation.pk,
        "scheme_id": world.scheme.pk,
        "expires_at": at + timedelta(days=9),
    }
    token = make_link(purpose="consent", subject=consent.public_id, single_use=False, **link)
    world.keep("consent_token", "ours", token)
    newcomer = world.person("Ivo Invited", account=False)
    world.join("Ivo Invited", "mentor")
    world.keep("invitation", "ours", invite(person=newcomer, by=cora, at=at))
    platform = Actor(
        kind="account",
        account_id=world.more["administrator"].pk,
        role=Role.ADMINISTRATOR,
        held=(Held(Role.ADMINISTRATOR),),
    )
    world.keep("welcome", "ours", invite_administrator(by=platform, at=at))
