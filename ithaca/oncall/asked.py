"""What this room answers to the rooms below."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.oncall.selectors import closed_days, reaches, tried, two_ways
from ithaca.oncall.services.answer import settle_by_record
from ithaca.oncall.services.ring import sound
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import is_example_database
from ithaca.safeguarding.models import Concern
from ithaca.schemes.models import Scheme


def ring(*, concern: Concern, by: Actor, at: datetime) -> list[Person]:
    """Ring the alarm of an urgent concern; who is rung first. Outside any scheme there is no ladder: nobody."""
    return sound(concern=concern, by=by, at=at) if concern.scheme_id is not None else []


def seen(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Whoever deals with the concern has seen it."""
    if concern.scheme_id is not None:
        settle_by_record(concern=concern, by=by, at=at)


def launch_gate(*, scheme: Scheme, on: date) -> list[Missing]:
    """A scheme with under-18s opens only with two ways that work, and after two people have answered a test (SG-8).

    Only the example, whose people are invented and which reaches nobody, opens without.
    """
    if not scheme.arrangements.mentees_may_be_children or is_example_database():
        return []
    found = []
    if not two_ways():
        sentence = _("Alarms need two ways: mail and text messages must both be set up and tested.")
        found.append(Missing("oncall.one_way", sentence, move=_("platform administrator"), page="oncall:oncall"))
    for reach in reaches(scheme, on):
        if reach.missing:
            sentence = _("An alarm cannot reach the %(post)s on two ways: %(what)s.")
            words = sentence % {"post": reach.role.words, "what": reach.missing}
            about = reach.person.name
            found.append(
                Missing("oncall.out_of_reach", words, about=about, move=_("co-ordinator"), page="oncall:oncall")
            )
    if not tried(scheme, on):
        sentence = _("Two people have not yet answered a test of the alarm.")
        found.append(Missing("oncall.no_test", sentence, move=_("co-ordinator"), page="oncall:oncall"))
    return found


def closed_spans(*, scheme: Scheme) -> list[tuple[date, date]]:
    """When the scheme is closed, for whoever reminds or counts days: first and last day, both counted."""
    return [(row.first_day, row.last_day) for row in closed_days(scheme)]
