"""Every address names a rule, and is called like its rule."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from ithaca.kernel.doors import ClosedByDefault


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(namespace:name, pattern) of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry, inner)
        else:
            yield f"{space}{entry.name}", entry


def test_every_address_of_ours_names_a_rule() -> None:
    closed = [
        name
        for name, pattern in addresses()
        if getattr(pattern.callback, "rule", None) is None
        and not pattern.callback.__module__.startswith(ClosedByDefault.OPEN_MODULES)
    ]
    assert closed == []


def test_no_two_addresses_share_a_name() -> None:
    names = [name for name, pattern in addresses() if not pattern.callback.__module__.startswith("allauth.")]
    assert sorted(names) == sorted(set(names))
