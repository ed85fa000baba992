"""Limits on tries, counted in the database so that two processes agree (SE-7). IPv6 addresses count by /64."""

from __future__ import annotations

import ipaddress
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest

from ithaca.kernel.models import Tries


def within_limit(*, key: str, most: int, seconds: int, at: datetime) -> bool:
    """Count one try under `key`; False if `most` tries in this window of `seconds` are already used up."""
    window = int(at.timestamp()) // seconds
    row = Tries.objects.filter(key=key, window=window)
    if not row.exists():
        try:
            with transaction.atomic():
                Tries.objects.create(key=key, window=window)
        except IntegrityError:
            pass  # another process made the row first; the update below counts in it
    return row.filter(count__lt=most).update(count=F("count") + 1) == 1


def take_back(*, key: str, seconds: int, at: datetime) -> None:
    """Take back one counted try under `key`, because it turned out right."""
    window = int(at.timestamp()) // seconds
    Tries.objects.filter(key=key, window=window, count__gt=0).update(count=F("count") - 1)


def origin_of(request: HttpRequest) -> str:
    """Where a request comes from, as `address_key` counts it. Behind a proxy of ours every request comes from the proxy: then
    it is the address that this proxy saw, the last in X-Forwarded-For, and never one that the sender put before it."""
    proxies = int(settings.ALLAUTH_TRUSTED_PROXY_COUNT)
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(passed) >= proxies:
        return address_key(passed[-proxies])
    return address_key(request.META.get("REMOTE_ADDR", ""))


def address_key(address: str) -> str:
    """The part of an address that one household or machine shares: IPv4 whole, IPv6 the /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)
    return str(parsed)
