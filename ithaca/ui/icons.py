"""A handful of line drawings, inline, so that they follow the colour of the words and cost no request. Always beside a word."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LINES = {
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.6v.1"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.8 2.8L16 9.6"/>',
    "warning": '<path d="M12 4 2.8 20h18.4zM12 10v4.4M12 17.1v.1"/>',
    "danger": '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.6M12 16.3v.1"/>',
    "check": '<path d="m5 12.6 4.4 4.4L19 7.4"/>',
    "pause": '<circle cx="12" cy="12" r="9"/><path d="M9.8 8.8v6.4M14.2 8.8v6.4"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.4 15.4 5.1 5.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>',
    "heard": '<path d="M4 5h16v11.5h-8.2L7 20.6v-4.1H4z"/>'
    '<path d="M12 13.4c-2.2-1.5-3.3-2.6-3.3-3.8a1.7 1.7 0 0 1 3.3-.6 1.7 1.7 0 0 1 3.3.6c0 1.2-1.1 2.3-3.3 3.8z"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 13.5h10v7H7z"/>',
    "empty": '<path d="M4 13.5 6.6 5h10.8L20 13.5V19H4zM4 13.5h4.6l1.2 2.4h4.4l1.2-2.4H20"/>',
}


def icon(name: str) -> SafeString:
    """The drawing of that name, hidden from screen readers. Raises KeyError for a name that is not drawn."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(_LINES[name]),  # the constants above, never anybody's words
    )
