"""What matching answers when the rooms below ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.assignment import InputError
from ithaca.kernel.actor import Actor
from ithaca.matching import follow
from ithaca.matching.howmade import made_by_words
from ithaca.matching.pool import pool_of
from ithaca.matching.rules import MATCHERS
from ithaca.matching.selectors import proposal_of
from ithaca.mentorships.hooks import PairPart
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import side_of
from ithaca.schemes.hooks import Placeable
from ithaca.schemes.models import Scheme

#: The settings of the gender rule that are compared at set-up; more than so many mentees are not solved on a page.
SETTINGS = ("block", "same", "off")
MOST = 1_000


def pair_parts(*, mentorship: Mentorship, by: Actor, **_more: Any) -> list[PairPart]:
    """What matching shows on a pair's page: to the two what waits for them and how they were matched; to staff what both said."""
    args = (("pair", mentorship.public_id),)
    waiting = follow.pair_parts(mentorship, by)
    if by.holds(*MATCHERS, *follow.READERS):
        proposal = proposal_of(mentorship)
        waiting += [PairPart(_("Who made the match"), value=made_by_words(proposal), position=95)] if proposal else []
    if side_of(mentorship, by) is None or not mentorship.proposal:
        return waiting
    return [*waiting, PairPart(_("How we chose"), page="matching:how", page_args=args, position=90)]


def placeable_each_way(*, scheme: Scheme) -> list[Placeable]:
    """The answer to `schemes.placeable_each_way`: how many of those waiting could be placed under each setting (MATCH-04).

    Empty while nobody waits, when the pool is too large to solve on a page, or when its answers cannot be compared yet.
    """
    pool = pool_of(scheme, on=timezone.localdate())
    waiting = len(pool.mentees)
    if not waiting or not pool.mentors or waiting > MOST:
        return []
    found = []
    for rule in SETTINGS:
        try:
            session = pool.session(replace(scheme.arrangements, gender_rule=rule))
        except InputError:
            return []  # the board says in words whose answer cannot be compared
        found.append(Placeable(rule, session.result.placed, waiting))
    return found
