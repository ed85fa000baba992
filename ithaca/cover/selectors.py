"""Reading insurance, risks, places and who is on duty."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.cover.models import Duty, Insurance, Place, RiskAssessment
from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import STAFF, Role
from ithaca.kernel.todo import Todo
from ithaca.organisations.models import Partner, Person
from ithaca.organisations.selectors import people_visible_to
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import holders

SOON = timedelta(days=30)


def insurances_of(scheme: Scheme) -> QuerySet[Insurance]:
    """Every policy entered, the one that ends last first."""
    rows: QuerySet[Insurance] = Insurance.objects.filter(scheme=scheme)
    return rows.order_by("-last_day", "-pk")


def insurance_on(scheme: Scheme, on: date) -> Insurance | None:
    """The policy in force on a day, first and last day included."""
    return insurances_of(scheme).filter(first_day__lte=on, last_day__gte=on).first()


def risks_of(scheme: Scheme) -> RiskAssessment | None:
    """The risk assessment approved last, or None."""
    rows: QuerySet[RiskAssessment] = RiskAssessment.objects.filter(scheme=scheme).exclude(approved_by=None)
    return rows.select_related("approved_by").order_by("-pk").first()


def places_of(scheme: Scheme) -> QuerySet[Place]:
    """The places where pairs may meet now, by name."""
    rows: QuerySet[Place] = Place.objects.filter(scheme=scheme, closed_at=None).select_related("partner", "checked_by")
    return rows.order_by("name", "pk")


def missing_cover(scheme: Scheme, *, on: date, for_meetings: bool = False) -> list[Missing]:
    """What the whole scheme lacks on the day `on` before anybody may be in contact (RISK-01, RISK-02); two queries.

    With `for_meetings` also a risk assessment whose review is overdue counts: it blocks new bookings, not contact (RISK-06).
    """
    return _missing(scheme, on, _last_policy(scheme), risks_of(scheme), for_meetings=for_meetings)


def _last_policy(scheme: Scheme) -> Insurance | None:
    """The policy that ends last, where the scheme needs one at all."""
    return insurances_of(scheme).first() if scheme.arrangements.insurance_needed else None


def _missing(
    scheme: Scheme, on: date, policy: Insurance | None, risks: RiskAssessment | None, *, for_meetings: bool
) -> list[Missing]:
    found, move = [], _("co-ordinator")
    if scheme.arrangements.insurance_needed and policy is None:
        words = _("No insurance has been entered.")
        found.append(Missing("cover.insurance_missing", words, "", move, "cover:insurance"))
    elif policy is not None and not policy.first_day <= on <= policy.last_day and insurance_on(scheme, on) is None:
        words = _("The insurance is not in force.")
        found.append(Missing("cover.insurance_lapsed", words, "", move, "cover:insurance"))
    if risks is None:
        found.append(
            Missing("cover.risks_not_approved", _("The risk assessment is not approved."), "", move, "cover:risks")
        )
    elif for_meetings and (risks.review_on is None or risks.review_on < on):
        found.append(
            Missing("cover.risks_overdue", _("The risk assessment is due for review."), "", move, "cover:risks")
        )
    return found


def missing_for_launch(*, scheme: Scheme, on: date) -> list[Missing]:
    """The answer of this room to `schemes.launch_gate`: cover, and places and duty where the scheme promises them."""
    arrangements, move = scheme.arrangements, _("co-ordinator")
    found = missing_cover(scheme, on=on, for_meetings=True)
    if arrangements.designated_places_only and arrangements.allows("meetings") and not places_of(scheme).exists():
        found.append(Missing("cover.no_place", _("No meeting place has been approved."), "", move, "cover:places"))
    if arrangements.duty_needed and not Duty.objects.filter(scheme=scheme, dropped_at=None, day__gte=on).exists():
        found.append(Missing("cover.no_duty", _("Nobody is on duty on any day to come."), "", move, "cover:duty"))
    return found


def on_duty(*, scheme: Scheme, partner: Partner | None, starts: datetime, ends: datetime) -> list[Duty]:
    """Who is on duty between two moments of one day at a school (or anywhere, with `partner` None) (MEET-03).

    The answer is empty unless the duties together cover the whole time: a session half supervised is not supervised.
    """
    first, last = timezone.localtime(starts), timezone.localtime(ends)
    if first.date() != last.date() or first >= last:
        return []
    rows = duties_on(scheme, first.date()).filter(starts__lt=last.time(), ends__gt=first.time())
    if partner is not None:
        rows = rows.filter(partner=partner)
    found = list(rows)
    return found if _covers(found, first.time(), last.time()) else []


def _covers(duties: list[Duty], start: time, end: time) -> bool:
    """True if the duties leave no gap between `start` and `end`."""
    reached = start
    for duty in sorted(duties, key=lambda d: d.starts):
        if duty.starts > reached:
            return False
        reached = max(reached, duty.ends)
        if reached >= end:
            return True
    return False


#: Posts whose holders may supervise a session; a school contact at the own school only.
SUPERVISORS = (Role.COORDINATOR, Role.DEPUTY, Role.SCHOOL_CONTACT)


def may_be_on_duty(scheme: Scheme, *, on: date) -> list[Person]:
    """Who may be put on duty, each once, by name."""
    found = {person.pk: person for role in SUPERVISORS for person in holders(scheme, role, on)}
    return sorted(found.values(), key=lambda person: (person.family_name, person.given_name, person.pk))


def name_of(by: Actor) -> str:
    """The name of whoever acts, "" for a job."""
    person = people_visible_to(by).filter(pk=by.person_id).first() if by.person_id else None
    return person.name if person else ""


def duties_on(scheme: Scheme, day: date) -> QuerySet[Duty]:
    """Who is on duty on a day, by time."""
    rows: QuerySet[Duty] = Duty.objects.filter(scheme=scheme, day=day, dropped_at=None)
    return rows.select_related("person", "partner").order_by("starts", "pk")


def duties_visible_to(by: Actor, scheme: Scheme, *, since: date) -> QuerySet[Duty]:
    """Duty from a day on: all of it for those who run the scheme, the own school's for its contact."""
    rows: QuerySet[Duty] = Duty.objects.filter(scheme=scheme, dropped_at=None, day__gte=since)
    rows = rows.select_related("person", "partner").order_by("day", "starts", "pk")
    if by.kind == "job" or by.holds(*STAFF):
        return rows
    return rows.filter(partner__in=by.ids_as(Role.SCHOOL_CONTACT))


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """Insurance and risk assessment that are missing or run out soon."""
    if not by.holds(Role.COORDINATOR, Role.MANAGER):
        return []
    on, policy, risks = timezone.localdate(at), _last_policy(scheme), risks_of(scheme)
    found = [
        Todo(0, at, missing.sentence, _("The whole scheme"), _("Put right"), missing.page)
        for missing in _missing(scheme, on, policy, risks, for_meetings=True)
    ]
    if policy is not None and on <= policy.last_day <= on + SOON:
        words = _("The insurance runs out soon.")
        found.append(Todo(2, policy.created_at, words, _("Runs out soon"), _("Renew"), "cover:insurance"))
    if risks is not None and risks.review_on is not None and on <= risks.review_on <= on + SOON:
        words = _("The risk assessment is due for review soon.")
        found.append(Todo(2, risks.created_at, words, _("Runs out soon"), _("Review"), "cover:risks"))
    return found
