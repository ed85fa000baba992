"""The two people's own page of documents."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.documents import services
from ithaca.documents.forms import SendForm, WorryForm
from ithaca.documents.lines import line
from ithaca.documents.models import Document
from ithaca.documents.selectors import documents_visible_to, has_documents, why_no_documents
from ithaca.documents.views.download import download
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to, side_of
from ithaca.participants.models import Participant


def _own(request: DoorRequest, pair: str) -> tuple[Mentorship, Participant]:
    """The pair and the reader's side; 404 for anybody else, and where none are passed on and none ever were."""
    found = get_object_or_404(pairs_visible_to(request.door.by), public_id=pair)
    side = side_of(found, request.door.by)
    if side is None or not (found.scheme.arrangements.may_exchange_documents() or has_documents(found)):
        raise Http404
    return found, side


def of_pair(request: DoorRequest, pair: str) -> HttpResponse:
    """What was passed on, and a place for the next."""
    found, side = _own(request, pair)
    by, at = request.door.by, timezone.now()
    form = SendForm(request.POST, request.FILES) if request.method == "POST" else SendForm()

    def run() -> None:
        file = form.cleaned_data["file"]
        services.send_document(mentorship=found, sender=side, name=file.name, content=file.read(), by=by, at=at)

    if request.method == "POST" and try_to(form, run):
        say = _("It is kept. Once it has been checked it is passed on, and you see so here.")
        return go(request, request.door.to("documents:of_pair", pair=pair), say=say)
    context = {
        "pair": found,
        "other": found.mentee if side.pk == found.mentor_id else found.mentor,
        "lines": [line(row, side) for row in documents_visible_to(by, found)[:200]],
        "closed": why_no_documents(found, at=at),
    }
    return show(request, "documents/of_pair.html", context, form=form)


def _one(request: DoorRequest, pair: str, document: str) -> Document:
    found, _side = _own(request, pair)
    row: Document = get_object_or_404(documents_visible_to(request.door.by, found), public_id=document)
    return row


def file(request: DoorRequest, pair: str, document: str) -> HttpResponse:
    """The file itself."""
    row = _one(request, pair, document)
    return download(row, services.open_document(document=row, by=request.door.by, at=timezone.now()))


def worried(request: DoorRequest, pair: str, document: str) -> HttpResponse:
    """“I'm worried about this”: it goes out of the other's sight and is kept, and the safeguarding lead is told (MSG-11)."""
    row, back = _one(request, pair, document), request.door.to("documents:of_pair", pair=pair)
    if row.state not in ("delivered", "frozen"):
        raise Http404
    form = WorryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, words = request.door.by, form.cleaned_data["words"]
        concern = services.freeze(document=row, words=words, by=by, at=timezone.now())
        say = _("Thank you for telling us. The document is kept. Your number is %(number)s.")
        return go(request, back, say=say % {"number": concern.receipt})
    return show(request, "documents/worried.html", {"back_url": back}, form=form)
