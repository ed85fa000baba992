"""Template tags for addresses behind the open door and for the key that makes a form count once."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import resolve
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ithaca.kernel.doors import address
from ithaca.kernel.once import FIELD, new_key

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: template.Context, name: str, /, **kwargs: Any) -> str:
    """The address of page `name` behind the same door: `{% to "messaging:thread" pair=pair.public_id %}`.

    `scheme=` takes a scheme row instead of the open one (and with it its organisation).
    """
    door = getattr(context.get("request"), "door", None)
    organisation, scheme = getattr(door, "organisation", None), getattr(door, "scheme", None)
    if hasattr(kwargs.get("scheme"), "slug"):
        scheme = kwargs.pop("scheme")
        organisation = scheme.organisation
    return address(name, organisation=organisation, scheme=scheme, **kwargs)


@register.simple_tag(takes_context=True)
def reach(context: template.Context, name: str, **kwargs: Any) -> str:
    """Like `to`, but "" when the reader may not enter that page: for links that not everybody gets."""
    door = getattr(context.get("request"), "door", None)
    url = to(context, name, **kwargs)
    rule = getattr(resolve(url).func, "rule", None)
    return url if door is not None and rule is not None and rule.at_door(door.by) is not None else ""


@register.simple_tag
def once() -> SafeString:
    """The hidden key that makes this form count once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
