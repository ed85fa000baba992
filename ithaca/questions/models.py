"""Forms built of questions that a co-ordinator edits (REC-05, REC-06)."""

from __future__ import annotations

from django.db import models

from ithaca.schemes.models import SchemeRow


class Form(SchemeRow):
    """The questions for one purpose: "mentor" or "mentee" application. One form a purpose."""

    purpose = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "purpose"], name="form_purpose_once"),)


class Question(SchemeRow):
    """One question. `kind`: text, long, name, date, email, phone, number, choice, choices, yes_no, list.

    `key` names the answer in profiles and exports; keys of the standard vocabulary (given_name, date_of_birth, email,
    interests, ...) fill the person's record.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=40)
    label = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True, default="")
    kind = models.CharField(max_length=10, default="text")
    choices = models.JSONField(default=list)
    required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["form", "key"], name="question_key_once"),)
        ordering = ("position", "pk")
