"""What may be done with mail that comes in."""

from ithaca.relay.services.accept import accept, forget_originals, try_again
from ithaca.relay.services.take_in import claim, give_up, leave, returned, take_in, wait

__all__ = ["accept", "claim", "forget_originals", "give_up", "leave", "returned", "take_in", "try_again", "wait"]
