"""How a text message leaves: a small interface, a log for those who have no provider, and one real provider over HTTPS.

A log is not a way to reach anybody: `real` says so, and whoever counts ways (alarms, the ready page) asks it.
"""

from __future__ import annotations

import base64
import http.client
import json
import logging
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from ithaca.kernel.encryption import decrypt
from ithaca.notices.models import TextSettings

log = logging.getLogger("ithaca.notices")

Receipt = Literal["sent", "delivered", "failed"]
TWILIO = "https://api.twilio.com"
SECONDS = 10
LARGEST_ANSWER = 100_000


class NotTaken(Exception):
    """The provider did not take it. `permanent` says that trying again cannot help; `code` is short and holds no number."""

    def __init__(self, code: str, *, permanent: bool) -> None:
        super().__init__(code)
        self.code, self.permanent = code, permanent


class Carrier(Protocol):
    """What carries text messages. `real` is False for one that reaches nobody."""

    @property
    def real(self) -> bool:
        """True if it reaches people."""

    def send(self, *, to: str, words: str) -> str:
        """Hand one message over; returns the provider's reference. Raises NotTaken."""

    def receipt(self, reference: str) -> Receipt:
        """What became of it. Raises NotTaken if the provider cannot say now."""


class LogCarrier:
    """Notes that a message would have gone, without its number or words."""

    real = False

    def send(self, *, to: str, words: str) -> str:
        """Reaches nobody."""
        del to
        log.warning("a text message of %d characters was not sent: no provider is set up", len(words))
        return ""

    def receipt(self, reference: str) -> Receipt:
        """There is never a receipt."""
        del reference
        raise NotTaken("log", permanent=True)


@dataclass(frozen=True, slots=True)
class TwilioCarrier:
    """Twilio's Programmable Messaging (2010-04-01): POST a message, GET what became of it."""

    address: str
    account: str
    secret: str
    sender: str
    real: bool = True

    _BECAME = {"delivered": "delivered", "read": "delivered", "undelivered": "failed", "failed": "failed",
               "canceled": "failed"}  # fmt: skip

    def send(self, *, to: str, words: str) -> str:
        """Hand it over; the answer's `sid` is the reference."""
        who = "MessagingServiceSid" if self.sender.startswith("MG") else "From"
        answer = self._ask("Messages.json", {"To": to, "Body": words, who: self.sender})
        sid = answer.get("sid")
        if not isinstance(sid, str) or not sid:
            raise NotTaken("no reference", permanent=False)
        return sid[:64]

    def receipt(self, reference: str) -> Receipt:
        """Ask for the message by its reference."""
        status = self._ask(f"Messages/{urllib.parse.quote(reference, safe='')}.json", None).get("status")
        became: Receipt = self._BECAME.get(str(status), "sent")  # type: ignore[assignment]
        return became

    def _ask(self, path: str, fields: dict[str, str] | None) -> dict[str, Any]:
        where = f"{self.address.rstrip('/')}/2010-04-01/Accounts/{urllib.parse.quote(self.account, safe='')}/{path}"
        proof = base64.b64encode(f"{self.account}:{self.secret}".encode()).decode("ascii")
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(  # noqa: S310  (safe_address allows https, or http on this machine alone)
            where, data=data, headers={"Authorization": f"Basic {proof}", "Accept": "application/json"}
        )
        try:
            with _OPENER.open(request, timeout=SECONDS) as answer:
                found = json.loads(answer.read(LARGEST_ANSWER))
        except urllib.error.HTTPError as error:
            # A wrong key, too many at once and a fault over there can pass; a number that is none stays wrong.
            passing = error.code in (401, 403, 404, 408, 425, 429) or error.code >= 500
            raise NotTaken(f"HTTP {error.code}", permanent=not passing) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotTaken(type(error).__name__, permanent=False) from error
        if not isinstance(found, dict):
            raise NotTaken("no answer", permanent=False)
        return found


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key elsewhere: it counts as a refusal."""

    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        """Never."""


_OPENER = urllib.request.build_opener(_NoRedirect)


def carrier_for(how: TextSettings | None) -> Carrier:
    """The carrier that the settings describe; the log while there are none."""
    if how is None or how.provider != "twilio":
        return LogCarrier()
    secret = decrypt(how.secret_encrypted) if how.secret_encrypted else ""
    return TwilioCarrier(address=how.address or TWILIO, account=how.account, secret=secret, sender=how.sender)


def safe_address(address: str) -> bool:
    """True for an https address, or for http on this very machine (a gateway that runs beside Ithaca)."""
    try:
        parts = urllib.parse.urlsplit(address)
        here = parts.hostname in ("127.0.0.1", "::1", "localhost")
    except ValueError:
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and here))
