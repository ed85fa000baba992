"""Who brings spreadsheets in and takes them out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

_IN = _("Only the co-ordinator brings spreadsheets in.")


def _of_my_scheme(by: Actor, thing: Any) -> bool:
    """The thing is the scheme, or an import into it, of which `by` is the co-ordinator."""
    if by.kind == "job":
        return True
    scheme = getattr(thing, "scheme_id", None) or thing.pk
    return any(held.role == Role.COORDINATOR and held.scheme_id == scheme for held in by.held)


start = Rule("imports.start", roles=(Role.COORDINATOR,), says=_IN, about=_of_my_scheme)
see = Rule("imports.see", roles=(Role.COORDINATOR,), says=_IN, about=_of_my_scheme)
match = Rule("imports.match", roles=(Role.COORDINATOR,), says=_IN, about=_of_my_scheme)
confirm = Rule("imports.confirm", roles=(Role.COORDINATOR,), says=_IN, about=_of_my_scheme)
leave = Rule("imports.leave", roles=(Role.COORDINATOR,), says=_IN, about=_of_my_scheme)
stop = Rule("imports.stop", roles=(Role.COORDINATOR,), says=_IN, about=_of_my_scheme)
work = Rule("imports.work", says=_("This is done by the worker."))
export = Rule(
    "imports.export",
    roles=(Role.COORDINATOR,),
    says=_("Only the co-ordinator takes spreadsheets out."),
    fresh=True,
    about=_of_my_scheme,
)
