"""Whoever looks after a concern keeps its message as evidence of abuse, or says that it is nothing of the kind (OS-5)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.messaging import services
from ithaca.messaging.forms import LockForm, UnlockForm
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import in_concern_of
from ithaca.messaging.states import MESSAGE
from ithaca.safeguarding.models import Concern


def lock(request: DoorRequest, message: str) -> HttpResponse:
    """Lock it, or unlock what is locked. The words do not stand here: the concern shows them."""
    one, concern = _found(request, message)
    by, at, out = request.door.by, timezone.now(), one.state == "locked"
    form = (UnlockForm if out else LockForm)(request.POST or None)
    act = services.unlock if out else services.lock
    back = request.door.to("safeguarding:concern", concern=concern.public_id)
    if request.method == "POST" and try_to(
        form, lambda: act(message=one, concern=concern, by=by, at=at, **form.cleaned_data)
    ):
        return go(request, back, say=_("It is back where it was.") if out else _("It is kept as evidence."))
    return show(request, "messaging/lock.html", {"out": out, "back_url": back, "cancel_url": back}, form=form)


def _found(request: DoorRequest, public_id: str) -> tuple[Message, Concern]:
    """The message with its concern; 404 for who does not see the concern, or where nothing of it can be done."""
    found = in_concern_of(request.door.by, public_id)
    if found is None or not (found[0].state == "locked" or MESSAGE.step(found[0].state, "locked")):
        raise Http404
    return found
