"""`{% load ui %}`: the tags and filters of the furniture. README.md of this room shows each in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ithaca.ui import icons, pieces, words
from ithaca.ui.charts import lay_out
from ithaca.ui.context import worry_path
from ithaca.ui.helplines import default_helplines
from ithaca.ui.parts import Bar, Helpline

register = template.Library()

register.filter("length_words", words.length_words)
register.filter("people", words.people)
register.filter("initials", words.initials)
register.filter("full_day", words.full_day)
register.filter("tel_link", pieces.tel_link)
register.simple_tag(icons.icon, name="icon")
register.simple_tag(pieces.pill, name="pill")
register.simple_tag(pieces.redacted, name="redacted")

NOTICES = {
    "debug": "info",
    "info": "info",
    "success": "success",
    "warning": "warning",
    "error": "danger",
    "danger": "danger",
    "": "info",
}


@register.filter
def when(moment: dt.datetime | dt.date | None) -> str:
    """A moment in words: "today at 14:05"."""
    return words.when(moment)


@register.filter
def day(date: dt.date | None) -> str:
    """A day in words: "Tue 4 March"."""
    return words.day(date)


@register.filter
def moment(at: dt.datetime | None) -> SafeString | str:
    """A moment in words inside a `<time>` that carries the exact time and shows it on hovering."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    exact = f"{words.full_day(here)}, {here:%H:%M}"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', here.isoformat(timespec="seconds"), exact, words.when(at)
    )


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether a label says "(optional)": the field may be left empty and its form does not hide the word."""
    return not field.field.required and not getattr(field.form, "hide_optional", False)


@register.filter
def question(field: BoundField) -> SafeString:
    """The field with its label as the page's `h1`, for a page that asks one question."""
    drawn = field.form.renderer.render("ui/forms/field.html", {"field": field, "question": True})
    return mark_safe(drawn)  # a template escaped it already; the renderer only lost the mark


@register.filter
def unstopped(label: object) -> str:
    """A label without the mark that ends it, so that a colon may follow: "Can you come?" gives "Can you come"."""
    return str(label).rstrip(" .:?!")


@register.simple_tag(takes_context=True)
def worry_url(context: Context) -> str:
    """Where "I'm worried about something" leads from this page; falls back to the address that needs no context."""
    return str(getattr(context.get("chrome"), "worry_url", "") or worry_path())


def _attributes(kind: str, small: bool, attributes: dict[str, Any]) -> SafeString:
    """The class and further attributes of a button. `data_x` and `hx_x` are written with hyphens."""
    if kind not in pieces.BUTTONS:
        raise template.TemplateSyntaxError(f"a button is one of {pieces.BUTTONS}, not {kind}")
    names = ["button", f"button--{kind}" if kind else "", "button--small" if small else ""]
    rest = {name.replace("_", "-"): value for name, value in attributes.items() if value not in ("", None)}
    return flatatt({"class": " ".join(filter(None, names)), **rest})


@register.simple_tag
def button(label: object, kind: str = "", small: bool = False, **attributes: Any) -> SafeString:
    """A button that sends its form: `{% button "Send" %}`, `{% button "End" kind="danger" name="do" value="end" %}`."""
    icon_of = icons.icon("pause") if kind == "pause" else ""
    return format_html(
        "<button{}>{}{}</button>", _attributes(kind, small, {"type": "submit", **attributes}), icon_of, label
    )


@register.simple_tag
def link_button(label: object, url: str, kind: str = "", small: bool = False, **attributes: Any) -> SafeString:
    """A link that looks like a button: `{% link_button "Add a mentor" url %}`."""
    icon_of = icons.icon("pause") if kind == "pause" else ""
    return format_html("<a{}>{}{}</a>", _attributes(kind, small, {"href": url, **attributes}), icon_of, label)


@register.inclusion_tag("ui/components/post_button.html", takes_context=True)
def post_button(
    context: Context, label: object, url: str, kind: str = "", small: bool = False, **hidden: Any
) -> dict[str, Any]:
    """A form of one press: `{% post_button "Release" url message=id %}`; further names are sent as hidden values."""
    return {
        "label": label,
        "url": url,
        "kind": kind,
        "small": small,
        "hidden": hidden,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: object = "") -> SafeString:
    """`{% notice "warning" "No insurance yet" %}<p>…</p>{% endnotice %}`; kinds: info, success, warning, danger."""
    kind = NOTICES[kind]
    head = format_html('<p class="notice__title">{}</p>', title) if title else ""
    spoken = {"info": _("Note:"), "success": _("Done:"), "warning": _("Take care:"), "danger": _("Important:")}[kind]
    return format_html(
        '<div class="notice notice--{}">{}<div><span class="vh">{} </span>{}{}</div></div>',
        kind,
        icons.icon(kind),
        spoken,
        head,
        mark_safe(content),
    )


@register.simple_block_tag
def card(content: str, title: object = "", meta: object = "", level: int = 2, kind: str = "") -> SafeString:
    """`{% card "Next meeting" %}…{% endcard %}`; `meta` stands at the right of the heading; kinds: accent, sunken."""
    head = ""
    if title or meta:
        head = format_html(
            '<div class="card__head"><h{0}>{1}</h{0}>{2}</div>',
            level,
            title,
            format_html('<span class="meta">{}</span>', meta) if meta else "",
        )
    return format_html(
        '<section class="card{}">{}{}</section>', f" card--{kind}" if kind else "", head, mark_safe(content)
    )


@register.simple_block_tag
def details(content: str, summary: object, open: bool = False) -> SafeString:
    """`{% details "What happens next?" %}…{% enddetails %}`: opens without a script."""
    return format_html(
        '<details class="more"{}><summary>{}</summary><div class="more__body">{}</div></details>',
        mark_safe(" open") if open else "",
        summary,
        mark_safe(content),
    )


@register.inclusion_tag("ui/components/bar_chart.html")
def bar_chart(caption: str, bars: Sequence[Bar], unit: str = "") -> dict[str, Any]:
    """Bars drawn on the server, with the same figures in a table behind "Show as a table"."""
    rows, height = lay_out(bars)
    return {"caption": caption, "rows": rows, "height": height, "unit": unit}


@register.inclusion_tag("ui/components/helplines.html")
def helplines(lines: Sequence[Helpline] = (), title: str = "") -> dict[str, Any]:
    """Numbers to ring now; without `lines` those for children and adults in the United Kingdom."""
    return {"lines": lines or default_helplines(), "title": title}
