"""Drills: every day the machine rings an alarm up to the providers' receipts, once a term people answer a test (SG-9)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.notices.selectors import mail_settings, text_settings
from ithaca.notices.services.send import send_letter
from ithaca.notices.services.texts import send_text
from ithaca.oncall import letters, rules
from ithaca.oncall.models import Alarm, Ring
from ithaca.oncall.selectors import hours_of, reaches
from ithaca.oncall.services.ring import sound_test, write_to_administrators
from ithaca.oncall.states import ALARM
from ithaca.schemes.models import Scheme

#: A drill whose receipts are not in by then is missed, and whoever runs the platform is told.
DRILL_TIME = timedelta(minutes=5)
LOOK_AGAIN = timedelta(seconds=5)


@service
def drill(*, scheme: Scheme, by: Actor, at: datetime) -> Alarm | None:
    """Ring today's drill, once a day however many workers run: the same outbox, the same ways, to the platform's own mailbox
    and number. None if there was one today. Without a way at all it is missed at once."""
    rules.test.require(by=by, of=scheme)
    day = timezone.localdate(at)
    if Alarm.objects.filter(scheme=scheme, kind="drill", day=day).exists():
        return None
    try:
        with transaction.atomic():
            alarm: Alarm = Alarm.objects.create(
                scheme=scheme, kind="drill", rung=1, next_at=at + LOOK_AGAIN, day=day, created_at=at
            )
    except IntegrityError:
        return None
    record(name="oncall.sounded", by=by, at=at, about=alarm, data={"kind": "drill"})
    mail, texts = mail_settings(), text_settings()
    if mail is not None:
        letter = send_letter(kind=letters.DRILL, address=mail.from_address, scheme=scheme, by=by, at=at, urgent=True)
        Ring.objects.create(scheme=scheme, alarm=alarm, rung=1, letter=letter, created_at=at)
    if texts is not None and texts.provider != "log":
        number = texts.own_number
        text = send_text(name="oncall.drill", words=letters.DRILL_TEXT, number=number, scheme=scheme, by=by, at=at)
        Ring.objects.create(scheme=scheme, alarm=alarm, rung=1, text=text, created_at=at)
    return alarm


@service
def look_at_drill(*, alarm: Alarm, by: Actor, at: datetime) -> None:
    """Passed once the mail server has taken the letter and the provider has said that the text arrived, and there is
    somebody to ring; missed after five minutes without; else looked at again in five seconds."""
    rings = list(alarm.rings.select_related("letter", "text"))
    by_mail = any(ring.letter is not None and ring.letter.state == "sent" for ring in rings)
    by_text = any(ring.text is not None and ring.text.state == "delivered" for ring in rings)
    reached = any(reach.mail or reach.number for reach in reaches(alarm.scheme, timezone.localdate(at)))
    if by_mail and by_text and reached:
        move(alarm, "passed", table=ALARM, by=by, at=at, also={"ended_at": at, "next_at": None})
    elif at >= alarm.created_at + DRILL_TIME:
        miss(alarm=alarm, by=by, at=at)
    else:
        Alarm.objects.filter(pk=alarm.pk, state="ringing").update(next_at=at + LOOK_AGAIN)


@service
def miss(*, alarm: Alarm, by: Actor, at: datetime) -> None:
    """A drill that did not get through, or a test that fewer than two people answered: an alarm about the alarm."""
    move(alarm, "missed", table=ALARM, by=by, at=at, also={"ended_at": at, "next_at": None})
    link = address("oncall:oncall", organisation=alarm.scheme.organisation, scheme=alarm.scheme)
    write_to_administrators(kind=letters.MISSED, scheme=alarm.scheme, link=link, by=by, at=at)


def term_of(day: date) -> date:
    """The first day of the school term that holds `day`: September, January or May."""
    month = 9 if day.month >= 9 else 5 if day.month >= 5 else 1
    return date(day.year, month, 1)


@service
def term_test(*, scheme: Scheme, by: Actor, at: datetime) -> Alarm | None:
    """Ring the test of this term to the people, within the scheme's hours; None if it is not due.

    A test that two people answered within the term counts as well, whoever asked for it. One that cannot be rung because
    there are not two people is missed at once.
    """
    rules.test.require(by=by, of=scheme)
    first = term_of(timezone.localdate(at))
    tests = Alarm.objects.filter(scheme=scheme, kind="test")
    since = datetime.combine(first, datetime.min.time(), timezone.get_current_timezone())
    if tests.filter(day=first).exists() or tests.filter(state="answered", ended_at__gte=since).exists():
        return None
    if not hours_of(scheme).is_open(at):
        return None
    try:
        with transaction.atomic():
            alarm: Alarm = sound_test(scheme=scheme, by=by, at=at, day=first)
    except IntegrityError:
        return None
    except NotNow:
        alarm = Alarm.objects.create(scheme=scheme, kind="test", rung=1, day=first, created_at=at)
        record(name="oncall.sounded", by=by, at=at, about=alarm, data={"kind": "test", "people": 0})
        miss(alarm=alarm, by=by, at=at)
    return alarm
