"""What the reader sees in place of a removed detail. The original text is never changed."""

from __future__ import annotations

from collections.abc import Container

from ithaca.screening.types import CONTACT, Span, Verdict

PLACEHOLDER = {
    "PHONE": "[telephone number removed]",
    "EMAIL": "[e-mail address removed]",
    "ADDRESS": "[address removed]",
    "POSTCODE": "[postcode removed]",
    "HANDLE": "[user name removed]",
    "URL": "[link removed]",
}
OTHER = "[words removed]"


def redacted(text: str, verdict: Verdict, *, types: Container[str] | None = None) -> str:
    """`text` with every span replaced by a word in brackets; no character inside a span is copied.

    `types` limits the replacement to some classes (`CONTACT` for "release with the details removed").
    Overlapping spans become one placeholder, named after the first contact detail among them.
    """
    spans = sorted(span for span in verdict.spans if types is None or span.type in types)
    pieces: list[str] = []
    copied = 0
    for start, end, label in _merged(spans):
        pieces += [text[copied:start], label]
        copied = end
    return "".join([*pieces, text[copied:]])


def _merged(spans: list[Span]) -> list[tuple[int, int, str]]:
    groups: list[tuple[int, int, list[str]]] = []
    for start, end, kind in spans:
        if groups and start < groups[-1][1]:
            first, last, kinds = groups[-1]
            groups[-1] = (first, max(last, end), [*kinds, kind])
        else:
            groups.append((start, end, [kind]))
    return [(start, end, _label(kinds)) for start, end, kinds in groups]


def _label(kinds: list[str]) -> str:
    return next((PLACEHOLDER[kind] for kind in kinds if kind in CONTACT), OTHER)
