"""What a table can hold, in the words of the page, and who brings each kind in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.imports.bring.base import Bringer
from ithaca.imports.bring.checks import ChecksBringer
from ithaca.imports.bring.papers import ConsentsBringer, TrainingBringer
from ithaca.imports.bring.people import PeopleBringer
from ithaca.imports.bring.running import PairsBringer, SessionsBringer


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table. `key` is the name of its vocabulary in `ithaca.sheets`."""

    key: str
    label: Any
    hint: Any
    bringer: Bringer


KINDS = {
    kind.key: kind
    for kind in (
        Kind("mentors", _("Mentors"), _("One row for each mentor."), PeopleBringer("mentor")),
        Kind(
            "mentees",
            _("Mentees"),
            _("One row for each mentee, perhaps with a parent or carer."),
            PeopleBringer("mentee"),
        ),
        Kind(
            "checks",
            _("Checks"),
            _("A single central record: certificates seen, identity, references."),
            ChecksBringer(),
        ),
        Kind("training", _("Training"), _("Who went to which course, and when."), TrainingBringer()),
        Kind("consents", _("Permissions"), _("What parents and carers answered."), ConsentsBringer()),
        Kind("pairs", _("Pairs"), _("Mentors and mentees who meet already."), PairsBringer()),
        Kind("sessions", _("Meetings and hours"), _("Meetings that took place, or hours so far."), SessionsBringer()),
    )
}
PEOPLE = ("mentors", "mentees")
