"""Writing a dated note, and reading the earlier ones beside it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.participants.forms import NoteForm
from ithaca.participants.labels import NOTES
from ithaca.participants.models import Note
from ithaca.participants.selectors import notes_of
from ithaca.participants.services import write_note
from ithaca.participants.views.common import fetch, home_of


def note(request: DoorRequest, participant: str) -> HttpResponse:
    """A new note; `?corrects=` names the one it corrects."""
    found, by = fetch(request, participant), request.door.by
    corrects = request.GET.get("corrects")
    old = get_object_or_404(Note.objects.filter(participant=found), public_id=corrects) if corrects else None
    before = {"words": old.words, "kind": old.kind} if old else None
    form = NoteForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_bound and answers.try_to(
        form, lambda: write_note(participant=found, corrects=old, by=by, at=timezone.now(), **form.cleaned_data)
    ):
        return answers.go(request, home_of(request, found), say=_("The note is kept."))
    heading = _("Note about %(name)s") % {"name": found.person.name}
    context = {
        "heading": heading,
        "title": heading,
        "lead": _("This corrects an earlier note. The earlier one stays.") if old else "",
        "submit": _("Keep this note"),
        "back_url": home_of(request, found),
        "notes": [(NOTES[row.kind], row) for row in notes_of(found, by)],
    }
    return answers.show(request, "participants/note.html", context, form=form)
