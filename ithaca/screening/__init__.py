"""The screening engine: is a message safe to deliver as written? Needs no Django and nothing else of Ithaca."""

from ithaca.screening.allow import AllowList
from ithaca.screening.custom import CustomRule, CustomRules, PatternError, Trial, fingerprint, would_have_caught
from ithaca.screening.engine import engine_version, screen
from ithaca.screening.policy import Policy, Sentence
from ithaca.screening.redaction import redacted
from ithaca.screening.replay import Decision, Difference, replay, rescreen
from ithaca.screening.types import CONTACT, MEANING, Action, Finding, Span, Speaker, Verdict

__all__ = [
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
    "engine_version",
    "fingerprint",
    "redacted",
    "replay",
    "rescreen",
    "screen",
    "would_have_caught",
]
