"""Examples for making screening better: nothing leaves before a safeguarding lead has blanked it."""

from __future__ import annotations

import json
import re
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import message_named
from ithaca.messaging.services.read import require_reader
from ithaca.moderation import rules
from ithaca.moderation.models import Correction, Example
from ithaca.schemes.models import Scheme
from ithaca.screening import CONTACT, Policy, Verdict, redacted, screen

NAME = "[name]"
LONGEST = 10_000


@service
def open_example(*, correction: Correction, by: Actor, at: datetime) -> str:
    """The words of a corrected message with contact details and the names of the two taken out: a draft that the lead goes
    over. The reading is written down first."""
    rules.blank.require(by=by, of=None)
    require_reader(scheme=correction.scheme, by=by, at=at)
    message = _message(correction)
    record(name="moderation.example_read", by=by, at=at, about=correction, data={"message": message.public_id})
    words = redacted(message.original, _found(message.original), types=CONTACT)
    for name in _names(message):
        words = re.sub(rf"\b{re.escape(name)}\b", NAME, words, flags=re.IGNORECASE)
    return words


@service
def blank_example(*, correction: Correction, words: str, by: Actor, at: datetime) -> Example:
    """Keep the blanked words: from now on they may leave. Raises NotNow while a contact detail or a name of the two stands
    in them, or if it was done already."""
    rules.blank.require(by=by, of=None)
    reader = require_reader(scheme=correction.scheme, by=by, at=at)
    message = _message(correction)
    if not words.strip() or len(words) > LONGEST:
        raise NotNow(_("Write the words that may leave, 10,000 characters at most."))
    left = [name for name in _names(message) if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE)]
    if left:
        raise NotNow(_("A name of the two still stands in it: %(name)s.") % {"name": left[0]})
    if any(span.type in CONTACT for span in _found(words).spans):
        raise NotNow(_("Something in it still looks like a contact detail. Take it out."))
    row: Example
    row, made = Example.objects.get_or_create(
        correction=correction,
        defaults={
            "scheme": correction.scheme,
            "role": message.sender.role,
            "words": words.strip(),
            "blanked_by": reader,
            "created_at": at,
        },
    )
    if not made:
        raise NotNow(_("This was blanked already."))
    record(name="moderation.blanked", by=by, at=at, about=row)
    return row


@service
def take_out_examples(*, scheme: Scheme, by: Actor, at: datetime) -> str:
    """The blanked examples of the scheme, one JSON object a line: id, text, sender, action (the right one) and was."""
    rules.blank.require(by=by, of=None)
    rows = list(Example.objects.filter(scheme=scheme).select_related("correction").order_by("pk"))
    record(name="moderation.examples_taken_out", by=by, at=at, about=scheme, data={"count": len(rows)})
    lines = [
        {
            "id": row.public_id,
            "text": row.words,
            "sender": row.role,
            "action": row.correction.action,
            "was": row.correction.was,
        }
        for row in rows
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _message(correction: Correction) -> Message:
    message = message_named(correction.message)
    if message is None:
        raise NotNow(_("The message is not kept any more."))
    return message


def _names(message: Message) -> list[str]:
    people = (message.mentorship.mentor.person, message.mentorship.mentee.person)
    parts = {part for person in people for part in (person.given_name, person.family_name, *person.name.split())}
    return sorted((part for part in parts if len(part) > 1), key=len, reverse=True)


def _found(words: str) -> Verdict:
    """What the children's policy finds: the strictest. A failure finds nothing, so the caller must not go on."""
    verdict = screen(words, policy=Policy.named("children"))
    if verdict.failed:
        raise NotNow(_("This could not be looked through. Try again."))
    return verdict
