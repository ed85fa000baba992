"""What may be done with training."""

from ithaca.training.services.complete import complete, take_back
from ithaca.training.services.courses import add_course, end_course, ensure_courses

__all__ = ["add_course", "complete", "end_course", "ensure_courses", "take_back"]
