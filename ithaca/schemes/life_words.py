"""The states of a scheme and the steps between them, in words, with what follows from each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.schemes.states import SCHEME


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state: its name, what it means, and the kind of pill it gets."""

    name: Any
    means: Any
    kind: str


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step: the heading of its page, the word on its button, what follows, and the sentence when it is done."""

    heading: Any
    press: Any
    follows: tuple[Any, ...]
    done: Any
    kind: str = ""


STATES = {
    "draft": StateWords(_("Draft"), _("Only the people who run it can see it. Nobody can apply."), "neutral"),
    "pilot": StateWords(_("Pilot"), _("It runs for real, with few people, to find out what to do better."), "info"),
    "open": StateWords(_("Open"), _("People can apply, and pairs are in contact."), "good"),
    "closed": StateWords(_("Closed to applicants"), _("Nobody new can apply. Pairs go on as they are."), "wait"),
    "ended": StateWords(_("Ended"), _("It is over. It can be read and no longer changed."), "neutral"),
}
STEPS = {
    "pilot": StepWords(
        _("Start a pilot"),
        _("Start the pilot"),
        (
            _("It runs for real, with few people, to find out what to do better."),
            _("The public page is there, and people can apply. Pairs can begin, once everything is in place for both."),
            _("You can open the scheme fully later."),
        ),
        _("The pilot has started."),
    ),
    "open": StepWords(
        _("Open the scheme"),
        _("Open it"),
        (
            _("The public page is there, and people can apply."),
            _("Pairs can begin, once everything is in place for both people."),
            _("You can still change how it is arranged. Then you say why, and it is kept."),
        ),
        _("The scheme is open."),
    ),
    "close": StepWords(
        _("Close to applicants"),
        _("Close it to applicants"),
        (
            _("Nobody new can apply. The public page says so."),
            _("Pairs go on as they are, with messages, meetings and support."),
            _("You can open it again."),
        ),
        _("Nobody new can apply now. Pairs go on."),
        "secondary",
    ),
    "reopen": StepWords(
        _("Open it again"),
        _("Open it again"),
        (_("People can apply again."), _("Pairs go on as they are.")),
        _("People can apply again."),
    ),
    "end": StepWords(
        _("End the scheme"),
        _("End it for good"),
        (
            _("Nobody can apply, and no pair can begin."),
            _("Everything stays to be read by those who may, and nothing can be changed."),
            _("This cannot be undone."),
        ),
        _("The scheme has ended."),
        "danger",
    ),
}


def steps_from(state: str) -> list[str]:
    """The steps that can be taken from `state`, by their verbs, in the order of the table."""
    return [step.verb for step in SCHEME.steps if step.source == state]
