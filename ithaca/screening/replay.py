"""Stored decisions: kept with their versions, replayed, and screened again when engine, policy or lists change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ithaca.screening.allow import AllowList
from ithaca.screening.custom import CustomRules
from ithaca.screening.engine import screen
from ithaca.screening.policy import Policy
from ithaca.screening.types import Action, Span, Speaker, Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """What must be stored with a message so that its screening can be repeated."""

    text: str
    context: tuple[str, ...]
    speaker: Speaker
    action: Action
    spans: tuple[Span, ...]
    reasons: tuple[str, ...]
    engine_version: str
    policy_version: str

    @staticmethod
    def of(text: str, context: Iterable[str], speaker: Speaker, verdict: Verdict) -> Decision:
        """The decision a verdict stands for."""
        versions = (verdict.engine_version, verdict.policy_version)
        return Decision(text, tuple(context), speaker, verdict.action, verdict.spans, verdict.reasons, *versions)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; `Decision.from_dict` reads them back."""
        return {
            "text": self.text,
            "context": list(self.context),
            "role": self.speaker.role,
            "age_band": self.speaker.age_band,
            "action": self.action,
            "spans": [list(span) for span in self.spans],
            "reasons": list(self.reasons),
            "engine_version": self.engine_version,
            "policy_version": self.policy_version,
        }

    @staticmethod
    def from_dict(raw: Mapping[str, Any]) -> Decision:
        """A decision from what `as_dict` gave; KeyError or ValueError if a field is missing or wrong."""
        return Decision(
            raw["text"],
            tuple(raw["context"]),
            Speaker(raw["role"], raw["age_band"]),
            raw["action"],
            tuple(Span(*span) for span in raw["spans"]),
            tuple(raw["reasons"]),
            raw["engine_version"],
            raw["policy_version"],
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """One decision that comes out otherwise now. `number` counts the decisions given, from 0."""

    number: int
    before: Decision
    after: Verdict

    @property
    def stricter(self) -> bool:
        """True if the new action protects more than the old one."""
        order = ("allow", "redact", "hold", "urgent")
        return order.index(self.after.action) > order.index(self.before.action)


def replay(decision: Decision, *, allow: AllowList | None = None, custom: CustomRules | None = None) -> Verdict:
    """Screen a stored decision again under the policy it was made under.

    With the same engine version and the same lists the verdict is the same. KeyError if its policy is not known here.
    """
    policy = Policy.by_version(decision.policy_version)
    return screen(
        decision.text, context=decision.context, speaker=decision.speaker, policy=policy, allow=allow, custom=custom
    )


def rescreen(
    decisions: Iterable[Decision],
    *,
    policy: Policy | None = None,
    allow: AllowList | None = None,
    custom: CustomRules | None = None,
    corrections: Mapping[str, Action] | None = None,
) -> Iterator[Difference]:
    """The decisions that would come out otherwise with this engine, policy and lists, one at a time.

    Without `policy` each is screened under its own. Nothing is stored: the caller shows the differences first.
    """
    for number, decision in enumerate(decisions):
        verdict = screen(
            decision.text,
            context=decision.context,
            speaker=decision.speaker,
            policy=policy or Policy.by_version(decision.policy_version),
            allow=allow,
            custom=custom,
            corrections=corrections,
        )
        if (verdict.action, verdict.spans) != (decision.action, decision.spans):
            yield Difference(number, decision, verdict)
