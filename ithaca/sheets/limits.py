"""How much is read, and no more. The figures are ours: a county's scheme fits many times over, a hostile file does
not.
"""

from dataclasses import dataclass

from ithaca.sheets.sentences import SheetError, _


@dataclass(frozen=True)
class Limits:
    """Upper bounds on a spreadsheet. Sizes in bytes, text in characters; cells and characters count over all sheets."""

    file_bytes: int = 20 * 1024 * 1024
    unpacked_bytes: int = 100 * 1024 * 1024
    parts: int = 2_000
    rows: int = 50_000
    columns: int = 200
    sheets: int = 50
    cell_characters: int = 32_767
    cells: int = 2_000_000
    characters: int = 40_000_000
    merges: int = 100_000


LIMITS = Limits()


class Budget:
    """What is left to read of one file. Each spending raises SheetError when there is no more."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.cells = 0
        self.characters = 0

    def row(self, filled: int) -> None:
        """Count a sheet's rows: `filled` of them have something in them so far."""
        if filled > self.limits.rows:
            raise SheetError(
                _(
                    "This sheet has more than {most} rows. Split it into several files and read them one by one.",
                    most=self.limits.rows,
                )
            )

    def text(self, row: int, column: int, text: str) -> None:
        """Count one cell of text, at a row and column that start at 1."""
        self.cell(row, column)
        self.characters += len(text)
        if len(text) > self.limits.cell_characters:
            raise SheetError(
                _(
                    "The cell in row {row}, column {column} holds more than {most} characters. "
                    "Shorten it and try again.",
                    row=row,
                    column=column_letters(column),
                    most=self.limits.cell_characters,
                )
            )
        if self.characters > self.limits.characters:
            raise SheetError(
                _("This file holds more text than we read at once. Remove the columns you do not need and try again.")
            )

    def cell(self, row: int, column: int) -> None:
        """Count one filled cell, at a row and column that start at 1."""
        self.cells += 1
        if column > self.limits.columns:
            raise SheetError(
                _(
                    "Row {row} has something in column {column}; we read up to {most} columns. "
                    "Keep the columns that matter and try again.",
                    row=row,
                    column=column_letters(column),
                    most=self.limits.columns,
                )
            )
        if self.cells > self.limits.cells:
            raise SheetError(
                _(
                    "This file has more than {most} filled cells. Remove the columns you do not need and try again.",
                    most=self.limits.cells,
                )
            )


def column_letters(number: int) -> str:
    """The letters a spreadsheet program shows for a column: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
