"""What may be done with spreadsheets."""

from ithaca.imports.services.match import match_columns, open_again
from ithaca.imports.services.run import bring_portion, confirm, go_on, stop
from ithaca.imports.services.upload import forget_files, leave, upload

__all__ = [
    "bring_portion",
    "confirm",
    "forget_files",
    "go_on",
    "leave",
    "match_columns",
    "open_again",
    "stop",
    "upload",
]
