"""Small pieces of HTML that Python code needs to make itself, for a table cell or a message. Everything given is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ithaca.ui.icons import icon

PILLS = ("neutral", "info", "good", "wait", "bad")
BUTTONS = ("", "secondary", "danger", "pause", "quiet")


def pill(label: object, kind: str = "neutral") -> SafeString:
    """A status in a word; `kind` is one of PILLS and only colours it. Raises ValueError for another kind."""
    if kind not in PILLS:
        raise ValueError(f"a pill is one of {', '.join(PILLS)}, not {kind}")
    return format_html('<span class="pill pill--{}">{}</span>', kind, label)


def link(label: object, url: str) -> SafeString:
    """An ordinary link."""
    return format_html('<a href="{}">{}</a>', url, label)


def tel_link(number: object) -> SafeString:
    """A telephone number that a phone can dial; spaces stay on the screen and leave the address.

    A British number in the form kept ("+447700900222") is shown as people here read it: "07700 900222".
    """
    shown = str(number)
    dial = "".join(sign for sign in shown if sign.isdigit() or sign == "+")
    if shown == dial and dial.startswith("+44") and len(dial) == 13:
        shown = f"0{dial[3:7]} {dial[7:]}"
    return format_html('<a href="tel:{}">{}</a>', dial, shown)


def redacted(what: object) -> SafeString:
    """The place where words were taken out, saying what was there: "telephone number removed"."""
    return format_html('<span class="redacted">{}</span>', _("%(what)s removed") % {"what": what})


def words_with_spans(words: str, spans: Iterable[tuple[int, int, str]], *, remove: bool = False) -> SafeString:
    """The words with each (start, end, label) marked for the eye, or taken out if `remove`. Offsets count code points.

    Spans may come in any order; one that overlaps an earlier one starts where that one ended. An offset outside the words
    is cut to them, so that a wrong span can hide too much but never show what it covers.
    """
    out: list[SafeString] = []
    place = 0
    for start, end, label in sorted(spans):
        start, end = max(start, place), min(max(end, place), len(words))
        if end <= start:
            continue
        out.append(format_html("{}", words[place:start]))
        if remove:
            out.append(redacted(label))
        else:
            out.append(
                format_html('<mark title="{}">{}</mark><span class="vh"> ({})</span>', label, words[start:end], label)
            )
        place = end
    out.append(format_html("{}", words[place:]))
    return format_html_join("", "{}", ((piece,) for piece in out))


def labelled_icon(name: str, label: object) -> SafeString:
    """A drawing with its word beside it; no drawing of ours stands alone."""
    return format_html("{} <span>{}</span>", icon(name), label)
