"""Reading pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.todo import Todo, shown
from ithaca.mentorships.models import LastWord, Mentorship, Pause, Review, RulesVersion, Signature
from ithaca.mentorships.seen import Seen as Seen
from ithaca.mentorships.seen import age_band as age_band
from ithaca.mentorships.seen import interests_of as interests_of
from ithaca.mentorships.seen import seen_by_other as seen_by_other
from ithaca.mentorships.states import OPEN, RUNNING, EndCause
from ithaca.mentorships.wording import words_of
from ithaca.organisations.selectors import own_people
from ithaca.participants.models import Participant
from ithaca.participants.selectors import gone_from, participants_visible_to
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import RUNNING as SCHEME_RUNNING
from ithaca.ui.words import full_day

CLERK = job("mentorships.pairs")
WITH_PEOPLE = (
    "scheme__organisation",
    "mentor__person__supplied_by",
    "mentor__person__employer",
    "mentee__person__school",
)

#: What a line about a pair on Today needs: two relations and six columns instead of eight relations with every column.
WITH_NAMES = ("mentor__person", "mentee__person")
FOR_A_LINE = (
    "public_id",
    "last_contact_at",
    "planned_end",
    *(f"{side}__person__{name}" for side in ("mentor", "mentee") for name in ("given_name", "family_name")),
)

#: How long before its planned end a pair is named for its ending (END-05).
WIND_DOWN_NOTICE = timedelta(days=28)


def pairs_visible_to(by: Actor) -> QuerySet[Mentorship]:
    """The pairs this actor may see in the open scheme: staff all; mentor and mentee their own; a parent their child's;
    a school contact those of the school's pupils; a partner contact those of the mentors it supplies."""
    rows: QuerySet[Mentorship] = Mentorship.objects.select_related(*WITH_PEOPLE)
    if by.kind == "job" or by.holds(Role.COORDINATOR, Role.DEPUTY, *LEADS):
        return rows
    mine = Q(mentor__in=by.ids_as(Role.MENTOR)) | Q(mentee__in=by.ids_as(Role.MENTEE))
    mine |= Q(mentee__in=by.ids_as(Role.PARENT))
    mine |= Q(mentee__person__school__in=by.ids_as(Role.SCHOOL_CONTACT))
    mine |= Q(mentor__person__supplied_by__in=by.ids_as(Role.PARTNER_CONTACT))
    return rows.filter(mine)


def pair_visible_to(by: Actor, public_id: str) -> Mentorship | None:
    """The pair of that public id, or None if there is none that this actor may see."""
    return pairs_visible_to(by).filter(public_id=public_id).first()


def names_of_pairs(keys: Iterable[int]) -> set[str]:
    """The public ids of pairs, by their keys; no scope decides. For what must not be touched."""
    return set(Mentorship._base_manager.filter(pk__in=list(keys)).values_list("public_id", flat=True))


def own_pairs(by: Actor) -> QuerySet[Mentorship]:
    """The pairs in which this actor is the mentor or the mentee."""
    as_mentor, as_mentee = by.ids_as(Role.MENTOR), by.ids_as(Role.MENTEE)
    rows: QuerySet[Mentorship] = Mentorship.objects.select_related(*WITH_PEOPLE)
    if not as_mentor and not as_mentee:
        return rows.none()
    return rows.filter(Q(mentor__in=as_mentor) | Q(mentee__in=as_mentee))


def pairs_with(by: Actor) -> QuerySet[Mentorship]:
    """The pairs this actor is in under whatever name or role acted in: what staff may not decide about themselves."""
    # Where they take part is asked first: staff mostly nowhere, and every pair need not be held against them.
    places = participants_visible_to(CLERK).filter(person__in=own_people(by).order_by().values("pk"))
    sides = list(places.values_list("pk", flat=True))
    rows: QuerySet[Mentorship] = Mentorship.objects.all()
    return rows.filter(Q(mentor__in=sides) | Q(mentee__in=sides)) if sides else rows.none()


def agreed_to_evaluation(scheme: Scheme) -> list[int]:
    """Keys of the pairs whose two sides both signed, last, rules that say their words may serve evaluation (MSG-26)."""
    rows = Signature.objects.filter(mentorship__scheme=scheme).order_by("pk")
    last = {(row.mentorship_id, row.participant_id): row for row in rows.select_related("rules", "mentorship")}
    agreed = {side for side, row in last.items() if "evaluation" in row.rules.rules}
    pairs = {row.mentorship for row in last.values()}
    return sorted(pair.pk for pair in pairs if {(pair.pk, pair.mentor_id), (pair.pk, pair.mentee_id)} <= agreed)


def has_child(pair: Mentorship, on: date) -> bool:
    """True if either of the two is under 18, or not known to be older."""
    return pair.mentor.person.is_child_on(on) or pair.mentee.person.is_child_on(on)


def side_of(pair: Mentorship, by: Actor) -> Participant | None:
    """The participant this actor is in the pair, or None."""
    if pair.mentor_id in by.ids_as(Role.MENTOR):
        return pair.mentor
    if pair.mentee_id in by.ids_as(Role.MENTEE):
        return pair.mentee
    return None


def quiet_pairs(scheme: Scheme, *, at: datetime) -> QuerySet[Mentorship]:
    """Running pairs without contact for longer than the scheme allows, the quietest first (MON-01, END-04)."""
    since = at - timedelta(days=scheme.arrangements.quiet_after_days)
    rows: QuerySet[Mentorship] = Mentorship.objects.filter(scheme=scheme, state__in=RUNNING, last_contact_at__lt=since)
    return rows.select_related(*WITH_PEOPLE).order_by("last_contact_at", "pk")


def running_pairs(scheme: Scheme) -> QuerySet[Mentorship]:
    """The pairs of a scheme whose contact has begun and not ended, with their people."""
    rows: QuerySet[Mentorship] = Mentorship.objects.filter(scheme=scheme, state__in=RUNNING)
    return rows.select_related(*WITH_PEOPLE).order_by("pk")


def unsuited_pairs(scheme: Scheme) -> set[tuple[int, int]]:
    """(mentee, mentor) keys of pairs that ended because the two did not suit, or after a concern (END-02)."""
    causes = (EndCause.MISMATCH, EndCause.TRIAL, EndCause.CONDUCT, EndCause.ROLE_CONFLICT)
    rows = Mentorship.objects.filter(scheme=scheme, state="ended", end_cause__in=causes)
    return set(rows.values_list("mentee_id", "mentor_id"))


def former_pairs(scheme: Scheme) -> set[tuple[int, int]]:
    """(mentee, mentor) keys of pairs that have ended, whatever the cause."""
    rows = Mentorship.objects.filter(scheme=scheme, state="ended")
    return set(rows.values_list("mentee_id", "mentor_id"))


def schemes_with_gated_pairs() -> list[tuple[int, int]]:
    """(organisation, scheme) keys of running schemes in which a pair waits to open; looks across, so open no scope."""
    rows = Mentorship.objects.filter(state="gated", scheme__state__in=SCHEME_RUNNING)
    return list(rows.values_list("scheme__organisation_id", "scheme_id").distinct().order_by("scheme_id"))


def schemes_with_young_pairs(*, since: datetime) -> list[tuple[int, int]]:
    """(organisation, scheme) keys in which a running pair opened since then; looks across, so open no scope."""
    rows = Mentorship.objects.filter(state="active", opened_at__gte=since, scheme__state__in=SCHEME_RUNNING)
    return list(rows.values_list("scheme__organisation_id", "scheme_id").distinct().order_by("scheme_id"))


def free_capacity(mentors: Iterable[Participant]) -> dict[int, int]:
    """How many more mentees each mentor can take, by participant key (MATCH-12); never below nought."""
    mentors = list(mentors)
    taken = Counter(
        Mentorship.objects.filter(mentor__in=[m.pk for m in mentors], state__in=OPEN).values_list(
            "mentor_id", flat=True
        )
    )
    return {m.pk: max(0, m.capacity - taken[m.pk]) for m in mentors}


def mentees_in_pairs(scheme: Scheme) -> QuerySet[Mentorship, int]:
    """Keys of mentees who have an open pair, as a queryset: to loop over, or to ask the database about."""
    return Mentorship.objects.filter(scheme=scheme, state__in=OPEN).values_list("mentee_id", flat=True)


def open_pauses_of(pair: Mentorship) -> QuerySet[Pause]:
    """The pauses that stop this pair now, as a queryset: of the scheme, the pair, or either person."""
    people = [pair.mentor.person_id, pair.mentee.person_id]
    these = Q(participant__person__in=people) | Q(mentorship=pair) | Q(participant=None, mentorship=None)
    found: QuerySet[Pause] = Pause.objects.filter(these, scheme=pair.scheme_id, lifted_at=None)
    return found


def pauses_visible_to(by: Actor) -> QuerySet[Pause]:
    """The pauses of the open scheme, for staff: whom they stop, who paused and why. None on the reader's own pairs: why somebody
    was paused is told to them by a person (SG-13), and nobody lifts what protects others from themself."""
    rows: QuerySet[Pause] = Pause.objects.select_related(
        "scheme__organisation",
        "participant__person",
        "mentorship__mentor__person",
        "mentorship__mentee__person",
        "paused_by",
        "lifted_by",
    )
    if by.kind == "job":
        return rows
    if not by.holds(Role.COORDINATOR, Role.DEPUTY, *LEADS):
        return rows.none()
    own = pairs_with(by)
    sides = [*own.values_list("mentor_id", flat=True), *own.values_list("mentee_id", flat=True)]
    theirs = Q(mentorship__in=own.values("pk")) | Q(participant__in=sides)
    theirs |= Q(participant__person__in=[person.pk for person in own_people(by)])
    return rows.exclude(pk__in=Pause.objects.filter(theirs).values("pk"))


def rules_now(scheme: Scheme) -> tuple[int | None, dict[str, Any]]:
    """The version number (None before the first pair) and the words two people sign now."""
    latest = RulesVersion.objects.filter(scheme=scheme).order_by("-version").first()
    words = words_of(scheme)
    return (latest.version if latest is not None and latest.rules == words else None), words


def signatures_of(pair: Mentorship) -> list[Signature]:
    """Both sides' signatures, the newest first, with the version each was given to."""
    rows = Signature.objects.filter(mentorship=pair).select_related("rules", "participant__person")
    return list(rows.order_by("-pk"))


def has_signed(pair: Mentorship, side: Participant) -> bool:
    """True if this side has signed the rules as they stand now."""
    version, _words = rules_now(pair.scheme)
    return any(s.participant_id == side.pk and s.rules.version == version for s in signatures_of(pair))


def reviews_of(pair: Mentorship, by: Actor) -> list[Review]:
    """When it was said that the pair is not working, and what came of it; for staff only, newest first."""
    if not by.holds(Role.COORDINATOR, Role.DEPUTY, *LEADS):
        return []
    return list(Review.objects.filter(mentorship=pair).select_related("asked_by", "answered_by").order_by("-pk"))


def last_words_visible_to(by: Actor, pair: Mentorship) -> list[LastWord]:
    """The last words: both for staff, the own one for each side."""
    rows = LastWord.objects.filter(mentorship=pair).select_related("participant__person").order_by("pk")
    if by.holds(Role.COORDINATOR, Role.DEPUTY, *LEADS):
        return list(rows)
    return list(rows.filter(participant__in=by.ids_as(Role.MENTOR, Role.MENTEE)))


def pairs_ending(scheme: Scheme, *, on: date) -> QuerySet[Mentorship]:
    """Running pairs whose planned end is near or past and for which no ending has begun, the first to end first."""
    rows: QuerySet[Mentorship] = Mentorship.objects.filter(
        scheme=scheme, state="active", planned_end__lte=on + WIND_DOWN_NOTICE
    )
    return rows.select_related(*WITH_PEOPLE).order_by("planned_end", "pk")


def pauses_of_person(participant: Participant) -> QuerySet[Pause]:
    """The pauses on this person that are not lifted, in whichever role, the newest first."""
    rows: QuerySet[Pause] = Pause.objects.filter(participant__person=participant.person_id, lifted_at=None)
    return rows.filter(scheme=participant.scheme_id).order_by("-created_at")


def scheme_pauses(scheme: Scheme) -> QuerySet[Pause]:
    """The pauses on the whole scheme that are not lifted."""
    rows: QuerySet[Pause] = Pause.objects.filter(scheme=scheme, participant=None, mentorship=None, lifted_at=None)
    return rows


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """For the two: rules to sign, an ending to prepare. For staff: pairs that ask for help, pairs of somebody who left,
    quiet pairs, endings that come near."""
    lines = _for_the_two(by, at)
    if by.holds(Role.COORDINATOR, Role.DEPUTY):
        lines += _for_staff(by, scheme, at)
    return lines


def _for_the_two(by: Actor, at: datetime) -> list[Todo]:
    pairs = list(own_pairs(by).filter(state__in=OPEN)) if by.holds(Role.MENTOR, Role.MENTEE) else []
    if not pairs:
        return []
    rows = Signature.objects.filter(mentorship__in=[pair.pk for pair in pairs])
    signed = set(rows.values_list("mentorship_id", "participant_id", "rules__version"))
    version = rules_now(pairs[0].scheme)[0]
    found = []
    for pair in pairs:
        side, args = side_of(pair, by), (("pair", pair.public_id),)
        if side is not None and (pair.pk, side.pk, version) not in signed:
            words = _("Read and sign the ground rules")
            found.append(Todo(1, pair.created_at, words, _("Ground rules"), _("Sign"), "mentorships:sign", args))
        if pair.state == "winding_down":
            words = _("Your time together is coming to its end")
            found.append(Todo(2, at, words, _("The ending"), _("See the list"), "mentorships:pair", args))
    return found


def _names(pair: Mentorship) -> str:
    return f"{pair.mentor.person.name} – {pair.mentee.person.name}"


def _named(rows: QuerySet[Mentorship]) -> QuerySet[Mentorship]:
    """The same pairs, read with no more of their people than the names."""
    return rows.select_related(None).select_related(*WITH_NAMES)


def _for_staff(by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    def line(
        pair: Mentorship, urgency: int, since: datetime, words: str, group: str, act: str, page: str, more: int = 0
    ) -> Todo:
        args = (("pair", pair.public_id),)
        said = words % {"names": _names(pair), "day": full_day(pair.planned_end)}
        return Todo(urgency, since, said, group, act, page, args, more)

    found = []
    rows = Mentorship.objects.filter(scheme=scheme).select_related(*WITH_NAMES)
    help_wanted = Review.objects.filter(scheme=scheme, answered_at=None).values_list("mentorship_id", "created_at")
    since = dict(help_wanted)
    if since:  # what the other side of the reader's own pair says in confidence is for somebody else
        own = set(pairs_with(by).values_list("pk", flat=True))
        since = {pair: when for pair, when in since.items() if pair not in own}
    for pair in rows.filter(pk__in=since, state="under_review").only(*FOR_A_LINE) if since else ():
        words, group = _("%(names)s: it is not working"), _("Pairs that ask for help")
        found.append(line(pair, 1, since[pair.pk], words, group, _("Look"), "mentorships:pair"))
    left = gone_from(scheme)
    gone = Q(mentor__in=left) | Q(mentee__in=left)
    for pair, more in shown(rows.filter(gone, state__in=OPEN).order_by("pk"), *FOR_A_LINE):
        words, group = _("%(names)s: one of them has left"), _("Pairs to end")
        found.append(line(pair, 1, at, words, group, _("End it well"), "mentorships:end", more))
    for pair, more in shown(_named(quiet_pairs(scheme, at=at)), *FOR_A_LINE):
        words, group, last = _("%(names)s: quiet"), _("Quiet pairs"), pair.last_contact_at or at
        found.append(line(pair, 1, last, words, group, _("Look"), "mentorships:pair", more))
    for pair, more in shown(_named(pairs_ending(scheme, on=timezone.localdate(at))), *FOR_A_LINE):
        words = _("%(names)s: to end on %(day)s")
        found.append(line(pair, 2, at, words, _("Endings"), _("Begin the ending"), "mentorships:wind_down", more))
    return found
