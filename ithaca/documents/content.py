"""What is in a file, by its bytes and not by its name, and the words in it. No file is ever run, drawn or unpacked to a disk.

Everything here takes time in proportion to the size of the file, and fails towards "a person looks at it".
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.refusals import NotNow

MOST_BYTES = 5_000_000
#: Of what is packed inside: parts, and bytes once they are unpacked.
MOST_PARTS, MOST_UNPACKED = 2_000, 40_000_000
#: kind -> (what the browser is told it is, the words for people)
KINDS = {
    "pdf": ("application/pdf", "PDF"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    "odt": ("application/vnd.oasis.opendocument.text", "OpenDocument"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", "OpenDocument"),
    "txt": ("text/plain; charset=utf-8", "TXT"),
}
ONLY = _("Choose a PDF, a Word or Excel file (.docx, .xlsx), an OpenDocument file (.odt, .ods) or plain text.")
ACTIVE = _(
    "There is something in this file that does more than show words, such as a macro, a script or another file. "
    "Save it without, or as a PDF."
)
LOCKED = _("This file is locked with a password, so nobody can check it. Save it without one.")
_ACTIVE_PARTS = re.compile(
    r"vbaproject|activex|oleobject|/embeddings/|(^|/)(basic|scripts|dialogs)/|\.(exe|dll|js|vbs|jar|ole)$",
    re.IGNORECASE,
)
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)\b")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PICTURE = re.compile(
    r"(^|/)(media|pictures|charts|drawings|object[^/]*)/|\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svgz?|webp)$", re.IGNORECASE
)
#: Parts that hold no words a person wrote.
_NO_WORDS = re.compile(
    r"(^|/)(styles|settings|webSettings|fontTable|numbering|theme\d*|\[Content_Types\]|manifest|meta|app)\.xml$"
)
#: What a damaged or hostile file makes its reader raise.
_BROKEN = (
    zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error, RuntimeError, NotImplementedError,
    ElementTree.ParseError,
)  # fmt: skip
_BREAKS = frozenset({"p", "h", "tr", "row", "c", "si", "br", "tab", "table-cell", "line-break", "list-item"})


def kind_of(content: bytes) -> str:
    """The kind of file, a key of KINDS. Raises NotNow with a sentence for anything else, and for what could do harm."""
    if not content:
        raise NotNow(_("This file is empty."))
    if len(content) > MOST_BYTES:
        raise NotNow(_("This file is larger than 5 MB. Save it smaller, for example with fewer pictures."))
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotNow(ONLY) from error
    if _CONTROL.search(words) or words.lstrip()[:1] == "<" or words.startswith(("#!", "{\\rtf")):
        raise NotNow(ONLY)
    return "txt"


def _pdf(content: bytes) -> str:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)
    if b"/Encrypt" in plain:
        raise NotNow(LOCKED)
    if _ACTIVE_PDF.search(plain):
        raise NotNow(ACTIVE)
    return "pdf"


def _packed(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            parts = pack.infolist()
            names = [part.filename for part in parts]
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotNow(_("Too much is packed into this file. Save it anew, or as a PDF."))
            if any(part.flag_bits & 1 for part in parts):
                raise NotNow(LOCKED)
            if len(set(names)) != len(names) or any(_ACTIVE_PARTS.search(name) for name in names):
                raise NotNow(ACTIVE)
            if "word/document.xml" in names:
                return "docx"
            if "xl/workbook.xml" in names:
                return "xlsx"
            said = pack.read("mimetype")[:80].decode("ascii", "replace").strip() if "mimetype" in names else ""
    except _BROKEN as error:
        raise NotNow(ONLY) from error
    for kind in ("odt", "ods"):
        if said == KINDS[kind][0] and "content.xml" in names:
            if any("encryption" in name.lower() for name in names):
                raise NotNow(LOCKED)
            return kind
    raise NotNow(ONLY)


def words_of(kind: str, content: bytes) -> str | None:
    """The words in a file of that kind; None if they cannot all be read for certain: a PDF, a picture, a part that is broken."""
    if kind == "txt":
        return content.decode("utf-8-sig", "replace")
    if kind == "pdf":
        return None
    pieces: list[str] = []
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            for part in pack.infolist():
                if part.is_dir() or part.filename == "mimetype":
                    continue
                if _PICTURE.search(part.filename):
                    return None
                if not part.filename.endswith((".xml", ".rels")) or _NO_WORDS.search(part.filename):
                    continue
                with pack.open(part) as opened:
                    raw = opened.read(MOST_UNPACKED - unpacked + 1)
                unpacked += len(raw)
                if unpacked > MOST_UNPACKED or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
                    return None
                pieces.append(_words(ElementTree.fromstring(raw)))  # noqa: S314 (no DTD: nothing can grow)
    except _BROKEN:
        return None
    return "\n".join(piece for piece in pieces if piece.strip())


def _words(root: ElementTree.Element) -> str:
    """All text in the order it stands, a line for each paragraph and cell; and where links lead."""
    out: list[str] = []
    stack: list[tuple[ElementTree.Element, bool]] = [(root, False)]
    while stack:
        element, ended = stack.pop()
        local = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if ended:
            if local in _BREAKS:
                out.append("\n")
            out.append(element.tail or "")
            continue
        out.append(element.text or "")
        for name, value in element.attrib.items():
            leads = name.rpartition("}")[2]
            if leads == "href" or (leads == "Target" and element.get("TargetMode") == "External"):
                out.append(f"\n{value}\n")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    return re.sub(r"\s*\n\s*", "\n", "".join(out)).strip()


def file_name(name: str, kind: str) -> str:
    """A name for the download: what the person called it, without what no disk or header takes, and with our own ending."""
    stem = re.split(r"[/\\]", name)[-1].rpartition(".")[0] or re.split(r"[/\\]", name)[-1]
    stem = re.sub(r"[^\w \-()&+,]", "", stem).strip(" .-")[:80]
    return f"{stem or 'document'}.{kind}"
