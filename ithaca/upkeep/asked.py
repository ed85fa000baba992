"""What upkeep answers when the rooms below ask."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.gates import Missing
from ithaca.organisations.selectors import is_example_database
from ithaca.schemes.models import Scheme
from ithaca.upkeep.selectors import safe_to_go_on_line


def launch_gate(*, scheme: Scheme, on: date) -> list[Missing]:
    """The answer to `schemes.launch_gate`: a scheme whose pairs write, or with under-18s, opens only on a server that is
    safe for it (MSG-27): encryption on the way and on the disk, sign-in for all, a backup that is kept elsewhere.

    Only the example, whose people are invented, opens without.
    """
    del on
    arrangements = scheme.arrangements
    if not (arrangements.allows("messages") or arrangements.mentees_may_be_children) or is_example_database():
        return []
    sentence = _("The server is not ready: %(line)s.")
    return [
        Missing(
            f"upkeep.{line.key}",
            sentence % {"line": line.label},
            move=_("platform administrator"),
            page="upkeep:ready",
        )
        for line in safe_to_go_on_line(at=timezone.now())
        if not line.good
    ]
