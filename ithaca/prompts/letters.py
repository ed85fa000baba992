"""Reminders. They are about a task and never about how to be with each other; no word of a message, no name but the reader's."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

WRITE = LetterKind(
    "prompts.write",
    subject=_("It is time to write"),
    body=_("Hello {name},\n\nYou have not written to your {other} for {days} days. A few lines are enough."),
    fields={"other": _("the scheme's word for mentor or mentee"), "days": _("how many days")},
    act=_("Write now"),
)
