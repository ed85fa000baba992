"""Messages without names, taken out for evaluation by a named person with a reason (MSG-26)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships.selectors import agreed_to_evaluation, pairs_with
from ithaca.messaging import rules
from ithaca.messaging.models import Message, Taking
from ithaca.messaging.nameless import known_words, without_details
from ithaca.messaging.selectors import ABOUT
from ithaca.messaging.services.read import LONGEST_REASON, SHORTEST_REASON, require_reader
from ithaca.organisations.selectors import partners_visible_to, people_visible_to
from ithaca.safeguarding.selectors import refs_of_concerns
from ithaca.schemes.models import Scheme
from ithaca.sheets import write_csv

#: Fewer pairs than this could be told apart by what they write about.
LEAST_PAIRS = 5
#: What one file holds at most: it is made while somebody waits.
MOST_MESSAGES = 2_000


@service
def take_for_evaluation(
    *, scheme: Scheme, first_day: date, last_day: date, reason: str, by: Actor, at: datetime
) -> tuple[Taking, bytes]:
    """A table of what pairs wrote on these days, without names and details; the taking is kept and logged first.

    Only delivered messages of pairs who both signed that their words may serve evaluation; none that became a concern, is
    evidence, or is the reader's own. Pairs have numbers that are new in every file, and days are counted from a pair's
    beginning. Raises NotNow while the scheme has not switched this on, and for too few pairs or too many messages.
    """
    rules.evaluate.require(by=by)
    reader = require_reader(scheme=scheme, by=by, at=at)
    reason = reason.strip()
    _check(scheme, first_day, last_day, reason)
    rows = list(_messages(scheme, first_day, last_day, by))
    pairs = {row.mentorship_id for row in rows}
    if len(pairs) < LEAST_PAIRS:
        says = _(
            "Only %(n)s pairs wrote in these days and agreed to this. With fewer than %(least)s they could be told apart."
        )
        raise NotNow(says % {"n": len(pairs), "least": LEAST_PAIRS})
    if len(rows) > MOST_MESSAGES:
        raise NotNow(_("There are more than %(most)s messages. Choose fewer days.") % {"most": MOST_MESSAGES})
    lines = _lines(rows, known_words(_names(scheme)))
    content = write_csv(lines, [_("Pair"), _("Day since the pair began"), _("Who"), _("Words")])
    taking: Taking = Taking.objects.create(
        scheme=scheme,
        taken_by=reader,
        reason=reason,
        first_day=first_day,
        last_day=last_day,
        pairs=len(pairs),
        messages=len(lines),
        left_out=len(rows) - len(lines),
        digest=hashlib.sha256(content).hexdigest(),
        created_at=at,
    )
    data = {"pairs": taking.pairs, "messages": taking.messages, "left_out": taking.left_out, "file": taking.digest}
    record(name="messaging.taken_for_evaluation", by=by, at=at, about=taking, data=data)
    return taking, content


def _check(scheme: Scheme, first_day: date, last_day: date, reason: str) -> None:
    if not scheme.arrangements.words_for_evaluation:
        raise NotNow(_("This scheme has not switched on that messages may serve evaluation."))
    if last_day < first_day:
        raise NotNow(_("The last day is before the first day."))
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise NotNow(_("Say in a sentence or two what the messages are for."))


def _messages(scheme: Scheme, first_day: date, last_day: date, by: Actor) -> Iterable[Message]:
    rows = Message.objects.filter(
        scheme=scheme, state="delivered", sent_at__date__gte=first_day, sent_at__date__lte=last_day
    )
    rows = rows.filter(mentorship__in=agreed_to_evaluation(scheme)).exclude(original="")
    rows = rows.exclude(mentorship__in=pairs_with(by).values("pk"))
    worried = [ref.removeprefix(ABOUT) for ref in refs_of_concerns(scheme) if ref.startswith(ABOUT)]
    rows = (
        rows.exclude(public_id__in=worried)
        .select_related("mentorship", "sender")
        .order_by("mentorship", "sent_at", "pk")
    )
    return list(rows[: MOST_MESSAGES + 1])


def _names(scheme: Scheme) -> Iterable[str]:
    """Everybody and every school, employer and partner that the organisation knows."""
    clerk = job("messaging.evaluation")
    people = people_visible_to(clerk).filter(organisation=scheme.organisation_id)
    for given, family in people.values_list("given_name", "family_name"):
        yield f"{given} {family}"
    yield from partners_visible_to(clerk).filter(organisation=scheme.organisation_id).values_list("name", flat=True)
    yield from (scheme.name, scheme.organisation.name)


def _lines(rows: Iterable[Message], known: frozenset[str]) -> list[list[Any]]:
    """One line a message: the pair's number, the day since it began, who speaks, the words. Pairs stand in no order."""
    numbers: dict[int, str] = {}
    found = []
    for row in rows:
        number = numbers.setdefault(row.mentorship_id, secrets.token_hex(3))
        words = without_details(row.delivered_text, known)
        if words is not None:
            begun = timezone.localdate(row.mentorship.opened_at or row.mentorship.created_at)
            found.append([number, (timezone.localdate(row.sent_at) - begun).days, row.sender.role, words])
    return sorted(found, key=lambda line: line[0])
