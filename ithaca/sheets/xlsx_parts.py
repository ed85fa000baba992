"""The parts of an XLSX file: the zip they travel in, its list of sheets, its shared texts and its number formats.

Read with expat rather than with openpyxl: it stops at our limits while it reads, refuses document types (and so
entity bombs), sees merged
cells and formulas without a value, and does not mind the odd styles that school systems write. See
docs/decisions/sheets-own-reader.md.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from xml.parsers import expat

from ithaca.sheets.limits import LIMITS
from ithaca.sheets.sentences import SheetError, _

CHUNK = 1 << 16
Shape = Literal["date", "duration"] | None
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
BUILT_IN_DURATIONS = frozenset({46})
FORMAT_NOISE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
ESCAPED_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class SheetPart:
    """One sheet as the workbook lists it: its name, its part in the zip, whether it is hidden."""

    name: str
    part: str
    hidden: bool


def damaged() -> SheetError:
    """The file calls itself XLSX and is not whole."""
    return SheetError(
        _("This file is damaged. Open it in your spreadsheet program, save it again as XLSX and try again.")
    )


class Package:
    """The zip of an XLSX file. Refuses, before unpacking, what says it is larger than we read."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError) as error:
            raise damaged() from error
        self.names = {entry.filename for entry in entries}
        if len(entries) > LIMITS.parts or sum(entry.file_size for entry in entries) > LIMITS.unpacked_bytes:
            raise SheetError(
                _(
                    "Unpacked, this file is larger than the {most} MB we read. Keep the sheet you need and try again.",
                    most=LIMITS.unpacked_bytes // (1024 * 1024),
                )
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise locked()

    def parse(self, part: str, *, start: Start, end: End | None = None, text: Text | None = None) -> None:
        """Read one part as XML. Names come without their prefix. Raises SheetError when the part is missing or
        damaged.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda name, attributes: start(name[name.find(":") + 1 :], attributes)
        if end is not None:
            close = end
            parser.EndElementHandler = lambda name: close(name[name.find(":") + 1 :])
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            with self.zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except (
            KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
            expat.ExpatError, LookupError, ValueError,
        ) as error:  # fmt: skip
            raise damaged() from error


def locked() -> SheetError:
    """The file has a password."""
    return SheetError(_("This file has a password. Open it, take the password off, save it and try again."))


def _refuse(*_arguments: object) -> None:
    raise damaged()


def read_sheet_list(package: Package) -> tuple[list[SheetPart], bool]:
    """The sheets in the order of their tabs, and whether dates count from 1904 (old Macs)."""
    targets: dict[str, str] = {}
    listed: list[tuple[str, str, bool]] = []
    from_1904 = False

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath("xl/" + target)
            targets[attributes.get("Id", "")] = path

    def sheet(name: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed.append((attributes.get("name", ""), link, attributes.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904", "0").lower() in {"1", "true"}

    package.parse("xl/_rels/workbook.xml.rels", start=relation)
    package.parse("xl/workbook.xml", start=sheet)
    if len(listed) > LIMITS.sheets:
        raise SheetError(
            _("This file has more than {most} sheets. Keep the sheets you need and try again.", most=LIMITS.sheets)
        )
    return [SheetPart(name, targets[link], hidden) for name, link, hidden in listed if link in targets], from_1904


def read_shared_texts(package: Package) -> list[str]:
    """The texts that cells point to by number. Reading aids over East Asian words are left out."""
    texts: list[str] = []
    pieces: list[str] = []
    inside, aside = False, False

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal inside, aside
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            aside = True
        elif name == "t":
            inside = not aside

    def end(name: str) -> None:
        nonlocal inside, aside
        if name == "si":
            texts.append(unescape_characters("".join(pieces)))
        elif name == "rPh":
            aside = False
        elif name == "t":
            inside = False

    def text(piece: str) -> None:
        if inside:
            pieces.append(piece)

    if "xl/sharedStrings.xml" in package.names:
        package.parse("xl/sharedStrings.xml", start=start, end=end, text=text)
    return texts


def unescape_characters(text: str) -> str:
    """Characters that XML cannot hold are written `_x000D_`; this gives them back."""
    if "_x" not in text:
        return text
    return ESCAPED_CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return match.group(0) if 0xD800 <= code < 0xE000 else chr(code)


def read_shapes(package: Package) -> list[Shape]:
    """For each cell style, whether its number format shows a date or a length of time."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            styles.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal inside
        if name == "cellXfs":
            inside = False

    if "xl/styles.xml" in package.names:
        package.parse("xl/styles.xml", start=start, end=end)
    return [_shape(style, codes) for style in styles]


def _shape(style: str, codes: dict[str, str]) -> Shape:
    if style in codes:
        bare = FORMAT_NOISE.sub("", codes[style][:500]).lower()
        if "[" in bare:
            return "duration"
        return "date" if bare != "general" and any(letter in bare for letter in "dmyhs") else None
    if not style.isdecimal() or len(style) > 6:
        return None
    number = int(style)
    return "duration" if number in BUILT_IN_DURATIONS else "date" if number in BUILT_IN_DATES else None
