"""Courses and who completed them (TRN-01, TRN-07, TRN-12)."""

from __future__ import annotations

from django.db import models

from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow


class Course(SchemeRow):
    """Training for mentors or preparation for mentees. A compulsory one opens the gate only when completed."""

    name = models.CharField(max_length=120)
    for_role = models.CharField(max_length=10)
    compulsory = models.BooleanField(default=True)
    minutes = models.PositiveIntegerField(null=True)
    covers = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "name", "for_role"], name="course_once"),)


class Attendance(SchemeRow):
    """One participant and one course. States in states.py; `reason` is why a completion was last taken back."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="attendances")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="attendances")
    state = models.CharField(max_length=12, default="booked")
    attended_on = models.DateField(null=True)
    minutes = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["course", "participant"], name="attendance_once"),)
        indexes = (models.Index(fields=["scheme", "course", "state", "participant"], name="attendance_done"),)
