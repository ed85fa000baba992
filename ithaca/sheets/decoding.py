"""Bytes to text, or a sentence. Never a guess that turns names into rubbish without saying so."""

import codecs
import re

from ithaca.sheets.sentences import SheetError, _

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
CP1252_HOLES = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def decode(data: bytes) -> str:
    """The text of a CSV file: UTF-8, UTF-16 or cp1252, with or without a byte order mark. Raises SheetError for
    anything else.
    """
    text = _with_mark(data)
    if text is None:
        text = _without_mark(data)
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise SheetError(
            _("Line {line} of this file holds characters that are no text. Save it again as CSV or XLSX.", line=line)
        )
    return text


def _with_mark(data: bytes) -> str | None:
    marks = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
    for mark, encoding in marks:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    return None


def _without_mark(data: bytes) -> str:
    sample = data[:4096]
    if b"\x00" in sample:
        evens, odds = sample[::2].count(0), sample[1::2].count(0)
        if odds > len(sample) // 4 and evens < len(sample) // 16:
            return _strictly(data, "utf-16-le")
        if evens > len(sample) // 4 and odds < len(sample) // 16:
            return _strictly(data, "utf-16-be")
        raise _no_text()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error)
    if CP1252_HOLES.search(data):
        raise _no_text()
    return data.decode("cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise _broken(line) from error


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """A file that is UTF-8 but for a few bytes must not be read as cp1252: "Zoë" would become "ZoÃ«"."""
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    good = sum(1 for character in lenient if ord(character) > 0x7F) - broken
    if good > broken:
        raise _broken(data.count(b"\n", 0, error.start) + 1)


def _broken(line: int) -> SheetError:
    return SheetError(
        _(
            "Line {line} of this file holds bytes that are no text. Open it in your spreadsheet program "
            "and save it again as CSV UTF-8 or XLSX.",
            line=line,
        )
    )


def _no_text() -> SheetError:
    return SheetError(_("This file is not a spreadsheet we can read. Save it as XLSX or CSV and try again."))
