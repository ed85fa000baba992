"""Raising a concern: anybody may, signed in or not; it reaches the right person and nobody it is about."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import administrators
from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.rows import ALPHABET
from ithaca.kernel.scope import open_scheme
from ithaca.kernel.work import service
from ithaca.notices.letters import LetterKind
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Organisation, Person
from ithaca.organisations.selectors import fold_name, reached_at
from ithaca.safeguarding import letters, rules
from ithaca.safeguarding.called import called, named
from ithaca.safeguarding.choices import ABOUT
from ithaca.safeguarding.hooks import ring
from ithaca.safeguarding.models import Concern, Entry, Subject, Unplaced
from ithaca.safeguarding.outside import readers_outside
from ithaca.safeguarding.selectors import post_holders, unplaced_concerns, unplaced_visible_to
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import holders

#: A concern of another kind was sorted by a person or by its cause, and waits for the leads' day.
URGENT_KINDS = ("", "child_protection")
#: How long somebody who was told of a worry may be taken to look at the list by themselves.
JUST_NOW = timedelta(hours=1)


def _receipt() -> str:
    """Eight characters in two groups, easy to read over the telephone."""
    letters_ = "".join(secrets.choice(ALPHABET).upper() for _i in range(8))
    return f"{letters_[:4]}-{letters_[4:]}"


@service
def raise_concern(
    *,
    organisation: Organisation,
    scheme: Scheme,
    words: str,
    by: Actor,
    at: datetime,
    about_words: str = "",
    about_people: Sequence[Person] = (),
    about_lead: bool = False,
    about_coordinator: bool = False,
    raised_by: Person | None = None,
    raised_name: str = "",
    raised_contact: str = "",
    about_ref: str = "",
    grew_from: str = "",
    kind: str = "",
    receipt: str = "",
    quiet: bool = False,
) -> Concern:
    """Keep a worry with its time, author and wording, give it a receipt, and tell the one who must know (CONC-01).

    `about_people` are known people of the organisation; none of them will ever see or hear of it (SG-13), nor will
    somebody of the scheme's staff whom `about_words` calls by name, or whom the worry itself, or the words it `grew_from`,
    names; those are looked through and not kept. With `about_lead`, or if one of them is a
    safeguarding lead, it goes to the named second person instead of the leads; if nobody is left there either, to the
    platform's administrators. `quiet` keeps it without a letter, when one address has sent very many and one that the same
    people were just told of waits on their list: nobody can silence the next one by sending ten.
    """
    if not words.strip():
        raise NotNow(_("Write what worries you, in your own words. A few words are enough."))
    on = timezone.localdate(at)
    staff = post_holders(scheme, on)
    told = _named_in(about_words, staff) + _told_of(words, grew_from, staff, teller=raised_by)
    about = _about_whom([*about_people, *told], scheme, lead=about_lead, coordinator=about_coordinator, on=on)
    concern: Concern = Concern.objects.create(
        organisation=organisation,
        scheme=scheme,
        kind=kind,
        route=route_for(scheme, about, about_lead=about_lead, on=on),
        receipt=receipt or _receipt(),
        raised_by=raised_by,
        raised_name=raised_name[:120],
        raised_contact=raised_contact[:120],
        about_words=about_words[:200],
        about_ref=about_ref,
        created_at=at,
    )
    _write_down(concern, about, _nothing_lost(words, about_words, raised_name, raised_contact), by)
    record(name="safeguarding.raised", by=by, at=at, about=concern, data={"route": concern.route})
    if not (quiet and _waits_beside(concern, at)):
        ring_or_tell(concern, by=by, at=at)
    return concern


def _about_whom(named: Sequence[Person], scheme: Scheme, *, lead: bool, coordinator: bool, on: date) -> list[Person]:
    """Everybody it is about, once each: those named, and the holders of the posts it is said to be about (SG-13)."""
    people = list(named)
    if lead:
        people += _leads(scheme, on)
    if coordinator:
        people += [*holders(scheme, Role.COORDINATOR, on=on), *holders(scheme, Role.DEPUTY, on=on)]
    return list({person.pk: person for person in people}.values())


def _write_down(concern: Concern, about: Sequence[Person], words: str, by: Actor) -> None:
    """Whom the concern is about, and its first entry: the words as they came."""
    for person in about:
        Subject.objects.create(organisation=concern.organisation, concern=concern, person=person)
    Entry.objects.create(
        organisation=concern.organisation,
        concern=concern,
        kind="words",
        words=words,
        written_by=concern.raised_by,
        created_at=concern.created_at,
        written_as=str(by.role or by.kind),
    )


def _waits_beside(concern: Concern, at: datetime) -> bool:
    """True if another new one for the same readers came in within the hour and nobody has seen it yet."""
    new = Concern.objects.filter(scheme=concern.scheme_id, route=concern.route, kind=concern.kind, state="raised")
    about = frozenset(concern.subjects.values_list("person_id", flat=True))
    others = new.exclude(pk=concern.pk).filter(created_at__gt=at - JUST_NOW, created_at__lte=at)
    return any(
        frozenset(s.person_id for s in one.subjects.all()) <= about for one in others.prefetch_related("subjects")
    )


def ring_or_tell(concern: Concern, *, by: Actor, at: datetime) -> None:
    """Have the alarm rung where it must be, and write to those readers who are not rung: nobody hears of it twice.

    What nobody has sorted yet may be about a child in danger, so it counts as urgent.
    """
    rung: list[Person] = []
    if concern.kind in URGENT_KINDS and concern.route != "platform":
        rung = [person for answer in ring.ask(concern=concern, by=by, at=at) for person in answer]
    tell_readers(concern, by=by, at=at, but=rung)


def _nothing_lost(words: str, about_words: str, name: str, contact: str) -> str:
    """The words, with whatever is too long for its own field put under them whole."""
    more = [text for text, most in ((about_words, 200), (name, 120), (contact, 120)) if len(text) > most]
    return "\n\n".join([words, *more])


def _named_in(about_words: str, staff: Sequence[Person]) -> list[Person]:
    """Staff whom the words call by name, as a child calls them too ("Mrs Lead"): better one reader too few."""
    said = fold_name(about_words).split()
    return [p for p in staff if said and called(said, p.given_name, p.family_name)]


def _told_of(words: str, grew_from: str, staff: Sequence[Person], *, teller: Person | None) -> list[Person]:
    """Staff whom the worry itself, or what it grew from, names. Whoever tells may say their own name in their own words."""
    own, other = fold_name(words).split(), fold_name(grew_from).split()
    return [
        p
        for p in staff
        if named(other, p.given_name, p.family_name)
        or (not (teller and p.pk == teller.pk) and named(own, p.given_name, p.family_name))
    ]


def _leads(scheme: Scheme | None, on: date) -> list[Person]:
    if scheme is None:
        return []
    return [
        *holders(scheme, Role.SAFEGUARDING_LEAD, on=on),
        *holders(scheme, Role.DEPUTY_SAFEGUARDING_LEAD, on=on),
    ]


def same_human(one: Person, other: Person) -> bool:
    """True if the two are one human being, under one person or one account, or if a letter to one reaches the other: two who
    share a mailbox count as one wherever something must be kept from somebody."""
    if one.pk == other.pk or (one.account_id is not None and one.account_id == other.account_id):
        return True
    return not reached_at(one).isdisjoint(reached_at(other))


def is_account_of(account: Account, person: Person) -> bool:
    """True if the account is the person's, or if a letter to it reaches the person."""
    return account.pk == person.account_id or account.email.strip().lower() in reached_at(person)


def route_for(scheme: Scheme | None, about: Sequence[Person], *, about_lead: bool, on: date) -> str:
    """To whom a concern about these people goes: "lead", "third", or "platform" when nobody in the scheme is left."""
    leads = _leads(scheme, on)
    if not about_lead and leads and not any(same_human(lead, person) for lead in leads for person in about):
        return "lead"
    third = holders(scheme, Role.THIRD_PERSON, on=on) if scheme else []
    left = [person for person in third if not any(same_human(person, other) for other in about)]
    return "third" if left else "platform"


def tell_readers(concern: Concern, *, by: Actor, at: datetime, but: Sequence[Person] = ()) -> None:
    """Write to those it goes to, leaving out whom it is about; what nobody in the scheme may see, to the administrators.

    `but` are those who are rung about it anyway.
    """
    scheme, on = concern.scheme, timezone.localdate(at)
    about = [subject.person for subject in concern.subjects.select_related("person")]
    third = holders(scheme, Role.THIRD_PERSON, on=on) if scheme else []
    readers = {"lead": _leads(scheme, on), "third": third}.get(concern.route, [])
    chosen = {p.pk: p for p in readers if not any(same_human(p, other) for other in about)}
    place = {"organisation": concern.organisation, "scheme": scheme}
    link = address("safeguarding:concern", **place, concern=concern.public_id) if scheme else ""
    rung = {person.pk for person in but}
    for person in chosen.values():
        if person.pk in rung:
            continue
        send_letter(kind=letters.RAISED, to=person, scheme=scheme, by=by, at=at, link=link, urgent=True)
    if not chosen and not rung:
        _tell_administrators(letters.STRANDED, concern.organisation, by=by, at=at, about=about)


def administrators_but(about: Sequence[Person]) -> list[Account]:
    """The platform's administrators whom it is not about: nobody is told of what is about themself (SG-13)."""
    return [account for account in administrators() if not any(is_account_of(account, person) for person in about)]


def _tell_administrators(
    kind: LetterKind, organisation: Organisation | None, *, by: Actor, at: datetime, about: Sequence[Person] = ()
) -> None:
    for account in administrators_but(about):
        _tell_account(kind, account, organisation, by=by, at=at)


def _tell_account(
    kind: LetterKind, account: Account, organisation: Organisation | None, *, by: Actor, at: datetime
) -> None:
    link = address("safeguarding:unplaced")
    send_letter(kind=kind, address=account.email, organisation=organisation, by=by, at=at, link=link, urgent=True)


@service
def raise_unplaced(
    *,
    words: str,
    where_words: str,
    by: Actor,
    at: datetime,
    about: str = "unsure",
    about_words: str = "",
    raised_name: str = "",
    raised_contact: str = "",
    quiet: bool = False,
) -> Unplaced:
    """Keep a worry that names no scheme we know, and tell the platform's administrators, who pass it on.

    `about` is one of choices.ABOUT. `quiet` keeps it without a letter, when one address has sent very many.
    """
    if not words.strip():
        raise NotNow(_("Write what worries you, in your own words. A few words are enough."))
    kept = _nothing_lost(words, about_words, raised_name, raised_contact)
    row = Unplaced.objects.create(
        words=f"{kept}\n\n{where_words}" if len(where_words) > 400 else kept,
        where_words=where_words[:400],
        about=about if about in ABOUT else "unsure",
        about_words=about_words[:200],
        raised_name=raised_name[:120],
        raised_contact=raised_contact[:120],
        receipt=_receipt(),
        created_at=at,
    )
    record(name="safeguarding.raised_unplaced", by=by, at=at, about=row, organisation_id=0)
    recent = unplaced_concerns().exclude(pk=row.pk).filter(created_at__gt=at - JUST_NOW, about=row.about)
    if not (quiet and recent.exists()):
        for account in readers_outside(about=row.about, about_words=about_words):
            _tell_account(letters.UNPLACED, account, None, by=by, at=at)
    return row


@service
def open_unplaced(*, by: Actor, at: datetime) -> list[Unplaced]:
    """The worries that name no scheme and are not about the reader, oldest first; the reading of each is written down before
    it is shown (SG-12)."""
    rules.unplaced.require(by=by)
    rows = unplaced_visible_to(by)
    for row in rows:
        record(name="safeguarding.unplaced_read", by=by, at=at, about=row, organisation_id=0)
    return rows


@service
def place(*, unplaced: Unplaced, scheme: Scheme, by: Actor, at: datetime) -> Concern:
    """Pass a worry on to the scheme it belongs to, with the number its writer was given; it becomes a concern there."""
    rules.unplaced.require(by=by, of=unplaced)
    if Unplaced.objects.filter(pk=unplaced.pk, placed_at=None).update(placed_at=at, placed_as=scheme.public_id) != 1:
        raise NotNow(_("Somebody has passed this on already."))
    record(name="safeguarding.placed", by=by, at=at, about=unplaced, organisation_id=0, scheme=scheme.public_id)
    with open_scheme(organisation_id=scheme.organisation_id, scheme_id=scheme.pk):
        return raise_concern(
            organisation=scheme.organisation,
            scheme=scheme,
            words=unplaced.words,
            about_words=unplaced.about_words,
            about_lead=unplaced.about == "lead",
            about_coordinator=unplaced.about == "coordinator",
            raised_name=unplaced.raised_name,
            raised_contact=unplaced.raised_contact,
            receipt=unplaced.receipt,
            by=by,
            at=at,
            about_ref=f"safeguarding.unplaced:{unplaced.public_id}",
        )
