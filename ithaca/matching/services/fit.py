"""Asking both sides of a new pair five questions, keeping the answers, and that somebody looked at them (MATCH-07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.matching import letters, rules
from ithaca.matching.models import Fit
from ithaca.matching.questions import ANSWERS, QUESTIONS, worries
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.notices.services.send import send_letter
from ithaca.schemes.models import Scheme

#: A pair that opened longer ago than that beyond the scheme's weeks is not asked any more (switched on late).
TOO_LATE = timedelta(weeks=6)
A_PORTION = 100
LONGEST = 1_000


@service
def ask_fit(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """Ask both sides of every running pair that opened the scheme's number of weeks ago, once; returns how many people."""
    rules.ask_fit.require(by=by, of=scheme)
    weeks = scheme.arrangements.fit_after_weeks
    if not weeks:
        return 0
    due = at - timedelta(weeks=weeks)
    pairs = pairs_visible_to(by).filter(
        scheme=scheme, state="active", opened_at__lte=due, opened_at__gte=due - TOO_LATE
    )
    asked = 0
    done = Fit.objects.filter(scheme=scheme).values("mentorship_id")
    for pair in pairs.exclude(pk__in=done).order_by("pk")[:A_PORTION]:
        for side in (pair.mentor, pair.mentee):
            fit, new = Fit.objects.get_or_create(
                mentorship=pair, participant=side, defaults={"scheme": scheme, "created_at": at}
            )
            if not new:
                continue
            link = address("matching:fit", organisation=scheme.organisation, scheme=scheme, fit=fit.public_id)
            send_letter(kind=letters.FIT, to=side.person, scheme=scheme, by=by, at=at, link=link)
            record(name="matching.fit_asked", by=by, at=at, about=fit, data={"side": side.role})
            asked += 1
    return asked


@service
def answer_fit(*, fit: Fit, answers: Mapping[str, str], words: str, by: Actor, at: datetime) -> None:
    """Keep one side's five answers, once. A no, or two not sure, stand in Today of those who look after pairs.

    Raises NotNow if an answer is missing or unknown, if they were given before, or if the words are too long.
    """
    rules.answer_fit.require(by=by, of=fit)
    if set(answers) != set(QUESTIONS) or set(answers.values()) - set(ANSWERS):
        raise NotNow(_("Please answer all five."))
    if len(words) > LONGEST:
        raise NotNow(_("Please write less."))
    given = {key: answers[key] for key in QUESTIONS}
    row = Fit.objects.filter(pk=fit.pk, answered_at=None)
    if row.update(answers=given, words=words.strip(), worrying=worries(given), answered_at=at) != 1:
        raise NotNow(_("These questions are answered already. Thank you."))
    fit.refresh_from_db(fields=["answers", "words", "worrying", "answered_at"])
    record(name="matching.fit_answered", by=by, at=at, about=fit, data={"worrying": fit.worrying})


@service
def note_fit(*, mentorship: Mentorship, by: Actor, at: datetime) -> int:
    """Somebody who looks after pairs has seen the answers and sees to it; returns how many were new."""
    rules.see_fit.require(by=by, of=mentorship)
    unseen = Fit.objects.filter(mentorship=mentorship, answered_at__isnull=False, seen_at=None)
    noted: int = unseen.update(seen_at=at, seen_by_id=by.person_id)
    if noted:
        record(name="matching.fit_seen", by=by, at=at, about=mentorship)
    return noted
