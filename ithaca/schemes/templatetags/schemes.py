"""Tags that speak in the scheme's own words (SCH-27) and offer only what it allows (SCH-12)."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from ithaca.schemes.arrangements import Arrangements

register = template.Library()


def _arrangements(context: template.Context) -> Arrangements | None:
    """Those of the scheme behind the open door, worked out once a page."""
    door = getattr(context.get("request"), "door", None)
    scheme = getattr(door, "scheme", None) or context.get("scheme")
    if scheme is None:
        return None
    kept = context.render_context.get("schemes.arrangements")
    if kept is None or kept[0] is not scheme:
        kept = (scheme, scheme.arrangements)
        context.render_context["schemes.arrangements"] = kept
    found: Arrangements = kept[1]
    return found


@register.simple_tag(takes_context=True)
def word(context: template.Context, key: str, capital: bool = False) -> str:
    """The scheme's word for "mentor", "mentee", "meeting" or one of their plurals: `{% word "mentees" capital=True %}`."""
    arrangements = _arrangements(context)
    own = arrangements.words.get(key) if arrangements else None
    found = own or (arrangements.word(key) if arrangements else key)
    found = _(found) if found == key else found
    return found[:1].upper() + found[1:] if capital else found


@register.simple_tag(takes_context=True)
def allows(context: template.Context, channel: str) -> bool:
    """True if the scheme permits the channel: `{% allows "messages" as may_write %}`. False where no scheme is open."""
    arrangements = _arrangements(context)
    return arrangements is not None and arrangements.allows(channel)


@register.filter
def in_words(value: Any, name: str) -> str:
    """What the setting `name` holds, as a person reads it."""
    from ithaca.schemes.labels import in_words as say

    return say(name, value)
