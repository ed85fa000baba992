"""Who may keep the training record."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule
from ithaca.participants.selectors import is_staff_of

RUNS = (Role.COORDINATOR, Role.DEPUTY)


def _of_my_scheme(by: Actor, thing: Any) -> bool:
    """The thing is the scheme, or belongs to one, that `by` helps to run."""
    return is_staff_of(by, getattr(thing, "scheme_id", None) or thing.pk)


read = Rule(
    "training.read",
    roles=(*RUNS, *sorted(LEADS)),
    says=_("Training records are for those who run the scheme."),
    about=_of_my_scheme,
)
add_course = Rule(
    "training.add_course",
    roles=(Role.COORDINATOR,),
    says=_("Only the co-ordinator may add a course."),
    about=_of_my_scheme,
)
end_course = Rule(
    "training.end_course",
    roles=(Role.COORDINATOR,),
    says=_("Only the co-ordinator may end a course."),
    about=_of_my_scheme,
)
complete = Rule(
    "training.complete",
    roles=RUNS,
    says=_("Only those who run the scheme may mark training as done."),
    about=_of_my_scheme,
)
take_back = Rule(
    "training.take_back", roles=RUNS, says=_("Only those who run the scheme may take this back."), about=_of_my_scheme
)
