"""A stored message put to the engine again, with what it was asked with on its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.messaging.hooks import OwnWords
from ithaca.messaging.judge import EARLIER, Question, band, policy_for, policy_under
from ithaca.messaging.models import Message
from ithaca.messaging.words import reasons_in_words
from ithaca.schemes.models import Scheme
from ithaca.screening import AllowList, CustomRules, Policy, Speaker, engine_version, fingerprint, role_of, screen
from ithaca.screening.types import Action, AgeBand

WORKER = job("messaging.again")


def speaker_of(message: Message) -> Speaker:
    """Who wrote it, as the engine was told; worked out from the writer for messages that do not say."""
    kept = message.judged
    if kept:
        return Speaker(role=kept["role"], age_band=kept["band"])
    on = timezone.localdate(message.sent_at)
    return Speaker(role_of(message.sender.role), band(message.sender.person, on))


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


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the screening: the action, the reasons in words, and the versions that gave it."""

    action: str
    reasons: tuple[str, ...]
    engine: str
    policy: str


def as_decided(message: Message) -> Answer:
    """What was decided on the message's day."""
    reasons = tuple(reasons_in_words(message.reasons))
    return Answer(message.action, reasons, message.engine_version, message.policy_version)


def as_asked_then(message: Message, rules: CustomRules) -> Answer | None:
    """The question of that day, put to the screening of today; `rules` are the scheme's own words of that day. None if the
    policy of that day is not known any more."""
    try:
        asked = question_of(message, texts=texts_before(message), rules=rules)
    except (KeyError, ValueError):
        return None
    return _answer(replace(asked, correction=message.judged.get("correction") or None))


def as_asked_today(message: Message, rules: CustomRules, correction: Action | None) -> Answer:
    """The same words under the scheme's policy of today, with its own words and what a person decided about these."""
    policy = policy_for(message.mentorship, timezone.localdate(message.sent_at))
    asked = question_of(message, texts=texts_before(message), policy=policy, rules=rules)
    return _answer(replace(asked, correction=correction))


def _answer(question: Question) -> Answer:
    verdict = question.answer()
    reasons = tuple(reasons_in_words(verdict.reasons))
    return Answer(verdict.action, reasons, verdict.engine_version, verdict.policy_version)


def texts_before(message: Message) -> dict[str, str]:
    """The delivered words of the messages it was judged beside, by public id."""
    keys = message.judged.get("context", [])
    return dict(Message.objects.filter(public_id__in=keys).values_list("public_id", "delivered_text"))


@dataclass(frozen=True, slots=True)
class Other:
    """A message, by key, that comes out otherwise than on its day."""

    message_id: int
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


class Stored(NamedTuple):
    """What is needed of a stored message to screen it again. A million of them are read, so no more than that is."""

    pk: int
    public_id: str
    mentorship_id: int
    sender_id: int
    state: str
    action: str
    original: str
    delivered_text: str
    judged: dict[str, Any]
    sent_at: datetime
    engine_version: str
    spans: list[Any]

    def clean(self, engine: str) -> bool:
        """Has `engine`, the version in use, looked at it and found nothing? Then it finds nothing again, whatever the terms."""
        return self.engine_version == engine and self.action == "allow" and not self.spans and bool(self.judged)


def again(pairs: Sequence[Mentorship], terms: Terms) -> Iterator[tuple[int, Other | None]]:
    """Each message of the pairs screened under `terms`: 1 and the difference, if there is one. Writes nothing; one query
    for all of them. A message whose words have gone with their time is passed over."""
    rows = Message.objects.filter(mentorship__in=pairs).order_by("mentorship_id", "sent_at", "pk")
    stored = map(Stored._make, rows.values_list(*Stored._fields).iterator(chunk_size=2_000))
    by_key = {pair.pk: pair for pair in pairs}
    asking = _Asking(terms)
    for key, thread in groupby(stored, key=attrgetter("mentorship_id")):
        texts: dict[str, str] = {}
        lately: dict[int, list[str]] = {}
        for message in thread:
            own = lately.setdefault(message.sender_id, [])
            kept = message.judged
            earlier = [texts[named] for named in kept["context"] if named in texts] if kept else own[-EARLIER:]
            texts[message.public_id] = message.delivered_text
            if message.state in ("delivered", "frozen"):
                own.append(message.delivered_text)
                del own[:-EARLIER]
            after = asking.about(message, earlier, by_key[key]) if message.original else message.action
            yield 1, None if after == message.action else Other(message.pk, message.action, after)


class _Asking:
    """The engine asked about stored messages; what many of them share is worked out once."""

    def __init__(self, terms: Terms) -> None:
        self._terms, self._engine = terms, engine_version()
        self._allowed: dict[tuple[str, ...], AllowList] = {}
        self._policies: dict[frozenset[AgeBand], Policy] = {}
        self._ages: dict[tuple[int, date], tuple[frozenset[AgeBand], AgeBand, AgeBand]] = {}

    def about(self, message: Stored, earlier: Sequence[str], pair: Mentorship) -> Action:
        """The action for the message under these terms."""
        kept, on = message.judged, timezone.localdate(message.sent_at)
        bands, mentor, mentee = self._ages_of(pair, on)
        if kept:
            speaker = Speaker(role=kept["role"], age_band=kept["band"])
        else:
            speaker = Speaker("mentor", mentor) if message.sender_id == pair.mentor_id else Speaker("mentee", mentee)
        if bands not in self._policies:
            self._policies[bands] = policy_under(bands, self._terms.policy, self._terms.switches)
        numbers, emails = tuple(kept.get("numbers", ())), tuple(kept.get("emails", ()))
        known = (*numbers, "|", *emails)
        if known not in self._allowed:
            self._allowed[known] = AllowList.of(numbers=numbers, emails=emails)
        verdict = screen(
            message.original,
            context=earlier,
            speaker=speaker,
            policy=self._policies[bands],
            allow=self._allowed[known],
            custom=self._terms.rules,
            corrections=self._terms.corrections,
            found=() if message.clean(self._engine) else None,
        )
        return verdict.action

    def _ages_of(self, pair: Mentorship, on: date) -> tuple[frozenset[AgeBand], AgeBand, AgeBand]:
        """The age bands of the two on a day: both together, the mentor's, the mentee's."""
        found = self._ages.get((pair.pk, on))
        if found is None:
            mentor, mentee = band(pair.mentor.person, on), band(pair.mentee.person, on)
            found = self._ages[(pair.pk, on)] = (frozenset({mentor, mentee}), mentor, mentee)
        return found
