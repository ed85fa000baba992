"""A decision replayed: what was decided, what the same question brings today, and what the scheme's rules of today say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.messaging.models import Message
from ithaca.messaging.services.again import Answer, as_asked_then, as_asked_today, as_decided, mark_of
from ithaca.messaging.services.read import require_reader
from ithaca.moderation import rules
from ithaca.moderation.selectors import correction_for, rules_in_force, rules_named


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was decided `then`, the same question asked `again` (None if its policy is not known any more), and `now`."""

    then: Answer
    again: Answer | None
    now: Answer

    @property
    def same(self) -> bool:
        """True if nothing comes out otherwise."""
        return {self.then.action} == {answer.action for answer in (self.again, self.now) if answer is not None}


@service
def replay_decision(*, message: Message, by: Actor, at: datetime) -> Replayed:
    """Ask again what was asked on the message's day: with all that was known then, and with the scheme's policy, words and
    corrections of today. Nothing is changed; that somebody looked is recorded. Raises NotAllowed for who may not read it."""
    rules.correct.require(by=by, of=None)
    require_reader(scheme=message.scheme, by=by, at=at)
    then, scheme = as_decided(message), message.scheme
    again = as_asked_then(message, rules_named(scheme, message.judged.get("words", ())))
    now = as_asked_today(message, rules_in_force(scheme).rules, correction_for(scheme, mark_of(message)))
    record(name="moderation.replayed", by=by, at=at, about=message)
    return Replayed(then, again, now)
