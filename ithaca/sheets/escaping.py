"""Cells that a spreadsheet program would run as a formula, made inert; and the reader's undoing of exactly that.

A cell is a danger when its first character starts a formula (= + - @, their full-width forms) or is a tab or a line
break that a program skips before looking for one. We put an apostrophe before it. A cell that already begins with
apostrophes and then such a character gets one more, so that taking one away always gives back what was there.
"""

import re

from ithaca.sheets.model import Value

DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
ESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def escape_cell(value: Value) -> Value:
    """`value`, with an apostrophe before text that a spreadsheet program would run. Other types pass as they are."""
    if isinstance(value, str) and DANGEROUS.match(value):
        return "'" + value
    return value


def unescape_text(text: str) -> str:
    """What stood in the cell before `escape_cell`. An apostrophe typed before a telephone number goes the same way."""
    return text[1:] if ESCAPED.match(text) else text
