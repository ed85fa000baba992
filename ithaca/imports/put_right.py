"""The file of rows to put right: as they were typed, with the reasons in the first column. It reads in again."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.imports.models import Import
from ithaca.imports.reading import table_of
from ithaca.sheets import Cleaned, RowError, Sentence, errors_workbook


def workbook_of(item: Import) -> bytes:
    """The rows of an import that could not be brought in. Raises NotNow once the file has been dropped."""
    table = table_of(item)
    errors = tuple(_error(int(row), str(words)) for row, words in item.problems)
    return errors_workbook(table, Cleaned(rows=(), errors=errors, left_out=()))


def name_of(item: Import) -> str:
    """What the file is called."""
    return f"to-put-right-{item.kind}-{timezone.localdate(item.created_at).isoformat()}.xlsx"


def _error(row: int, words: str) -> RowError:
    """A sentence that is ready to be shown, where the sheets expect a column and a reason."""
    column, mark, reason = words.partition(": ")
    if not mark:
        column, reason = _("This row"), words
    return RowError(row, column, "", "", Sentence("{words}", {"words": reason}))
