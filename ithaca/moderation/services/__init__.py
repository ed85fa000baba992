"""What may be done about what pairs wrote, once it is delivered."""

from ithaca.moderation.services.choose import choose, set_share_again
from ithaca.moderation.services.read import find, open_reading
from ithaca.moderation.services.removals import note_removal

__all__ = ["choose", "find", "note_removal", "open_reading", "set_share_again"]
