"""What mentorships answers when the rooms below ask."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.mentorships.models import Mentorship, Pause, RulesVersion, Signature
from ithaca.mentorships.selectors import pair_visible_to, pairs_with
from ithaca.mentorships.states import OPEN
from ithaca.mentorships.wording import words_of
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.privacy.hooks import Subject
from ithaca.schemes.hooks import Shown
from ithaca.schemes.models import Scheme


def in_pairs(*, participants: Sequence[Participant]) -> dict[int, int]:
    """The answer to `participants.in_pairs`: how many pairs each is in that have not ended; one query."""
    keys = [p.pk for p in participants]
    count: Counter[int] = Counter()
    rows = Mentorship.objects.filter(Q(mentor__in=keys) | Q(mentee__in=keys), state__in=OPEN)
    for mentor, mentee in rows.values_list("mentor_id", "mentee_id"):
        count.update((mentor, mentee))
    return {key: count[key] for key in keys}


def own_pairs(*, mentees: Sequence[Participant], by: Actor) -> set[int]:
    """The answer to `consents.own_pairs`: with whom of these `by` is in a pair that has not ended, under whatever name."""
    keys = {p.pk for p in mentees}
    sides = pairs_with(by).filter(state__in=OPEN).values_list("mentor_id", "mentee_id")
    return keys & {key for pair in sides for key in pair}


def missing_for(*, participants: Sequence[Participant], on: date) -> dict[int, list[Missing]]:
    """The answer to `participants.missing_for`: rules still to sign in a pair that waits to open, and a pause on somebody.

    Three queries, however many people. `on` plays no part: a pause and a signature stand whatever the day.
    """
    del on
    found: dict[int, list[Missing]] = defaultdict(list)
    by_key = {p.pk: p for p in participants}
    _unsigned(by_key, found)
    for key in Pause.objects.filter(participant__in=by_key, lifted_at=None).values_list("participant_id", flat=True):
        words, move = _("Contact is paused."), _("co-ordinator")
        found[key].append(Missing("mentorships.paused", words, by_key[key].person.name, move, "mentorships:pauses"))
    return dict(found)


def _unsigned(by_key: dict[int, Participant], found: dict[int, list[Missing]]) -> None:
    gated = Mentorship.objects.filter(Q(mentor__in=by_key) | Q(mentee__in=by_key), state="gated")
    pairs = list(gated.values_list("pk", "public_id", "mentor_id", "mentee_id"))
    schemes = {p.scheme_id for p in by_key.values()}
    latest = RulesVersion.objects.filter(scheme__in=schemes).order_by("version")
    current = set(dict(latest.values_list("scheme_id", "pk")).values())
    rows = Signature.objects.filter(mentorship__in=[pair[0] for pair in pairs], rules__in=current)
    signed = set(rows.values_list("mentorship_id", "participant_id"))
    for pair, public_id, *sides in pairs:
        for side in sides:
            if side in by_key and (pair, side) not in signed:
                words, move, args = _("The ground rules are not signed."), _("the person"), (("pair", public_id),)
                name = by_key[side].person.name
                found[side].append(Missing("mentorships.not_signed", words, name, move, "mentorships:pair", args))


def missing_to_end(*, scheme: Scheme, on: date) -> list[Missing]:
    """The answer to `schemes.end_gate`: every pair must have ended, with a reason (END-04)."""
    del on
    count = Mentorship.objects.filter(scheme=scheme, state__in=OPEN).count()
    if not count:
        return []
    words = ngettext("%(n)d pair has not ended.", "%(n)d pairs have not ended.", count) % {"n": count}
    return [Missing("mentorships.not_ended", words, "", _("co-ordinator"), "mentorships:pairs")]


def look_round(*, scheme: Scheme, who: str) -> list[Shown]:
    """The answer to `schemes.look_round`: the page of ground rules as it will stand, and the ending."""
    words = words_of(scheme)
    lines = [str(words["confidentiality"]), *words["rules"], *(words["code"] if who == "mentor" else [])]
    rules = Shown(45, _("Ground rules, signed by both"), "\n".join(lines))
    if who == "parent":
        return [rules]
    ending = _("Near the end you both see a list for saying goodbye well, and can leave a last word.")
    return [rules, Shown(60, _("The ending"), ending)]


def subject_of(*, kind: str, public_id: str, by: Actor) -> Subject | None:
    """For `privacy.subject_of`: a pair of the open scheme."""
    pair = pair_visible_to(by, public_id) if kind == "pair" else None
    if pair is None:
        return None
    name = f"{pair.mentor.person.name} – {pair.mentee.person.name}"
    return Subject("pair", public_id, name, "mentorships:pair", (("pair", public_id),))


def own_subjects(*, by: Actor) -> set[str]:
    """For `privacy.own_subjects`: the pairs the reader is in, under whatever name."""
    return set(pairs_with(by).values_list("public_id", flat=True))


def names_beside(*, person: Person, scheme: Scheme) -> set[str]:
    """For `privacy.names_beside`: names, addresses and numbers of the others in the person's pairs."""
    theirs = Q(mentor__person=person) | Q(mentee__person=person)
    pairs = Mentorship.objects.filter(theirs, scheme=scheme).select_related("mentor__person", "mentee__person")
    others = [side.person for pair in pairs for side in (pair.mentor, pair.mentee) if side.person_id != person.pk]
    own = {person.given_name, person.family_name, person.email, person.phone}
    found = {
        part for other in others for part in (other.name, other.given_name, other.family_name, other.email, other.phone)
    }
    return found - own - {""}
