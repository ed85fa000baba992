"""Reasons a co-ordinator can read: one plain sentence for each thing found."""

from __future__ import annotations

from collections.abc import Sequence

from ithaca.screening.types import CONTACT, Action, Finding

FAILED = "The screening could not finish, so a person must read this message first."
TOO_LONG = "The message is longer than 10,000 characters, so a person must read it first."
_NOUN = {
    "PHONE": "a telephone number",
    "EMAIL": "an e-mail address",
    "ADDRESS": "a postal address",
    "POSTCODE": "a full postcode",
    "HANDLE": "a user name",
    "URL": "a link",
}
_HOW = {
    "plain": "It contains {noun}.",
    "disguised": "It seems to contain {noun} written so that it is hard to recognise.",
    "split": "Together with earlier messages it seems to make up {noun}.",
}
_MEANING = {
    "OFFENSIVE": "It contains swearing, abuse or discrimination.",
    "OFFPLATFORM": "It asks or invites the other person to talk somewhere else, or asks for contact details.",
    "MEET": "It may be about meeting alone, a lift or a visit.",
    "MONEY": "It may be about money, gifts or paid favours between the two.",
    "SEXUAL": "It contains a sexual or romantic remark or approach.",
    "GROOMING": "It shows a sign of grooming: secrecy, isolation, asking for pictures, flattery, probing or pressure.",
    "SELFHARM": "It may be about self-harm, suicide or an eating disorder.",
    "DISCLOSURE": "It may say that somebody is being hurt, neglected, forced or exploited.",
}
_THREAT = "It contains a threat, or urges somebody to harm themselves."
LIKE = "Its wording is like that of messages that needed a person to read them first."
_CUSTOM = "It contains a word or pattern this scheme added ({rule})."


def every_sentence() -> frozenset[str]:
    """The closed table of whole sentences the engine itself can give: what a reader's catalogue must know.

    Beside these it gives only the meaning sentences ending ", in disguised or divided words.", the decision of a person
    (`corrected`) and the name of a scheme's own rule.
    """
    contact = {how.format(noun=noun) for how in _HOW.values() for noun in _NOUN.values()}
    return frozenset(contact | set(_MEANING.values()) | {FAILED, TOO_LONG, LIKE, _THREAT})


def corrected(action: Action) -> str:
    """The reason given when a person decided about the same words before."""
    return f"A person decided before that these same words get: {action}."


def explain(findings: Sequence[Finding], actions: Sequence[Action]) -> tuple[str, ...]:
    """One sentence for each kind of finding that changed what happens, strongest first, none twice."""
    order = {"urgent": 0, "hold": 1, "redact": 2, "allow": 3}
    pairs = sorted(zip(findings, actions, strict=True), key=lambda pair: order[pair[1]])
    sentences = [_sentence(finding) for finding, action in pairs if action != "allow"]
    return tuple(dict.fromkeys(sentences))


def _sentence(finding: Finding) -> str:
    if finding.rule.startswith("custom/"):
        return _CUSTOM.format(rule=finding.rule.removeprefix("custom/"))
    if finding.rule == "likeness":
        return LIKE
    if finding.threat:
        return _THREAT
    if finding.type in CONTACT:
        return _HOW[finding.disguise].format(noun=_NOUN[finding.type])
    sentence = _MEANING[finding.type]
    return sentence if finding.disguise == "plain" else f"{sentence[:-1]}, in disguised or divided words."
