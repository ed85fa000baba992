"""Dated notes of calls, visits and talks. Kept as written; a correction is a new note."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.participants import rules
from ithaca.participants.models import Note, Participant

#: How it came to the words of a note: kinds a person may choose ("reason" is written by the steps themselves).
KINDS = ("call", "visit", "talk", "email", "other")
MOST_CHARACTERS = 10_000


@service
def write_note(
    *,
    participant: Participant,
    kind: str,
    happened_on: date,
    words: str,
    by: Actor,
    at: datetime,
    corrects: Note | None = None,
) -> Note:
    """Keep a dated note about `participant`. Raises NotNow if it is empty, too long, of a day to come, or of no known kind."""
    rules.note.require(by=by, of=participant)
    words = words.strip()
    if not words:
        raise NotNow(_("Write what was said or done."))
    if len(words) > MOST_CHARACTERS:
        raise NotNow(_("This note is too long. Keep it under 10,000 characters."))
    if kind not in KINDS:
        raise NotNow(_("Choose what kind of contact it was."))
    if happened_on > timezone.localdate(at):
        raise NotNow(_("That day has not come yet."))
    if corrects is not None and corrects.participant_id != participant.pk:
        raise NotNow(_("That note is about somebody else."))
    note: Note = Note.objects.create(
        scheme_id=participant.scheme_id,
        participant=participant,
        kind=kind,
        happened_on=happened_on,
        words=words,
        written_by_id=by.person_id,
        corrects=corrects,
    )
    data = {"note": note.public_id, "kind": kind, **({"corrects": corrects.public_id} if corrects else {})}
    record(name="participants.noted", by=by, at=at, about=participant, data=data)
    return note
