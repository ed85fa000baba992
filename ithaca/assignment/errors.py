"""What can go wrong with an input, said in one sentence."""

from __future__ import annotations


class AssignmentError(Exception):
    """Base of everything this library raises on purpose."""


class InputError(AssignmentError):
    """An input that cannot be used.

    The sentence says what is wrong and what is expected.  ``list_name`` is ``mentees`` or ``mentors`` (or empty when the
    criteria are at fault), ``row`` counts from 0 in the order given, ``column`` is the column's name.  The command line
    turns these into file, line and column.
    """

    def __init__(self, sentence: str, *, list_name: str = "", row: int | None = None, column: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.list_name = list_name
        self.row = row
        self.column = column


class Cancelled(AssignmentError):
    """The caller's ``cancelled`` function said yes; nothing was decided."""
