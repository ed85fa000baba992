"""Missing things with the address of the page where each is put right."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import NoReverseMatch

from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.gates import Missing


def with_links(request: DoorRequest, missing: Iterable[Missing]) -> list[tuple[Missing, str]]:
    """Each missing thing with its address, "" where the page is not there (its room may not be furnished)."""
    return [(item, _address(request, item)) for item in missing]


def _address(request: DoorRequest, item: Missing) -> str:
    if not item.page:
        return ""
    try:
        return request.door.to(item.page, **dict(item.page_args))
    except NoReverseMatch:
        return ""
