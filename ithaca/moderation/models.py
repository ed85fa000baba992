"""What is read of what pairs write, what the screening of a scheme is taught, and its screening done again (MSG-05)."""

from __future__ import annotations

from django.db import models

from ithaca.messaging.models import Message
from ithaca.organisations.models import Person
from ithaca.schemes.models import SchemeRow


class Reading(SchemeRow):
    """A delivered message that a person is to read, why, and what was found. States in states.py.

    `why`: "sample", "first" (one of the first three of a pair), "details" (a contact detail was taken out of it in a child's
    pair), "meeting" (they may be planning to meet or to talk elsewhere, MSG-14) or "again" (it would be stopped today).
    `drawn` says that chance chose it, whatever else did: only those count for what the sample supports.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="reading")
    why = models.CharField(max_length=8)
    drawn = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting")
    read_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["scheme", "state", "created_at"], name="reading_waiting"),)


class Rate(SchemeRow):
    """The share of messages that is drawn now, from 0 to 1: the minutes for reading over what is written in a week."""

    share = models.FloatField(default=0)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme"], name="rate_once"),)


class Removal(SchemeRow):
    """A contact detail that an adult wrote to a child and that was taken out; `concern` names what it opened."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    concern = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["scheme", "person", "created_at"], name="removal_of"),)


class AddedRule(SchemeRow):
    """A word or pattern of the scheme's own, from when it was added until it was ended; with what it would have caught."""

    append_only = True
    append_only_except = ("ended_at", "ended_by_id")

    text = models.CharField(max_length=500)
    form = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    seen = models.PositiveIntegerField(default=0)
    caught = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")


class Trial(SchemeRow):
    """That somebody tried a word or pattern on stored messages: what was tried, by whom, and the counts.

    `mentors` is how many of those caught mentors wrote, `places` in how many places of them all it was found.
    """

    append_only = True

    text = models.CharField(max_length=500)
    form = models.CharField(max_length=8)
    kind = models.CharField(max_length=12)
    seen = models.PositiveIntegerField()
    caught = models.PositiveIntegerField()
    mentors = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    tried_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")


class Correction(SchemeRow):
    """A decision marked as wrong: the same words get `action` the next time. `was` is what the engine had said."""

    append_only = True
    append_only_except = ("ended_at", "ended_by_id")

    message = models.CharField(max_length=12)
    mark = models.CharField(max_length=64)
    was = models.CharField(max_length=8)
    action = models.CharField(max_length=8)
    kinds = models.JSONField(default=list)
    marked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["scheme", "mark"], name="correction_mark"),)


class Example(SchemeRow):
    """A message blanked by a safeguarding lead so that it may leave as an example; nothing else ever does."""

    append_only = True

    correction = models.OneToOneField(Correction, on_delete=models.PROTECT, related_name="example")
    role = models.CharField(max_length=8)
    words = models.TextField()
    blanked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")


class Rescreening(SchemeRow):
    """All stored messages of a scheme screened once more, portion by portion. States in states.py.

    `switches` and `policy` are what is tried (as in the scheme's arrangements); `place` is the last pair that is done.
    The counts are of messages; nothing of it counts before a person has seen the differences.
    """

    state = models.CharField(max_length=8, default="queued")
    policy = models.CharField(max_length=10)
    switches = models.JSONField(default=list)
    engine_version = models.CharField(max_length=40, blank=True, default="")
    place = models.PositiveBigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    differ = models.PositiveIntegerField(default=0)
    claimed_by = models.CharField(max_length=16, blank=True, default="")
    claimed_until = models.DateTimeField(null=True)
    started_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)


class Difference(SchemeRow):
    """A message that would come out otherwise: the action of its day and the action now."""

    rescreening = models.ForeignKey(Rescreening, on_delete=models.CASCADE, related_name="differences")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    before = models.CharField(max_length=8)
    after = models.CharField(max_length=8)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["rescreening", "message"], name="difference_once"),)
