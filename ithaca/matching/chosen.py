"""What mentees and mentors chose, what mentors said to being found, and what of it waits for somebody. Reads only (MATCH-09)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo
from ithaca.matching.models import Choice, Listing, Proposal
from ithaca.matching.rules import MATCHERS
from ithaca.mentorships.selectors import free_capacity, mentees_in_pairs
from ithaca.participants.hooks import PlacePart
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.schemes.models import Scheme


def own_place(by: Actor, scheme: Scheme, role: str) -> Participant | None:
    """The reader's own place in the scheme in that role, or None."""
    rows = participants_visible_to(by).filter(scheme=scheme, role=role, state="joined", pk__in=by.ids_as(Role(role)))
    return rows.select_related("person", "scheme__organisation").first()


def listing_of(mentor: Participant) -> Listing | None:
    """What this mentor said to being found; None if nothing yet."""
    return Listing.objects.filter(mentor=mentor).first()


def choices_visible_to(by: Actor) -> QuerySet[Choice]:
    """Matchers all; a mentee their own; a school those of its pupils."""
    rows: QuerySet[Choice] = Choice.objects.select_related(
        "mentee__person", "mentor__person__employer", "scheme__organisation"
    )
    if by.kind == "job" or by.holds(*MATCHERS):
        return rows
    mine = Q(mentee__in=by.ids_as(Role.MENTEE)) | Q(mentee__person__school__in=by.ids_as(Role.SCHOOL_CONTACT))
    return rows.filter(mine, maker="mentee")


def open_choice(mentee: Participant) -> Choice | None:
    """The choice of their own that this mentee has open, or None."""
    mine = Choice.objects.filter(mentee=mentee, maker="mentee", settled_at=None)
    return mine.select_related("mentor__person").first()


def who_choose(scheme: Scheme) -> dict[int, Choice]:
    """Mentees with a choice of their own open, by participant key: until it is settled nobody is looked for them."""
    rows = Choice.objects.filter(scheme=scheme, maker="mentee", settled_at=None).select_related("mentor__person")
    return {choice.mentee_id: choice for choice in rows}


def wishes_of(mentor: Participant) -> QuerySet[Choice]:
    """Whom this mentor has asked to mentor, until somebody has decided."""
    rows: QuerySet[Choice] = Choice.objects.filter(mentor=mentor, maker="mentor", settled_at=None)
    return rows.select_related("mentee__person").order_by("pk")


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """Where mentees choose. For mentors: may you be found? For mentees: look or choose. For matchers: who has chosen."""
    if not (scheme.arrangements.mentees_choose or scheme.arrangements.mentors_choose):
        return []
    found = []
    rows = choices_visible_to(by).filter(scheme=scheme, settled_at=None).order_by("pk")
    if by.holds(*MATCHERS):
        for choice in rows.filter(chosen_at__isnull=False)[:50]:
            words = _chosen_words(choice)
            args = (("choice", choice.public_id),)
            found.append(Todo(1, choice.chosen_at or at, words, _("Choices"), _("Decide"), "matching:grant", args))
    if by.holds(Role.MENTEE, Role.SCHOOL_CONTACT):
        for choice in rows.filter(chosen_at=None)[:50]:
            words, args = _("You can choose your mentor"), (("choice", choice.public_id),)
            found.append(Todo(1, choice.created_at, words, _("Choices"), _("Choose"), "matching:pick", args))
    return [*found, *_own(by, scheme, at)]


def _chosen_words(choice: Choice) -> str:
    if choice.maker == "mentor" and choice.mentor is not None:
        return _("%(name)s would like to mentor somebody") % {"name": choice.mentor.person.name}
    return _("%(name)s has chosen a mentor") % {"name": choice.mentee.person.name}


def _own(by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    mentor = own_place(by, scheme, "mentor") if by.holds(Role.MENTOR) else None
    if mentor is not None:
        return _mentors(mentor, at)
    mentee = own_place(by, scheme, "mentee") if by.holds(Role.MENTEE) and scheme.arrangements.mentees_choose else None
    if mentee is None or mentee.person.is_child_on(timezone.localdate(at)) or open_choice(mentee) is not None:
        return []
    if has_mentor(mentee):
        return []
    if Proposal.objects.filter(mentee=mentee, state__in=("offered", "accepted")).exists():
        return []
    words = _("You can look for a mentor yourself")
    return [Todo(2, mentee.created_at, words, _("Choices"), _("Look"), "matching:find")]


def adults_take_part(scheme: Scheme, *, on: date) -> bool:
    """True if a mentee is known to be grown up: where nobody is, nobody ever looks for a mentor or is wished for."""
    born = date(on.year - 18, on.month, 28 if (on.month, on.day) == (2, 29) else on.day)
    mentees = participants_visible_to(job("matching")).filter(scheme=scheme, role="mentee", state="joined")
    return mentees.filter(person__date_of_birth__lte=born).exists()


def _mentors(mentor: Participant, at: datetime) -> list[Todo]:
    arrangements, found = mentor.scheme.arrangements, []
    if is_full(mentor) or not adults_take_part(mentor.scheme, on=timezone.localdate(at)):
        return []
    if arrangements.mentees_choose and listing_of(mentor) is None:
        words = _("May mentees who look for a mentor find you?")
        found.append(Todo(2, mentor.created_at, words, _("Choices"), _("Answer"), "matching:found"))
    if arrangements.mentors_choose and not wishes_of(mentor).exists():
        words = _("You can say whom you would like to mentor")
        found.append(Todo(2, mentor.created_at, words, _("Choices"), _("Look"), "matching:whom"))
    return found


def is_full(mentor: Participant) -> bool:
    """True if all places of this mentor are taken."""
    return free_capacity([mentor])[mentor.pk] < 1


def has_mentor(mentee: Participant) -> bool:
    """True for somebody in a pair: nothing about finding a mentor is asked of them."""
    return mentees_in_pairs(mentee.scheme).filter(mentee=mentee).exists()


def place_parts(*, participant: Participant) -> list[PlacePart]:
    """The answer to `participants.place_parts`: being found and choosing, where the scheme lets people choose and there is
    something to choose: not for a mentee who has a mentor, nor whom to mentor for a mentor without a free place."""
    may, found = participant.scheme.arrangements, []
    if participant.role == "mentee" and has_mentor(participant):
        return []
    asked = participant.role == "mentor" and (may.mentees_choose or may.mentors_choose)
    asked = asked and adults_take_part(participant.scheme, on=timezone.localdate())
    if asked and may.mentees_choose:
        found.append(PlacePart(_("May mentees find you?"), "matching:found"))
    if asked and may.mentors_choose and not is_full(participant):
        found.append(PlacePart(_("Whom would you like to mentor?"), "matching:whom"))
    if participant.role == "mentor" and may.share_mentors:
        found.append(PlacePart(_("May other schemes ask you?"), "matching:shared"))
    if participant.role == "mentee" and may.mentees_choose:
        found.append(PlacePart(_("Find a mentor"), "matching:find"))
    if participant.role == "mentee":
        found.append(PlacePart(_("Wishes about the mentor"), "matching:needs", (("mentee", participant.public_id),)))
    return found
