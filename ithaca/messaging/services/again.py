"""A stored message put to the engine again, with what it was asked with on its day."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from ithaca.messaging.hooks import OwnWords
from ithaca.messaging.judge import Question, band
from ithaca.messaging.models import Message
from ithaca.screening import CustomRules, Policy, Speaker, fingerprint


def speaker_of(message: Message) -> Speaker:
    """Who wrote it, as the engine was told; worked out from the writer for messages that do not say."""
    kept = message.judged
    if kept:
        return Speaker(role=kept["role"], age_band=kept["band"])
    on = timezone.localdate(message.sent_at)
    return Speaker("mentor" if message.sender.role == "mentor" else "mentee", band(message.sender.person, on))


def mark_of(message: Message) -> str:
    """The fingerprint of its words and writer, as the engine folds them."""
    return fingerprint(message.original, speaker_of(message))


def question_of(
    message: Message, *, texts: Mapping[str, str], policy: Policy | None = None, rules: CustomRules | None = None
) -> Question:
    """What to ask about it again. `texts` gives the delivered words of the earlier messages it names, by public id;
    without `policy` it is asked under its own. KeyError if that policy is not known any more."""
    kept = message.judged
    earlier = tuple(key for key in kept.get("context", ()) if key in texts)
    return Question(
        body=message.original,
        context=tuple(texts[key] for key in earlier),
        earlier=earlier,
        speaker=speaker_of(message),
        policy=policy or Policy.by_version(message.policy_version),
        numbers=tuple(kept.get("numbers", ())),
        emails=tuple(kept.get("emails", ())),
        own=OwnWords(rules or CustomRules()),
        correction=None,
    )


def texts_before(message: Message) -> dict[str, str]:
    """The delivered words of the messages it was judged beside, by public id."""
    keys = message.judged.get("context", [])
    return dict(Message.objects.filter(public_id__in=keys).values_list("public_id", "delivered_text"))
