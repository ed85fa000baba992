"""What people see when a page cannot be shown. Every page says what happened and what to do, and holds the worry link."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

ERROR_PAGES = (400, 403, 404, 409, 413, 429, 500)


def error_page(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    """The page for `status` (one of ERROR_PAGES), with `sentence` instead of the usual one if given.

    A request of htmx gets a notice for the flash place of the page that is open, so that nothing typed there is lost.
    Raises ValueError for a status we have no page for.
    """
    if status not in ERROR_PAGES:
        raise ValueError(f"there is no page for {status}")
    if request.headers.get("HX-Request") != "true":
        return render(request, f"ui/errors/{status}.html", {"sentence": sentence}, status=status)
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
    }[status]


def server_error_page() -> HttpResponse:
    """The page for a fault of ours: drawn without request, session or database, because any of them may be what broke."""
    return HttpResponse(render_to_string("ui/errors/500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_sentence() -> str:
    """For `error_page(request, 403, csrf_sentence())`: mostly a page that stood open too long."""
    return _("This page was open too long. Go back, copy what you typed, load the page again and send it once more.")
