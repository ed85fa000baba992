"""Ringing: an alarm is kept with its cause, goes up its ladder by the clock, and every step of it is a row with its time.

Each step is one conditional update in the transaction that writes the letters and texts of that step: of many workers one
takes it, and a worker killed on the way has taken nothing, so that another does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.limits import within_limit
from ithaca.kernel.links import make_link
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.notices.letters import LetterKind
from ithaca.notices.models import Letter, Text
from ithaca.notices.selectors import number_of
from ithaca.notices.services.send import send_letter
from ithaca.notices.services.texts import send_text
from ithaca.oncall import letters, rules
from ithaca.oncall.models import Alarm, Ring
from ithaca.oncall.selectors import CLOCK, ladder, reaches
from ithaca.oncall.states import ALARM
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import call_third
from ithaca.safeguarding.services.raising import administrators_but
from ithaca.schemes.models import Scheme

#: When each step is due, in minutes of real time after the alarm began: the lead, the deputy, the second person to tell
#: (SG-8), and, our own figure, the platform's administrators, who can see nothing of it but can telephone.
LADDER = (0, 15, 60, 90)
#: How long a test may take to be answered by two people, and how long its link and that of an alarm open something.
TEST_TIME, LINK_TIME = timedelta(days=3), timedelta(days=7)
#: A stranger who tells many worries does not ring telephones more often than this in an hour; letters leave all the same.
MOST_TEXTS = 30


@service
def sound(*, concern: Concern, by: Actor, at: datetime) -> list[Person]:
    """Ring the alarm of a concern, in the transaction that keeps it; returns who is rung first.

    An alarm of the same concern that rings already stands down first: whom it is about has changed. Empty if nobody on the
    ladder can be reached; then the clock tells the administrators at once.
    """
    for older in Alarm.objects.filter(concern=concern, state="ringing"):
        move(older, "stood_down", table=ALARM, by=by, at=at, also={"ended_at": at, "next_at": None})
    alarm: Alarm = Alarm.objects.create(
        scheme=concern.scheme, kind="concern", concern=concern, next_at=at, created_at=at
    )
    record(name="oncall.sounded", by=by, at=at, about=alarm, data={"kind": "concern"})
    return climb(alarm=alarm, by=by, at=at)


@service
def climb(*, alarm: Alarm, by: Actor, at: datetime) -> list[Person]:
    """Ring the next step of the ladder if it is due; returns who was rung now.

    A step on which nobody can be reached is passed over at once. Nothing happens if the alarm was answered meanwhile or
    another worker was quicker.
    """
    steps = ladder(alarm.scheme, at, alarm.concern, since=alarm.created_at)
    while alarm.state == "ringing" and alarm.next_at is not None and alarm.next_at <= at:
        rung, people = alarm.rung, steps[alarm.rung] if alarm.rung < len(steps) else []
        if not _take(alarm, at, steps):
            return []
        if rung >= len(steps):
            _tell_administrators(alarm, by, at)
            return []
        if rung == len(LADDER) - 2 and alarm.concern is not None and people:
            call_third(concern=alarm.concern, by=CLOCK, at=at)  # not whoever told: they may know nothing of it
        reached = [person for person in people if _ring(alarm, person, rung + 1, by, at)]
        data = {"rung": rung + 1, "people": [person.public_id for person in reached]}
        record(name="oncall.rung", by=by, at=at, about=alarm, data=data)
        if reached:
            return reached
        Alarm.objects.filter(pk=alarm.pk).update(next_at=at)
        alarm.next_at = at
    return []


def _take(alarm: Alarm, at: datetime, steps: Sequence[object]) -> bool:
    """Claim this step, and only this, for whoever is here first; sets when the next is due."""
    rung = alarm.rung + 1
    dues = [*LADDER[: len(steps)], LADDER[min(len(steps), len(LADDER) - 1)]]
    next_at = max(alarm.created_at + timedelta(minutes=dues[rung]), at) if rung < len(dues) else None
    mine = Alarm.objects.filter(pk=alarm.pk, state="ringing", rung=alarm.rung, next_at=alarm.next_at)
    if mine.update(rung=rung, next_at=next_at) != 1:
        return False
    alarm.rung, alarm.next_at = rung, next_at
    return True


def _ring(alarm: Alarm, person: Person, rung: int, by: Actor, at: datetime) -> bool:
    """Tell one person on every way that is known; False if there is none."""
    number = number_of(person.phone)
    if not person.email and not number:
        return False
    link = address("oncall:answer", token=_token(alarm, person, at))
    test = alarm.kind == "test"
    if person.email:
        kind: LetterKind = letters.TEST if test else letters.ALARM
        letter = send_letter(kind=kind, to=person, scheme=alarm.scheme, by=by, at=at, link=link, urgent=True)
        _keep(alarm, rung, person, at, letter=letter)
    if number and _may_text(alarm, by, at):
        words = letters.TEST_TEXT if test else letters.ALARM_TEXT
        text = send_text(
            name=f"oncall.{alarm.kind}",
            words=words,
            number=number,
            to=person,
            scheme=alarm.scheme,
            link=link,
            by=by,
            at=at,
        )
        _keep(alarm, rung, person, at, text=text)
    return True


def _may_text(alarm: Alarm, by: Actor, at: datetime) -> bool:
    """False for the many worries a stranger may tell in an hour: a letter still goes, and the concern stands on Today."""
    if by.kind != "anonymous":
        return True
    return within_limit(key=f"alarm texts {alarm.scheme_id}", most=MOST_TEXTS, seconds=3600, at=at)


def _keep(
    alarm: Alarm, rung: int, person: Person | None, at: datetime, letter: Letter | None = None, text: Text | None = None
) -> Ring:
    ring: Ring = Ring.objects.create(
        scheme=alarm.scheme, alarm=alarm, rung=rung, person=person, letter=letter, text=text, created_at=at
    )
    return ring


def _token(alarm: Alarm, person: Person, at: datetime) -> str:
    return make_link(
        purpose=rules.LINK,
        subject=f"{alarm.public_id}:{person.public_id}",
        expires_at=at + LINK_TIME,
        organisation_id=alarm.scheme.organisation_id,
        scheme_id=alarm.scheme_id,
        single_use=False,
    )


def _tell_administrators(alarm: Alarm, by: Actor, at: datetime) -> None:
    """The end of the ladder: those who run the platform can see nothing of the concern, but they can telephone."""
    link = address("oncall:oncall", organisation=alarm.scheme.organisation, scheme=alarm.scheme)
    rows = alarm.concern.subjects.select_related("person__account") if alarm.concern is not None else ()
    about = [subject.person for subject in rows]
    write_to_administrators(kind=letters.NOBODY, scheme=alarm.scheme, link=link, by=by, at=at, about=about)
    record(name="oncall.unanswered", by=by, at=at, about=alarm)


def write_to_administrators(
    *, kind: LetterKind, scheme: Scheme, link: str, by: Actor, at: datetime, about: Sequence[Person] = ()
) -> None:
    """One letter to each administrator of the platform whom it is not `about`; inside a service."""
    for account in administrators_but(about):
        send_letter(kind=kind, address=account.email, scheme=scheme, by=by, at=at, link=link, urgent=True)


@service
def sound_test(*, scheme: Scheme, by: Actor, at: datetime, day: object = None) -> Alarm:
    """Ring a test for everybody on the ladder at once. An older test that still rings stands down.

    Raises NotNow if fewer than two people can be reached, or if tests were rung very often within the hour. `day` is the
    first day of the term for which the clock rings it.
    """
    rules.test.require(by=by, of=scheme)
    people = {reach.person.pk: reach.person for reach in reaches(scheme, at.date()) if reach.mail or reach.number}
    if len(people) < 2:
        raise NotNow(
            _("Fewer than two people can be reached. Name the posts first, with an address and a mobile number.")
        )
    if by.kind != "job" and not within_limit(key=f"alarm test {scheme.pk}", most=10, seconds=3600, at=at):
        raise NotNow(_("The alarm was tried very often. Wait an hour."))
    for older in Alarm.objects.filter(scheme=scheme, kind="test", state="ringing"):
        move(older, "stood_down", table=ALARM, by=by, at=at, also={"ended_at": at, "next_at": None})
    alarm: Alarm = Alarm.objects.create(
        scheme=scheme, kind="test", rung=1, next_at=at + TEST_TIME, day=day, created_at=at
    )
    for person in people.values():
        _ring(alarm, person, 1, by, at)
    record(name="oncall.sounded", by=by, at=at, about=alarm, data={"kind": "test", "people": len(people)})
    return alarm
