"""What may be done about cover."""

from ithaca.cover.services.duty import drop_duty, put_on_duty
from ithaca.cover.services.insurance import add_insurance
from ithaca.cover.services.places import add_place, close_place
from ithaca.cover.services.risks import approve_risks

__all__ = ["add_insurance", "add_place", "approve_risks", "close_place", "drop_duty", "put_on_duty"]
