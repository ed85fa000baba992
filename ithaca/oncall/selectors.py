"""Who answers when, who would be rung, and how alarms stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import everywhere
from ithaca.kernel.todo import Todo
from ithaca.notices.selectors import mail_works, number_of, texts_work
from ithaca.oncall.hours import Hours
from ithaca.oncall.models import Alarm, Closed, Ring, Rota
from ithaca.oncall.rules import SEEING
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import is_example_database
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import concerns_visible_to, latest_grown_from
from ithaca.safeguarding.services.raising import same_human
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import holders_of, schemes_visible_to
from ithaca.schemes.selectors.posts import absences
from ithaca.schemes.states import RUNNING

CLOCK = job("oncall.clock")
LEAD, DEPUTY, THIRD = Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON
#: An alarm in these states may still be answered.
UNANSWERED = ("ringing", "missed")
#: A drill that is older says nothing any more about whether alarms get through.
DRILL_FRESH = timedelta(hours=26)


def rota_of(scheme: Scheme) -> Rota:
    """The scheme's rota; the usual one, not kept anywhere, while nobody has said otherwise."""
    row: Rota | None = Rota.objects.filter(scheme=scheme).first()
    return row or Rota(scheme=scheme, days=[0, 1, 2, 3, 4])


def closed_days(scheme: Scheme, since: date | None = None) -> list[Closed]:
    """When the scheme is closed, the first days first; with `since`, only what is not over on that day."""
    rows = Closed.objects.filter(scheme=scheme).order_by("first_day", "pk")
    return list(rows.filter(last_day__gte=since) if since else rows)


def hours_of(scheme: Scheme) -> Hours:
    """The scheme's working hours."""
    rota = rota_of(scheme)
    closed = tuple((row.first_day, row.last_day) for row in closed_days(scheme))
    return Hours(frozenset(rota.days), rota.begins, rota.ends, closed)


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers at a moment: whether anybody does, the post rung first, its holder, and when somebody does again."""

    now: bool
    role: Role
    person: Person | None
    next_at: datetime | None


def answering(scheme: Scheme, at: datetime) -> Answering:
    """Who answers at the moment `at`."""
    rota, hours = rota_of(scheme), hours_of(scheme)
    in_hours = hours.is_open(at)
    role = DEPUTY if not in_hours and rota.outside == "deputy" else LEAD
    there = present(scheme, role, timezone.localdate(at))
    return Answering(in_hours or bool(rota.outside), role, there[0] if there else None, hours.next_open(at))


def present(scheme: Scheme, role: Role, on: date) -> list[Person]:
    """Who holds the post on the day `on` and is there, or covers for who is not."""
    return present_in(scheme, (role,), on)[role]


def present_in(scheme: Scheme, roles: Iterable[Role], on: date) -> dict[Role, list[Person]]:
    """`present` for several posts at once: role -> people."""
    away = absences(scheme, on)
    held = holders_of(scheme, roles, on)
    return {role: [person for person in people if person.pk not in away] for role, people in held.items()}


def ladder(
    scheme: Scheme, at: datetime, concern: Concern | None = None, *, since: datetime | None = None
) -> list[list[Person]]:
    """Who is rung at each of the three steps, never whom the concern is about (SG-13).

    The post that answered when it began (`since`, else `at`) comes first, the other lead second, the second person to tell
    last. What goes to that person alone has one step.
    """
    on = timezone.localdate(at)
    if concern is not None and concern.route == "third":
        steps = [present(scheme, THIRD, on)]
    else:
        first = answering(scheme, since or at).role
        second = LEAD if first is DEPUTY else DEPUTY
        steps = list(present_in(scheme, (first, second, THIRD), on).values())
    about = [s.person for s in concern.subjects.select_related("person")] if concern is not None else []
    return [[person for person in step if not any(same_human(person, one) for one in about)] for step in steps]


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody who may be rung: the post, the person, and the ways to them that are known."""

    role: Role
    person: Person
    mail: str
    number: str

    @property
    def missing(self) -> str:
        """What is missing, in words for staff; empty if both ways are known."""
        if not self.mail and not self.number:
            return _("no e-mail address and no mobile number")
        return "" if self.mail and self.number else _("no mobile number") if self.mail else _("no e-mail address")


def reaches(scheme: Scheme, on: date) -> list[Reach]:
    """Everybody whom an alarm may ring on the day `on`, in the order of the ladder."""
    return [
        Reach(role, person, person.email, number_of(person.phone))
        for role, people in present_in(scheme, (LEAD, DEPUTY, THIRD), on).items()
        for person in people
    ]


def two_ways() -> bool:
    """True if mail and text messages both work. A log is no way."""
    return mail_works() and texts_work()


def alarms_visible_to(by: Actor) -> QuerySet[Alarm]:
    """Tests and drills for everybody who runs the scheme; a real alarm only for who may see its concern (SG-13)."""
    rows: QuerySet[Alarm] = Alarm.objects.select_related("concern", "scheme__organisation")
    if by.kind == "job":
        return rows
    if not by.holds(*SEEING):
        return rows.none()
    seen = concerns_visible_to(by).values("pk")
    return rows.filter(Q(concern=None) | Q(concern__in=seen))


def answerable_by(by: Actor) -> QuerySet[Alarm]:
    """The alarms that ring for this actor and that they have not answered yet, real ones first."""
    rows = alarms_visible_to(by).filter(state__in=UNANSWERED, rings__person__in=by.person_ids)
    return (
        rows.exclude(answers__person__in=by.person_ids).exclude(kind="drill").distinct().order_by("kind", "created_at")
    )


def by_link(subject: str, at: datetime) -> tuple[Alarm, Person] | None:
    """The alarm and the person that a link names, or None; also None once the person holds no post that answers alarms, or
    once it turned out to be about them (SG-13)."""
    named, _colon, who = subject.partition(":")
    ring: Ring | None = (
        Ring.objects.filter(alarm__public_id=named, person__public_id=who)
        .select_related("alarm__concern", "alarm__scheme__organisation", "person")
        .first()
    )
    if ring is None or ring.person is None:
        return None
    person, alarm = ring.person, ring.alarm
    about = [s.person for s in alarm.concern.subjects.select_related("person")] if alarm.concern is not None else []
    held = holders_of(alarm.scheme, (LEAD, DEPUTY, THIRD), timezone.localdate(at))
    answers_still = any(person.pk == one.pk for people in held.values() for one in people)
    return (alarm, person) if answers_still and not any(same_human(person, one) for one in about) else None


def tried(scheme: Scheme, on: date) -> bool:
    """True if two people who answer alarms today have answered the same test."""
    now = {reach.person.pk for reach in reaches(scheme, on)}
    for alarm in Alarm.objects.filter(scheme=scheme, kind="test", state="answered").order_by("-created_at")[:20]:
        if len({answer.person_id for answer in alarm.answers.all()} & now) >= 2:
            return True
    return False


def last_drill(scheme: Scheme) -> Alarm | None:
    """The latest drill, whatever became of it."""
    row: Alarm | None = Alarm.objects.filter(scheme=scheme, kind="drill").order_by("-created_at").first()
    return row


def what_is_wrong(scheme: Scheme, at: datetime) -> str:
    """Why an alarm of this running scheme might reach nobody, in words for staff; empty if nothing is known.

    It is worked out from rows when asked, so that it is seen even if no worker runs to say it (SG-9). In the example
    nothing is wrong: nobody there could be rung.
    """
    if is_example_database():
        return ""
    drill = last_drill(scheme)
    if drill is not None and drill.state == "missed":
        return _("The daily check of the alarm did not get through.")
    begun = scheme.opened_at or scheme.created_at
    if drill is None or drill.created_at < at - DRILL_FRESH:
        return _("The daily check of the alarm has not run.") if begun < at - DRILL_FRESH else ""
    test = Alarm.objects.filter(scheme=scheme, kind="test").order_by("-created_at").first()
    return _("Fewer than two people answered the last test of the alarm.") if test and test.state == "missed" else ""


def needs_alarm(scheme: Scheme) -> bool:
    """True for a scheme that runs and may have under-18s: there drills run and their failure is said."""
    return scheme.state in RUNNING and scheme.arrangements.mentees_may_be_children


def schemes_with_alarms() -> list[Scheme]:
    """Every running scheme that may have under-18s, for the clock and for whoever runs the server."""
    with everywhere("the clock looks after the alarms of all schemes"):
        rows = schemes_visible_to(CLOCK).filter(state__in=RUNNING).order_by("pk")
        return [scheme for scheme in rows if scheme.arrangements.mentees_may_be_children]


def alarms_in_doubt(at: datetime) -> tuple[int, int]:
    """Of how many running schemes the alarm might reach nobody, and how many have one; for whoever runs the server."""
    schemes = schemes_with_alarms()
    with everywhere("whoever runs the server sees how many, not which"):
        return sum(bool(what_is_wrong(scheme, at)) for scheme in schemes), len(schemes)


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """A test that rings for this reader, and what keeps alarms from getting through. Real alarms are the concerns' lines."""
    if not by.holds(*SEEING):
        return []
    lines = []
    ringing = Alarm.objects.filter(scheme=scheme, kind="test", state__in=UNANSWERED)
    if ringing.exists():  # hardly ever, and whom they ring takes four times as long to ask
        tests = answerable_by(by).filter(kind="test", scheme=scheme).values_list("created_at", "public_id")
        words, group, act = _("A test of the alarm rings for you"), _("Alarm"), _("Answer")
        lines = [Todo(1, since, words, group, act, "oncall:alarm", (("alarm", alarm),)) for since, alarm in tests[:1]]
    if needs_alarm(scheme):
        wrong = what_is_wrong(scheme, at)
        if wrong:
            lines.append(Todo(0, at, wrong, _("Alarm"), _("Look"), "oncall:oncall"))
    return lines


@dataclass(frozen=True, slots=True)
class Told:
    """One person an alarm rang: name, post in words (empty once they hold none), and when first."""

    name: str
    post: str
    at: datetime


#: How long the page of a young person goes on saying who was told.
SAYS_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class ToldAbout:
    """Whom the alarm of something rang so far, whether somebody has it, and whether anybody answers now or when next."""

    people: tuple[Told, ...] = ()
    answered: bool = False
    now: bool = False
    next_at: datetime | None = None


def told_about(scheme: Scheme, ref: str, at: datetime) -> ToldAbout:
    """Whom the alarm about `ref` (what a concern grew from) rang, for the young person who wrote it: they asked for help
    and may know who heard it."""
    rings = Ring.objects.filter(alarm__concern__about_ref=ref, person__isnull=False).exclude(alarm__state="stood_down")
    first: dict[int, Ring] = {}
    for ring in rings.select_related("person", "alarm").order_by("created_at", "pk"):
        first.setdefault(ring.person_id, ring)
    posts = {reach.person.pk: reach.role.words for reach in reversed(reaches(scheme, timezone.localdate(at)))}
    people = tuple(Told(r.person.name, posts.get(r.person.pk, ""), r.created_at) for r in first.values() if r.person)
    who = answering(scheme, at)
    answered = any(ring.alarm.state == "answered" for ring in first.values())
    return ToldAbout(people, answered, who.now, who.next_at)


def told_lately(scheme: Scheme, beginning: str, at: datetime) -> ToldAbout | None:
    """`told_about` the latest concern whose reference begins so, while a young person's page says it; None for none."""
    concern = latest_grown_from(beginning)
    if concern is None or concern.created_at <= at - SAYS_FOR:
        return None
    return told_about(scheme, concern.about_ref, at)


def rung_as(alarm: Alarm, by: Actor) -> Person | None:
    """The person as whom this actor was rung, or None."""
    ring: Ring | None = alarm.rings.filter(person__in=by.person_ids).select_related("person").first()
    return ring.person if ring else None


def steps_of(alarm: Alarm) -> Sequence[Any]:
    """Whom it rang, on which way, oldest first, with what became of the letter or the text."""
    return list(alarm.rings.select_related("person", "letter", "text").order_by("created_at", "pk"))
