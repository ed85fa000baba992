"""The screening of messages for words that two people pass each other another way. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ithaca.mentorships.models import Mentorship
from ithaca.messaging.judge import question, spans_to_json
from ithaca.messaging.words import reasons_in_words
from ithaca.participants.models import Participant


@dataclass(frozen=True, slots=True)
class Screened:
    """What the screening said: the action, whether it failed, and the rest as the database keeps it."""

    action: str
    failed: bool
    spans: list[list[Any]]
    reasons: list[str]
    engine_version: str
    policy_version: str


def screened(*, pair: Mentorship, sender: Participant, body: str, on: date) -> Screened:
    """`body` under the pair's policy, as if `sender` had written it in a message. Never raises; a failure is a hold."""
    verdict = question(pair=pair, sender=sender, body=body, on=on).answer()
    spans, reasons = spans_to_json(verdict), list(verdict.reasons)
    return Screened(verdict.action, verdict.failed, spans, reasons, verdict.engine_version, verdict.policy_version)


def in_words(reasons: Iterable[str]) -> list[str]:
    """The reasons of a decision as staff read them."""
    return list(reasons_in_words(list(reasons)))
