"""Carrying letters out: claimed by conditional update, sent, marked; retried with the same Message-ID (RE-4, RE-5).

A worker killed between the mail server's 250 and our mark sends the letter again, under the same Message-ID; that is
the only way a mail is doubled.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.encryption import decrypt
from ithaca.kernel.work import service
from ithaca.notices.dressing import dressed
from ithaca.notices.models import Letter, MailSettings
from ithaca.notices.states import LETTER

log = logging.getLogger("ithaca.notices")

PUMP = job("notices.deliver")
CLAIM = timedelta(minutes=2)
RETRY = timedelta(minutes=5)
#: An urgent letter is tried again at once for some minutes: a mail server that is away for a moment costs no more than that.
RETRY_URGENT, QUICK_ATTEMPTS = timedelta(seconds=15), 20
MOST_ATTEMPTS = 48
AT_ONCE = 20
#: Letters whose words are gone once they have left: they hold sign-in codes.
FORGOTTEN_ONCE_SENT = ("accounts.mail",)


def carry_out() -> int:
    """Send the letters that are due, urgent ones first; returns how many were dealt with. Nothing while mail is not set up."""
    return _round(only_urgent=False)


def carry_urgent() -> int:
    """Send the urgent letters that are due. A pump of its own, so that they wait behind no job and no other letter (SG-8)."""
    return _round(only_urgent=True)


def _round(*, only_urgent: bool) -> int:
    """One connection, at most AT_ONCE letters; a server that is away ends the round, so that nobody waits for it twice."""
    how = MailSettings.objects.first()
    if how is None:
        return 0
    done = 0
    connection = connection_for(how)
    try:
        while done < AT_ONCE and (letter := _claim(timezone.now(), only_urgent=only_urgent)) is not None:
            done += 1
            if not _carry(letter, connection, how, timezone.now()):
                break
    finally:
        connection.close()
    return done


def connection_for(how: MailSettings) -> EmailBackend:
    """The way to the mail server that the settings describe."""
    return EmailBackend(
        alias="outbox",
        host=how.host,
        port=how.port,
        username=how.username or None,
        password=decrypt(how.password_encrypted) if how.password_encrypted else None,
        use_tls=how.security == "starttls",
        use_ssl=how.security == "tls",
        timeout=20,
    )


def _claim(at: datetime, *, only_urgent: bool = False) -> Letter | None:
    """Take one due letter for two minutes; None if there is none (or another worker was quicker)."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    due = Letter.objects.filter(free, state="waiting", next_try_at__lte=at).order_by("-urgent", "next_try_at", "pk")
    if only_urgent:
        due = due.filter(urgent=True)
    for key in due.values_list("pk", flat=True)[:5]:
        free_still = Letter.objects.filter(free, pk=key, state="waiting")
        with transaction.atomic():
            taken = free_still.update(claimed_until=at + CLAIM, attempts=F("attempts") + 1)
        if taken:
            return Letter.objects.get(pk=key)
    return None


def _carry(letter: Letter, connection: EmailBackend, how: MailSettings, at: datetime) -> bool:
    """Send one letter and mark it; False if the server could not be talked to, so that the round ends."""
    mail = dressed(letter, how.from_address or settings.DEFAULT_FROM_EMAIL, at)
    try:
        connection.send_messages([mail])
    except (smtplib.SMTPException, OSError, ValueError) as error:
        connection.close()
        log.warning("letter %s not sent: %s", letter.public_id, type(error).__name__)
        not_sent(letter=letter, permanent=_permanent(error), error=type(error).__name__, by=PUMP, at=at)
        return isinstance(error, smtplib.SMTPRecipientsRefused | ValueError)
    sent(letter=letter, by=PUMP, at=at)
    return True


def _permanent(error: Exception) -> bool:
    """True if trying again cannot help: the server refuses this address for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, ValueError)


@service
def sent(*, letter: Letter, by: Actor, at: datetime) -> None:
    """The mail server took it."""
    also: dict[str, object] = {"sent_at": at, "claimed_until": None, "last_error": ""}
    if letter.name in FORGOTTEN_ONCE_SENT:
        also["body"] = ""
    move(letter, "sent", table=LETTER, by=by, at=at, also=also)


@service
def not_sent(*, letter: Letter, permanent: bool, error: str, by: Actor, at: datetime) -> None:
    """It was not taken: try again in five minutes, or give up visibly after four hours or a refusal for good."""
    if permanent or letter.attempts >= MOST_ATTEMPTS:
        move(letter, "failed", table=LETTER, by=by, at=at, also={"claimed_until": None, "last_error": error})
        return
    wait = RETRY_URGENT if letter.urgent and letter.attempts <= QUICK_ATTEMPTS else RETRY
    Letter.objects.filter(pk=letter.pk, state="waiting").update(
        claimed_until=None, next_try_at=at + wait, last_error=error
    )


@service
def came_back(*, letter: str, by: Actor, at: datetime) -> None:
    """The world returned the letter of this public id: it stands as failed, where it can be seen and sent again.

    Nothing happens if it is not known or was not sent: anybody may send such a mail again.
    """
    row = Letter.objects.filter(public_id=letter, state="sent").first()
    if row is not None:
        move(row, "failed", table=LETTER, by=by, at=at, also={"last_error": "returned"})


@service
def take_back(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Take back a letter nobody has seen: possible until it has left. Raises NotNow after that."""
    move(letter, "taken_back", table=LETTER, by=by, at=at)


@service
def try_again(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Send a failed letter again, for instance after the address was put right."""
    move(letter, "waiting", table=LETTER, by=by, at=at, also={"attempts": 0, "next_try_at": at, "claimed_until": None})


@service
def hand_over(*, letter: Letter, by: Actor, at: datetime) -> None:
    """A printed letter was handed to somebody without an address."""
    move(letter, "sent", table=LETTER, by=by, at=at, also={"sent_at": at})
