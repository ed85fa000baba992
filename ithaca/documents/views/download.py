"""A file on its way out: always a download, never a page, under a name of our own making."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from ithaca.documents.content import KINDS
from ithaca.documents.models import Document


def download(document: Document, content: bytes) -> HttpResponse:
    """The file as an attachment that no browser guesses about, keeps, or runs anything of."""
    headers = {
        "Content-Disposition": content_disposition_header(True, document.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=KINDS[document.kind][0], headers=headers)
