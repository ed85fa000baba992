"""What people see when a page cannot be shown. Every page says what happened and what to do, and holds the worry link.

The project's handlers (`handler404` and its like, `CSRF_FAILURE_VIEW`) stand here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ithaca.ui.typed import words_of

ERROR_PAGES = (400, 403, 404, 409, 413, 429, 500, 503)


def error_page(request: HttpRequest, status: int, sentence: str = "", *, typed: Sequence[str] = ()) -> HttpResponse:
    """The page for `status` (one of ERROR_PAGES), with `sentence` instead of the usual one if given, and with
    what was `typed`, to copy. Nothing of it can be sent from here: the request may have been made by another site.

    A request of htmx gets a notice for the flash place of the page that is open, so that nothing typed there is lost.
    Raises ValueError for a status we have no page for.
    """
    if status not in ERROR_PAGES:
        raise ValueError(f"there is no page for {status}")
    if request.headers.get("HX-Request") != "true":
        return render(request, f"ui/errors/{status}.html", {"sentence": sentence, "typed": typed}, status=status)
    words = {"heading": _short(status), "sentence": sentence or _("What you typed is still on this page.")}
    answer = render(request, "ui/errors/fragment.html", words, status=status)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#flash", "innerHTML"
    return answer


def _short(status: int) -> str:
    return {
        400: _("We could not read that"),
        403: _("You cannot do that"),
        404: _("We cannot find that"),
        409: _("Somebody was there before you"),
        413: _("That is too big"),
        429: _("Please wait a moment"),
        500: _("Something went wrong here"),
        503: _("We cannot save anything just now"),
    }[status]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Handler for 400: words we could not read, or far too many; the exception's text is for the log, never for the page."""
    if isinstance(exception, RequestDataTooBig):
        return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return error_page(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Handler for 403: the page says no more than that it is somebody else's."""
    return error_page(request, HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Handler for 404; another organisation's page and a page that never was look the same."""
    return error_page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler for 500: drawn without request, session or database, because any of them may be what broke.

    A database that does not answer (it is away, its disk is slow or full) is no fault of the program: 503, to be tried
    again, with what was typed. htmx gets it beside the page that is open (RE-6, RE-7).
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(render_to_string("ui/errors/500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)
    if request.headers.get("HX-Request") == "true":
        words = {"heading": _short(503), "sentence": _("Wait a minute and press again. It counts once, however often.")}
        answer = HttpResponse(render_to_string("ui/errors/fragment.html", words), status=HTTPStatus.SERVICE_UNAVAILABLE)
        answer["HX-Retarget"], answer["HX-Reswap"] = "#flash", "innerHTML"
    else:
        page = render_to_string("ui/errors/503.html", {"typed": words_of(request)})
        answer = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = "60"
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """CSRF_FAILURE_VIEW: mostly a page that stood open too long, so it says how to go on without losing the words."""
    return error_page(
        request,
        HTTPStatus.FORBIDDEN,
        _("This page was open too long, or you signed in again meanwhile. Load the page again and send it once more."),
        typed=words_of(request),
    )
