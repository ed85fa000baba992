"""What the scheme's policy says about some words: the screening engine, asked for these two people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ithaca.mentorships.models import Mentorship
from ithaca.messaging import hooks
from ithaca.messaging.hooks import OwnWords
from ithaca.messaging.models import Message
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.screening import AllowList, Policy, Span, Speaker, Verdict, fingerprint, redacted, role_of, screen
from ithaca.screening.types import CONTACT, Action, AgeBand

#: Words, not spans: how much of a person's earlier words the engine sees.
EARLIER = 5


def band(person: Person, on: date) -> AgeBand:
    """The engine's age band; who is not known to be older is a child."""
    age = person.age_on(on)
    if age is None or age < 16:
        return "child"
    return "16-19" if age < 18 else "adult"


def policy_for(pair: Mentorship, on: date) -> Policy:
    """The scheme's policy with its switches, or a stricter one if either of the two is younger than the scheme supposes.

    The stricter one stands as it comes: switches that were set for older people loosen nothing for a child.
    """
    arrangements = pair.scheme.arrangements
    return policy_under(bands_of(pair, on), arrangements.message_policy, arrangements.message_switches)


def bands_of(pair: Mentorship, on: date) -> frozenset[AgeBand]:
    """The age bands of the two on a day."""
    return frozenset({band(pair.mentor.person, on), band(pair.mentee.person, on)})


def policy_under(bands: frozenset[AgeBand], wanted: str, switches: Iterable[str]) -> Policy:
    """The policy for two people of these age bands in a scheme that wants `wanted` with `switches`."""
    if "child" in bands and wanted != "children":
        return Policy.named("children")
    if "16-19" in bands and wanted == "adults":
        return Policy.named("16-19")
    return switched(wanted, switches)


def switched(name: str, switches: Iterable[str]) -> Policy:
    """The named policy with "key=on" and "key=off" laid over it.

    A switch it does not know, or that may not be off, is left as the policy has it: what protects stays on.
    """
    policy = Policy.named(name)
    known = {sentence.key: sentence.locked for sentence in policy.sentences}
    for item in switches:
        key, _equals, state = item.partition("=")
        if key in known and (state == "on" or (state == "off" and not known[key])):
            policy = policy.with_switch(key, on=state == "on")
    return policy


@dataclass(frozen=True, slots=True)
class Question:
    """Everything the engine is asked with about one message, so that the same can be asked again later.

    `earlier` are the public ids of the messages in `context`, `words` those of the scheme's own words.
    """

    body: str
    context: tuple[str, ...]
    earlier: tuple[str, ...]
    speaker: Speaker
    policy: Policy
    numbers: tuple[str, ...]
    emails: tuple[str, ...]
    own: OwnWords
    correction: Action | None

    def answer(self) -> Verdict:
        """The verdict. Never raises; a failure is a hold."""
        known: dict[str, Action] = {fingerprint(self.body, self.speaker): self.correction} if self.correction else {}
        return screen(
            self.body,
            context=self.context,
            speaker=self.speaker,
            policy=self.policy,
            allow=AllowList.of(numbers=self.numbers, emails=self.emails),
            custom=self.own.rules,
            corrections=known,
        )

    def to_json(self) -> dict[str, Any]:
        """What is kept with the message; the words themselves stand in the messages."""
        return {
            "role": self.speaker.role,
            "band": self.speaker.age_band,
            "context": list(self.earlier),
            "numbers": list(self.numbers),
            "emails": list(self.emails),
            "words": list(self.own.ids),
            "correction": self.correction or "",
        }


def question(*, pair: Mentorship, sender: Participant, body: str, on: date) -> Question:
    """What to ask the engine about `body`, in the light of the sender's last delivered messages, as they were delivered: a
    detail that was taken out of one cannot be put together with this one."""
    mine = Message.objects.filter(mentorship=pair, sender=sender, state="delivered").order_by("-sent_at", "-pk")
    earlier = list(reversed(list(mine.values_list("public_id", "delivered_text")[:EARLIER])))
    speaker = Speaker(role=role_of(sender.role), age_band=band(sender.person, on))
    numbers, emails = published(pair)
    known = hooks.corrected.ask(scheme=pair.scheme, fingerprint=fingerprint(body, speaker))
    return Question(
        body=body,
        context=tuple(words for _key, words in earlier),
        earlier=tuple(key for key, _words in earlier),
        speaker=speaker,
        policy=policy_for(pair, on),
        numbers=numbers,
        emails=emails,
        own=next(iter(hooks.own_words.ask(scheme=pair.scheme)), OwnWords()),
        correction=next((action for action in known if action is not None), None),
    )


def published(pair: Mentorship) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers and addresses of the scheme and the school, which may be given out (MSG-25)."""
    organisation, school = pair.scheme.organisation, pair.mentee.person.school
    numbers = [organisation.contact_phone, *([school.contact_phone, school.lead_phone] if school else [])]
    emails = [organisation.contact_email, *([school.contact_email] if school else [])]
    return tuple(n for n in numbers if n), tuple(e for e in emails if e)


def spans_to_json(verdict: Verdict) -> list[list[Any]]:
    """Spans as the database keeps them: [start, end, type] in characters of the original."""
    return [[span.start, span.end, span.type] for span in verdict.spans]


def without_details(message: Message) -> str:
    """The message with the contact details removed, as the decision of its day found them."""
    verdict = Verdict(
        action="hold",
        spans=tuple(Span(start, end, kind) for start, end, kind in message.spans),
        reasons=(),
        engine_version=message.engine_version,
        policy_version=message.policy_version,
    )
    return redacted(message.original, verdict, types=CONTACT)
