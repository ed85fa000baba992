"""Letters as staff read them: without the keys in them. A link that opens something without signing in is its reader's alone,
such as an invitation or a parent's permission; whoever could read it in the list of letters could be them (SE-6)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _


def without_keys(body: str) -> str:
    """The words of a letter, with what follows the host left out of every link that needs no sign-in."""
    links = re.compile(re.escape(settings.BASE_URL) + r"(/\S*)")
    return links.sub(lambda found: _hidden() if _is_key(found[1]) else found[0], body)


def _hidden() -> str:
    return f"{settings.BASE_URL}/… {_('(the link is for its reader alone)')}"


def _is_key(path: str) -> bool:
    """True for an address whose rule is that of a link, and for any that cannot be looked up."""
    try:
        rule = getattr(resolve(urlsplit(path).path).func, "rule", None)
    except (Resolver404, ValueError):
        return True
    return rule is None or rule.level == "link"
