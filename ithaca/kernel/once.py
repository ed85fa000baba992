"""A form is answered once (RE-3): a hidden key makes a double press, a retry or a back button harmless.

Every form carries `once`, a fresh random key. The first answer that changes something is kept with the key, in the
same transaction as the change; the same form again gets the same answer; the same key with other words gets a clear
page and changes nothing. Keys are kept for seven days.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from ithaca.kernel.models import Answered
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import unit_of_work

FIELD = "once"
KEPT = timedelta(days=7)
_MARK = "something_was_kept"


class _Unchanged(Exception):
    """Carries an answer that changed nothing out of the transaction, so that its key stays free."""

    def __init__(self, response: HttpResponseBase) -> None:
        super().__init__()
        self.response = response


def keep(response: HttpResponse) -> HttpResponse:
    """Mark an answer that shows the form again although its request kept something, such as a cry for help in words that were
    refused: what was kept stays. Unmarked, an answer without a way onward takes everything back."""
    setattr(response, _MARK, True)
    return response


def new_key() -> str:
    """A fresh key for a form."""
    return secrets.token_urlsafe(18)


def answered_once(
    request: HttpRequest, view: Callable[..., HttpResponseBase], kwargs: dict[str, Any]
) -> HttpResponseBase:
    """Run the view; a POST with a key runs at most once to an end that changes something."""
    key = request.POST.get(FIELD, "") if request.method == "POST" else ""
    if not key:
        return view(request, **kwargs)
    who = str(getattr(request.user, "pk", None) or request.META.get("REMOTE_ADDR", ""))
    name = hashlib.sha256(f"{who}|{request.path}|{key[:80]}".encode()).hexdigest()
    fingerprint = _fingerprint(request)
    before = Answered.objects.filter(key=name).first()
    if before is not None:
        return _again(request, before, fingerprint)
    try:
        with unit_of_work():
            try:
                with transaction.atomic():
                    row = Answered.objects.create(key=name, fingerprint=fingerprint, location="")
            except IntegrityError:
                return _again(request, Answered.objects.get(key=name), fingerprint)
            response = view(request, **kwargs)
            location = response.headers.get("HX-Redirect") or response.headers.get("Location") or ""
            if location:
                Answered.objects.filter(pk=row.pk).update(location=location[:500])
            elif getattr(response, _MARK, False):
                Answered.objects.filter(pk=row.pk).delete()  # the form is still to be sent
            else:
                raise _Unchanged(response)
    except _Unchanged as unchanged:
        return unchanged.response
    return response


def _again(request: HttpRequest, before: Answered, fingerprint: str) -> HttpResponse:
    if before.fingerprint != fingerprint:
        raise NotNow(
            _("This page was already sent, with other words. The first ones count; look at them, then change them.")
        )
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": before.location})
    return HttpResponseRedirect(before.location)


def _fingerprint(request: HttpRequest) -> str:
    sent = sorted((k, v) for k, values in request.POST.lists() if k != "csrfmiddlewaretoken" for v in values)
    files = sorted((k, f.name or "", f.size or 0) for k, sent_files in request.FILES.lists() for f in sent_files)
    return hashlib.sha256(repr((sent, files)).encode()).hexdigest()


def forget_old(at: datetime) -> int:
    """Drop keys older than seven days; returns how many."""
    return Answered.objects.filter(created_at__lt=at - KEPT).delete()[0]
