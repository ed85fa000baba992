"""The engine: from words and speaker to a verdict. Anything that goes wrong inside means hold."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ithaca.screening.allow import AllowList
from ithaca.screening.custom import CustomRules, fingerprint
from ithaca.screening.detect import detect
from ithaca.screening.made_of import engine_digest
from ithaca.screening.policy import Policy
from ithaca.screening.reasons import FAILED, TOO_LONG, corrected, explain
from ithaca.screening.types import ACTIONS, HARD, MAX_LENGTH, THREAT, Action, Finding, Speaker, Verdict, strongest

logger = logging.getLogger("ithaca.screening")
CODE_VERSION = "1.1"
_NO_ALLOW = AllowList()
_NO_CUSTOM = CustomRules()


@lru_cache(maxsize=1)
def engine_version() -> str:
    """The edition and a digest of code, data and libraries: equal versions give equal findings."""
    return f"{CODE_VERSION}+{engine_digest()}"


def screen(
    text: str,
    *,
    context: Sequence[str] = (),
    speaker: Speaker | None = None,
    policy: Policy | None = None,
    allow: AllowList | None = None,
    custom: CustomRules | None = None,
    corrections: Mapping[str, Action] | None = None,
    found: Sequence[Finding] | None = None,
) -> Verdict:
    """What happens to `text`, and why.

    `context` is up to five earlier messages of the same sender, oldest first. Without a speaker a mentee who is a
    child is assumed, without a policy the children's. `custom` adds a scheme's own words and patterns; `corrections`
    maps fingerprints (`custom.fingerprint`) to the action a person decided for the same words. `found` is what this very
    version has found in the same words of the same speaker beside the same context, if it is known. Never raises: a
    message that cannot be screened, or is longer than 10,000 characters, is held with a reason.
    """
    try:
        speaker = speaker or Speaker()
        policy = policy or Policy.named("children")
        if found is None and len(text) <= MAX_LENGTH:
            found = detect(text, list(context), speaker, allow or _NO_ALLOW)
        return _judge(text, found or (), speaker, policy, custom or _NO_CUSTOM, corrections or {})
    except Exception as problem:  # noqa: BLE001  # whatever breaks, a person must read the message
        # The type alone: a traceback or an exception's text could carry the message into a log.
        logger.error("screening failed with %s; the message is held", type(problem).__name__)
        return _failed(policy)


def warm_up() -> None:
    """Read now what the first message would wait two or three seconds for. Call it when a process starts."""
    screen("Ring 020 7946 0000")  # words, the model and the tables of telephone numbers; an empty message reads none


def _failed(policy: Policy | None) -> Verdict:
    """The verdict when screening broke. Says nothing about the message, so that it cannot break again."""
    version = policy.version if isinstance(policy, Policy) else "unknown"
    return Verdict("hold", (), (FAILED,), f"{CODE_VERSION}+failed", version, failed=True)


def _judge(
    text: str,
    found: Sequence[Finding],
    speaker: Speaker,
    policy: Policy,
    custom: CustomRules,
    corrections: Mapping[str, Action],
) -> Verdict:
    if len(text) > MAX_LENGTH:
        return Verdict("hold", (), (TOO_LONG,), engine_version(), policy.version)
    findings = _tidy([*found, *custom.find(text)])
    spans = tuple(sorted({finding.span for finding in findings}))
    actions = [_action(finding, policy, speaker) for finding in findings]
    action = strongest([*actions, *custom.actions(findings)])
    reasons = explain(findings, actions)
    known = corrections.get(fingerprint(text, speaker)) if corrections else None
    if known in ACTIONS and known != action and _may_correct(known, action, findings):
        action, reasons = known, (*reasons, corrected(known))
    return Verdict(action, spans, reasons, engine_version(), policy.version, tuple(findings))


def _may_correct(known: Action, action: Action, findings: Iterable[Finding]) -> bool:
    """True if a person's decision about the same words may stand in place of the engine's.

    Making it stricter always may. Nothing makes it laxer where the safeguarding lead would be told, where a hard class
    was found, or where the words make up something only together with earlier messages.
    """
    if ACTIONS.index(known) > ACTIONS.index(action):
        return True
    hard = any(item.type in HARD or item.threat or item.disguise == "split" for item in findings)
    return action != "urgent" and not hard


def _action(finding: Finding, policy: Policy, speaker: Speaker) -> Action:
    kind = THREAT if finding.threat and finding.type == "OFFENSIVE" else finding.type
    action = policy.action(kind, finding.disguise, speaker)
    # A likeness that is not sure is a guess: it may ask for a person, not raise an alarm.
    return "hold" if finding.rule == "likeness" and action == "urgent" else action


def _tidy(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in reading order, those inside a longer one of the same class left out."""
    kept: list[Finding] = []
    reach: dict[tuple[str, bool], int] = {}
    for finding in sorted(findings, key=lambda f: (f.start, -f.end, f.type, f.rule)):
        kind = (finding.type, finding.threat)
        if finding.end > max(reach.get(kind, 0), 0 if finding.threat else reach.get((finding.type, True), 0)):
            kept.append(finding)
            reach[kind] = finding.end
    return kept
