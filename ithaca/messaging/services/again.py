"""A stored message put to the engine again, with what it was asked with on its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.messaging.hooks import OwnWords
from ithaca.messaging.judge import EARLIER, Question, band, bands_of, policy_under
from ithaca.messaging.models import Message
from ithaca.schemes.models import Scheme
from ithaca.screening import AllowList, CustomRules, Policy, Speaker, fingerprint, screen
from ithaca.screening.types import Action

WORKER = job("messaging.again")


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


@dataclass(frozen=True, slots=True)
class Other:
    """A message that comes out otherwise than on its day."""

    message: Message
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What messages are screened under this time: a policy with its switches, the scheme's own words, the corrections."""

    policy: str
    switches: tuple[str, ...]
    rules: CustomRules
    corrections: Mapping[str, Action]


def pairs_after(scheme: Scheme, place: int, messages: int) -> list[Mentorship]:
    """The next pairs with messages behind the key `place`, until they hold at least so many messages together."""
    rows = Message.objects.filter(scheme=scheme, mentorship__gt=place).order_by("mentorship_id")
    keys = dict.fromkeys(rows.values_list("mentorship_id", flat=True)[:messages])
    pairs = pairs_visible_to(WORKER).filter(scheme=scheme, pk__in=keys).order_by("pk")
    return list(pairs.select_related("mentor__person", "mentee__person", "scheme"))


def stored_count(scheme: Scheme) -> int:
    """How many messages of the scheme there are to screen again."""
    return int(Message.objects.filter(scheme=scheme).count())


def again(pairs: Sequence[Mentorship], terms: Terms) -> Iterator[tuple[int, Other | None]]:
    """Each message of the pairs screened under `terms`: 1 and the difference, if there is one. Writes nothing.

    A message whose words have gone with their time is passed over.
    """
    allowed: dict[tuple[str, ...], AllowList] = {}
    policies: dict[frozenset[str], Policy] = {}
    for pair in pairs:
        texts: dict[str, str] = {}
        lately: dict[int, list[str]] = {}
        rows = Message.objects.filter(mentorship=pair).select_related("sender__person").order_by("sent_at", "pk")
        for message in rows.iterator(chunk_size=2_000):
            own = lately.setdefault(message.sender_id, [])
            kept = message.judged
            earlier = [texts[key] for key in kept["context"] if key in texts] if kept else own[-EARLIER:]
            texts[message.public_id] = message.delivered_text
            if message.state in ("delivered", "frozen"):
                own.append(message.delivered_text)
                del own[:-EARLIER]
            if not message.original:
                yield 1, None
                continue
            bands = bands_of(pair, timezone.localdate(message.sent_at))
            if bands not in policies:
                policies[bands] = policy_under(bands, terms.policy, terms.switches)
            known = (*kept.get("numbers", ()), "|", *kept.get("emails", ()))
            if known not in allowed:
                allowed[known] = AllowList.of(numbers=kept.get("numbers", ()), emails=kept.get("emails", ()))
            verdict = screen(
                message.original,
                context=earlier,
                speaker=speaker_of(message),
                policy=policies[bands],
                allow=allowed[known],
                custom=terms.rules,
                corrections=terms.corrections,
            )
            same = verdict.action == message.action
            yield 1, None if same else Other(message, message.action, verdict.action)
