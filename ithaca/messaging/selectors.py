"""Reading messages. What a person may not see does not exist for them, on any page, letter, search or export (SG-6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.consents.selectors import all_permit
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.todo import Todo, shown
from ithaca.mentorships.gate import may_be_in_contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import own_pairs, pairs_visible_to
from ithaca.messaging.models import Draft, Message, Opening, Taking
from ithaca.messaging.states import OUT_OF_SIGHT, SEEN_BY_PARTNER, WAITING
from ithaca.notices.models import Letter
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import own_people
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import concerns_visible_to, refs_about
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import holders

#: Looks for a reader's own pairs, whatever role they act in now.
DESK = job("messaging.desk")
#: What came back to its writer with a note; the writer sees no difference if it is kept as evidence since (SG-13).
CAME_BACK = Q(state="returned") | Q(state="locked") & ~Q(return_reason="")
#: How a letter or a concern names the message it is about, before the message's public id.
ABOUT = "messaging.message:"
#: How the reference of a concern begins that grew from words that could not be sent.
UNSENT = "messaging.unsent:"
#: Words of one search that are looked for; more are left out.
MOST_WORDS = 8


def messages_visible_to(by: Actor, mentorship: Mentorship) -> QuerySet[Message]:
    """What one of the two may see of their thread, oldest first: everything they wrote, and what was delivered to them.

    Nobody else sees anything here: staff read through the desk, a concern, or `services.open.open_thread`.
    """
    mine = by.ids_as(Role.MENTOR, Role.MENTEE)
    rows: QuerySet[Message] = Message.objects.filter(mentorship=mentorship).select_related("sender__person")
    if not (mentorship.mentor_id in by.ids_as(Role.MENTOR) or mentorship.mentee_id in by.ids_as(Role.MENTEE)):
        return rows.none()
    return rows.filter(Q(sender__in=mine) | Q(state__in=SEEN_BY_PARTNER)).order_by("sent_at", "pk")


def worriable(rows: QuerySet[Message], reader: Participant) -> QuerySet[Message]:
    """Of one's visible messages those that were delivered. What the reader wrote counts also when it is out of sight: who
    could see that it is would know that somebody was worried about it (SG-13)."""
    return rows.filter(Q(state="delivered") | Q(sender=reader, state__in=OUT_OF_SIGHT, delivered_at__isnull=False))


def why_no_messages(pair: Mentorship, *, at: datetime) -> str:
    """Why these two cannot write to each other now, as a sentence for them; empty if they can.

    Messages and the relay ask this and nothing else: the scheme's ways, the one gate, and what each parent said to
    messages (PAR-06).
    """
    arrangements = pair.scheme.arrangements
    if not arrangements.allows("messages"):
        return _("This scheme does not use messages.")
    if pair.state == "ended":
        return _("Your time together here has ended, so nothing more can be sent.")
    if not may_be_in_contact(pair, at=at).open:
        return _("Messages are not possible at the moment.")
    two = [pair.mentor, pair.mentee]
    if not all_permit("messages", two, arrangements=arrangements, on=timezone.localdate(at)):
        return _("A parent or carer has not said yes to messages.")
    return ""


def held_visible_to(by: Actor) -> QuerySet[Message]:
    """The messages that wait for a decision, urgent ones first, then the oldest. Never one of a pair the reader is in, nor one
    that a concern about the reader grew from (SG-13)."""
    rows: QuerySet[Message] = Message.objects.filter(state__in=WAITING, delivered_at=None).select_related(
        "sender__person",
        "mentorship__mentor__person",
        "mentorship__mentee__person__school",
        "mentorship__scheme__organisation",
    )
    if not by.holds(Role.COORDINATOR, *LEADS):
        return rows.none()
    return not_about(not_own(rows, by), by).order_by("-state", "sent_at", "pk")


def next_held(by: Actor, *, after: Message | None = None) -> Message | None:
    """The message that should be decided first; with `after`, the next in order behind that one, and behind the last the first.

    One that this reader has said may go needs somebody else: it comes first only where nothing else waits, and `after` no other.
    The key is looked for first, along an index: a desk with thousands of messages is as quick as one with ten.
    """
    rows = held_visible_to(by)
    sure = Q(proposed_by__in=by.person_ids) | Q(proposed_by__account=by.account_id, proposed_by__account__isnull=False)
    waiting, turns = rows.exclude(sure), [Q(state="urgent"), Q(state="held")]
    if after is not None:
        later = Q(sent_at__gt=after.sent_at) | Q(sent_at=after.sent_at, pk__gt=after.pk)
        behind = Q(later, state=after.state, sent_at__gte=after.sent_at)
        waiting = waiting.exclude(pk=after.pk)
        turns = [behind, *(reversed(turns) if after.state == "urgent" else turns)]
    for turn in turns:
        key = waiting.filter(turn).order_by("sent_at", "pk").values_list("pk", flat=True).first()
        if key is not None:
            return rows.filter(pk=key).first()
    return rows.first() if after is None else None


def not_own(rows: QuerySet[Any], by: Actor, path: str = "mentorship") -> QuerySet[Any]:
    """The rows whose pair, at `path`, the reader is not in, under whatever name.

    The reader's own pairs are asked for first: staff have none, and then the rows need no further look.
    """
    names = own_people(by).order_by().values("pk")  # the few names first, then where they take part
    sides = list(participants_visible_to(DESK).filter(person__in=names).values_list("pk", flat=True))
    if not sides:
        return rows
    own = pairs_visible_to(DESK).filter(Q(mentor__in=sides) | Q(mentee__in=sides)).values_list("pk", flat=True)
    return rows.exclude(**{f"{path}__in": list(own)})


def not_about(rows: QuerySet[Any], by: Actor, path: str = "public_id") -> QuerySet[Any]:
    """The rows whose message, named at `path`, no concern about the reader grew from: a child who tells of somebody on the
    staff is not read by them (SG-13)."""
    told = [ref.removeprefix(ABOUT) for ref in refs_about(by) if ref.startswith(ABOUT)]
    return rows.exclude(**{f"{path}__in": told}) if told else rows


def reader_of(by: Actor, scheme: Scheme, at: datetime, roles: Iterable[Role]) -> Person | None:
    """The person who holds one of these posts of the scheme and is this actor, or None: a job and a stranger are nobody."""
    on = timezone.localdate(at)
    for role in roles:
        for person in holders(scheme, role, on=on) if by.holds(role) else ():
            if person.pk in by.person_ids:
                return person
    return None


def takings_of(scheme: Scheme) -> list[Taking]:
    """What was taken out of the scheme for evaluation, the latest first, 50 at most; for the safeguarding lead's page."""
    return list(Taking.objects.filter(scheme=scheme).select_related("taken_by").order_by("-pk")[:50])


def found_in(rows: QuerySet[Message], words: str, reader: Participant) -> QuerySet[Message]:
    """The rows of a thread in which every word typed stands, as this reader sees them: their own words as they wrote them,
    the other side's as they were delivered (MSG-20). Case does not matter.

    SQLite compares letters beyond a to z only as they stand, so each word is looked for in its usual spellings too; the
    answer is the same on both databases.
    """
    for word in words.split()[:MOST_WORDS]:
        spelt = {word, word.lower(), word.upper(), word.capitalize()}
        own, theirs = Q(), Q()
        for spelling in spelt:
            own |= Q(original__icontains=spelling)
            theirs |= Q(delivered_text__icontains=spelling)
        rows = rows.filter((Q(sender=reader) & own) | (~Q(sender=reader) & theirs))
    return rows


def before(rows: QuerySet[Message], message: Message | None) -> QuerySet[Message]:
    """The rows sent before `message` (all of them for None), the latest first."""
    if message is not None:
        earlier = Q(sent_at__lt=message.sent_at) | Q(sent_at=message.sent_at, pk__lt=message.pk)
        rows = rows.filter(earlier, sent_at__lte=message.sent_at)
    return rows.order_by("-sent_at", "-pk")


def has_messages(mentorship: Mentorship) -> bool:
    """True if the two have ever written to each other here."""
    return bool(Message.objects.filter(mentorship=mentorship).exists())


def openings_visible_to(by: Actor) -> QuerySet[Opening]:
    """The threads that staff opened with a reason, the latest first: all for the leads, one's own for the co-ordinator."""
    rows: QuerySet[Opening] = Opening.objects.select_related(
        "opened_by", "mentorship__mentor__person", "mentorship__mentee__person", "mentorship__scheme__organisation"
    )
    if by.holds(*LEADS):
        return rows.order_by("-created_at", "-pk")
    return rows.filter(opened_by__in=by.person_ids).order_by("-created_at", "-pk")


def openable_by(by: Actor) -> QuerySet[Mentorship]:
    """The pairs whose messages this actor may ask to open: those of the scheme, but never one's own."""
    if not by.holds(Role.COORDINATOR, *LEADS):
        return pairs_visible_to(by).none()
    own = Q(mentor__person__in=by.person_ids) | Q(mentee__person__in=by.person_ids)
    own |= Q(mentor__person__account=by.account_id) | Q(mentee__person__account=by.account_id)
    return pairs_visible_to(by).exclude(own) if by.account_id is not None else pairs_visible_to(by).none()


def latest_of(scheme: Scheme, by: Actor, count: int) -> QuerySet[Message]:
    """The last `count` messages of the scheme, the latest first, but none of a pair the reader is in, nor one that a concern
    about the reader grew from. For services that look through them and show counts; none of the words may be shown."""
    rows = not_about(not_own(Message.objects.filter(scheme=scheme), by), by).select_related("sender")
    ordered: QuerySet[Message] = rows.order_by("-sent_at", "-pk")[:count]
    return ordered


def ref_of(message: Message) -> str:
    """How a letter names the message it tells of, and a concern the one it grew from."""
    return f"{ABOUT}{message.public_id}"


def in_concern_of(by: Actor, public_id: str) -> tuple[Message, Concern] | None:
    """The message of that public id with the concern it grew from, if this reader sees that concern; else None."""
    message = (
        Message.objects.filter(public_id=public_id).select_related("mentorship", "scheme", "sender__person").first()
    )
    if message is None:
        return None
    concern = concerns_visible_to(by).filter(about_ref=ref_of(message)).order_by("pk").first()
    return (message, concern) if concern is not None else None


def message_named(public_id: str) -> Message | None:
    """The message of that public id, for services that ask who may read it; none that is locked."""
    rows = (
        Message.objects.filter(public_id=public_id)
        .exclude(state="locked")
        .select_related(
            "sender__person", "mentorship__mentor__person", "mentorship__mentee__person", "scheme__organisation"
        )
    )
    found: Message | None = rows.first()
    return found


def told_of(letter: Letter) -> Message | None:
    """The message that a letter to one of the two tells of; None for every other letter, and once it is locked."""
    if not letter.about.startswith(ABOUT) or letter.person_id is None:
        return None
    message = message_named(letter.about.removeprefix(ABOUT))
    return message if message is not None and message.scheme_id == letter.scheme_id else None


def is_among_first(message: Message, count: int) -> bool:
    """True if it is one of the first `count` messages of its pair, whatever became of the others."""
    return len(Message.objects.filter(mentorship=message.mentorship_id, pk__lt=message.pk).values("pk")[:count]) < count


def passed_by_machine(scheme: Scheme, *, since: datetime) -> int:
    """How many messages sent since then were delivered without a person deciding; some may be out of sight by now."""
    rows = Message.objects.filter(scheme=scheme, state__in=("delivered", "frozen"), sent_at__gte=since)
    return int(rows.filter(decided_by=None).count())


def last_written(mentorships: Iterable[Mentorship]) -> dict[tuple[int, int], datetime]:
    """By (pair key, participant key) when that side last sent a message, whatever became of it; one query, no words."""
    rows = Message.objects.filter(mentorship__in=[pair.pk for pair in mentorships])
    found = rows.values_list("mentorship_id", "sender_id").annotate(last=Max("sent_at")).order_by()
    return {(pair, sender): last for pair, sender, last in found}


def wrote_after(pair: str, sender: str, moment: str) -> Exists:
    """For rows of rooms above, with their fields for a pair, one of its two and a moment: that side has sent a message since."""
    rows = Message.objects.filter(mentorship=OuterRef(pair), sender=OuterRef(sender), sent_at__gt=OuterRef(moment))
    return Exists(rows)


def draft_of(mentorship: Mentorship, participant: Participant) -> str:
    """What this side has typed and not sent."""
    row = Draft.objects.filter(mentorship=mentorship, participant=participant).first()
    return row.words if row else ""


def unread_by(by: Actor) -> Counter[int]:
    """How many delivered messages this actor has not read, by pair."""
    pairs = [pair.pk for pair in own_pairs(by)]
    mine = by.ids_as(Role.MENTOR, Role.MENTEE)
    rows = Message.objects.filter(mentorship__in=pairs, state="delivered", read_at=None).exclude(sender__in=mine)
    return Counter(rows.values_list("mentorship_id", flat=True))


def counts_of(mentorships: Iterable[Mentorship]) -> Counter[int]:
    """How many messages each pair has exchanged (delivered ones), by pair; the words stay closed."""
    keys = [pair.pk for pair in mentorships]
    return Counter(
        Message.objects.filter(mentorship__in=keys, state="delivered").values_list("mentorship_id", flat=True)
    )


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """For the desk: each held message. For the two of a pair: unread messages, and their own that came back."""
    del at
    # Who the reader is, and whom concerns are about, is asked only if anything is held.
    any_held = Message.objects.filter(scheme=scheme, state__in=WAITING, delivered_at=None).exists()
    lines = [
        Todo(
            urgency=0 if message.state == "urgent" else 1,
            since=message.sent_at,
            words=_("A message that needs you now") if message.state == "urgent" else _("A message waits to be read"),
            group=_("Held messages"),
            act=_("Read it"),
            page="messaging:held",
            page_args=(("message", message.public_id),),
            more=more,
            first=message.state == "urgent",
        )
        for message, more in (shown(held_visible_to(by).filter(scheme=scheme)) if any_held else ())
    ]
    mine = by.ids_as(Role.MENTOR, Role.MENTEE)
    if not mine:
        return lines
    waiting = Message.objects.filter(scheme=scheme, mentorship__in=list(own_pairs(by).values_list("pk", flat=True)))
    return [*lines, *_unread(waiting.exclude(sender__in=mine)), *_returned(waiting.filter(sender__in=mine))]


def _unread(waiting: QuerySet[Message]) -> list[Todo]:
    """One line for each pair with unread messages, however many they are."""
    unread = waiting.filter(state="delivered", read_at=None).values_list("mentorship__public_id")
    found = []
    for pair, number, since in unread.annotate(number=Count("pk"), since=Min("sent_at")).order_by("since"):
        words = ngettext("You have a message", "You have %(n)d messages", number) % {"n": number}
        args = (("pair", pair),)
        found.append(Todo(1, since, words, _("Messages"), _("Read and reply"), "messaging:thread", args, card=pair))
    return found


def _returned(waiting: QuerySet[Message]) -> list[Todo]:
    """The reader's own messages that came back with a note they have not seen."""
    rows = waiting.filter(CAME_BACK, read_at=None).select_related("mentorship").order_by("sent_at")[:20]
    words, act = _("A message of yours came back with a note"), _("See the note")
    return [
        Todo(1, row.sent_at, words, _("Messages"), act, "messaging:thread", (("pair", row.mentorship.public_id),))
        for row in rows
    ]
