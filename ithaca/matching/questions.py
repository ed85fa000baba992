"""The five questions about whether a pair fits, as each side is asked them, and their answers (MATCH-07)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.matching.models import Fit

#: key -> (as the mentee is asked, as the mentor is asked, in a word or two for staff).
QUESTIONS = {
    "knows": (
        gettext_lazy("Does your mentor know enough to help you?"),
        gettext_lazy("Do you know enough to help with what they want?"),
        gettext_lazy("knowing enough to help"),
    ),
    "goals": (
        gettext_lazy("Does your mentor understand what you want to get done?"),
        gettext_lazy("Do you understand what they want to get done?"),
        gettext_lazy("what they want to get done"),
    ),
    "reach": (
        gettext_lazy("Is it easy to meet or to write?"),
        gettext_lazy("Is it easy to meet or to write?"),
        gettext_lazy("meeting or writing easily"),
    ),
    "time": (
        gettext_lazy("Does your mentor have enough time for you?"),
        gettext_lazy("Do you have enough time for it?"),
        gettext_lazy("enough time"),
    ),
    "likely": (
        gettext_lazy("Do you get on well?"),
        gettext_lazy("Do you get on well?"),
        gettext_lazy("getting on well"),
    ),
}
ANSWERS = {"yes": gettext_lazy("Yes"), "unsure": gettext_lazy("Not sure"), "no": gettext_lazy("No")}
#: So many “not sure” worry as much as one “no”.
MANY = 2


def worries(answers: Mapping[str, str]) -> bool:
    """True if the answers of one side say that somebody should speak with the two."""
    given = list(answers.values())
    return "no" in given or given.count("unsure") >= MANY


def in_a_sentence(fits: Iterable[Fit]) -> str:
    """What the two said, for the people who look after them: "Tom: yes to all. Ada: no to enough time."."""
    return " ".join(_said(fit) for fit in fits)


def _said(fit: Fit) -> str:
    values = {"name": fit.participant.person.given_name}
    if fit.answered_at is None:
        return _("%(name)s: asked, not answered yet.") % values
    parts = []
    for answer, words in (("no", _("no to %(what)s")), ("unsure", _("not sure about %(what)s"))):
        named = [str(QUESTIONS[key][2]) for key, given in fit.answers.items() if given == answer and key in QUESTIONS]
        if named:
            parts.append(words % {"what": ", ".join(named)})
    return _("%(name)s: %(said)s.") % {**values, "said": "; ".join(parts) or _("yes to all five")}
