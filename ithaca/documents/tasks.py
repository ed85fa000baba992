"""The worker's door: documents that wait are checked one after the other, the virus check outside of any transaction."""

from __future__ import annotations

from django.utils import timezone

from ithaca.documents.scanner import ScannerAway, is_clean
from ithaca.documents.services.check import check, claim, due, put_off
from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.scope import everywhere, open_scheme

CLOCK = job("documents.check")


def carry() -> int:
    """Check one document; returns how many were dealt with. Killed at any point, another worker looks again after the lease."""
    with everywhere("the worker looks for documents in all schemes"):
        at = timezone.now()
        document = claim(by=CLOCK, at=at) if due(at).exists() else None  # to look costs nobody the write lock
    if document is None:
        return 0
    with open_scheme(organisation_id=document.scheme.organisation_id, scheme_id=document.scheme_id):
        try:
            clean = is_clean(bytes(document.content or b""))
        except ScannerAway:
            put_off(document=document, by=CLOCK, at=timezone.now())
            return 0
        try:
            check(document=document, clean=clean, by=CLOCK, at=timezone.now())
        except NotNow:
            return 0  # another worker was quicker
    return 1
