"""Setting up text messages, beside mail."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.notices.forms import TextsForm
from ithaca.notices.models import TextSettings
from ithaca.notices.selectors import text_settings
from ithaca.notices.services.texts import set_up_texts, texts_tried, try_text


def texts(request: DoorRequest) -> HttpResponse:
    """How text messages leave, and a test."""
    how = text_settings()
    form = TextsForm(request.POST or None, initial=_initial(how))
    if try_to(form, lambda: set_up_texts(**form.cleaned_data, by=request.door.by, at=timezone.now())):
        return go(request, request.door.to("notices:texts"), say=_("Kept. Now send a test."))
    real = how is not None and how.provider != "log"
    return show(request, "notices/texts.html", {"how": how, "real": real}, form=form)


def _initial(how: TextSettings | None) -> dict[str, object]:
    if how is None:
        return {}
    return {name: getattr(how, name) for name in ("provider", "address", "account", "sender", "own_number")}


def test_texts(request: DoorRequest) -> HttpResponse:
    """Send a test text to the own number, now."""
    how = text_settings()
    if how is None or request.method != "POST":
        return go(request, request.door.to("notices:texts"))
    try_text(how=how)
    texts_tried(how=how, by=request.door.by, at=timezone.now())
    say = _("The provider took a test for %(to)s. Look at that telephone.") % {"to": how.own_number}
    return go(request, request.door.to("notices:texts"), say=say)
