"""What was typed when the session had ended: shown back, and sent again once the person is signed in."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ithaca.accounts import keeper
from ithaca.kernel.doors import DoorRequest
from ithaca.ui.views.errors import error_page


@csrf_exempt  # signing in changed the token of the form; `_same_origin` keeps other sites out, and nothing is written
def again(request: DoorRequest) -> HttpResponse:
    """The typed words once more, with a fresh form that sends them where they were going."""
    to = request.GET.get("to", "")
    if request.method != "POST" or not _same_origin(request) or not _one_of_ours(to):
        return error_page(request, 403, _("Go back to your page and send it from there."))
    if not request.user.is_authenticated:
        return keeper.unsent(request, page=reverse("account_login"), why="sign_in", to=to)
    return keeper.unsent(request, page="", why="ready", to=to, status=200)


def _same_origin(request: DoorRequest) -> bool:
    """Sent by one of our own pages: browsers say so, and what does not say so is refused."""
    origin = request.headers.get("Origin", "")
    if origin:
        return origin == f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _one_of_ours(to: str) -> bool:
    if not to.startswith("/") or to.startswith("//") or "\\" in to:
        return False
    try:
        resolve(urlsplit(to).path)
    except Resolver404:
        return False
    return True
