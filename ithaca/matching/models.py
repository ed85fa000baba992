"""Proposals for pairs, and recorded exceptions to a rule (MATCH-01 to -14)."""

from __future__ import annotations

from django.db import models

from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow


class Run(SchemeRow):
    """One matching run: what went in, who started it, what came out."""

    state = models.CharField(max_length=10, default="running")
    inputs_hash = models.CharField(max_length=64, blank=True, default="")
    criteria = models.JSONField(default=list)
    seed = models.IntegerField(default=0)
    started_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scheme"], condition=models.Q(state="running"), name="run_one_at_a_time"),
        )


class Proposal(SchemeRow):
    """A mentor for a mentee. States in states.py; `reasons` are sentences about these two people.

    `kept`: a person wants this pair to stay while others are looked for. `outlook`: what the matcher answered when asked
    whether the two should challenge each other or strengthen what is familiar (MATCH-01). `made_by`: whose choice the pair is,
    "matcher", "mentee" or "mentor" (MATCH-09); whoever chose, `approved_by` said yes.
    """

    mentor = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, default="proposed")
    points = models.IntegerField(default=0)
    reasons = models.JSONField(default=list)
    why = models.TextField(blank=True, default="")
    why_unchanged = models.BooleanField(default=False)
    kept = models.BooleanField(default=False)
    outlook = models.CharField(max_length=10, blank=True, default="")
    made_by = models.CharField(max_length=8, default="matcher")
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    mentor_accepted_at = models.DateTimeField(null=True)
    mentee_accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mentee"], condition=models.Q(state__in=["proposed", "offered"]), name="proposal_open_once"
            ),
        )


class HandChange(SchemeRow):
    """A change of the suggestions by hand: who, why, and what it did to everybody. Kept as it was written.

    `kind` is one of by_hand.KINDS; `other` is the second mentee of a swap; `reason` one of by_hand.REASONS, `words` what
    was added to it. `moved` lists {mentee, before, after} and `left` says why somebody waits now, by public ids; `placed`
    and `points` are the differences in all.
    """

    append_only = True

    run = models.ForeignKey(Run, null=True, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10)
    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    words = models.TextField(blank=True, default="")
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    placed = models.IntegerField(default=0)
    points = models.IntegerField(default=0)
    moved = models.JSONField(default=list)
    left = models.JSONField(default=dict)


class Listing(SchemeRow):
    """Whether a mentor agreed to be found by mentees who look for one themselves (MATCH-08). No row: not asked yet."""

    mentor = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentor"], name="listing_once"),)


class Need(SchemeRow):
    """What a mentee asks of any mentor, and nobody asks why: a woman or a man, a language (MATCH-18). Empty: no matter."""

    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    mentor_gender = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=60, blank=True, default="")
    stated_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentee"], name="need_once"),)


class Assessment(SchemeRow):
    """What a matcher found out before proposing: about one person, or with an instrument about two (MATCH-10, MATCH-11).

    Dated, kept as it was written, for matchers alone. `beside` is the other of a pair, None for one person.
    """

    append_only = True
    emptied = ("words",)

    about = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    beside = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    words = models.TextField()
    happened_on = models.DateField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["scheme", "about"], name="assessment_about"),)


class Elsewhere(SchemeRow):
    """Whether a mentor agreed that other schemes on this server see them and ask them to join (DIR-04). No row: not asked."""

    mentor = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentor"], name="elsewhere_once"),)


class Invited(SchemeRow):
    """A mentor of another scheme whom this scheme asked to join, once. `listing` is the public id of their Elsewhere row."""

    listing = models.CharField(max_length=12)
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "listing"], name="invited_once"),)


class Choice(SchemeRow):
    """Somebody's own choice (MATCH-09), by `maker`.

    "mentee": among up to three a matcher picked, or of a mentor an adult found. "mentor": of an adult who waits.
    `options` are public ids of mentors. Open until `settled_at`; `proposal` is what came of it, none if nothing did.
    """

    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    maker = models.CharField(max_length=8, default="mentee")
    options = models.JSONField(default=list)
    mentor = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["mentee"], condition=models.Q(settled_at=None), name="choice_open_once"),
        )


class Fit(SchemeRow):
    """Five short questions to one side of a pair, a few weeks after its start (MATCH-07). Only staff read the answers."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    words = models.TextField(blank=True, default="")
    worrying = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentorship", "participant"], name="fit_once"),)
        indexes = (
            models.Index(
                fields=["scheme", "answered_at"], condition=models.Q(worrying=True, seen_at=None), name="fit_worrying"
            ),
        )


class Trial(SchemeRow):
    """A pair that began with a trial: what each said privately after it, "yes" or "no" (MATCH-15)."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="+")
    mentor_says = models.CharField(max_length=3, blank=True, default="")
    mentee_says = models.CharField(max_length=3, blank=True, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentorship"], name="trial_once"),)


class Exemption(SchemeRow):
    """A recorded exception to a hard rule for one pair, signed by the safeguarding lead (MATCH-04)."""

    mentor = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    nature = models.TextField()
    maturity = models.TextField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentor", "mentee", "rule"], name="exemption_once"),)
