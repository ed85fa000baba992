"""What may be done: saying when one is away, agreeing how often, and reminding."""

from ithaca.prompts.services.remind import remind, wait_in_quiet_hours
from ithaca.prompts.services.say import agree_gap, come_back, say_away

__all__ = ["agree_gap", "come_back", "remind", "say_away", "wait_in_quiet_hours"]
