"""Addresses of moderation."""

from __future__ import annotations

from ithaca.kernel.doors import SCHEME, page
from ithaca.moderation import rules
from ithaca.moderation.views import corrections, policy, readings, replay, words

app_name = "moderation"
READ = SCHEME + "reading/"
SCREENING = SCHEME + "screening/"

urlpatterns = [
    page(READ, readings.readings, name="readings", rule=rules.read),
    page(READ + "minutes", readings.rate, name="rate", rule=rules.rate),
    page(READ + "<str:reading>", readings.find, name="find", rule=rules.find),
    page(SCREENING, policy.policy, name="policy", rule=rules.policy),
    page(SCREENING + "again/<str:run>", policy.rescreening, name="rescreening", rule=rules.rescreen),
    page(SCREENING + "again/<str:run>/progress", policy.progress, name="progress", rule=rules.rescreen),
    page(SCREENING + "words", words.words, name="words", rule=rules.words),
    page(SCREENING + "words/<str:word>/end", words.end, name="end_word", rule=rules.words),
    page(SCREENING + "wrong", corrections.corrections, name="corrections", rule=rules.correct),
    page(SCREENING + "wrong/<str:correction>/end", corrections.end, name="end_correction", rule=rules.correct),
    page(SCREENING + "decided/<str:message>", replay.decided, name="decided", rule=rules.correct),
    page(
        SCREENING + "opened/<str:opening>/<str:message>", replay.decided_then, name="decided_then", rule=rules.correct
    ),
    page(SCREENING + "pass/<str:message>", corrections.let_pass, name="let_pass", rule=rules.correct),
    page(SCREENING + "examples", corrections.examples, name="examples", rule=rules.blank),
    page(SCREENING + "examples/<str:correction>", corrections.blank, name="blank", rule=rules.blank),
]
