"""How stages, states and kinds of notes are called on pages."""

from django.utils.translation import gettext_lazy as _

#: stage -> words and the kind of its pill.
STAGES = {
    "missing": (_("Something is missing"), "wait"),
    "ready": (_("Ready, no pair yet"), "info"),
    "paired": (_("In a pair"), "good"),
    "resting": (_("On a break"), "neutral"),
    "ended": (_("No longer taking part"), "neutral"),
}
STATES = {
    "joined": _("taking part"),
    "paused": _("on a break"),
    "left": _("has left"),
    "withdrawn": _("stopped"),
    "finished": _("finished"),
    "disqualified": _("may not take part"),
}
NOTES = {
    "call": _("Telephone call"),
    "visit": _("Visit"),
    "talk": _("Talk"),
    "email": _("E-mail"),
    "other": _("Something else"),
    "reason": _("Reason given"),
}
