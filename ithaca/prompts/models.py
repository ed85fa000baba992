"""Who is away when, and which reminders went out."""

from __future__ import annotations

from django.db import models

from ithaca.mentorships.models import Mentorship
from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow


class Away(SchemeRow):
    """One side of a pair says beforehand that they are away on these days, both counted (MSG-09). No words: dates say it."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="away")
    first_day = models.DateField()
    last_day = models.DateField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="away_in_order"),
        )
        indexes = (models.Index(fields=["participant", "last_day"], name="away_last_day"),)


class Gap(SchemeRow):
    """The longest time between messages that a pair agreed, in days, where the scheme leaves it to them (MSG-08)."""

    mentorship = models.OneToOneField(Mentorship, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()


class Prompt(SchemeRow):
    """A reminder that went to one side of a pair (MSG-10). It is about a task, and each is kept, so that a cap holds."""

    append_only = True

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)

    class Meta:
        indexes = (models.Index(fields=["participant", "created_at"], name="prompt_cap"),)
