"""Reading permissions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.consents.models import Answer, Consent, Wording
from ithaca.consents.wording import CORE, items_of, words_of
from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme

SOON = timedelta(days=30)
WAITING = timedelta(days=7)


def needs_permission(participant: Participant, *, arrangements: Arrangements, on: date) -> bool:
    """True if a parent's or carer's permission is needed: by the person's own age on the day, never by the kind of scheme.

    Under the scheme's age (18 unless it says otherwise) or of unknown age: yes, for a mentee as for a young mentor. The
    scheme's switch for asking permission at all only says what is asked of newcomers; it never lets a younger child in.
    """
    age = participant.person.age_on(on)
    return age is None or age < arrangements.permission_under


def missing_consents(
    mentees: Sequence[Participant], *, arrangements: Arrangements, on: date
) -> dict[int, list[Missing]]:
    """What is missing of each participant's permission on the day `on`, by participant key; one query."""
    found: dict[int, list[Missing]] = {p.pk: [] for p in mentees}
    asked = [p for p in mentees if needs_permission(p, arrangements=arrangements, on=on)]
    if not asked:
        return found
    standing = {c.mentee_id: c for c in Consent.objects.filter(mentee__in=[p.pk for p in asked])}
    for participant in asked:
        problem = _problem(standing.get(participant.pk), participant, on)
        if problem:
            code, words, move = problem
            args = (("participant", participant.public_id),)
            found[participant.pk].append(Missing(code, words, participant.person.name, move, "consents:answer", args))
    return found


def _problem(consent: Consent | None, participant: Participant, on: date) -> tuple[str, str, str] | None:
    """Why a permission does not stand on a day; None if it does. It stands on the day it ends, not after."""
    parent = _("a parent or carer")
    state = consent.state if consent else "not_asked"
    if consent is not None and state == "given":
        if consent.items.get(CORE) is not True:
            return "consents.refused", _("A parent or carer has not said yes to mentoring."), parent
        if consent.expires_on is None or consent.expires_on < on:
            return "consents.expired", _("The permission has run out and must be given again."), parent
        return None
    if state == "withdrawn":
        return "consents.withdrawn", _("A parent or carer has taken back permission."), parent
    if state == "refused":
        return "consents.refused", _("A parent or carer has said no."), parent
    if participant.person.date_of_birth is None:
        words = _("The date of birth is not known, so a parent’s or carer’s permission is needed.")
        return "consents.unknown_age", words, _("co-ordinator")
    if state == "requested":
        return "consents.requested", _("A parent or carer has been asked and has not answered."), parent
    return "consents.not_asked", _("A parent or carer has not been asked for permission."), _("co-ordinator")


def missing_for(*, participants: Sequence[Participant], on: date) -> dict[int, list[Missing]]:
    """The answer of this room to `participants.missing_for`."""
    found: dict[int, list[Missing]] = {}
    for scheme_id in dict.fromkeys(p.scheme_id for p in participants):
        here = [p for p in participants if p.scheme_id == scheme_id]
        found.update(missing_consents(here, arrangements=here[0].scheme.arrangements, on=on))
    return found


def items_permitted(
    participants: Sequence[Participant], *, arrangements: Arrangements, on: date
) -> dict[int, frozenset[str]]:
    """To which things each participant's parent said yes (PAR-06), by participant key; one query.

    Who needs nobody's permission may do everything asked; where a permission is missing or has ended, nothing is permitted.
    """
    everything = frozenset(items_of(arrangements))
    young = [p for p in participants if needs_permission(p, arrangements=arrangements, on=on)]
    found = {p.pk: everything for p in participants} | {p.pk: frozenset[str]() for p in young}
    rows = Consent.objects.filter(mentee__in=[p.pk for p in young], state="given", expires_on__gte=on) if young else []
    for consent in rows:
        yes = frozenset(key for key, answer in consent.items.items() if answer is True)
        found[consent.mentee_id] = yes if CORE in yes else frozenset()
    return found


def all_permit(item: str, participants: Sequence[Participant], *, arrangements: Arrangements, on: date) -> bool:
    """True unless the scheme asks parents about `item` (PERMISSION_ITEMS) and one of these has no yes to it (PAR-06)."""
    if item not in arrangements.permission_items:
        return True
    permitted = items_permitted(participants, arrangements=arrangements, on=on)
    return all(item in items for items in permitted.values())


def parents_said_yes(item: str, participants: Sequence[Participant], *, arrangements: Arrangements, on: date) -> bool:
    """True if each of these who needs a permission has a yes to `item`, whether or not the scheme asks about it (SG-19)."""
    young = [p for p in participants if needs_permission(p, arrangements=arrangements, on=on)]
    permitted = items_permitted(young, arrangements=arrangements, on=on)
    return all(item in permitted[p.pk] for p in young)


def consent_of(participant: Participant) -> Consent | None:
    """How the permission of one participant stands, or None if nobody was asked."""
    row: Consent | None = Consent.objects.filter(mentee=participant).select_related("wording", "carer__person").first()
    return row


def consent_by_link(public_id: str) -> Consent | None:
    """The permission that a parent's link names, whether the child still takes part or not."""
    rows = Consent.objects.select_related("mentee__person", "mentee__scheme__organisation", "scheme")
    row: Consent | None = rows.filter(public_id=public_id).first()
    return row


def made_before_a_no(consent: Consent, made_at: datetime) -> bool:
    """True if somebody said no or took the permission back after that moment: a link of then gives nothing any more."""
    said_no = Answer.objects.filter(consent=consent, answer__in=("refused", "withdrawn"))
    return said_no.filter(created_at__gte=made_at).exists()


def answers_by_link(consent: Consent) -> list[Answer]:
    """What was answered for one child, newest first, for the holder of a parent's link."""
    return list(Answer.objects.filter(consent=consent).select_related("wording").order_by("-pk"))


def states_of(participants: Sequence[Participant]) -> dict[int, str]:
    """The state of each participant's permission, by participant key; who was never asked is not in it."""
    return dict(Consent.objects.filter(mentee__in=[p.pk for p in participants]).values_list("mentee_id", "state"))


def answers_of(participant: Participant, by: Actor) -> list[Answer]:
    """Every answer given for one participant, newest first, for those who may see the participant by name."""
    if not participants_visible_to(by).filter(pk=participant.pk).exists():
        return []
    rows = Answer.objects.filter(consent__mentee=participant).select_related("wording", "written_by")
    return list(rows.order_by("-pk"))


def written_down_by(mentees: Sequence[Participant]) -> dict[int, Person]:
    """Who wrote down the yes that was given last, by participant key; nobody where a parent answered by link. One query."""
    rows = Answer.objects.filter(consent__mentee__in=[p.pk for p in mentees], answer="given")
    last = {row.consent.mentee_id: row for row in rows.select_related("consent", "written_by").order_by("pk")}
    return {key: row.written_by for key, row in last.items() if row.written_by is not None}


def wording_now(scheme: Scheme) -> tuple[str, dict[str, str]]:
    """The words and the items a parent is asked now: the scheme's own words where it has any, items as arranged."""
    latest = Wording.objects.filter(scheme=scheme).order_by("-version").first()
    return (latest.words if latest else words_of()), items_of(scheme.arrangements)


def consents_visible_to(by: Actor) -> QuerySet[Consent]:
    """The permissions of everybody whom `by` may see by name."""
    rows: QuerySet[Consent] = Consent.objects.select_related("mentee__person", "wording")
    return rows.filter(mentee__in=participants_visible_to(by))


def waiting_for_permission(by: Actor, scheme: Scheme, *, on: date) -> QuerySet[Participant]:
    """Those taking part who need a permission and have none that stands on the day, by class and name.

    A mentor of unknown age is left out here: a date of birth is what is missing then, and vetting asks for it.
    """
    limit = scheme.arrangements.permission_under
    born_after = _years_before(on, limit)
    standing = Consent.objects.filter(scheme=scheme, state="given", expires_on__gte=on).values("mentee")
    rows = participants_visible_to(by).filter(scheme=scheme, state__in=TAKING_PART)
    young = Q(person__date_of_birth__gt=born_after) | Q(person__date_of_birth=None, role="mentee")
    rows = rows.filter(young).exclude(pk__in=standing)
    return rows.order_by(
        "person__school__name", "person__class_name", "person__family_name", "person__given_name", "pk"
    )


def _years_before(day: date, years: int) -> date:
    """Who was born after this day is under that many years old on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)


def ends_soon(scheme: Scheme, *, on: date) -> QuerySet[Consent]:
    """Permissions that end within 30 days, or have ended, of those who take part; first to end first."""
    rows: QuerySet[Consent] = Consent.objects.filter(scheme=scheme, state="given", mentee__state__in=TAKING_PART)
    return rows.filter(expires_on__lte=on + SOON).select_related("mentee__person").order_by("expires_on", "pk")


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """What waits about permissions: taken back, not asked, unanswered for a week, ending soon."""
    if by.holds(Role.PARENT) and not by.holds(Role.COORDINATOR, Role.DEPUTY, Role.SCHOOL_CONTACT):
        return _for_parent(by, at)
    if not by.holds(Role.COORDINATOR, Role.DEPUTY, Role.SCHOOL_CONTACT):
        return []
    on = timezone.localdate(at)
    found = []
    waiting = waiting_for_permission(by, scheme, on=on)
    taken_back = dict(Consent.objects.filter(scheme=scheme, state="withdrawn").values_list("mentee_id", "ended_at"))
    for mentee in waiting.filter(pk__in=taken_back) if taken_back else ():
        line = _("%(name)s: permission was taken back") % {"name": mentee.person.name}
        args, group = (("participant", mentee.public_id),), _("Permission taken back")
        found.append(Todo(0, taken_back[mentee.pk] or at, line, group, _("Look"), "consents:answer", args))
    late = waiting.filter(_late(at)).order_by().aggregate(n=Count("pk"), since=Min("created_at"))
    if late["n"]:
        words = ngettext("%(n)s permission is missing", "%(n)s permissions are missing", late["n"]) % {"n": late["n"]}
        found.append(Todo(1, late["since"], words, _("Permissions"), _("See who"), "consents:waiting"))
    ending = (
        ends_soon(scheme, on=on).filter(expires_on__gte=on).order_by().aggregate(n=Count("pk"), since=Min("created_at"))
    )
    if ending["n"]:
        words = ngettext("%(n)s permission ends soon", "%(n)s permissions end soon", ending["n"]) % {"n": ending["n"]}
        found.append(
            Todo(2, ending["since"], words, _("Permissions that end soon"), _("Ask again"), "consents:waiting")
        )
    return found


def _late(at: datetime) -> Q:
    """Nobody was asked, the permission ran out, or the question has waited for a week; nobody said no (there is one
    row a person at most)."""
    said_no = Q(consents__state__in=("withdrawn", "refused"))
    never_or_over = Q(consents=None) | Q(consents__state="given") | Q(consents__asked_at__lte=at - WAITING)
    return never_or_over & ~said_no


def _for_parent(by: Actor, at: datetime) -> list[Todo]:
    """A parent's own children whose permission is asked and not answered."""
    rows = consents_visible_to(by).filter(mentee__in=by.ids_as(Role.PARENT), state="requested")
    return [
        Todo(
            1,
            c.asked_at or at,
            _("We ask for your permission"),
            _("Permission"),
            _("Answer"),
            "consents:mine",
            (("participant", c.mentee.public_id),),
        )
        for c in rows
    ]
