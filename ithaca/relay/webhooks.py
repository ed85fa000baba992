"""Mail that a provider brings by a webhook (django-anymail). These are another package's views and signal, not rooms' events."""

from __future__ import annotations

import logging
from email.utils import getaddresses
from typing import Any

from anymail.signals import inbound
from anymail.webhooks.brevo import BrevoInboundWebhookView
from anymail.webhooks.mailjet import MailjetInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from anymail.webhooks.sendgrid import SendGridInboundWebhookView
from django.urls import URLPattern, path
from django.utils import timezone

from ithaca.relay.addresses import read
from ithaca.relay.selectors import DOOR
from ithaca.relay.services.accept import accept

log = logging.getLogger("ithaca.relay")

#: Providers whose webhooks are proved by a user name and a password alone, by the word in their address.
PROVIDERS: dict[str, Any] = {
    "brevo": BrevoInboundWebhookView,
    "mailjet": MailjetInboundWebhookView,
    "postmark": PostmarkInboundWebhookView,
    "sendgrid": SendGridInboundWebhookView,
}


def addresses() -> list[URLPattern]:
    """One address for each provider, under /mail/in/."""
    return [path(f"mail/in/{name}/", view.as_view(), name=f"mail_in_{name}") for name, view in PROVIDERS.items()]


def listen() -> None:
    """Connect once, whatever is loaded how often."""
    inbound.connect(take, dispatch_uid="ithaca.relay.webhooks")


def take(sender: Any, event: Any, esp_name: str, **more: Any) -> None:
    """Keep the mail before the provider is answered; whatever goes wrong becomes an error, and the provider tries again."""
    del sender, more
    message, at = event.message, timezone.now()
    named = [message.envelope_recipient] if message.envelope_recipient else []
    named += [address for _name, address in getaddresses([str(message.get("To", ""))[:2000]])]
    ours = [address for address in dict.fromkeys(named) if read(address, at=at) is not None]
    if not ours:
        log.warning("relay: %s brought a mail for no address of ours", esp_name)
        return
    accept(
        original=message.as_bytes(),
        recipients=ours[:1],
        envelope_from=message.envelope_sender or event.message.get("Return-Path", "").strip("<> ") or "unknown@invalid",
        peer="",
        helo="",
        through="webhook",
        by=DOOR,
        at=at,
    )
