"""Who is in a scheme, as mentor or mentee; who cares for a child; and dated notes about people."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import Person
from ithaca.schemes.models import SchemeRow


class Participant(SchemeRow):
    """A person as mentor or mentee in one scheme, from acceptance on. States in states.py.

    `profile` holds the answers that feed matching, by question key: text, a number or a list of words.
    `declined_groups` are groups a mentor will not work with (REC-11). `capacity` is a mentor's (REC-10).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=10, choices=[("mentor", "mentor"), ("mentee", "mentee")])
    state = models.CharField(max_length=14, default="joined")
    profile = models.JSONField(default=dict)
    declined_groups = models.JSONField(default=list)
    capacity = models.PositiveSmallIntegerField(default=1)
    introduction = models.TextField(blank=True, default="")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    rounds_waited = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "person", "role"], name="participant_once"),)
        indexes = (models.Index(fields=["scheme", "role", "state"], name="participant_role_state"),)


class Carer(SchemeRow):
    """A parent or carer of a mentee. Sees who the mentor is and the rules, never words or notes (PAR-05)."""

    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="carers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cares_for")
    relation = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentee", "person"], name="carer_once"),)


class Note(SchemeRow):
    """A dated note of a call, visit or talk, about one participant. Kept as written; a correction is a new note."""

    append_only = True
    emptied = ("words",)

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, default="call")
    happened_on = models.DateField()
    words = models.TextField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
