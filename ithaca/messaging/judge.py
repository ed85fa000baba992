"""What the scheme's policy says about some words: the screening engine, asked for these two people."""

from __future__ import annotations

from datetime import date
from typing import Any

from ithaca.mentorships.models import Mentorship
from ithaca.messaging.models import Message
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.screening import AllowList, Policy, Span, Speaker, Verdict, redacted, screen
from ithaca.screening.types import CONTACT, AgeBand

#: Words, not spans: how much of a person's earlier words the engine sees.
EARLIER = 5


def band(person: Person, on: date) -> AgeBand:
    """The engine's age band; who is not known to be older is a child."""
    age = person.age_on(on)
    if age is None or age < 16:
        return "child"
    return "16-19" if age < 18 else "adult"


def policy_for(pair: Mentorship, on: date) -> Policy:
    """The scheme's policy, or a stricter one if either of the two is younger than the scheme supposes."""
    bands = {band(pair.mentor.person, on), band(pair.mentee.person, on)}
    wanted = pair.scheme.arrangements.message_policy
    if "child" in bands:
        return Policy.named("children")
    if "16-19" in bands and wanted == "adults":
        return Policy.named("16-19")
    return Policy.named(wanted)


def judge(*, pair: Mentorship, sender: Participant, body: str, on: date) -> Verdict:
    """The verdict on `body`, in the light of the sender's last delivered messages. Never raises; a failure is a hold."""
    mine = Message.objects.filter(mentorship=pair, sender=sender, state="delivered").order_by("-sent_at", "-pk")
    context = tuple(reversed(list(mine.values_list("original", flat=True)[:EARLIER])))
    speaker = Speaker(role="mentor" if sender.role == "mentor" else "mentee", age_band=band(sender.person, on))
    return screen(body, context=context, speaker=speaker, policy=policy_for(pair, on), allow=_published(pair))


def _published(pair: Mentorship) -> AllowList:
    """The scheme's and the school's own contacts may be given out (MSG-25)."""
    organisation, school = pair.scheme.organisation, pair.mentee.person.school
    numbers = [organisation.contact_phone, *([school.contact_phone, school.lead_phone] if school else [])]
    emails = [organisation.contact_email, *([school.contact_email] if school else [])]
    return AllowList.of(numbers=[n for n in numbers if n], emails=[e for e in emails if e])


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
