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

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents.selectors import missing_consents
from ithaca.cover.selectors import missing_cover
from ithaca.kernel.actor import job
from ithaca.kernel.gates import Missing
from ithaca.mentorships.models import Mentorship, Pause, RulesVersion, Signature
from ithaca.mentorships.states import OPEN, RUNNING
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import agreement_in_force
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
    _ask_pauses(pairs, found)
    _ask_signatures(pairs, found)
    return {key: tuple(missing) for key, missing in found.items()}


def _not_running(pair: Mentorship) -> tuple[Missing, ...]:
    if pair.state in RUNNING:
        return ()
    if pair.state in OPEN:
        words = _("The pair has not been opened yet.")
        return (
            Missing(
                "mentorships.not_open", words, "", _("co-ordinator"), "mentorships:pair", (("pair", pair.public_id),)
            ),
        )
    return (Missing("mentorships.ended", _("The pair has ended.")),)


def _ask_rooms(group: list[Mentorship], scheme: Scheme, on: date, found: dict[int, list[Missing]]) -> None:
    """Scheme, people, vetting, training, permission, insurance, and the supplier's agreement."""
    arrangements = scheme.arrangements
    sides = [side for pair in group for side in (pair.mentor, pair.mentee)]
    to_check, with_children = _who_needs_checks(group, on)
    vetting = missing_vetting(to_check, arrangements=arrangements, on=on, with_children=with_children)
    training = missing_training(sides)
    children = [side for side in sides if side.person.is_child_on(on)]
    consents = missing_consents(children, arrangements=arrangements, on=on)
    everywhere = [*_scheme_missing(scheme), *missing_cover(scheme, on=on)]
    suppliers = {pair.mentor.person.supplied_by for pair in group if pair.mentor.person.supplied_by_id}
    lapsed = {partner.pk for partner in suppliers if partner and agreement_in_force(partner, on) is None}
    for pair in group:
        missing = found[pair.pk]
        missing += everywhere
        for side, other in ((pair.mentor, pair.mentee), (pair.mentee, pair.mentor)):
            missing += _taking_part(side)
            if side.role == "mentor" or other.person.is_child_on(on):
                missing += vetting.get(side.person_id, [])
            missing += [*training.get(side.pk, []), *consents.get(side.pk, [])]
        if pair.state == "gated" and pair.mentor.person.supplied_by_id in lapsed:
            words = _("The agreement with the organisation that supplies this mentor is not in force.")
            missing.append(Missing("mentorships.no_agreement", words, pair.mentor.person.name, _("co-ordinator")))


def _who_needs_checks(group: Iterable[Mentorship], on: date) -> tuple[list[Person], dict[int, bool]]:
    """Mentors always, and anybody paired with a child; and for each, whether a child is on the other side."""
    people: dict[int, Person] = {}
    with_children: dict[int, bool] = defaultdict(bool)
    for pair in group:
        people[pair.mentor.person_id] = pair.mentor.person
        with_children[pair.mentor.person_id] |= pair.mentee.person.is_child_on(on)
        if pair.mentor.person.is_child_on(on) and not pair.mentee.person.is_child_on(on):
            people[pair.mentee.person_id] = pair.mentee.person
            with_children[pair.mentee.person_id] = True
    return list(people.values()), dict(with_children)


def _scheme_missing(scheme: Scheme) -> list[Missing]:
    if scheme.state in SCHEME_RUNNING:
        return []
    return [Missing("schemes.not_running", _("The scheme is not open."), "", _("co-ordinator"), "schemes:setup")]


def _taking_part(side: Participant) -> list[Missing]:
    if side.state in TAKING_PART:
        return []
    return [Missing("participants.gone", _("No longer takes part in the scheme."), side.person.name)]


def _ask_pauses(pairs: Sequence[Mentorship], found: dict[int, list[Missing]]) -> None:
    people = {key for pair in pairs for key in (pair.mentor_id, pair.mentee_id)}
    these = (
        Q(participant__in=people) | Q(mentorship__in=[pair.pk for pair in pairs]) | Q(participant=None, mentorship=None)
    )
    pauses = list(
        Pause.objects.filter(these, lifted_at=None).values_list("scheme_id", "participant_id", "mentorship_id")
    )
    for pair in pairs:
        hit = any(
            scheme == pair.scheme_id
            and (person in (pair.mentor_id, pair.mentee_id) or own == pair.pk or (person is None and own is None))
            for scheme, person, own in pauses
        )
        if hit:
            args = (("pair", pair.public_id),)
            found[pair.pk].append(
                Missing("mentorships.paused", _("Contact is paused."), "", _("co-ordinator"), "mentorships:pair", args)
            )


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
                args = (("pair", pair.public_id),)
                words = _("The ground rules are not signed.")
                found[pair.pk].append(
                    Missing("mentorships.not_signed", words, side.person.name, who, "mentorships:sign", args)
                )


def _current_rules(schemes: Iterable[int]) -> Mapping[int, int]:
    rows = RulesVersion.objects.filter(scheme__in=list(schemes)).order_by("version").values_list("scheme_id", "pk")
    return dict(rows)


def lock_for_contact(pair: Mentorship) -> None:
    """Lock both participants' rows, lower id first, before asking in order to write; whoever can close the gate does too.

    SQLite has one writer and needs no lock; on PostgreSQL this is what makes "suspend" and "send" take turns.
    """
    lock_participants([pair.mentor, pair.mentee])


def staff_may_read(person: Person, scheme: Scheme, *, on: date) -> Gate:
    """May this member of staff read what children of this scheme write? Their own check must be in order too (trust 1.1)."""
    grown_up_since = on.replace(year=on.year - 18) if (on.month, on.day) != (2, 29) else date(on.year - 18, 2, 28)
    young = Q(person__date_of_birth=None) | Q(person__date_of_birth__gt=grown_up_since)
    everyone = participants_visible_to(job("mentorships.gate")).filter(scheme=scheme, state__in=TAKING_PART)
    if not everyone.filter(young).exists():
        return Gate()
    lacking = missing_vetting([person], arrangements=scheme.arrangements, on=on, with_children={person.pk: True})
    return Gate(tuple(lacking.get(person.pk, [])))
