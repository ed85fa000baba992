"""The one gate to contact.

It answers one question: may these two be in contact now, and if not, what is missing, for whom, and whose move is it?
Messages, meetings, offers, profiles and letters all ask it, on every request. There is no second way to a child
(VET-01, MATCH-14, SG-2, SG-3). It asks each person's date of birth, never the scheme's kind: who is not known to be
grown up is a child, and a seventeen-year-old mentor is one too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents.selectors import missing_consents, written_down_by
from ithaca.cover.selectors import missing_cover
from ithaca.kernel.actor import job
from ithaca.kernel.gates import Missing
from ithaca.mentorships.models import Mentorship, Pause, RulesVersion, Signature
from ithaca.mentorships.states import OPEN, RUNNING
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import agreements_in_force
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.services.lock import lock_participants
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.models import Scheme
from ithaca.schemes.states import RUNNING as SCHEME_RUNNING
from ithaca.training.selectors import missing_training
from ithaca.vetting.selectors import missing_vetting


@dataclass(frozen=True, slots=True)
class Gate:
    """The answer. `open` is true only when nothing is missing."""

    missing: tuple[Missing, ...] = ()

    @property
    def open(self) -> bool:
        """True if the two may be in contact."""
        return not self.missing


CLOSED = Gate((Missing("mentorships.unknown", "This pair could not be looked at, so contact stays closed."),))


def may_be_in_contact(pair: Mentorship, *, at: datetime) -> Gate:
    """The gate for one pair."""
    return contact([pair], at=at).get(pair.pk, CLOSED)


def contact(pairs: Sequence[Mentorship], *, at: datetime) -> dict[int, Gate]:
    """The gate for many pairs of the open scope, by key, in a number of queries that does not grow with them."""
    lacking = what_is_missing(pairs, at=at)
    return {pair.pk: Gate((*_not_running(pair), *lacking[pair.pk])) for pair in pairs}


def what_is_missing(pairs: Sequence[Mentorship], *, at: datetime) -> dict[int, tuple[Missing, ...]]:
    """What a pair lacks before its contact may open, whatever its own state; empty when it may open."""
    on = timezone.localdate(at)
    found: dict[int, list[Missing]] = {pair.pk: [] for pair in pairs}
    by_scheme: dict[int, list[Mentorship]] = defaultdict(list)
    for pair in pairs:
        by_scheme[pair.scheme_id].append(pair)
    for group in by_scheme.values():
        _ask_rooms(group, group[0].scheme, on, found)
    _ask_own_hand([pair for pair in pairs if pair.state == "gated"], found)
    _ask_pauses(pairs, found)
    _ask_signatures(pairs, found)
    return {key: tuple(missing) for key, missing in found.items()}


def _not_running(pair: Mentorship) -> tuple[Missing, ...]:
    if pair.state in RUNNING:
        return ()
    if pair.state in OPEN:
        words = _("The pair is not open yet. It opens by itself once nothing else is missing.")
        return (Missing("mentorships.not_open", words),)
    return (Missing("mentorships.ended", _("The pair has ended.")),)


def _ask_rooms(group: list[Mentorship], scheme: Scheme, on: date, found: dict[int, list[Missing]]) -> None:
    """Scheme, people, vetting, training, permission, insurance, and the supplier's agreement."""
    arrangements = scheme.arrangements
    sides = [side for pair in group for side in (pair.mentor, pair.mentee)]
    vetting = _ask_vetting(group, scheme, on)
    training = missing_training(sides, on=on)
    consents = missing_consents(sides, arrangements=arrangements, on=on)
    everywhere = [*_scheme_missing(scheme), *missing_cover(scheme, on=on)]
    suppliers = {pair.mentor.person.supplied_by_id for pair in group} - {None}
    in_force = agreements_in_force([key for key in suppliers if key is not None], on)
    for pair in group:
        missing = found[pair.pk]
        missing += everywhere
        for side, other in _both(pair):
            missing += _taking_part(side, pair)
            if _needs_check(side, other, on):
                missing += vetting[other.person.is_child_on(on)].get(side.person_id, [])
            missing += [*training.get(side.pk, []), *consents.get(side.pk, [])]
        supplier = pair.mentor.person.supplied_by_id
        if pair.state == "gated" and supplier is not None and supplier not in in_force:
            words = _("The agreement with the organisation that supplies this mentor is not in force.")
            missing.append(Missing("mentorships.no_agreement", words, pair.mentor.person.name, _("co-ordinator")))


def _both(pair: Mentorship) -> tuple[tuple[Participant, Participant], tuple[Participant, Participant]]:
    return (pair.mentor, pair.mentee), (pair.mentee, pair.mentor)


def _needs_check(side: Participant, other: Participant, on: date) -> bool:
    """Mentors always; and a grown-up mentee whose mentor is, or may be, a child."""
    return side.role == "mentor" or (other.person.is_child_on(on) and not side.person.is_child_on(on))


def _ask_vetting(group: Iterable[Mentorship], scheme: Scheme, on: date) -> dict[bool, dict[int, list[Missing]]]:
    """By whether a child is on the other side, then by person: what vetting lacks. One person may need both answers."""
    people: dict[bool, dict[int, Person]] = {True: {}, False: {}}
    for pair in group:
        for side, other in _both(pair):
            if _needs_check(side, other, on):
                people[other.person.is_child_on(on)][side.person_id] = side.person
    return {
        child: missing_vetting(
            list(found.values()), arrangements=scheme.arrangements, on=on, with_children=dict.fromkeys(found, child)
        )
        for child, found in people.items()
    }


def _scheme_missing(scheme: Scheme) -> list[Missing]:
    if scheme.state in SCHEME_RUNNING:
        return []
    return [Missing("schemes.not_running", _("The scheme is not open."), "", _("co-ordinator"), "schemes:life")]


def _taking_part(side: Participant, pair: Mentorship) -> list[Missing]:
    if side.state not in TAKING_PART:
        move, args = _("co-ordinator"), (("pair", pair.public_id),)
        words = _("No longer takes part in the scheme.")
        return [Missing("participants.gone", words, side.person.name, move, "mentorships:end", args)]
    if side.state != "joined" and pair.state not in RUNNING:
        words = _("Takes a break, so nothing new begins.")
        return [Missing("participants.resting", words, side.person.name, _("the person"))]
    return []


def _ask_own_hand(gated: list[Mentorship], found: dict[int, list[Missing]]) -> None:
    """Nobody decides about their own pair: a yes that the mentor wrote down before it was made is written down by another."""
    hands = written_down_by([pair.mentee for pair in gated]) if gated else {}
    for pair in gated:
        hand, mentor = hands.get(pair.mentee_id), pair.mentor.person
        if hand is not None and (hand.pk == mentor.pk or hand.account_id == mentor.account_id is not None):
            words = _("The mentor wrote down this permission. Somebody else has to write it down again.")
            move, args = _("co-ordinator"), (("participant", pair.mentee.public_id),)
            found[pair.pk].append(
                Missing("consents.own_hand", words, pair.mentee.person.name, move, "consents:answer", args)
            )


def _ask_pauses(pairs: Sequence[Mentorship], found: dict[int, list[Missing]]) -> None:
    """A pause of the scheme, of the pair, or of either person (in whichever role the person was paused)."""
    people = {key for pair in pairs for key in (pair.mentor.person_id, pair.mentee.person_id)}
    these = Q(participant__person__in=people) | Q(mentorship__in=[pair.pk for pair in pairs])
    these |= Q(participant=None, mentorship=None)
    rows = Pause.objects.filter(these, lifted_at=None)
    paused = set(rows.values_list("scheme_id", "participant__person_id", "mentorship_id"))
    for pair in pairs:
        people_of = (None, pair.mentor.person_id, pair.mentee.person_id)
        where = {(pair.scheme_id, None, pair.pk), *((pair.scheme_id, person, None) for person in people_of)}
        if not paused.isdisjoint(where):
            words, move = _("Contact is paused."), _("co-ordinator")
            found[pair.pk].append(Missing("mentorships.paused", words, "", move, "mentorships:pauses"))


def _ask_signatures(pairs: Sequence[Mentorship], found: dict[int, list[Missing]]) -> None:
    """Both sides sign the ground rules before contact opens; a pair that runs has signed the version of its day (REL-03)."""
    current = _current_rules({pair.scheme_id for pair in pairs})
    signed: dict[tuple[int, int], set[int]] = defaultdict(set)
    rows = Signature.objects.filter(mentorship__in=[pair.pk for pair in pairs])
    for pair_id, participant_id, rules_id in rows.values_list("mentorship_id", "participant_id", "rules_id"):
        signed[pair_id, participant_id].add(rules_id)
    for pair in pairs:
        for side, who in ((pair.mentor, _("the mentor")), (pair.mentee, _("the mentee"))):
            theirs = signed[pair.pk, side.pk]
            wanted = current.get(pair.scheme_id)
            fine = bool(theirs) if pair.state in RUNNING else wanted is not None and wanted in theirs
            if not fine:
                words = _("The ground rules are not signed.")
                found[pair.pk].append(Missing("mentorships.not_signed", words, side.person.name, who))


def with_people() -> QuerySet[Mentorship]:
    """Pairs of the open scope with all that the gate looks at, read in one query."""
    rows: QuerySet[Mentorship] = Mentorship.objects.select_related(
        "scheme__organisation",
        "mentor__person__supplied_by",
        "mentor__person__employer",
        "mentee__person__school",
    )
    return rows


def _current_rules(schemes: Iterable[int]) -> Mapping[int, int]:
    rows = RulesVersion.objects.filter(scheme__in=list(schemes)).order_by("version").values_list("scheme_id", "pk")
    return dict(rows)


def lock_for_contact(pair: Mentorship) -> None:
    """Lock both participants' rows, lower id first, before asking in order to write; whoever can close the gate does too.

    What was read before the lock may be out of date by the time it is held, so the pair, its people and its scheme are
    read again. SQLite has one writer and needs no lock; on PostgreSQL this makes "suspend" and "send" take turns (SG-3).
    """
    lock_participants([pair.mentor, pair.mentee])
    pair.refresh_from_db(from_queryset=with_people())


def staff_may_read(person: Person, scheme: Scheme, *, on: date) -> Gate:
    """May this member of staff read what children of this scheme write? Their own check must be in order too (trust 1.1)."""
    grown_up_since = on.replace(year=on.year - 18) if (on.month, on.day) != (2, 29) else date(on.year - 18, 2, 28)
    young = Q(person__date_of_birth=None) | Q(person__date_of_birth__gt=grown_up_since)
    everyone = participants_visible_to(job("mentorships.gate")).filter(scheme=scheme)
    if not everyone.filter(young).exists():
        return Gate()
    lacking = missing_vetting([person], arrangements=scheme.arrangements, on=on, with_children={person.pk: True})
    return Gate(tuple(lacking.get(person.pk, [])))
