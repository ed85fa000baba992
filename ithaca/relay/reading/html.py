"""From HTML to the words a person wrote. One pass, linear in its length whatever stands in it: browsers of strangers
write it, and so do people who mean harm. Nothing is loaded, and pictures, styles and scripts leave nothing behind.
"""

from __future__ import annotations

import html
import re

#: More than this is no message; the rest is not looked at.
MOST = 200_000
#: Elements whose words are never the writer's own.
SILENT = {"script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "select", "textarea"}
#: Elements that begin a new line.
LINES = {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "hr", "pre", "section"}
VOID = {"br", "img", "hr", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr"}
#: What mail programs put round the history of a conversation, and round a signature.
QUOTE = re.compile(r"gmail_quote|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote|WordSection0")
SIGNATURE = re.compile(r"gmail_signature|moz-signature|protonmail_signature")
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|mso-hide\s*:\s*all|max-height\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:]{0,30})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
#: Where Outlook's history begins: its own mark, seen by no reader.
OUTLOOK = ("divrplyfwdmsg", "appendonsend")


def words_of(source: str) -> str:
    """The words of an HTML mail as lines. Quoted history stands behind "> ", hidden words and signatures are left out."""
    out, stack, place = _Out(), _Stack(), 0
    source = source[:MOST].replace("\x00", "")
    while place < len(source):
        begin = source.find("<", place)
        if begin < 0:
            out.words(source[place:], stack)
            break
        out.words(source[place:begin], stack)
        if source.startswith("<!--", begin):
            end = source.find("-->", begin + 4)
            place = len(source) if end < 0 else end + 3
            continue
        end = source.find(">", begin)
        if end < 0:
            out.words(source[begin:], stack)
            break
        place = end + 1
        found = _NAME.match(source, begin + 1)
        if found:
            _tag(found[1].lower(), source[begin + 1 : end], out, stack)
        elif source[begin + 1] not in "!?/":
            out.words(source[begin:place], stack)  # "3 < 4 and 5 > 4"
    return out.text()


class _Stack:
    """Which open elements make their words quoted or silent; the deepest nesting that counts is a hundred."""

    def __init__(self) -> None:
        self.open: list[tuple[str, str]] = []
        self.outlook = False

    @property
    def silent(self) -> bool:
        return any(kind == "silent" for _name, kind in self.open)

    @property
    def quoted(self) -> bool:
        return self.outlook or any(kind == "quoted" for _name, kind in self.open)

    def push(self, name: str, kind: str) -> None:
        if len(self.open) < 100:
            self.open.append((name, kind))

    def pop(self, name: str) -> None:
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == name:
                del self.open[index:]
                return


class _Out:
    """The lines so far."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = [[]]
        self.quoted = [False]

    def words(self, raw: str, stack: _Stack) -> None:
        if not raw or stack.silent:
            return
        text = _SPACE.sub(" ", html.unescape(raw))
        if not text.strip() and not self.lines[-1]:
            return
        if stack.quoted != self.quoted[-1] and text.strip():
            self.line()
            self.quoted[-1] = stack.quoted
        self.lines[-1].append(text)

    def line(self) -> None:
        self.lines.append([])
        self.quoted.append(self.quoted[-1])

    def text(self) -> str:
        rows = ["".join(parts).strip() for parts in self.lines]
        return "\n".join(f"> {row}" if quoted and row else row for row, quoted in zip(rows, self.quoted, strict=True))


def _tag(name: str, whole: str, out: _Out, stack: _Stack) -> None:
    closing = whole.startswith("/")
    if name in LINES:
        out.line()
    if closing:
        stack.pop(name)
        return
    attributes = whole[:2000]
    if any(mark in attributes.lower() for mark in OUTLOOK):
        stack.outlook = True
    if name in VOID or whole.endswith("/"):
        return
    if name in SILENT or HIDDEN.search(attributes) or SIGNATURE.search(attributes):
        stack.push(name, "silent")
    elif name == "blockquote" or QUOTE.search(attributes):
        stack.push(name, "quoted")
    else:
        stack.push(name, "plain")
