"""CSV text to a grid of text cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from ithaca.sheets.escaping import unescape_text
from ithaca.sheets.limits import Budget
from ithaca.sheets.model import Grid, Row
from ithaca.sheets.sentences import Sentence, SheetError, _

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES = 60
SAMPLE_CHARACTERS = 200_000


def read_csv(text: str, name: str) -> Grid:
    """The cells of a CSV file. Row numbers count rows as a spreadsheet program shows them, blank ones included."""
    text, delimiter = _declared_delimiter(text)
    delimiter = delimiter or sniff_delimiter(text)
    try:
        rows = tuple(_rows(text, delimiter, strict=True))
    except csv.Error as error:
        if "end of data" in str(error):
            raise SheetError(_unclosed(text, delimiter)) from error
        try:
            rows = tuple(_rows(text, delimiter, strict=False))
        except csv.Error as second:
            raise SheetError(_unclosed(text, delimiter)) from second
    return Grid(name=name, rows=rows)


def sniff_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most columns most evenly; a comma when there is nothing to
    go by.
    """
    sample = text[:SAMPLE_CHARACTERS]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths: list[int] = []
        try:
            for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
                if any(cell.strip() for cell in record):
                    widths.append(len(record))
                if len(widths) >= SAMPLE_LINES:
                    break
        except csv.Error:
            pass
        score = _evenness(widths)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(widths: list[int]) -> float:
    cut = [width for width in widths if width > 1]
    if not cut:
        return 0.0
    common, times = max(Counter(cut).items(), key=lambda item: (item[1], item[0]))
    return (times / len(widths)) * (1 + min(common, 20) / 20)


def _declared_delimiter(text: str) -> tuple[str, str | None]:
    """Excel's own first line `sep=;`. It is kept as an empty line so that row numbers stay those on the screen."""
    head = text[:8].lower()
    if head.startswith("sep=") and len(text) > 5 and text[5] in "\r\n":
        return text[5:], text[4]
    return text, None


def _rows(text: str, delimiter: str, *, strict: bool) -> Iterator[Row]:
    budget, filled = Budget(), 0
    for number, record in enumerate(
        csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict), start=1
    ):
        while record and not record[-1].strip():
            record.pop()
        if not record:
            continue
        filled += 1
        budget.row(filled)
        for column, cell in enumerate(record, start=1):
            if cell:
                budget.text(number, column, cell)
        yield Row(number, tuple(unescape_text(cell) or None for cell in record))


def _unclosed(text: str, delimiter: str) -> Sentence:
    """Where the reader was when a quotation mark swallowed the rest of the file."""
    row = 0
    try:
        for _record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            row += 1
    except csv.Error:
        row += 1
    return _(
        "A quotation mark in row {row} is opened and never closed, or a cell there holds too much text. "
        "Put that row right and try again.",
        row=row,
    )
