"""Giving permission and asking what is missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from ithaca.consents import selectors, services
from ithaca.schemes.arrangements import Arrangements
from tests.support.world import NOW, TODAY

YES = {"mentoring": True, "meeting_place": True, "messages": False}


def codes(participant: Any, on: date = TODAY, **settings: Any) -> list[str]:
    found = selectors.missing_consents([participant], arrangements=Arrangements(**settings), on=on)
    return [m.code for m in found[participant.pk]]


def give(mentees: list[Any], co: Any, **changes: Any) -> int:
    facts = {"items": YES, "method": "paper", "given_by": "", "given_on": TODAY, **changes}
    return services.give_consents(mentees=mentees, by=co, at=NOW, **facts)
