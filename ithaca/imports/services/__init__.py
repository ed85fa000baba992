"""What may be done with spreadsheets."""

from ithaca.imports.services.export import export_table
from ithaca.imports.services.look import look
from ithaca.imports.services.match import match_columns, open_again
from ithaca.imports.services.run import bring_portion, confirm, get_ready, go_on, stop
from ithaca.imports.services.upload import forget_files, leave, upload

__all__ = [
    "bring_portion",
    "confirm",
    "export_table",
    "forget_files",
    "get_ready",
    "go_on",
    "leave",
    "look",
    "match_columns",
    "open_again",
    "stop",
    "upload",
]
