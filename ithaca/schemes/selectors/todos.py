"""What waits for somebody in this room: an empty post, the next line before opening, an end of cover."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo
from ithaca.schemes.lines import lines_of
from ithaca.schemes.models import Scheme
from ithaca.schemes.rules import ANSWERING
from ithaca.schemes.selectors.gate import confirmed_lines, missing_posts
from ithaca.schemes.selectors.handing import changes_to_agree
from ithaca.schemes.states import RUNNING


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """For those who answer for the scheme: an empty post of a running scheme at once (SCH-03), a draft's open lines."""
    asked = _asked(by, scheme) if scheme.state in RUNNING else []
    if not by.holds(*ANSWERING, Role.ADMINISTRATOR):
        return asked
    if scheme.state in RUNNING:
        return asked + [
            Todo(0, at, missing.sentence, _("Posts"), _("Name somebody"), "schemes:posts")
            for missing in missing_posts(scheme, localdate(at))
        ]
    if scheme.state != "draft":
        return []
    left = len(lines_of(scheme.arrangements)) - len(confirmed_lines(scheme))
    words = (
        ngettext("%(left)s line to confirm before you open", "%(left)s lines to confirm before you open", left)
        if left
        else _("Everything is confirmed. See whether the scheme can open.")
    )
    words = words % {"left": left} if left else words
    return [Todo(1, scheme.created_at, words, _("Before you open"), _("Go on"), "schemes:before")]


def _asked(by: Actor, scheme: Scheme) -> list[Todo]:
    """Changes of who keeps the scheme safe that wait for this reader's yes or no."""
    return [
        Todo(
            1,
            change.asked_at,
            _("Somebody asks for another %(post)s") % {"post": Role(change.role).words},
            _("Posts"),
            _("Look at it"),
            "schemes:agree",
            (("change", change.public_id),),
        )
        for change in changes_to_agree(by, scheme)
    ]
