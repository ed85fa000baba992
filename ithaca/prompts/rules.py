"""Who may say when they write."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.rules import Rule
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.rules import PAIR, is_one_of_the_two


def _in_the_pair(by: Actor, pair: Mentorship) -> bool:
    return is_one_of_the_two(by, pair)


when = Rule(
    "prompts.when", roles=PAIR, says=_("Only the two people of this pair say when they write."), about=_in_the_pair
)
away = Rule(
    "prompts.away", roles=PAIR, says=_("Only the two people of this pair say when they are away."), about=_in_the_pair
)
agree = Rule(
    "prompts.agree", roles=PAIR, says=_("Only the two people of this pair agree how often."), about=_in_the_pair
)
