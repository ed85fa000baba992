"""What becomes of a mail: worked out from what was read, whose it is and what proves it. No writing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext_lazy as _

from ithaca.mentorships.models import Mentorship
from ithaca.participants.models import Participant
from ithaca.relay.addresses import Relay, fits_mailbox, is_too_old
from ithaca.relay.reading.mail import Mail
from ithaca.relay.where import open_for

#: Why a mail was not passed on, for its writer. Words without a sentence here are for nobody: no letter follows.
SENTENCES = {
    "forwarded": _(
        "It was a forwarded mail, or held one. Mail from other people is never passed on. Write it in your own words."
    ),
    "only_files": _("There were only files or pictures in it. Files are never passed on. Write what you want to say."),
    "empty": _(
        "We found no new words in it. Write your answer above the line at the top of our letter, then send it again."
    ),
    "wrong_mailbox": _(
        "It came from another mailbox than the one we know. Please write from the address our letters go to."
    ),
    "forged": _(
        "Its sender could not be proved: the mail service it names says that it is not theirs. If you did not write it, tell us."
    ),
    "unproven": _("We could not be sure that it came from you, because your mail service did not sign it."),
    "too_old": _("The letter you answered is too old. Letters can be answered by mail for 30 days."),
    "switched_off": _("This scheme does not take messages by mail. Please write on the page."),
    "not_allowed": _("You cannot write to this person now. Ask your co-ordinator if you do not know why."),
    "unreadable": _("We could not read it. Please write on the page instead, or send it as plain text."),
    "too_long": _("It was too long to keep. Please write on the page, in parts."),
}

Outcome = Literal["send", "keep", "refuse", "leave"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a mail, and why: a key of SENTENCES, or a word for the record alone."""

    outcome: Outcome
    why: str = ""


def verdict(
    *,
    mail: Mail,
    relay: Relay,
    address: str,
    pair: Mentorship | None,
    writer: Participant | None,
    proof: str,
    at: datetime,
) -> Verdict:
    """What becomes of `mail` to `address` by `writer`, one of `pair`. The gate and the screening come after a "send"."""
    if mail.kind != "words":
        return Verdict("leave", mail.kind)
    if pair is None or writer is None:
        return Verdict("leave", "stranger")
    mailbox = writer.person.email.strip().lower()
    if not mailbox or mail.sender != mailbox or (relay.kind == "reply" and not fits_mailbox(relay, address, mailbox)):
        # Nobody but the holder of the address we know is told: not even that the address exists.
        return Verdict("refuse", "wrong_mailbox") if relay.kind == "reply" else Verdict("leave", "stranger")
    account = writer.person.account
    if account is None or not account.is_active:
        return Verdict("leave", "no_account")
    if proof == "fail":
        return Verdict("refuse", "forged")
    return _of_words(mail, relay, pair, proof, at)


def _of_words(mail: Mail, relay: Relay, pair: Mentorship, proof: str, at: datetime) -> Verdict:
    if not open_for(pair.scheme):
        return Verdict("refuse", "switched_off")
    if mail.forwarded:
        return Verdict("refuse", "forwarded")
    if not mail.words.strip():
        return Verdict("refuse", "only_files" if mail.attachments and not mail.all_words else "empty")
    if proof != "pass":
        return Verdict("keep", "unproven")
    if is_too_old(relay, at=at):
        return Verdict("keep", "too_old")
    return Verdict("send")
