"""Who holds which post: naming, stepping down, and cover while somebody is away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import POSTS, Role
from ithaca.kernel.work import service
from ithaca.organisations.models import Partner, Person
from ithaca.schemes import hooks, rules
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Absence, Appointment, PostChange, Scheme
from ithaca.schemes.selectors.handing import needs_two
from ithaca.schemes.selectors.posts import appointments
from ithaca.schemes.states import RUNNING

#: One person at a time holds these; naming another replaces the one before.
SINGLE = (Role.COORDINATOR, Role.SAFEGUARDING_LEAD, Role.THIRD_PERSON)
#: A scheme that is running is never without these (SCH-03).
NEVER_EMPTY = SINGLE
#: These posts are narrowed to one school or partner.
NARROWED = (Role.SCHOOL_CONTACT, Role.PARTNER_CONTACT)
#: Posts that one person may not hold together where mentees may be children: whom a worry is about must never be the
#: one who is told, and the third person is there for worries about any of the others.
APART = (
    frozenset({Role.COORDINATOR, Role.SAFEGUARDING_LEAD}),
    *(
        frozenset({Role.THIRD_PERSON, other})
        for other in (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)
    ),
)


@service
def appoint(
    *,
    scheme: Scheme,
    person: Person,
    role: Role,
    partner: Partner | None = None,
    agreed: PostChange | None = None,
    by: Actor,
    at: datetime,
) -> Appointment:
    """Name `person` for a post from today on. A post of which there is one passes from the one who held it.

    Raises NotNow if it is no post, if it lacks its school or partner, if the person already holds one that must be
    held by somebody else, or if two people have to want it (`handing.ask_for_post`) and `agreed` is not what they agreed on.
    """
    role = Role(role)
    _require_rule(scheme, by, agreed)
    refuse_unfit(scheme, person, role, partner, localdate(at))
    fits = agreed is not None and (agreed.scheme_id, agreed.person_id, agreed.role) == (scheme.pk, person.pk, role)
    _refuse_one_hand(scheme, role, by, at, agreed if fits else None)
    held: list[Appointment] = list(appointments(scheme, localdate(at)))
    for post in held:
        if (
            post.role == role.value
            and post.person_id == person.pk
            and post.partner_id == (partner.pk if partner else None)
        ):
            return post
    for post in held:
        if role in SINGLE and post.role == role.value:
            _end(post, by, at)
    made: Appointment = Appointment.objects.create(
        scheme=scheme, person=person, role=role.value, partner=partner, since=localdate(at)
    )
    record(name="schemes.appointed", by=by, at=at, about=made, data={"role": role.value, "person": person.public_id})
    hooks.appointed.tell(appointment=made, by=by, at=at)
    return made


def refuse_unfit(scheme: Scheme, person: Person, role: Role, partner: Partner | None, on: date) -> None:
    """Raise NotNow if the person may not be named for the post at all; locks the scheme, whose posts are counted."""
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    if role not in POSTS:
        raise NotNow(_("That is not a post of a scheme."))
    if person.organisation_id != scheme.organisation_id:
        raise NotNow(_("That person is not known to this organisation."))
    refuse_child(person, role, on)
    if (role in NARROWED) != (partner is not None):
        raise NotNow(_("Say for which school or partner, for a school or partner contact and for nobody else."))
    staying = [post for post in appointments(scheme, on) if not (role in SINGLE and post.role == role.value)]
    mine = {Role(post.role) for post in staying if post.person_id == person.pk}
    _refuse_apart(mine | {role}, scheme.arrangements)
    _refuse_cover_clash(scheme, person, role, on)


@service
def step_down(*, appointment: Appointment, agreed: PostChange | None = None, by: Actor, at: datetime) -> None:
    """End a post; its holder has no more of it from the next request on.

    Raises NotNow if it ended already, if a running scheme would be without it (then name the next one instead), or if two
    people have to want it and `agreed` is not what they agreed on. Anybody may give up their own post.
    """
    _require_rule(appointment.scheme, by, agreed)
    refuse_empty(appointment, localdate(at))
    if appointment.person_id not in by.person_ids:
        fits = agreed is not None and agreed.ends_id == appointment.pk
        _refuse_one_hand(appointment.scheme, Role(appointment.role), by, at, agreed if fits else None)
    _end(appointment, by, at)


def refuse_empty(appointment: Appointment, on: date) -> None:
    """Raise NotNow if a running scheme would be without a post it needs; locks the scheme, whose posts are counted."""
    scheme = Scheme.objects.select_for_update().get(pk=appointment.scheme_id)
    others = appointments(scheme, on).filter(role=appointment.role).exclude(pk=appointment.pk)
    if scheme.state in RUNNING and Role(appointment.role) in NEVER_EMPTY and not others.exists():
        raise NotNow(_("A scheme that is running needs this post filled. Name the next person instead."))


def _require_rule(scheme: Scheme, by: Actor, agreed: PostChange | None) -> None:
    """Who answers for the scheme says who holds which post; who is the second hand does so for what both want."""
    if agreed is not None:
        rules.agree.require(by=by, of=agreed)
    else:
        rules.appoint.require(by=by, of=scheme)


def _refuse_one_hand(scheme: Scheme, role: Role, by: Actor, at: datetime, agreed: PostChange | None) -> None:
    """Raise NotNow if two people have to want this, and `agreed` is not what they have agreed on in this very moment."""
    both = agreed is not None and agreed.agreed is True and agreed.settled_at == at
    if not both and needs_two(scheme, role, by, localdate(at)):
        raise NotNow(_("Two people have to want this: one asks, another agrees."))


def _end(post: Appointment, by: Actor, at: datetime) -> None:
    if Appointment.objects.filter(pk=post.pk, until=None).update(until=localdate(at)) != 1:
        raise NotNow(_("Somebody else has ended this post already."))
    post.until = localdate(at)
    record(name="schemes.stepped_down", by=by, at=at, about=post, data={"role": post.role})
    hooks.stepped_down.tell(appointment=post, by=by, at=at)


@service
def set_absence(
    *, scheme: Scheme, person: Person, covered_by: Person, first_day: date, last_day: date, by: Actor, at: datetime
) -> Absence:
    """For these days (both counted) `covered_by` also holds every post of `person` in this scheme.

    Raises NotNow if the days make no sense, if the one who covers is away too, or if cover would put posts into one hand
    that must be held apart.
    """
    rules.away.require(by=by, of=scheme)
    if person.pk not in by.person_ids and by.kind != "job":
        rules.appoint.require(by=by, of=scheme)
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    if last_day < first_day:
        raise NotNow(_("The last day is before the first day."))
    if last_day < localdate(at):
        raise NotNow(_("Those days are over."))
    if covered_by.pk == person.pk or covered_by.organisation_id != scheme.organisation_id:
        raise NotNow(_("Somebody else of this organisation must cover."))
    away = Absence.objects.filter(scheme=scheme, person=covered_by, first_day__lte=last_day, last_day__gte=first_day)
    if away.exists():
        raise NotNow(_("%(name)s is away on some of those days too.") % {"name": covered_by.name})
    held = list(appointments(scheme, max(first_day, localdate(at))))
    theirs = {Role(post.role) for post in held if post.person_id == person.pk}
    if not theirs:
        raise NotNow(_("%(name)s holds no post here, so nothing needs cover.") % {"name": person.name})
    _refuse_apart(theirs | {Role(post.role) for post in held if post.person_id == covered_by.pk}, scheme.arrangements)
    _refuse_for_others(scheme, person, theirs, by, localdate(at))
    made: Absence = Absence.objects.create(
        scheme=scheme, person=person, covered_by=covered_by, first_day=first_day, last_day=last_day
    )
    data = {"person": person.public_id, "covered_by": covered_by.public_id}
    record(name="schemes.absence_set", by=by, at=at, about=made, data=data)
    return made


@service
def end_absence(*, absence: Absence, by: Actor, at: datetime) -> None:
    """Back early, or never away: cover ends now. An absence that has begun keeps its days up to yesterday."""
    rules.away.require(by=by, of=absence.scheme)
    if absence.person_id not in by.person_ids and by.kind != "job":
        rules.appoint.require(by=by, of=absence.scheme)
    posts = appointments(absence.scheme, localdate(at)).filter(person=absence.person_id)
    theirs = {Role(post.role) for post in posts}
    _refuse_for_others(absence.scheme, absence.person, theirs, by, localdate(at))
    record(name="schemes.absence_ended", by=by, at=at, about=absence)
    if absence.first_day >= localdate(at):
        absence.delete()
        return
    absence.last_day = date.fromordinal(localdate(at).toordinal() - 1)
    absence.save(update_fields=["last_day"])


def _refuse_for_others(scheme: Scheme, person: Person, posts: set[Role], by: Actor, on: date) -> None:
    """Cover passes a post on for some days: those of who keeps the scheme safe are passed on by themselves alone."""
    if person.pk not in by.person_ids and any(needs_two(scheme, role, by, on) for role in posts):
        raise NotNow(
            _("%(name)s says so themself. If they cannot, name somebody else for the post.") % {"name": person.name}
        )


def refuse_child(person: Person, role: Role, on: date) -> None:
    """Raise NotNow if the person is known to be under 18: every post sees or decides about other people."""
    if person.date_of_birth is not None and person.is_child_on(on):
        raise NotNow(_("Somebody under 18 cannot be %(post)s.") % {"post": role.words})


def refuse_one_person_twice(people: Mapping[Role, Person], arrangements: Arrangements) -> None:
    """Raise NotNow if one person is named for two posts that must be held apart."""
    for role, person in people.items():
        _refuse_apart({r for r, p in people.items() if p.pk == person.pk} | {role}, arrangements)


def _refuse_apart(roles: set[Role], arrangements: Arrangements) -> None:
    if not arrangements.mentees_may_be_children:
        return
    for pair in APART:
        if pair <= roles:
            first, second = sorted(pair)
            raise NotNow(
                _("Where mentees may be under 18, one person cannot be both %(first)s and %(second)s.")
                % {"first": first.words, "second": second.words}
            )


def _refuse_cover_clash(scheme: Scheme, person: Person, role: Role, today: date) -> None:
    """A person who covers for somebody, or is covered by somebody, must not gather posts that way either."""
    arrangements = scheme.arrangements
    ahead = Absence.objects.filter(scheme=scheme, last_day__gte=today).select_related("person", "covered_by")
    held = list(appointments(scheme, today))
    for absence in ahead:
        if absence.covered_by_id == person.pk:
            theirs = {Role(post.role) for post in held if post.person_id == absence.person_id}
            _refuse_apart(theirs | {role}, arrangements)
        if absence.person_id == person.pk:
            covers = {Role(post.role) for post in held if post.person_id == absence.covered_by_id}
            _refuse_apart(covers | {role}, arrangements)
