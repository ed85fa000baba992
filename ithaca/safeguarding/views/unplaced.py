"""What names no scheme, and what nobody in its scheme may see: for the platform's administrators."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest, address
from ithaca.safeguarding import services
from ithaca.safeguarding.choices import ABOUT
from ithaca.safeguarding.forms import PlaceForm
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import schemes_anywhere, stranded_concerns, unplaced_visible_to


def unplaced(request: DoorRequest) -> HttpResponse:
    """The worries that wait to be passed on, and the concerns that only an administrator is left to deal with."""
    by = request.door.by
    rows = services.open_unplaced(by=by, at=timezone.now())
    waiting = [{"row": row, "about": ABOUT.get(row.about, "")} for row in rows]
    stranded = [(concern, _address(concern)) for concern in stranded_concerns(by)]
    return show(request, "safeguarding/unplaced.html", {"waiting": waiting, "stranded": stranded})


def _address(concern: Concern) -> str:
    scheme = concern.scheme
    assert scheme is not None
    return address("safeguarding:concern", organisation=scheme.organisation, scheme=scheme, concern=concern.public_id)


def place(request: DoorRequest, worry: str) -> HttpResponse:
    """Pass one on to the scheme it belongs to."""
    by, here = request.door.by, request.door.to("safeguarding:unplaced")
    row = next((one for one in unplaced_visible_to(by) if one.public_id == worry), None)
    schemes = schemes_anywhere(by)
    form = PlaceForm(request.POST or None, schemes=schemes)
    if row is None:
        raise Http404

    def run() -> None:
        chosen = next(scheme for scheme in schemes if scheme.public_id == form.cleaned_data["scheme"])
        services.place(unplaced=row, scheme=chosen, by=by, at=timezone.now())

    if request.method == "POST" and try_to(form, run):
        return go(request, here, say=_("It is passed on."))
    words = {"heading": _("Pass it on to its scheme"), "submit": _("Pass it on"), "back_url": here, "cancel_url": here}
    return show(request, "safeguarding/act.html", words, form=form)
