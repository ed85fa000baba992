"""The worker's doors: mail that came in is read, proved and taken in, one at a time; old originals go once a day."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import cache

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.mentorships.models import Mentorship
from ithaca.notices.selectors import mail_settings
from ithaca.participants.models import Participant
from ithaca.relay.addresses import Relay, read
from ithaca.relay.models import Arrival
from ithaca.relay.reading.mail import Mail, Unreadable, parse, read_mail
from ithaca.relay.reading.proof import Came, Lookup, ask_dns, proof
from ithaca.relay.selectors import DOOR, whose
from ithaca.relay.services.accept import forget_originals
from ithaca.relay.services.take_in import MOST_ATTEMPTS, claim, give_up, leave, returned, take_in, wait
from ithaca.relay.verdict import verdict
from ithaca.relay.where import domain, is_on, trusted_names

log = logging.getLogger("ithaca.relay")
DAY = 24 * 3600
AT_ONCE = 20


def carry_in() -> int:
    """Deal with the mails that wait; returns how many. Nothing while answers by mail are switched off."""
    done = 0
    while is_on() and done < AT_ONCE and (arrival := claim(by=DOOR, at=timezone.now())) is not None:
        deal_with(arrival, at=timezone.now())
        done += 1
    return done


def deal_with(arrival: Arrival, *, at: datetime) -> None:
    """One mail, from its bytes to its end. Whatever goes wrong, it stays and is tried again, then given up visibly."""
    relay = read(arrival.recipient, at=at)
    raw = bytes(arrival.original)
    if relay is None:  # the domain was changed since it came
        give_up(arrival=arrival, pair=None, writer=None, by=DOOR, at=at)
        return
    try:
        how = mail_settings()
        mail = read_mail(raw, own_domain=domain(), own_sender=how.from_address if how else "")
        _decide(arrival, raw, relay, mail, at)
    except Unreadable as error:
        log.warning("mail %s cannot be read: %s", arrival.public_id, error)
        _give_up(arrival, relay, at)
    except Exception as error:  # noqa: BLE001  (whatever a mail holds must neither stop the worker nor be lost)
        log.error("mail %s: %s", arrival.public_id, type(error).__name__)
        if arrival.attempts < MOST_ATTEMPTS:
            wait(arrival=arrival, by=DOOR, at=at)
        else:
            _give_up(arrival, relay, at)


def _decide(arrival: Arrival, raw: bytes, relay: Relay, mail: Mail, at: datetime) -> None:
    if relay.kind == "bounce":
        back = mail.kind in ("bounce", "automatic") or not arrival.envelope_from
        if back and mail.kind != "automatic":
            returned(arrival=arrival, letter=relay.about, by=DOOR, at=at)
        else:
            leave(arrival=arrival, why="automatic", by=DOOR, at=at)
        return
    if mail.kind == "words" and not arrival.envelope_from:
        mail = Mail(mail.sender, mail.mail_id, "bounce")  # only machines write without a way back (RFC 5321, 4.5.5)
    with everywhere("a mail's recipient names the pair before its scope is opened"):
        pair, writer = whose(relay, mail.sender)
    if pair is None or writer is None or mail.kind != "words":
        leave(arrival=arrival, why=mail.kind if mail.kind != "words" else "stranger", by=DOOR, at=at)
        return
    proved = _prove(arrival, raw, mail)
    if proved == "later" and arrival.attempts < MOST_ATTEMPTS:
        wait(arrival=arrival, by=DOOR, at=at)
        return
    _take_in(arrival, relay, mail, "none" if proved == "later" else proved, pair, writer, at)


def _take_in(
    arrival: Arrival, relay: Relay, mail: Mail, proved: str, pair: Mentorship, writer: Participant, at: datetime
) -> None:
    with open_scheme(organisation_id=pair.scheme.organisation_id, scheme_id=pair.scheme_id):
        decided = verdict(
            mail=mail, relay=relay, address=arrival.recipient, pair=pair, writer=writer, proof=proved, at=at
        )
        take_in(arrival=arrival, mail=mail, decided=decided, proof=proved, pair=pair, writer=writer, by=DOOR, at=at)


def _prove(arrival: Arrival, raw: bytes, mail: Mail) -> str:
    trusted = arrival.through in ("lmtp", "webhook") or arrival.peer in settings.RELAY_TRUSTED_PEERS
    came = Came(arrival.peer, arrival.helo, arrival.envelope_from, trusted)
    return proof(raw, parse(raw), sender=mail.sender, came=came, trusted_names=trusted_names(), lookup=_lookup())


@cache
def _lookup() -> Lookup:
    return ask_dns(settings.RELAY_DNS)


def _give_up(arrival: Arrival, relay: Relay, at: datetime) -> None:
    """Only a reply address says whose mail it is when nothing in it can be read."""
    pair = writer = None
    if relay.kind == "reply":
        with everywhere("a mail's recipient names the pair before its scope is opened"):
            pair, writer = whose(relay, "")
    if pair is None:
        give_up(arrival=arrival, pair=None, writer=None, by=DOOR, at=at)
        return
    with open_scheme(organisation_id=pair.scheme.organisation_id, scheme_id=pair.scheme_id):
        give_up(arrival=arrival, pair=pair, writer=writer, by=DOOR, at=at)


@task
def forget_old_mail() -> int:
    """Empty what was dealt with long ago."""
    return forget_originals(by=DOOR, at=timezone.now())
