"""Alarms, whom they rang, who answered, and a scheme's hours."""

from __future__ import annotations

from datetime import time

from django.db import models

from ithaca.notices.models import Letter, Text
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.schemes.models import SchemeRow


class Alarm(SchemeRow):
    """One alarm of a scheme. States in states.py; every step of it is a `Ring` or an `Answer`, with its time.

    kind: "concern" (something urgent), "test" (asked for by staff, or by the clock once a term), "drill" (by machine, daily).
    rung: how many steps of the ladder have been rung. next_at: when the clock looks at it again; None once nothing more comes.
    day: of a drill its day, of a test by the clock the first day of its term; there is one for each.
    """

    append_only = True
    append_only_except = ("state", "rung", "next_at", "ended_at")

    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default="ringing")
    concern = models.ForeignKey(Concern, null=True, on_delete=models.PROTECT, related_name="+")
    rung = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    day = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "kind", "day"], name="alarm_day_once"),)
        indexes = (
            models.Index(fields=["state", "next_at"], name="alarm_due"),
            models.Index(fields=["scheme", "kind", "created_at"], name="alarm_scheme"),
        )


class Ring(SchemeRow):
    """One way on which one person was told, with the letter or the text that carried it. `person` is None for a drill."""

    append_only = True

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="rings")
    rung = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(Text, null=True, on_delete=models.PROTECT, related_name="+")


class Answer(SchemeRow):
    """Somebody says that they have it. `how`: "link" (letter or text), "page" (signed in), "record" (in the concern)."""

    append_only = True

    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["alarm", "person"], name="answer_once"),)


class Rota(SchemeRow):
    """Who answers when. Without a row: Monday to Friday, nine to five, the safeguarding lead; nobody outside.

    days: of the week, 0 is Monday. outside: who answers outside these hours: "", "lead" or "deputy" (the post, so that
    cover by absences counts).
    """

    days = models.JSONField(default=list)
    begins = models.TimeField(default=time(9))
    ends = models.TimeField(default=time(17))
    outside = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme"], name="rota_once"),)


class Closed(SchemeRow):
    """Days on which the scheme is closed, both counted, such as the school holidays."""

    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="closed_in_order"),
        )
