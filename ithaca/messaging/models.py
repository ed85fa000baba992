"""What pairs write. The original is kept untouched; what the other side sees is worked out from it (MSG-03, MSG-06)."""

from __future__ import annotations

from django.db import models

from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow

_HELD = """NOT EXISTS (
    SELECT 1 FROM "privacy_hold" h WHERE h."lifted_at" IS NULL AND h."scheme_id" = OLD."scheme_id" AND h."subject" IN (
        SELECT m."public_id" FROM "mentorships_mentorship" m WHERE m."id" = OLD."mentorship_id"
        UNION ALL
        SELECT p."public_id" FROM "organisations_person" p
        JOIN "participants_participant" q ON q."person_id" = p."id"
        JOIN "mentorships_mentorship" m ON q."id" IN (m."mentor_id", m."mentee_id")
        WHERE m."id" = OLD."mentorship_id"))"""
#: The least number of years is the archive's own (MSG-06, DP-02); a scheme may keep messages longer.
OLD_AND_NOT_HELD = {
    "sqlite": f"""OLD."sent_at" < datetime('now', '-8 years') AND {_HELD}""",
    "postgresql": f"""OLD."sent_at" < now() - interval '8 years' AND {_HELD}""",
}


class Message(SchemeRow):
    """One message. States in states.py. `original` never changes; `delivered_text` is what the other side reads.

    Releasing an urgent one takes two people: `proposed_by` and `decided_by` (SG-20). `salt` is what the audit log's seal of
    the original is made with (seal.py); it goes with the words, and then the seal leads back to nothing.
    """

    append_only = True
    #: The archive: words go once they are eight years old, in a run that is written down, and never while something
    #: holds them (MSG-06). The database itself sees to it.
    emptied = ("original", "spans", "reasons", "salt")
    emptied_only_if = OLD_AND_NOT_HELD
    append_only_except = (
        "state",
        "delivered_text",
        "delivered_at",
        "read_at",
        "proposed_by_id",
        "proposed_at",
        "decided_by_id",
        "decided_at",
        "return_reason",
        "frozen_at",
    )

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="messages")
    sender = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    original = models.TextField()
    state = models.CharField(max_length=10, default="submitted")
    delivered_text = models.TextField(blank=True, default="")
    action = models.CharField(max_length=8)
    spans = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    engine_version = models.CharField(max_length=40)
    policy_version = models.CharField(max_length=200)
    #: What else the engine was asked with (see judge.Question), so that the decision can be replayed.
    judged = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True, default="")
    frozen_at = models.DateTimeField(null=True)
    salt = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["mentorship", "sent_at"], name="message_thread"),
            models.Index(fields=["mentorship", "state", "read_at"], name="message_seen"),
            models.Index(
                fields=["scheme", "state", "sent_at"], condition=models.Q(delivered_at=None), name="message_held"
            ),
            models.Index(
                fields=["scheme", "decided_at"], condition=models.Q(decided_by__isnull=False), name="message_decided"
            ),
        )


class Draft(SchemeRow):
    """What somebody has typed and not sent yet, kept so that nothing is lost."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentorship", "participant"], name="draft_once"),)


class Opening(SchemeRow):
    """A thread opened by somebody who is not one of the two, with the reason typed first (CONF-08, MSG-21)."""

    append_only = True
    emptied = ("reason",)

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="openings")
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    opened_as = models.CharField(max_length=30)
    reason = models.TextField()


class Chase(SchemeRow):
    """A held message has waited so many hours of the scheme's working time, and the people who decide were reminded."""

    append_only = True

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="chases")
    hours = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message", "hours"], name="chase_once"),)


class Taking(SchemeRow):
    """Messages without names, taken out of the platform for evaluation: who did, why, which days, how many (MSG-26)."""

    append_only = True
    emptied = ("reason",)

    taken_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    first_day = models.DateField()
    last_day = models.DateField()
    pairs = models.PositiveIntegerField()
    messages = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
