"""The platform's administrators: the page of a one-time link, the list, and inviting another."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts import services
from ithaca.accounts.account_forms import AdministratorForm
from ithaca.accounts.selectors import administrators as all_administrators
from ithaca.accounts.services.administrators import PURPOSE, administrator_path
from ithaca.kernel import answers
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.links import find_link


def accept(request: DoorRequest, token: str) -> HttpResponse:
    """Name, address, password: then the holder of the link is an administrator and signed in."""
    link = find_link(token=token, purpose=PURPOSE, at=timezone.now())
    form = AdministratorForm(request.POST or None)
    if request.method == "POST" and answers.try_to(form, lambda: _accept(request, token, link.public_id, form)):
        return answers.go(request, "/", say=_("Welcome. You are signed in."))
    return answers.show(request, "accounts/accept_administrator.html", {"first": link.subject == "first"}, form=form)


def _accept(request: DoorRequest, token: str, link: str, form: AdministratorForm) -> None:
    at, by = timezone.now(), Actor(kind="link", link=PURPOSE, subject=link)
    typed = {key: form.cleaned_data[key] for key in ("name", "email", "password")}
    account = services.accept_administrator(token=token, **typed, by=by, at=at)
    services.sign_in(request=request, account=account, by=by, at=at)


def administrators(request: DoorRequest) -> HttpResponse:
    """Who looks after the platform."""
    return answers.show(request, "accounts/administrators.html", {"administrators": all_administrators()})


def invite(request: DoorRequest) -> HttpResponse:
    """A link to hand to the next administrator, shown once."""
    if request.method != "POST":
        return answers.go(request, request.door.to("accounts:administrators"))
    token = services.invite_administrator(by=request.door.by, at=timezone.now())
    context = {"administrators": all_administrators(), "link": request.build_absolute_uri(administrator_path(token))}
    response = answers.show(request, "accounts/administrators.html", context)
    response["Cache-Control"] = "no-store"
    return response
