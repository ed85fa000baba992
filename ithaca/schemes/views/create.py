"""Starting a scheme: choose a starter, answer five questions."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts.models import Account
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest, address
from ithaca.schemes.forms import FiveQuestions
from ithaca.schemes.models import Scheme
from ithaca.schemes.services import Named, start_scheme
from ithaca.schemes.starters import all_starters, find


def choose(request: DoorRequest) -> HttpResponse:
    """The starters, as cards."""
    return show(request, "schemes/create.html", {"starters": all_starters()})


def questions(request: DoorRequest, starter: str) -> HttpResponse:
    """The five questions for one starter; answering them makes the scheme."""
    chosen = find(starter)
    if chosen is None:
        raise Http404
    me = (getattr(request.user, "name", ""), getattr(request.user, "email", ""))
    form = FiveQuestions(request.POST or None, starter=chosen, me=me)
    made: list[Scheme] = []
    if request.method == "POST" and try_to(form, lambda: made.append(_start(request, form))):
        scheme = made[0]
        url = address("schemes:before", organisation=request.door.organisation, scheme=scheme)
        return go(request, url, say=_("%(name)s stands as a draft.") % {"name": scheme.name})
    return show(
        request, "schemes/questions.html", {"starter": chosen, "back_url": request.door.to("schemes:create")}, form=form
    )


def _start(request: DoorRequest, form: FiveQuestions) -> Scheme:
    given = form.cleaned_data
    return start_scheme(
        organisation=request.door.organisation,
        template=form.starter.key,
        name=given["name"],
        answers=form.answers(),
        named={post: Named(given[f"{post}_name"], given[f"{post}_email"]) for post in ("coordinator", "lead", "third")},
        partner_names=form.partner_names(),
        account=request.user if isinstance(request.user, Account) else None,
        by=request.door.by,
        at=timezone.now(),
    )
