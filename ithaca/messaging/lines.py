"""From a message to the bubble on the page: what each reader sees of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import age_band
from ithaca.messaging.models import Message
from ithaca.participants.models import Participant
from ithaca.screening import ABOUT_THE_WRITER
from ithaca.screening.redaction import OTHER, PLACEHOLDER
from ithaca.ui.pieces import words_with_spans

_TAKEN_OUT = re.compile("|".join(re.escape(words) for words in (*PLACEHOLDER.values(), OTHER)))


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble. `kind` is "own", "theirs" or "staff"; `again` says that the words can be edited and sent again;
    `look` is the address where staff look at the decision."""

    id: str
    who: str
    words: SafeString
    at: datetime
    kind: str
    held: bool = False
    note: str = ""
    reason: str = ""
    again: bool = False
    may_worry: bool = False
    look: str = ""


def labels() -> dict[str, str]:
    """What the classes of the screening engine are called on a page."""
    return {
        "PHONE": _("telephone number"),
        "EMAIL": _("e-mail address"),
        "ADDRESS": _("address"),
        "POSTCODE": _("postcode"),
        "HANDLE": _("user name"),
        "URL": _("link"),
        "OFFENSIVE": _("rude or hurtful words"),
        "OFFPLATFORM": _("talking somewhere else"),
        "MEET": _("meeting"),
        "MONEY": _("money or gifts"),
        "SEXUAL": _("sexual or romantic words"),
        "GROOMING": _("a sign of grooming"),
        "SELFHARM": _("self-harm"),
        "DISCLOSURE": _("somebody may be harmed"),
    }


def marked(message: Message) -> SafeString:
    """The original with every span marked and named, for whoever may read the original."""
    names = labels()
    return words_with_spans(
        message.original, [(start, end, names.get(kind, kind)) for start, end, kind in message.spans]
    )


def delivered(message: Message) -> SafeString:
    """What the other side reads: the delivered words and nothing of the original, with what was taken out marked."""
    pieces: list[SafeString] = []
    place, words = 0, message.delivered_text
    for found in _TAKEN_OUT.finditer(words):
        pieces.append(
            format_html('{}<span class="redacted">{}</span>', words[place : found.start()], found[0].strip("[]"))
        )
        place = found.end()
    pieces.append(format_html("{}", words[place:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def line(message: Message, reader: Participant, waiting: str = "") -> Line:
    """A message as one of the two sees it; `waiting` is what the writer of a held one is told, whatever is in it.

    The writer never learns whether it is urgent, escalated, frozen or locked (SG-13).
    """
    own = message.sender_id == reader.pk
    if not own:
        who = message.sender.person.given_name
        return Line(message.public_id, who, delivered(message), _at(message), "theirs", may_worry=True)
    returned = came_back(message)
    waiting_in = ("held", "urgent", "escalated", "locked", "submitted")
    waits = message.state in waiting_in and message.delivered_at is None and not returned
    changed = not waits and not returned and message.delivered_text != message.original
    note = ""
    if waits:
        note = waiting or _("Waiting for a look. Somebody reads it before it is passed on.")
    elif returned:
        note = _("This was not passed on. You can change it and send it again.")
    elif changed:
        note = _("The marked details were taken out before it was passed on.")
    return Line(
        message.public_id,
        _("You"),
        marked(message) if changed else format_html("{}", message.original),
        message.sent_at,
        "own",
        held=waits,
        note=note,
        reason=message.return_reason if returned else "",
        again=returned,
        may_worry=message.state in ("delivered", "frozen", "locked") and message.delivered_at is not None,
    )


def came_back(message: Message) -> bool:
    """True if its writer has it back with a note, also if it is kept as evidence since (SG-13)."""
    return message.state == "returned" or (message.state == "locked" and bool(message.return_reason))


def is_cry_for_help(message: Message) -> bool:
    """True for urgent words that may tell of harm done to whoever wrote them."""
    return message.action == "urgent" and any(kind in ABOUT_THE_WRITER for _start, _end, kind in message.spans)


def may_need_help(message: Message, reader: Participant) -> bool:
    """True for a mentee's own words that may tell of harm done to them: they see the helplines at once (SG-8).

    Any other writer sees the ordinary “waiting”, so that nobody learns what was noticed.
    """
    mine = message.sender_id == reader.pk and reader.role == "mentee"
    return mine and any(kind in ABOUT_THE_WRITER for _start, _end, kind in message.spans)


def _at(message: Message) -> datetime:
    """The other side sees when a message reached them, not how long it waited."""
    return message.delivered_at or message.sent_at


def staff_line(message: Message) -> Line:
    """A message as staff see it: the original, marked, and what became of it."""
    became = {
        "submitted": _("not decided"),
        "delivered": _("delivered"),
        "held": _("waits for a decision"),
        "urgent": _("urgent, waits for a decision"),
        "returned": _("returned to the writer"),
        "escalated": _("passed on as a concern"),
        "frozen": _("out of sight, somebody was worried about it"),
        "locked": _("kept as evidence; only its concern shows the words"),
    }
    note = became[message.state] if message.salt or message.original else _("its time is over: the words are gone")
    held = message.state in ("held", "urgent")
    words = format_html("{}", "…") if message.state == "locked" else marked(message)
    return Line(message.public_id, message.sender.person.name, words, message.sent_at, "theirs", held, note)


def who_to_whom(message: Message, on: date) -> str:
    """Who wrote to whom, with what the scheme calls each and whether it is a child, for whoever may read the message."""
    pair = message.mentorship
    reader = pair.mentee if message.sender_id == pair.mentor_id else pair.mentor
    two = {"writer": _with_role(message.sender, pair, on), "reader": _with_role(reader, pair, on)}
    return _("%(writer)s to %(reader)s") % two


def _with_role(side: Participant, pair: Mentorship, on: date) -> str:
    """Of a grown-up mentor the role says enough; of everybody else the age stands there too."""
    role = pair.scheme.arrangements.word(side.role)
    role = _(role) if role == side.role else role
    known = side.role == "mentor" and not side.person.is_child_on(on)
    about = role if known else f"{role}, {age_band(side.person, on)}"
    return _("%(name)s (%(about)s)") % {"name": side.person.name, "about": about}


def suggestion(classes: Iterable[str]) -> str:
    """A friendly sentence for returning a message, by what was found in it."""
    found = set(classes)
    for kinds, sentence in (
        (ABOUT_THE_WRITER, _("Thank you for writing this. We would like to speak with you about it.")),
        ({"OFFENSIVE"}, _("Please write this again in friendlier words. I am sure you can.")),
        ({"MEET"}, _("Please leave plans to meet out of messages. Ask us and we will arrange it with you.")),
        ({"MONEY"}, _("Please leave money and gifts out of your messages. If you need help with money, ask us.")),
        ({"OFFPLATFORM", "HANDLE"}, _("Please keep to this page: leave out other apps and user names.")),
        (set(PLACEHOLDER), _("Please leave out telephone numbers, addresses and links. The rest can stay as it is.")),
    ):
        if found & kinds:
            return sentence
    return _("Please look at this again and change it a little. If you are not sure what is meant, ask us.")
