"""What has to be written into the records of the domain, for the page and for `ithaca relay --records`."""

from __future__ import annotations

from urllib.parse import urlparse

from django.conf import settings

from ithaca.notices.selectors import mail_settings
from ithaca.relay.dkim_key import SELECTOR, record
from ithaca.relay.where import domain, key_file, signs


def records() -> list[tuple[str, str, str]]:
    """(name, kind, value) of each record, while answers by mail are switched on."""
    host = urlparse(settings.BASE_URL).hostname or "this-server"
    rows = [(f"{domain()}.", "MX", f"10 {host}."), (f"{domain()}.", "TXT", "v=spf1 mx -all")]
    how = mail_settings()
    sender = (how.from_address if how else settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]
    if signs():
        rows.append((f"{SELECTOR}._domainkey.{sender}.", "TXT", record(key_file())))
    return rows
