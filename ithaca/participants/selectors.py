"""Reading who takes part. Everything starts with who may see whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import STAFF, Held, Role
from ithaca.kernel.scope import everywhere
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import fold_name, people_visible_to
from ithaca.participants import hooks
from ithaca.participants.models import Carer, Note, Participant
from ithaca.participants.states import GONE, READ_ONLY, TAKING_PART
from ithaca.schemes.models import Scheme


def is_staff_of(by: Actor, scheme_id: int | None) -> bool:
    """True if `by` helps to run that scheme (co-ordinator, deputy, safeguarding lead or deputy lead), or is a job."""
    if by.kind == "job":
        return True
    return any(held.role in STAFF and held.scheme_id == scheme_id for held in by.held)


def is_self(by: Actor, participant: Participant) -> bool:
    """True if the participant is this actor, under whatever name."""
    person = participant.person
    return person.pk in by.person_ids or (person.account_id is not None and person.account_id == by.account_id)


def looks_after(by: Actor, participant: Participant) -> bool:
    """True for staff of the scheme, and for a school contact whose own pupil this is."""
    if is_staff_of(by, participant.scheme_id):
        return True
    school = participant.person.school_id
    return participant.role == "mentee" and school is not None and school in by.ids_as(Role.SCHOOL_CONTACT)


def participants_visible_to(by: Actor) -> QuerySet[Participant]:
    """Those whom `by` may see by name (section 3): staff all of their scheme; mentors and mentees themselves; a parent the
    own child; a school contact the own school's pupils; a partner contact the mentors it supplied. Nobody else anybody.
    """
    if by.kind == "job":
        return _people()
    seen = Q(pk__in=by.ids_as(Role.MENTOR, Role.MENTEE, Role.PARENT))
    seen |= Q(scheme__in={held.scheme_id for held in by.held if held.role in STAFF and held.scheme_id is not None})
    for held in by.held:
        if held.of is None:
            continue
        if held.role == Role.SCHOOL_CONTACT:
            seen |= Q(scheme=held.scheme_id, role="mentee", person__school=held.of)
        elif held.role == Role.PARTNER_CONTACT:
            seen |= Q(scheme=held.scheme_id, role="mentor", person__supplied_by=held.of)
    return _people().filter(seen)


def profiles_visible_to(by: Actor) -> QuerySet[Participant]:
    """Those whose profile (not whose person page) `by` may read: as above, and for a matcher all who take part (R16)."""
    matching = {held.scheme_id for held in by.held if held.role == Role.MATCHER and held.scheme_id is not None}
    if not matching:
        return participants_visible_to(by)
    return participants_visible_to(by) | _people().filter(scheme__in=matching, state__in=TAKING_PART)


def one_visible_to(by: Actor, public_id: str) -> Participant | None:
    """The participant of that public id, or None if there is none that `by` may see."""
    return participants_visible_to(by).filter(public_id=public_id).first()


def _people() -> QuerySet[Participant]:
    found: QuerySet[Participant] = Participant.objects.select_related("person", "person__school", "scheme")
    return found


def counted_by_role(scheme: Scheme) -> dict[str, int]:
    """How many take part in a scheme now, as "mentor" and as "mentee"."""
    rows = Participant.objects.filter(scheme=scheme, state__in=TAKING_PART)
    return dict(rows.values_list("role").annotate(n=Count("pk")).order_by())


def gone_from(scheme: Scheme) -> QuerySet[Participant, int]:
    """Keys of those who no longer take part in a scheme, as a queryset: to ask the database about."""
    # By role and by each such state, not by "none of those": so the index finds the few, and need not walk along everybody.
    rows = Participant.objects.filter(scheme=scheme, role__in=("mentor", "mentee"), state__in=GONE)
    return rows.values_list("pk", flat=True)


def carers_of(mentee: Participant) -> list[Carer]:
    """The parents and carers of a mentee, first entered first."""
    return list(Carer.objects.filter(mentee=mentee).select_related("person").order_by("pk"))


def notes_of(participant: Participant, by: Actor) -> list[Note]:
    """Dated notes about one participant, newest first; empty for anybody but the staff of the scheme, and about oneself."""
    if not is_staff_of(by, participant.scheme_id) or is_self(by, participant):
        return []
    rows = Note.objects.filter(participant=participant).select_related("written_by", "corrects")
    return list(rows.order_by("-happened_on", "-pk"))


def participations_of(person_id: int, by: Actor) -> list[Participant]:
    """Every place one person has in the open schemes, as far as `by` may see."""
    return list(participants_visible_to(by).filter(person=person_id).order_by("role", "pk"))


def roles_of_account(
    *, account_id: int, organisation_id: int | None = None, scheme_id: int | None = None
) -> list[Held]:
    """The roles mentor, mentee and parent an account holds: while taking part, and after an ordinary end to read.

    `Held.of` is the participant (for a parent the child's). Who was disqualified holds nothing any more.
    """
    with everywhere("the door asks who somebody is"):
        return [
            *_as_participant(account_id, organisation_id, scheme_id),
            *_as_carer(account_id, organisation_id, scheme_id),
        ]


def _as_participant(account_id: int, organisation_id: int | None, scheme_id: int | None) -> list[Held]:
    rows = Participant.objects.filter(person__in=_people_of(account_id), state__in=(*TAKING_PART, *READ_ONLY))
    rows = _narrowed(rows, organisation_id, scheme_id).order_by("pk")
    columns = rows.values_list("role", "scheme__organisation_id", "scheme_id", "person_id", "pk")
    return [Held(Role(role), organisation, scheme, person, key) for role, organisation, scheme, person, key in columns]


def _people_of(account_id: int) -> QuerySet[Person]:
    """As a subquery and not a join: each sign-in starts from the few people of an account, never from a scheme's thousands."""
    return people_visible_to(job("participants")).filter(account=account_id).order_by()


def _as_carer(account_id: int, organisation_id: int | None, scheme_id: int | None) -> list[Held]:
    rows = Carer.objects.filter(person__in=_people_of(account_id), mentee__state__in=(*TAKING_PART, *READ_ONLY))
    rows = _narrowed(rows, organisation_id, scheme_id).order_by("pk")
    columns = rows.values_list("scheme__organisation_id", "scheme_id", "person_id", "mentee_id")
    return [Held(Role.PARENT, organisation, scheme, person, child) for organisation, scheme, person, child in columns]


def _narrowed(rows: QuerySet[Any], organisation_id: int | None, scheme_id: int | None) -> QuerySet[Any]:
    if organisation_id is not None:
        rows = rows.filter(scheme__organisation=organisation_id)
    if scheme_id is not None:
        rows = rows.filter(scheme=scheme_id)
    return rows


def schemes_of_people(*, organisation_id: int | None, person_ids: Iterable[int] | None = None) -> dict[int, set[int]]:
    """In which schemes people take part or care for a child, by person key; answers `organisations.schemes_of_people`."""
    found: dict[int, set[int]] = {}
    with everywhere("an organisation's record of people looks across its schemes"):
        for rows in (Participant.objects.all(), Carer.objects.all()):
            rows = rows.filter(person__organisation=organisation_id)
            if person_ids is not None:
                rows = rows.filter(person__in=list(person_ids))
            for person, scheme in rows.values_list("person_id", "scheme_id"):
                found.setdefault(person, set()).add(scheme)
    return found


def found_people(
    by: Actor, scheme: Scheme, *, role: str, q: str = "", stage: str = "", on: date
) -> QuerySet[Participant]:
    """The mentors or mentees that `by` may see, by family name, narrowed by name and by where they stand on a day.

    Without a stage: everybody who takes part. Stages that depend on what is missing are worked out for all of them.
    """
    rows = participants_visible_to(by).filter(scheme=scheme, role=role)
    for word in fold_name(q).split():
        rows = rows.filter(person__search_name__contains=word)
    if stage == "ended":
        rows = rows.exclude(state__in=TAKING_PART)
    elif stage == "resting":
        rows = rows.filter(state="paused")
    else:
        rows = rows.filter(state__in=TAKING_PART)
    if stage in ("missing", "ready", "paired"):
        standing = lines(list(rows.filter(state="joined")), on=on)
        rows = rows.filter(pk__in=[line.participant.pk for line in standing if line.stage == stage])
    return rows.order_by("person__family_name", "person__given_name", "pk")


@dataclass(slots=True)
class Line:
    """One person of a list: where they stand, and what they still lack."""

    participant: Participant
    stage: str
    pairs: int = 0
    missing: list[Missing] = field(default_factory=list)


#: Where a person can stand, in the order of the way in. Worked out, never stored.
STAGES = ("missing", "ready", "paired", "resting", "ended")


def lines(participants: Sequence[Participant], *, on: date) -> list[Line]:
    """Where each of these stands on a day: one question to each room above, however many people there are."""
    taking_part = [p for p in participants if p.state in TAKING_PART]
    missing = lacking(taking_part, on=on)
    pairs = pairs_of(taking_part)
    return [
        Line(p, _stage(p, missing.get(p.pk, []), pairs.get(p.pk, 0)), pairs.get(p.pk, 0), missing.get(p.pk, []))
        for p in participants
    ]


def lacking(participants: Sequence[Participant], *, on: date) -> dict[int, list[Missing]]:
    """What each of these still lacks before contact, as the rooms above answer, by participant key."""
    found: dict[int, list[Missing]] = {p.pk: [] for p in participants}
    if participants:
        for answer in hooks.missing_for.ask(participants=participants, on=on):
            for key, missing in answer.items():
                found.setdefault(key, []).extend(missing)
    return found


#: What the person themself (and a partner) is told only in neutral words: a sign, a suspension, a decision that waits.
_NOT_THEIRS = frozenset({"vetting.sign_open", "vetting.check_suspended", "vetting.check_barred", "vetting.check_seen"})


def in_neutral_words(missing: Sequence[Missing]) -> list[Missing]:
    """The same list for somebody who is not staff: without anything that tells what staff noted or decide (VET-14)."""
    found = [m for m in missing if m.code not in _NOT_THEIRS]
    if len(found) < len(missing):
        found.append(
            Missing("participants.staff_look", _("Staff still have something to look at."), "", _("co-ordinator"))
        )
    return found


def pairs_of(participants: Sequence[Participant]) -> Counter[int]:
    """In how many pairs that have not ended each of these is, by participant key."""
    count: Counter[int] = Counter()
    if participants:
        for answer in hooks.in_pairs.ask(participants=participants):
            count.update(answer)
    return count


def _stage(participant: Participant, missing: Iterable[Missing], pairs: int) -> str:
    if participant.state not in TAKING_PART:
        return "ended"
    if participant.state == "paused":
        return "resting"
    if any(missing):
        return "missing"
    return "paired" if pairs else "ready"
