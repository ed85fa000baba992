"""Text messages: a row with its cause, claimed by conditional update, handed to the provider, followed to its receipt.

A worker killed between the provider's answer and our mark sends a text again; providers give no way to avoid that.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.encryption import encrypt
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.notices import rules
from ithaca.notices.carriers import Carrier, NotTaken, carrier_for, safe_address
from ithaca.notices.models import Text, TextSettings
from ithaca.notices.selectors import number_of
from ithaca.notices.states import TEXT
from ithaca.organisations.models import Organisation, Person
from ithaca.schemes.models import Scheme

log = logging.getLogger("ithaca.notices")

PUMP = job("notices.texts")
CLAIM = timedelta(seconds=45)
AT_ONCE = 20
#: Seconds until the next try to send, the last one again and again, for about an hour.
TRIES = (5, 10, 20, 30, 60)
MOST_ATTEMPTS = 60
#: Seconds until the receipt is asked for again; after the last one nobody asks any more.
ASKS = (3, 5, 10, 20, 40, 60, 120, 300, 900, 3600, 3600, 21_600, 43_200)


@service
def send_text(
    *,
    name: str,
    words: object,
    number: str,
    by: Actor,
    at: datetime,
    to: Person | None = None,
    scheme: Scheme | None = None,
    organisation: Organisation | None = None,
    link: str = "",
) -> Text:
    """Put one text message into the outbox. `number` is E.164; `link` is a path on this platform, put behind the words.

    The words carry no name and nothing anybody wrote: a telephone lies open on a table.
    """
    text = Text.objects.create(
        organisation=organisation or (scheme.organisation if scheme else None),
        scheme=scheme,
        person=to,
        name=name,
        to_number=number,
        words=f"{words} {settings.BASE_URL}{link}" if link else str(words),
        next_try_at=at,
    )
    record(name="notices.text_written", by=by, at=at, about=text, data={"text": name})
    return text


def carry_texts() -> int:
    """Send the texts that are due, then ask for receipts; returns how many were dealt with."""
    carrier, done = carrier_for(TextSettings.objects.first()), 0
    for state in ("waiting", "sent"):
        while done < AT_ONCE and (text := _claim(state, timezone.now())) is not None:
            done += 1
            good = _hand_over(text, carrier) if state == "waiting" else _ask(text, carrier)
            if not good:
                break
    return done


def _claim(state: str, at: datetime) -> Text | None:
    """Take one text that is due for 45 seconds; None if there is none (or another worker was quicker)."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    due = Text.objects.filter(free, state=state, next_try_at__lte=at).order_by("next_try_at", "pk")
    counted = "attempts" if state == "waiting" else "asked"
    for key in due.values_list("pk", flat=True)[:5]:
        free_still = Text.objects.filter(free, pk=key, state=state, next_try_at__lte=at)
        with transaction.atomic():
            taken = free_still.update(claimed_until=at + CLAIM, **{counted: F(counted) + 1})
        if taken:
            return Text.objects.get(pk=key)
    return None


def _hand_over(text: Text, carrier: Carrier) -> bool:
    """Hand one over and mark it; False if the provider is away, so that the round ends."""
    try:
        reference = carrier.send(to=text.to_number, words=text.words)
    except NotTaken as error:
        log.warning("text %s not sent: %s", text.public_id, error.code)
        text_not_taken(text=text, permanent=error.permanent, error=error.code, by=PUMP, at=timezone.now())
        return error.permanent
    if carrier.real:
        text_taken(text=text, reference=reference, by=PUMP, at=timezone.now())
    else:
        text_logged(text=text, by=PUMP, at=timezone.now())
    return True


def _ask(text: Text, carrier: Carrier) -> bool:
    """Ask what became of one; False if the provider is away."""
    try:
        became = carrier.receipt(text.provider_ref)
    except NotTaken as error:
        text_asked(text=text, became="sent", by=PUMP, at=timezone.now())
        return error.permanent
    text_asked(text=text, became=became, by=PUMP, at=timezone.now())
    return True


@service
def text_taken(*, text: Text, reference: str, by: Actor, at: datetime) -> None:
    """The provider took it; its receipt is asked for from now on."""
    also = {"sent_at": at, "claimed_until": None, "last_error": "", "provider_ref": reference}
    next_ask = {"next_try_at": at + timedelta(seconds=ASKS[0]), "provider": "twilio"}
    move(text, "sent", table=TEXT, by=by, at=at, also={**also, **next_ask})


@service
def text_logged(*, text: Text, by: Actor, at: datetime) -> None:
    """It stands in the log and reached nobody."""
    move(text, "logged", table=TEXT, by=by, at=at, also={"claimed_until": None, "provider": "log"})


@service
def text_not_taken(*, text: Text, permanent: bool, error: str, by: Actor, at: datetime) -> None:
    """It was not taken: try again within the minute, or give up visibly after an hour or a refusal for good."""
    if permanent or text.attempts >= MOST_ATTEMPTS:
        move(text, "failed", table=TEXT, by=by, at=at, also={"claimed_until": None, "last_error": error[:60]})
        return
    wait = timedelta(seconds=TRIES[min(text.attempts, len(TRIES)) - 1])
    Text.objects.filter(pk=text.pk, state="waiting").update(
        claimed_until=None, next_try_at=at + wait, last_error=error[:60]
    )


@service
def text_asked(*, text: Text, became: str, by: Actor, at: datetime) -> None:
    """The provider's receipt: "delivered", "failed", or "sent" while it does not know yet."""
    if became in ("delivered", "failed"):
        move(text, became, table=TEXT, by=by, at=at, also={"claimed_until": None, "receipt_at": at})
        return
    # After the last time nobody asks any more: the date is then far away.
    seconds = ASKS[text.asked] if text.asked < len(ASKS) else 10 * 365 * 86_400
    again = at + timedelta(seconds=seconds)
    Text.objects.filter(pk=text.pk, state="sent").update(claimed_until=None, next_try_at=again)


@service
def set_up_texts(
    *,
    provider: str,
    address: str,
    account: str,
    secret: str,
    sender: str,
    own_number: str,
    by: Actor,
    at: datetime,
) -> TextSettings:
    """Keep how text messages leave. An empty secret leaves the one that is kept; untested until a test was taken.

    Raises NotNow for an address without https, for a provider without its account, sender or number to test with.
    """
    rules.texts.require(by=by)
    own = number_of(own_number) if own_number else ""
    if provider == "twilio":
        if not account or not sender or not own_number:
            raise NotNow(_("The provider needs the account, the sender and a number of your own."))
        if not own:
            raise NotNow(_("Your own number is not a telephone number. Write it like +44 7700 900123."))
    if address and not safe_address(address):
        raise NotNow(_("The provider's address must begin with https://."))
    row = TextSettings.objects.first() or TextSettings()
    if row.account != account and not secret and provider == "twilio":
        raise NotNow(_("Another account needs its own secret."))
    row.provider, row.address, row.account, row.sender, row.own_number = provider, address, account, sender, own
    if secret:
        row.secret_encrypted = encrypt(secret)
    row.tested_at = None
    row.save()
    record(name="notices.texts_set_up", by=by, at=at, about=row, data={"provider": provider})
    return row


def try_text(*, how: TextSettings) -> None:
    """Send a test text to the own number now. Raises NotNow with what went wrong, for whoever runs the server."""
    carrier = carrier_for(how)
    if not carrier.real:
        raise NotNow(_("No provider is set up, so nothing can be sent."))
    try:
        carrier.send(to=how.own_number, words=_("Ithaca can send text messages. Nothing needs to be done."))
    except NotTaken as error:
        if error.code in ("HTTP 401", "HTTP 403"):
            raise NotNow(_("The provider does not accept this account and secret.")) from error
        if error.code.startswith("HTTP"):
            raise NotNow(_("The provider refused: %(why)s") % {"why": error.code}) from error
        raise NotNow(_("The provider did not answer.")) from error


@service
def texts_tried(*, how: TextSettings, by: Actor, at: datetime) -> None:
    """A test text was taken by the provider."""
    rules.texts.require(by=by)
    TextSettings.objects.filter(pk=how.pk).update(tested_at=at)
    record(name="notices.texts_tested", by=by, at=at, about=how)
