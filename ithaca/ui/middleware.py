"""What every answer gets: the sentence of a refusal that no view caught, and that nobody may keep the page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from ithaca.kernel.refusals import NotAllowed, Refused
from ithaca.ui.views.errors import error_page


class RefusalPages:
    """Middleware: 403 when this person may not, 409 when it cannot be done now. Nothing was written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer a Refused with its sentence; anything else goes on its way to the 500 page and the log."""
        if isinstance(exception, Refused):
            return error_page(request, 403 if isinstance(exception, NotAllowed) else 409, exception.sentence)
        return None


class NoNulls:
    """Middleware: a NUL in an address or a form is nobody's typing, and PostgreSQL has no place for it: 400, not 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponseBase | None:  # noqa: ARG002
        """Runs after the CSRF check, which has read the form already."""
        form = [] if getattr(view, "answers_nul", False) else request.POST.lists()
        sent = (*request.GET.lists(), *form)
        words = [request.path, *(word for key, values in sent for word in (key, *values))]
        return error_page(request, 400) if any("\0" in word for word in words) else None


class NeverKept:
    """Middleware: no browser and no proxy keeps a page of ours, so that nothing is left on a shared computer.

    A view that says itself how its answer may be kept is left alone; files of the look go out before this (WhiteNoise).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
