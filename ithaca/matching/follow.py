"""After the start: what waits for an answer, and what the pair's page shows of it. Reads only."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.todo import Todo
from ithaca.matching import rules
from ithaca.matching.models import Fit, Trial
from ithaca.matching.questions import in_a_sentence
from ithaca.mentorships.hooks import PairPart
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import schemes_with_young_pairs, side_of
from ithaca.mentorships.states import RUNNING
from ithaca.schemes.models import Scheme

READERS = (Role.COORDINATOR, Role.DEPUTY, *sorted(LEADS))
#: Without contact so far the question after a trial is put so long after the start.
TRIAL_DAYS = timedelta(days=14)
_PEOPLE = ("participant__person", "mentorship__mentor__person", "mentorship__mentee__person", "scheme__organisation")


def fits_visible_to(by: Actor) -> QuerySet[Fit]:
    """The questions this actor may answer: one's own, a co-ordinator's all, a school's those of its pupils."""
    rows: QuerySet[Fit] = Fit.objects.select_related(*_PEOPLE)
    if by.kind == "job" or by.holds(Role.COORDINATOR):
        return rows
    mine = Q(participant__in=by.ids_as(*rules.SIDES))
    mine |= Q(participant__role="mentee", participant__person__school__in=by.ids_as(Role.SCHOOL_CONTACT))
    return rows.filter(mine)


def answers_visible_to(by: Actor, pair: Mentorship) -> list[Fit]:
    """What both sides of a pair were asked and said, the mentee first; nothing for anybody but those who look after it."""
    if not by.holds(*READERS):
        return []
    rows = Fit.objects.filter(mentorship=pair).select_related("participant__person", "seen_by")
    return sorted(rows, key=lambda fit: fit.participant.role, reverse=True)


def trial_of(pair: Mentorship) -> Trial | None:
    """The open trial of a running pair, or None."""
    if pair.state not in RUNNING:
        return None
    return Trial.objects.filter(mentorship=pair, settled_at=None).select_related("mentorship").first()


def said_after_trial(trial: Trial, role: str) -> str:
    """What this side has said: "yes", "no" or ""."""
    return trial.mentor_says if role == "mentor" else trial.mentee_says


def pair_parts(pair: Mentorship, by: Actor) -> list[PairPart]:
    """Buttons for the two while something waits for them; for staff what both said, in a sentence."""
    side, args = side_of(pair, by), (("pair", pair.public_id),)
    if side is not None:
        found = []
        trial = trial_of(pair)
        if trial is not None and not said_after_trial(trial, side.role):
            found.append(PairPart(_("After the trial"), page="matching:after_trial", page_args=args, position=40))
        fit = Fit.objects.filter(mentorship=pair, participant=side, answered_at=None).first()
        if fit is not None:
            own = (("fit", fit.public_id),)
            found.append(PairPart(_("Five questions"), page="matching:fit", page_args=own, position=45))
        return found
    return _for_staff(pair, by, args)


def _for_staff(pair: Mentorship, by: Actor, args: tuple[tuple[str, str], ...]) -> list[PairPart]:
    fits = answers_visible_to(by, pair)
    found = []
    if fits:
        found.append(PairPart(_("How it fits"), value=in_a_sentence(fits), position=60))
    if any(fit.answered_at for fit in fits):
        found.append(PairPart(_("Five questions"), page="matching:fit_result", page_args=args, position=60))
    trial = trial_of(pair)
    if trial is not None and by.holds(*READERS):
        said = sum(bool(says) for says in (trial.mentor_says, trial.mentee_says))
        words = _("%(n)d of 2 have said that they want to go on") % {"n": said}
        found.append(PairPart(_("Trial"), value=words, position=55))
    return found


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """For the two: the question after a trial, the five questions. For those who look after pairs: worrying answers."""
    found = _of_the_two(by, at) if by.ids_as(*rules.SIDES) else []
    if by.holds(*READERS):
        found += _worrying(scheme)
    return found


def _of_the_two(by: Actor, at: datetime) -> list[Todo]:
    own, found = by.ids_as(*rules.SIDES), []
    for fit in Fit.objects.filter(participant__in=own, answered_at=None, mentorship__state__in=RUNNING).order_by("pk"):
        words, args = _("Five short questions: is it going well?"), (("fit", fit.public_id),)
        found.append(Todo(2, fit.created_at, words, _("Your pair"), _("Answer"), "matching:fit", args))
    return found + _trials(by, at)


def _trials(by: Actor, at: datetime) -> list[Todo]:
    """After the first contact, or two weeks without one, the two are asked whether they want to go on."""
    mine = Q(mentorship__mentor__in=by.ids_as(Role.MENTOR), mentor_says="")
    mine |= Q(mentorship__mentee__in=by.ids_as(Role.MENTEE), mentee_says="")
    met = Q(mentorship__last_contact_at__gt=F("mentorship__opened_at")) | Q(mentorship__opened_at__lte=at - TRIAL_DAYS)
    rows = Trial.objects.filter(mine, met, settled_at=None, mentorship__state__in=RUNNING).select_related("mentorship")
    words = _("Your trial: would you like to go on?")
    return [
        Todo(1, trial.created_at, words, _("Your pair"), _("Answer"), "matching:after_trial",
             (("pair", trial.mentorship.public_id),))
        for trial in rows.order_by("pk")
    ]  # fmt: skip


def _worrying(scheme: Scheme) -> list[Todo]:
    unseen = Fit.objects.filter(scheme=scheme, worrying=True, seen_at=None)
    if not unseen.exists():  # mostly so, and cheaper to ask than the rows with everybody's names
        return []
    rows = unseen.filter(mentorship__state__in=RUNNING).select_related(*_PEOPLE)
    found = {}
    for fit in rows.order_by("answered_at", "pk"):
        if fit.mentorship_id not in found:
            words = _("How a new pair fits. %(said)s") % {"said": in_a_sentence([fit])}
            args = (("pair", fit.mentorship.public_id),)
            found[fit.mentorship_id] = Todo(
                1, fit.answered_at, words, _("Pairs that ask for help"), _("Look"), "matching:fit_result", args
            )
    return list(found.values())


def schemes_to_ask(*, at: datetime) -> list[tuple[int, int]]:
    """(organisation, scheme) keys with a running pair that opened in the last half year; open no scope."""
    return schemes_with_young_pairs(since=at - timedelta(days=180))
