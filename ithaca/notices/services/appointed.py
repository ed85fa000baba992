"""Telling somebody that they now hold a post, with the link by which they make their way in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.notices.letters import LetterKind
from ithaca.notices.models import Letter
from ithaca.notices.services.send import send_letter
from ithaca.organisations.selectors import invitation_path
from ithaca.organisations.services import invite

APPOINTED = LetterKind(
    "schemes.appointed",
    subject=_("You are now {role} of {scheme}"),
    body=_("Hello {name},\n\nYou have been named {role} of {scheme}. Open the page to see what that means."),
    fields={"role": _("the post")},
    act=_("Open the page"),
)


@service
def tell_appointed(*, appointment: Any, by: Actor, at: datetime) -> Letter | None:
    """Write to the holder of a new post; without an account yet, the link makes one. Nobody without an address is written to
    by mail: the letter waits to be printed. Whoever names themself is not told."""
    person, scheme = appointment.person, appointment.scheme
    if person.pk == by.person_id:
        return None
    if person.account_id is None:
        link = invitation_path(invite(person=person, by=by, at=at))
    else:
        link = address("schemes:posts", organisation=scheme.organisation, scheme=scheme)
    context = {"role": Role(appointment.role).words}
    return send_letter(kind=APPOINTED, to=person, context=context, scheme=scheme, by=by, at=at, link=link)
