"""The page that an invitation opens, outside any scheme."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import accounts_by_address, username_taken
from ithaca.accounts.services import sign_in
from ithaca.kernel import answers
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import DoorRequest
from ithaca.organisations import services
from ithaca.organisations.forms import AcceptForm
from ithaca.organisations.models import Person
from ithaca.organisations.services.invitations import invited


def accept(request: DoorRequest, token: str) -> HttpResponse:
    """Ask only what is needed to sign in; or, for somebody signed in already, whether this is them."""
    _link, person = invited(token=token, at=timezone.now())
    if request.user.is_authenticated:
        return _with_own_account(request, token, person)
    free = bool(person.email) and len(person.email) <= 60 and not username_taken(person.email)
    form = AcceptForm(request.POST or None, person=person, address_is_free=free)
    if request.method == "POST" and answers.try_to(form, lambda: _accept(request, token, person, form)):
        return answers.go(request, "/", say=_("Welcome. You are signed in."))
    context = {"person": person, "known": bool(accounts_by_address(person.email)), "free": free}
    return answers.show(request, "organisations/accept.html", context, form=form)


def _accept(request: DoorRequest, token: str, person: Person, form: AcceptForm) -> None:
    typed, at = form.cleaned_data, timezone.now()
    by = Actor(kind="link", link="invite", subject=person.public_id)
    password = typed["password"] or None
    account = services.accept_invitation(token=token, username=typed["username"], password=password, by=by, at=at)
    sign_in(request=request, account=account, by=by, at=at, own_device=typed["own_device"])


def _with_own_account(request: DoorRequest, token: str, person: Person) -> HttpResponse:
    if request.method == "POST":
        services.link_account(token=token, account=cast("Account", request.user), by=request.door.by, at=timezone.now())
        return answers.go(request, "/", say=_("You are in."))
    return answers.show(request, "organisations/accept_signed_in.html", {"person": person})
