"""Setting up mail, and the letters that wait."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.notices.forms import MailForm
from ithaca.notices.models import MailSettings
from ithaca.notices.selectors import mail_settings, waiting_letters
from ithaca.notices.services.mail import mail_works, set_up_mail, try_mail


def mail(request: DoorRequest) -> HttpResponse:
    """How mail leaves, a test, and what waits. While mail is not set up, waiting letters can be read here on loopback."""
    how = mail_settings()
    form = MailForm(request.POST or None, initial=_initial(how))
    if try_to(form, lambda: set_up_mail(**form.cleaned_data, by=request.door.by, at=timezone.now())):
        return go(request, request.door.to("notices:mail"), say=_("Kept. Now send a test."))
    waiting = waiting_letters()
    local = request.META.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and not settings.HTTPS
    context = {"how": how, "waiting": waiting[:50], "count": waiting.count(), "readable": how is None and local}
    return show(request, "notices/mail.html", context, form=form)


def _initial(how: MailSettings | None) -> dict[str, object]:
    if how is None:
        return {}
    return {name: getattr(how, name) for name in ("host", "port", "security", "username", "from_address")}


def test_mail(request: DoorRequest) -> HttpResponse:
    """Send a test letter to the administrator's own address, now."""
    how, address = mail_settings(), request.user.email  # type: ignore[union-attr]
    if how is None or request.method != "POST":
        return go(request, request.door.to("notices:mail"))
    try_mail(how=how, to=address)
    mail_works(how=how, by=request.door.by, at=timezone.now())
    return go(
        request,
        request.door.to("notices:mail"),
        say=_("The mail server took a test letter to %(to)s.") % {"to": address},
    )
