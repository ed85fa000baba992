"""The screening engine: is a message safe to deliver as written? Needs no Django and nothing else of Ithaca."""

from ithaca.screening.allow import AllowList
from ithaca.screening.custom import CustomRule, CustomRules, PatternError, Trial, fingerprint, would_have_caught
from ithaca.screening.engine import engine_version, screen, warm_up
from ithaca.screening.policy import Policy, Sentence
from ithaca.screening.redaction import redacted
from ithaca.screening.replay import Decision, Difference, replay, rescreen
from ithaca.screening.shown import as_shown, gives_away, looked_at, must_stop, tells_of_harm
from ithaca.screening.types import ABOUT_THE_WRITER, CONTACT, MEANING, Action, Finding, Span, Speaker, Verdict, role_of

__all__ = [
    "ABOUT_THE_WRITER",
    "CONTACT",
    "MEANING",
    "Action",
    "AllowList",
    "CustomRule",
    "CustomRules",
    "Decision",
    "Difference",
    "Finding",
    "PatternError",
    "Policy",
    "Sentence",
    "Span",
    "Speaker",
    "Trial",
    "Verdict",
    "as_shown",
    "engine_version",
    "fingerprint",
    "gives_away",
    "looked_at",
    "must_stop",
    "redacted",
    "replay",
    "rescreen",
    "role_of",
    "screen",
    "tells_of_harm",
    "warm_up",
    "would_have_caught",
]
