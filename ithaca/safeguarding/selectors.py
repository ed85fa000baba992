"""Reading concerns. What a person may not see does not exist for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts.selectors import address_of_account
from ithaca.audit.selectors import events_about
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.scope import everywhere, open_now
from ithaca.kernel.todo import Todo
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.rules import pause
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.mentorships.states import RUNNING
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import addresses_of
from ithaca.safeguarding.hooks import pairs_behind
from ithaca.safeguarding.models import Concern, Entry, Unplaced
from ithaca.safeguarding.outside import readers_outside
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import absences, holders, schemes_visible_to

#: Who may see some concerns beside the leads.
ELSE = (Role.THIRD_PERSON, Role.ADMINISTRATOR, Role.COORDINATOR)
#: A co-ordinator works on these once a lead has sorted them; child protection stays with the leads (CONC-02, CONC-11).
SHARED_KINDS = ("worry", "boundary", "complaint")
OPEN_STATES = ("raised", "acknowledged", "in_hand", "child_protection", "referred_on", "decided")
#: For `order_by`: what nobody has looked at yet before all others.
NEW_FIRST = Case(When(state="raised", then=Value(0)), default=Value(1))
#: The posts a worry may be about, whose holders are then kept away from it.
POSTS = (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON)


def concerns_visible_to(by: Actor) -> QuerySet[Concern]:
    """The concerns of the open organisation (and scheme) this actor may see, never one about themself.

    Leads see those that go to the lead; the second person those about a lead, and those whose alarm no lead answered; a
    co-ordinator those a lead has sorted as worry, boundary or complaint; an administrator those for which nobody in the
    scheme is left. Nobody else sees any.
    "About themself" asks the account and the mailbox too: one human being may be known under two names, and two may share a
    mailbox. What is about the co-ordinator is not for whoever covers for her either.
    """
    rows: QuerySet[Concern] = Concern.objects.select_related("scheme__organisation")
    scheme = open_now().get("scheme")
    if scheme:
        rows = rows.filter(scheme__in=scheme if isinstance(scheme, list) else [scheme])
    if by.kind == "job":
        return rows
    if by.kind != "account" or by.account_id is None or not by.holds(*LEADS, *ELSE):
        return rows.none()
    rows = rows.exclude(pk__in=Concern.objects.filter(_about(by)).values("pk"))
    mine = Q(pk__in=[])
    if by.holds(*LEADS):
        mine |= Q(route="lead")
    if by.holds(Role.THIRD_PERSON):
        mine |= Q(route="third") | Q(route="lead", third_called_at__isnull=False)
    if by.holds(Role.ADMINISTRATOR):
        mine |= Q(route="platform")
    if by.holds(Role.COORDINATOR):
        shared = Q(route="lead", kind__in=SHARED_KINDS) & ~Q(state__in=["raised", "acknowledged", "child_protection"])
        covered = Concern.objects.filter(subjects__person__in=_covered_by(by, scheme))
        mine |= shared & ~Q(pk__in=covered.values("pk"))
    return rows.filter(mine)


def _covered_by(by: Actor, scheme: Any) -> list[int]:
    """Keys of people away now for whom this actor holds a post: what is about them is not read in their place (SG-13)."""
    open_schemes, today = scheme if isinstance(scheme, list) else [scheme] if scheme else [], timezone.localdate()
    away = [row for one in open_schemes for row in absences(one, today).values()]
    return [row.person_id for row in away if row.covered_by_id in by.person_ids]


def _about(by: Actor) -> Q:
    """Concerns about this reader: the person, another person of the same account, or one whose letters they would get."""
    about = Q(subjects__person__in=by.person_ids) | Q(subjects__person__account=by.account_id)
    for address in addresses_of(by) | address_of_account(by.account_id):
        about |= Q(subjects__person__email__iexact=address) | Q(subjects__person__account__email__iexact=address)
    return about


def refs_about(by: Actor) -> list[str]:
    """What the concerns about this reader grew from, whatever became of them: rooms above keep that from them too (SG-13)."""
    if by.kind != "account" or by.account_id is None:
        return []
    return list(Concern.objects.filter(_about(by)).exclude(about_ref="").values_list("about_ref", flat=True).distinct())


def refs_of_concerns(scheme: Scheme) -> list[str]:
    """What the concerns of the scheme grew from, open or closed, for services that must leave it out: it asks nobody's
    permission."""
    return list(Concern.objects.filter(scheme=scheme).exclude(about_ref="").values_list("about_ref", flat=True))


def in_order(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """New ones first, then child protection, then what is open, oldest first; closed ones last."""
    turn = Case(
        When(state="raised", then=Value(0)),
        When(state="child_protection", then=Value(1)),
        When(state="closed", then=Value(3)),
        default=Value(2),
    )
    return concerns.annotate(turn=turn).order_by("turn", "created_at", "pk")


def entries_of(concern: Concern) -> list[Entry]:
    """The record, oldest first. Opening a concern goes through `services.open_concern`, which logs it first."""
    return list(concern.entries.select_related("written_by", "corrects").order_by("created_at", "pk"))


def readings_of(concern: Concern, on: date) -> list[tuple[datetime, str, str]]:
    """Who has opened the concern: when, the reader's name, the role they came in; the latest first, 50 at most (SG-12)."""
    events = events_about(organisation_id=concern.organisation_id, about=concern).filter(name="safeguarding.read")
    people = post_holders(concern.scheme, on) if concern.scheme else []
    names = {person.account.public_id: person.name for person in people if person.account}
    return [
        (event.at, names.get(event.actor, ""), Role(event.role).words if event.role else "")
        for event in events.order_by("-number")[:50]
    ]


def decider_of(concern: Concern) -> Person | None:
    """The person who made the last decision."""
    last = concern.entries.filter(kind="decision").select_related("written_by").order_by("-created_at", "-pk").first()
    return last.written_by if last else None


def post_holders(scheme: Scheme, on: date) -> list[Person]:
    """Everybody who holds one of the posts a worry may be about, once each."""
    found = {person.pk: person for role in POSTS for person in holders(scheme, role, on=on)}
    return list(found.values())


def pairs_of(concern: Concern, by: Actor) -> list[Mentorship]:
    """The running pairs whose contact somebody may want to pause over this concern: those of the people it is about, of
    whoever raised it, and the one it grew from. Empty for who may not pause contact."""
    if not pause.allows(by=by):
        return []
    given = [key for keys in pairs_behind.ask(concern=concern) for key in keys]
    people = [*concern.subjects.values_list("person_id", flat=True), concern.raised_by_id]
    theirs = Q(mentor__person__in=people) | Q(mentee__person__in=people) | Q(pk__in=given)
    return list(pairs_visible_to(by).filter(theirs, scheme=concern.scheme_id, state__in=RUNNING).order_by("pk")[:20])


def concern_about(ref: str) -> Concern | None:
    """The open concern that grew from that thing, for services: it asks nobody's permission."""
    row: Concern | None = Concern.objects.filter(about_ref=ref).exclude(state="closed").order_by("pk").first()
    return row


def latest_grown_from(beginning: str) -> Concern | None:
    """The latest concern, open or closed, whose reference begins so, for services: it asks nobody's permission."""
    rows = Concern.objects.filter(about_ref__startswith=beginning).order_by("-created_at", "-pk")
    row: Concern | None = rows.first()
    return row


def unplaced_concerns() -> QuerySet[Unplaced]:
    """Worries that no scheme could be found for yet, oldest first."""
    return Unplaced.objects.filter(placed_at=None).order_by("created_at")


def unplaced_visible_to(by: Actor) -> list[Unplaced]:
    """Of those the ones this administrator may read: none that may be about themself, unless it may be about each of them."""
    return [
        row
        for row in unplaced_concerns()[:100]
        if any(one.pk == by.account_id for one in readers_outside(about=row.about, about_words=row.about_words))
    ]


def stranded_concerns(by: Actor) -> list[Concern]:
    """Open concerns of any organisation for which nobody in the scheme is left, for an administrator, oldest first."""
    if not by.holds(Role.ADMINISTRATOR):
        return []
    with everywhere("the platform's administrators look after what nobody else may see"):
        rows = Concern.objects.filter(route="platform", state__in=OPEN_STATES, scheme__isnull=False)
        rows = rows.exclude(pk__in=Concern.objects.filter(_about(by)).values("pk")).select_related(
            "scheme__organisation"
        )
        return list(rows.order_by("created_at", "pk")[:200])


def schemes_anywhere(by: Actor) -> list[Scheme]:
    """Every scheme of the platform, for the administrator who passes a worry on."""
    if not by.holds(Role.ADMINISTRATOR):
        return []
    with everywhere("a worry that names no scheme may belong to any"):
        return list(schemes_visible_to(by).order_by("organisation__name", "name", "pk")[:2000])


def scheme_of_words(organisation: str, scheme: str) -> Scheme | None:
    """The scheme that somebody named in words: both the organisation and the scheme exactly, by name or by address.

    Anything else, or two that fit, is nobody's: an administrator passes it on.
    """
    one, other = " ".join(organisation.split()), " ".join(scheme.split())
    if not one or not other:
        return None
    with everywhere("somebody who is worried names a scheme from outside any address"):
        rows = schemes_visible_to(job("safeguarding.worry")).exclude(state="draft")
        rows = rows.filter(Q(organisation__name__iexact=one) | Q(organisation__slug__iexact=one))
        found = list(rows.filter(Q(name__iexact=other) | Q(slug__iexact=other))[:2])
    return found[0] if len(found) == 1 else None


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """Concerns that wait for this reader, new ones first of everything; for an administrator what names no scheme."""
    del at
    lines = [
        Todo(
            urgency=0,
            since=row.created_at,
            words=_("A worry that names no scheme"),
            group=_("Worries"),
            act=_("Pass it on"),
            page="safeguarding:unplaced",
            first=True,
        )
        for row in (unplaced_visible_to(by)[:20] if by.holds(Role.ADMINISTRATOR) else ())
    ]
    # Whom they are about is asked only if there are any.
    if scheme is None or not Concern.objects.filter(scheme=scheme, state__in=OPEN_STATES).exists():
        return lines
    rows = concerns_visible_to(by).filter(scheme=scheme, state__in=OPEN_STATES).order_by(NEW_FIRST, "created_at")
    rows = rows.select_related(None).only("public_id", "created_at", "state", "receipt")[:50]
    return lines + [_line(concern) for concern in rows]


def _line(concern: Concern) -> Todo:
    new = concern.state == "raised"
    words = _("A worry nobody has looked at yet") if new else _("Concern %(receipt)s") % {"receipt": concern.receipt}
    args = (("concern", concern.public_id),)
    urgency = 0 if new or concern.state == "child_protection" else 1
    return Todo(urgency, concern.created_at, words, _("Concerns"), _("Open"), "safeguarding:concern", args, first=new)
