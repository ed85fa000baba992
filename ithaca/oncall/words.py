"""What kinds, states and days are called on a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.dates import WEEKDAYS
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = {
    "concern": gettext_lazy("Something urgent"),
    "test": gettext_lazy("Test"),
    "drill": gettext_lazy("Daily check"),
}
STATES = {
    "ringing": gettext_lazy("rings"),
    "answered": gettext_lazy("answered"),
    "stood_down": gettext_lazy("stood down"),
    "passed": gettext_lazy("got through"),
    "missed": gettext_lazy("did not get through"),
}
PILLS = {"ringing": "wait", "answered": "good", "stood_down": "neutral", "passed": "good", "missed": "bad"}
#: What became of a letter or a text, by its state.
CARRIED = {
    "waiting": (gettext_lazy("on its way"), "wait"),
    "sent": (gettext_lazy("left"), "good"),
    "delivered": (gettext_lazy("arrived"), "good"),
    "failed": (gettext_lazy("did not arrive"), "bad"),
    "logged": (gettext_lazy("not sent: text messages are not set up"), "bad"),
    "taken_back": (gettext_lazy("taken back"), "neutral"),
    "paper": (gettext_lazy("not sent: no address"), "bad"),
}


def days_in_words(days: Iterable[int]) -> str:
    """Days of the week (0 is Monday): "Monday to Friday" where they follow one another, else one by one."""
    chosen = sorted(set(days))
    if len(chosen) == 7:
        return _("Every day")
    if len(chosen) > 2 and chosen[-1] - chosen[0] == len(chosen) - 1:
        return str(format_lazy(_("{first} to {last}"), first=WEEKDAYS[chosen[0]], last=WEEKDAYS[chosen[-1]]))
    return ", ".join(str(WEEKDAYS[day]) for day in chosen)
