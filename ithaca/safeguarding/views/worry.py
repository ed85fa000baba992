"""“I'm worried about something”: public, signed in or out, one short page, then a receipt (CONC-01, SG-18)."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ithaca.accounts.models import Account
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest, answers_nul
from ithaca.kernel.limits import origin_of, within_limit
from ithaca.safeguarding.forms import WorryAnywhereForm, WorryForm
from ithaca.safeguarding.services.public import Told, tell_in_scheme, tell_somewhere
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import schemes_of

SALT = "safeguarding.received"
MOST_LETTERS, WINDOW = 10, 3600


# A page that has stood open too long, or a browser that keeps no cookies, must not turn a worry away. The cookie that says
# who is signed in is SameSite=Lax, so another site's form arrives as nobody's.
@csrf_exempt
@answers_nul
def worry(request: DoorRequest) -> HttpResponse:
    """Inside a scheme."""
    form = WorryForm(request.POST or None, signed_in=request.user.is_authenticated)
    told: list[Told] = []
    place = {"scheme": request.door.scheme, **_who(request)}
    if request.method == "POST" and try_to(form, lambda: told.append(tell_in_scheme(said=form.cleaned_data, **place))):
        return go(request, request.door.to("safeguarding:received_here", kept=_kept(told[0])))
    return show(request, "safeguarding/worry.html", {"scheme": request.door.scheme}, form=form)


@csrf_exempt
@answers_nul
def worry_anywhere(request: DoorRequest) -> HttpResponse:
    """Outside any scheme: asks organisation and scheme in words too; the answer never says whether there is such a one."""
    own = _own_schemes(request)
    form = WorryAnywhereForm(request.POST or None, signed_in=request.user.is_authenticated, schemes=own)
    told: list[Told] = []
    who = {"own": own, **_who(request)}
    if request.method == "POST" and try_to(form, lambda: told.append(tell_somewhere(said=form.cleaned_data, **who))):
        return go(request, request.door.to("safeguarding:received", kept=_kept(told[0])))
    return show(request, "safeguarding/worry.html", {}, form=form)


def received(request: DoorRequest, kept: str) -> HttpResponse:
    """The receipt: number, who will read it (a role, never a name), what happens next, helplines."""
    try:
        told = signing.loads(kept, salt=SALT, max_age=7 * 24 * 3600)
    except signing.BadSignature as wrong:
        raise Http404 from wrong
    readers = {
        "lead": _("The safeguarding lead of this scheme reads it."),
        "third": _("Somebody else than the safeguarding lead reads it: the second person named for this."),
    }
    nobody_named = _("The people who keep others safe here read it. If we cannot tell which scheme it is, the person "
                     "responsible for this whole site reads it and passes it on.")  # fmt: skip
    context = {"number": told["number"], "reader": readers.get(told["route"], nobody_named)}
    return show(request, "safeguarding/received.html", context)


def _kept(told: Told) -> str:
    return signing.dumps({"number": told.receipt, "route": told.route}, salt=SALT)


def _who(request: DoorRequest) -> dict[str, Any]:
    """Who tells, when, and whether it may be kept without a letter: past ten an hour for one account or one address, while
    an earlier one of them still waits to be seen."""
    at = timezone.now()
    user = request.user if isinstance(request.user, Account) else None
    origin = f"account {user.pk}" if user else origin_of(request)
    posted = request.method == "POST"
    quiet = posted and not within_limit(key=f"worry {origin}", most=MOST_LETTERS, seconds=WINDOW, at=at)
    return {"account": user, "by": request.door.by, "at": at, "quiet": quiet}


def _own_schemes(request: DoorRequest) -> list[Scheme]:
    return schemes_of(request.user) if isinstance(request.user, Account) else []
