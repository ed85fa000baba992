"""Reading suggestions and offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.consents.selectors import missing_consents
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.todo import Todo
from ithaca.matching import chosen, follow
from ithaca.matching.models import Exemption, HandChange, Proposal, Run
from ithaca.matching.rules import MATCHERS
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import former_pairs, free_capacity, mentees_in_pairs
from ithaca.organisations.selectors import agreements_in_force
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import RUNNING as SCHEME_RUNNING
from ithaca.training.selectors import missing_training
from ithaca.vetting.selectors import missing_vetting

WITH_PEOPLE = ("scheme__organisation", "mentor__person__employer", "mentee__person__school")


def ready_mentors(mentors: list[Participant], scheme: Scheme, *, on: date, with_children: bool) -> set[int]:
    """Keys of the mentors to whom an offer may be made: checks and training complete, supplier's agreement in force."""
    people = [mentor.person for mentor in mentors]
    near_children = dict.fromkeys((person.pk for person in people), with_children)
    vetting = missing_vetting(people, arrangements=scheme.arrangements, on=on, with_children=near_children)
    training = missing_training(mentors, on=on)
    suppliers = {p.supplied_by_id for p in people if p.supplied_by_id}
    in_force = agreements_in_force(suppliers, on)
    return {
        mentor.pk
        for mentor in mentors
        if not vetting.get(mentor.person_id)
        and not training.get(mentor.pk)
        and (mentor.person.supplied_by_id is None or mentor.person.supplied_by_id in in_force)
    }


def taking_part(scheme: Scheme) -> list[Participant]:
    """Everybody who takes part in the scheme now, on both sides."""
    everyone = participants_visible_to(job("matching")).filter(scheme=scheme, state__in=TAKING_PART)
    return list(everyone.select_related("person"))


def count_not_ready(scheme: Scheme, *, on: date) -> int:
    """How many mentors take part to whom no offer may be made yet, because checks or training are missing."""
    mentors = list(
        participants_visible_to(job("matching"))
        .filter(scheme=scheme, role="mentor", state="joined")
        .select_related("person__supplied_by", "scheme__organisation")
    )
    ready = ready_mentors(mentors, scheme, on=on, with_children=scheme.arrangements.mentees_may_be_children)
    return len(mentors) - len(ready)


def permission_words(scheme: Scheme, rows: Iterable[Proposal], *, on: date) -> dict[int, str]:
    """By mentee key what is missing of the permission that a suggested pair must wait for, in a sentence; one query."""
    mentees = [row.mentee for row in rows]
    for mentee in mentees:
        mentee.scheme = scheme  # known already
    answers = missing_consents(mentees, arrangements=scheme.arrangements, on=on)
    return {key: str(missing[0].sentence) for key, missing in answers.items() if missing}


def proposals_visible_to(by: Actor) -> QuerySet[Proposal]:
    """Suggestions and offers: all for matchers; to the two, and to the school of the pupil, only what was offered."""
    rows: QuerySet[Proposal] = Proposal.objects.select_related(*WITH_PEOPLE)
    if by.kind == "job" or by.holds(*MATCHERS):
        return rows
    mine = Q(mentor__in=by.ids_as(Role.MENTOR)) | Q(mentee__in=by.ids_as(Role.MENTEE))
    mine |= Q(mentee__person__school__in=by.ids_as(Role.SCHOOL_CONTACT))
    return rows.filter(mine, state__in=("offered", "accepted", "declined", "lapsed"))


def runs_visible_to(by: Actor) -> QuerySet[Run]:
    """The matching runs of the open scheme, for matchers, newest first."""
    rows: QuerySet[Run] = Run.objects.order_by("-pk")
    return rows if by.kind == "job" or by.holds(*MATCHERS) else rows.none()


def last_run(scheme: Scheme) -> Run | None:
    """The newest run of the scheme, or None."""
    return Run.objects.filter(scheme=scheme).order_by("-pk").first()


def last_run_id(scheme: Scheme) -> str:
    """The public id of the newest run, "" if there is none; what a run holds can be large and is not read."""
    return Run.objects.filter(scheme=scheme).order_by("-pk").values_list("public_id", flat=True).first() or ""


def parted_pairs(scheme: Scheme) -> set[tuple[int, int]]:
    """(mentee, mentor) keys of those somebody said are not to be put together, unless it was taken back since."""
    rows = HandChange.objects.filter(scheme=scheme, kind__in=("part", "allow")).order_by("pk")
    last = {(mentee, mentor): kind for mentee, mentor, kind in rows.values_list("mentee_id", "mentor_id", "kind")}
    return {pair for pair, kind in last.items() if kind == "part"}


def tried_pairs(scheme: Scheme) -> set[tuple[int, int]]:
    """(mentee, mentor) keys of those who were asked about each other or were a pair before: a person decides about them."""
    asked = Proposal.objects.filter(scheme=scheme, state__in=("dropped", "lapsed"), offered_at__isnull=False)
    return {*asked.values_list("mentee_id", "mentor_id"), *former_pairs(scheme)}


def places_left(scheme: Scheme, room: Mapping[int, int], *, without: Participant | None = None) -> dict[int, int]:
    """Places of mentors that no open suggestion uses, by participant key; that of `without` (a mentee) is not counted."""
    rows = Proposal.objects.filter(scheme=scheme, state="proposed").exclude(mentee=without)
    used = Counter(rows.values_list("mentor_id", flat=True))
    return {key: places - used[key] for key, places in room.items()}


def places_now(mentors: list[Participant]) -> dict[int, int]:
    """Free places of these mentors, open offers counted as taken, by participant key."""
    asked = Counter(Proposal.objects.filter(mentor__in=mentors, state="offered").values_list("mentor_id", flat=True))
    return {key: places - asked[key] for key, places in free_capacity(mentors).items()}


def suggested_elsewhere(scheme: Scheme, mentee: Participant) -> set[int]:
    """Keys of the mentors whose every free place has a suggestion for somebody else than this mentee."""
    rows = Proposal.objects.filter(scheme=scheme, state="proposed").exclude(mentee=mentee).select_related("mentor")
    mentors = list({row.mentor_id: row.mentor for row in rows}.values())
    return {key for key, left in places_left(scheme, places_now(mentors), without=mentee).items() if left < 1}


def schemes_that_suggest() -> list[tuple[int, int]]:
    """(organisation, scheme) keys of running schemes that have asked for suggestions; looks across, so open no scope."""
    rows = Run.objects.filter(scheme__state__in=SCHEME_RUNNING)
    return list(rows.values_list("scheme__organisation_id", "scheme_id").distinct().order_by("scheme_id"))


def changes_of(run: Run) -> QuerySet[HandChange]:
    """What was changed by hand after this run and before the next, newest first."""
    rows: QuerySet[HandChange] = HandChange.objects.filter(run=run)
    return rows.select_related("mentee__person", "mentor__person", "other__person", "changed_by").order_by("-pk")


def left_over(run: Run | None) -> dict[str, str]:
    """Why somebody has no suggestion, by public id: as the run said, and as changes by hand have left it since."""
    if run is None:
        return {}
    found = dict(run.result.get("left") or {})
    for left in HandChange.objects.filter(run=run).order_by("pk").values_list("left", flat=True):
        found |= left
    return found


def exemptions_visible_to(by: Actor) -> QuerySet[Exemption]:
    """Exceptions to a rule, asked and signed, for matchers and safeguarding leads, those that wait first."""
    rows: QuerySet[Exemption] = Exemption.objects.select_related(*WITH_PEOPLE, "asked_by", "signed_by")
    if by.kind != "job" and not by.holds(*MATCHERS, *LEADS):
        return rows.none()
    return rows.order_by("signed_at", "created_at", "pk")


def waiting_mentees(scheme: Scheme) -> QuerySet[Participant]:
    """Mentees who have joined and have neither a pair nor an open offer, who has waited longest first (MATCH-19)."""
    offered = Proposal.objects.filter(scheme=scheme, state="offered").values("mentee")
    everyone = participants_visible_to(job("matching")).filter(scheme=scheme, role="mentee", state="joined")
    free = everyone.exclude(pk__in=offered).exclude(pk__in=mentees_in_pairs(scheme))
    return free.order_by("joined_on", "pk")


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """For the two: an offer to answer. For matchers: suggestions to decide, who waits. For leads: exceptions to sign."""
    found = _offers_to_answer(by, at)
    if by.holds(*LEADS):
        waiting = exemptions_visible_to(by).filter(scheme=scheme, signed_at=None).exclude(asked_by__in=by.person_ids)
        words, group = _("An exception to a rule waits for your signature"), _("Exceptions")
        found += [Todo(1, row.created_at, words, group, _("Decide"), "matching:exemptions") for row in waiting]
    if by.holds(*MATCHERS):
        found += _for_matchers(scheme)
    return [*found, *follow.todo(by=by, scheme=scheme, at=at), *chosen.todo(by=by, scheme=scheme, at=at)]


def schemes_with_offers(*, on: date) -> list[tuple[int, int]]:
    """(organisation, scheme) keys in which an offer is near its last day or past it; looks across, so open no scope."""
    rows = Proposal.objects.filter(state="offered", answer_by__lte=on + timedelta(days=4))
    return list(rows.values_list("scheme__organisation_id", "scheme_id").distinct().order_by("scheme_id"))


def proposal_of(pair: Mentorship) -> Proposal | None:
    """The proposal a pair came from, with both people; None for a pair that was brought in."""
    if not pair.proposal:
        return None
    rows: QuerySet[Proposal] = Proposal.objects.select_related(*WITH_PEOPLE, "run", "approved_by", "scheme")
    return rows.filter(public_id=pair.proposal, mentor=pair.mentor_id, mentee=pair.mentee_id).first()


def _offers_to_answer(by: Actor, at: datetime) -> list[Todo]:
    if not by.ids_as(Role.MENTOR, Role.MENTEE, Role.SCHOOL_CONTACT):
        return []
    mentor = Q(mentor__in=by.ids_as(Role.MENTOR), mentor_accepted_at=None)
    mentee = Q(mentee__in=by.ids_as(Role.MENTEE), mentee_accepted_at=None)
    school = Q(mentee__person__school__in=by.ids_as(Role.SCHOOL_CONTACT), mentee_accepted_at=None)
    rows = Proposal.objects.filter(mentor | mentee | school, state="offered").order_by("offered_at", "pk")[:50]
    words = _("Somebody has been suggested for you") if not by.holds(Role.SCHOOL_CONTACT) else _("A pupil has an offer")
    return [
        Todo(1, row.offered_at or at, words, _("Suggestions"), _("See it"), "matching:see_offer",
             (("proposal", row.public_id),))
        for row in rows
    ]  # fmt: skip


def _for_matchers(scheme: Scheme) -> list[Todo]:
    waiting = waiting_mentees(scheme).exclude(pk__in=chosen.who_choose(scheme))
    open_rows = Proposal.objects.filter(scheme=scheme, state="proposed")
    suggested, oldest = open_rows.aggregate(n=Count("pk"), since=Min("created_at")).values()
    if suggested:
        words = ngettext("%(n)d suggestion to decide", "%(n)d suggestions to decide", suggested) % {"n": suggested}
        return [Todo(1, oldest, words, _("Suggestions"), _("Decide"), "matching:board")]
    number, since = waiting.aggregate(n=Count("pk"), since=Min("created_at")).values()
    if number:
        words = ngettext("%(n)d person waits for a mentor", "%(n)d people wait for a mentor", number)
        return [Todo(2, since, words % {"n": number}, _("Waiting"), _("Find mentors"), "matching:board")]
    return []
