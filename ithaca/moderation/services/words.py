"""The scheme's own words and patterns: tried on the last messages first, then added, and ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.messaging.selectors import latest_of
from ithaca.messaging.services.read import require_reader
from ithaca.moderation import rules
from ithaca.moderation.models import AddedRule, Trial
from ithaca.schemes.models import Scheme
from ithaca.screening import MEANING, CustomRule, PatternError, would_have_caught

LOOKED_THROUGH = 1_000
MOST_RULES, LONGEST = 200, 500
#: What somebody has just seen holds for so long; then it is tried again.
SEEN_FOR = timedelta(hours=1)


def checked(text: str, form: str, kind: str) -> CustomRule:
    """The rule as the engine takes it. Raises NotNow with one sentence for a word or pattern that cannot be used."""
    if form not in ("word", "pattern") or kind not in MEANING:
        raise NotNow(_("Choose what it is and what it is about."))
    if not text.strip():
        raise NotNow(_("Enter a word or a pattern."))
    if len(text) > LONGEST:
        raise NotNow(_("That is too long: 500 characters at most."))
    try:
        return CustomRule(text.strip(), kind, "pattern" if form == "pattern" else "word")
    except PatternError as problem:
        if problem.unseen:
            sentence = _("Ithaca cannot look for a sign like this alone as a word. Choose “A pattern” to look for it.")
            raise NotNow(sentence) from problem
        if not problem.why:
            raise NotNow(_("This would stop every message, even an empty one. Make it narrower.")) from problem
        sentence = _("This pattern cannot be read: %(why)s. Look at its brackets and stars, or enter a plain word.")
        raise NotNow(sentence % {"why": problem.why}) from problem


@service
def try_rule(*, scheme: Scheme, text: str, form: str, kind: str, by: Actor, at: datetime) -> Trial:
    """What it would have caught in the scheme's last 1,000 messages, as counts; no word of them comes back. That they were
    looked through, by whom and for what is kept, so that nobody searches what pairs write unseen."""
    rules.words.require(by=by, of=None)
    reader = require_reader(scheme=scheme, by=by, at=at)
    rule = checked(text, form, kind)
    rows = list(latest_of(scheme, by, LOOKED_THROUGH))
    found = would_have_caught(rule, (row.original for row in rows))
    writers = [rows[number].sender.role for number in {number for number, _start, _end in found.hits}]
    row: Trial = Trial.objects.create(
        scheme=scheme,
        text=rule.text,
        form=form,
        kind=kind,
        seen=found.seen,
        caught=found.count,
        mentors=sum(role == "mentor" for role in writers),
        places=len(found.hits),
        tried_by=reader,
        created_at=at,
    )
    record(name="moderation.tried", by=by, at=at, about=row, data={"seen": found.seen, "caught": found.count})
    return row


@service
def add_rule(*, scheme: Scheme, text: str, form: str, kind: str, by: Actor, at: datetime) -> AddedRule:
    """Add a word or pattern: from now on a message with it waits at least. Raises NotNow unless this person has just seen
    what it would have caught, and for one that stands already."""
    rules.words.require(by=by, of=None)
    reader = require_reader(scheme=scheme, by=by, at=at)
    rule = checked(text, form, kind)
    tried = Trial.objects.filter(
        scheme=scheme, text=rule.text, form=form, tried_by=reader, created_at__gt=at - SEEN_FOR, created_at__lte=at
    )
    last = tried.order_by("-pk").first()
    if last is None:
        raise NotNow(_("Look first at what it would have caught."))
    standing = AddedRule.objects.filter(scheme=scheme, ended_at=None)
    if standing.filter(text=rule.text, form=form).exists():
        raise NotNow(_("This stands in the list already."))
    if standing.count() >= MOST_RULES:
        raise NotNow(_("There are 200 words and patterns already. End one first."))
    row: AddedRule = AddedRule.objects.create(
        scheme=scheme,
        text=rule.text,
        form=form,
        kind=kind,
        seen=last.seen,
        caught=last.caught,
        added_by=reader,
        created_at=at,
    )
    record(name="moderation.word_added", by=by, at=at, about=row, data={"form": form, "kind": kind})
    return row


@service
def end_rule(*, rule: AddedRule, by: Actor, at: datetime) -> None:
    """Seek it no longer. Raises NotNow if it has ended already."""
    rules.words.require(by=by, of=rule)
    if AddedRule.objects.filter(pk=rule.pk, ended_at=None).update(ended_at=at, ended_by_id=by.person_id) != 1:
        raise NotNow(_("This was ended already."))
    record(name="moderation.word_ended", by=by, at=at, about=rule)
