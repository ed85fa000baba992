"""From a letter to the mail that leaves: what rooms above put round it, and the signature on top."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.policy import SMTP
from email.policy import default as default_policy
from typing import Any

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from ithaca.notices.hooks import on_the_way
from ithaca.notices.models import Letter
from ithaca.notices.services.stop import stop_address

#: What RFC 5322 (2.1.1) allows.
LONGEST_LINE = 998


class Signed(EmailMessage):
    """A mail that is signed as it leaves, over exactly the bytes that leave (DKIM)."""

    sign: Callable[[bytes], str] | None = None

    def message(self, *, policy: Any = default_policy) -> Any:
        """The mail with its signature on top."""
        # Folded shorter, an address or a link that is one long word would be broken into coded pieces nobody can use.
        policy = policy.clone(max_line_length=LONGEST_LINE)
        plain = super().message(policy=policy)
        if self.sign is None:
            return plain
        raw = plain.as_bytes(policy=SMTP.clone(max_line_length=LONGEST_LINE))
        signed = message_from_bytes(b"DKIM-Signature: " + self.sign(raw).encode("ascii") + b"\r\n" + raw)
        signed.policy = SMTP.clone(refold_source="none")
        return signed


def dressed(letter: Letter, from_address: str, at: datetime) -> EmailMessage:
    """The mail, with what rooms above put round it."""
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated", "X-Ithaca-Letter": letter.name}
    above, words, envelope, sign = "", "", "", None
    for dressing in on_the_way.ask(letter=letter, from_address=from_address, at=at):
        if dressing is not None:
            headers |= dressing.headers
            above, words = above or dressing.above, words or dressing.words
            envelope, sign = envelope or dressing.envelope_from, sign or dressing.sign
    stop = stop_address(letter)
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    below = "\n" + _("No more letters of this kind: %(url)s") % {"url": stop} + "\n" if stop else ""
    reply_to = [headers.pop("Reply-To")] if "Reply-To" in headers else None
    if envelope:
        headers["From"] = from_address
    mail = Signed(
        subject=letter.subject,
        body="\n\n".join(part for part in (above, words, letter.body) if part) + below,
        from_email=envelope or from_address,
        to=[letter.to_address],
        reply_to=reply_to,
        headers=headers,
    )
    mail.sign = sign
    return mail
