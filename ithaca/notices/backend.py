"""Django's own mails (sign-in codes, resets) go through the outbox like every other letter."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.notices.services.mail import post_mail


class OutboxEmailBackend(BaseEmailBackend):
    """Writes each mail as a waiting, urgent letter; the worker sends it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails in the outbox; returns how many."""
        count = 0
        for mail in email_messages:
            for address in mail.to:
                post_mail(
                    subject=str(mail.subject),
                    body=str(mail.body),
                    address=str(address),
                    by=job("accounts.mail"),
                    at=timezone.now(),
                )
                count += 1
        return count
