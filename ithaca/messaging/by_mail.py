"""The words of a message in the mail that tells of it: only in a scheme for adults that wants it (MSG-02, MSG-18).

They are put in as the mail leaves and stand in no row but the message's own, so no page of letters shows them. All is asked
again at that moment: what has been frozen since, or a pair that may not be in contact any more, is told of without a word.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.scope import everywhere
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import has_child
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import told_of, why_no_messages
from ithaca.notices.hooks import Dressing
from ithaca.notices.models import Letter


def words_travel(pair: Mentorship, *, at: datetime) -> bool:
    """True if what these two write to each other also stands in the mail that tells of it: the scheme wants it and may, and
    both are known to be adults."""
    return pair.scheme.arrangements.mail_may_carry_words() and not has_child(pair, timezone.localdate(at))


def on_the_way(*, letter: Letter, from_address: str, at: datetime) -> Dressing | None:
    """The answer to `notices.on_the_way`: the words, or nothing."""
    del from_address
    with everywhere("the outbox dresses letters of all schemes"):
        message = told_of(letter)
        if message is None or not _passed_untouched(message) or not _is_readers(message, letter):
            return None
        pair = message.mentorship
        if not words_travel(pair, at=at) or why_no_messages(pair, at=at):
            return None
    return Dressing(words=_("This is what was written:") + f"\n\n{message.original}\n\n- - -")


def _passed_untouched(message: Message) -> bool:
    """True if the machine let it through as it was written: never held, nothing taken out, not out of sight since."""
    nobody = message.proposed_by_id is None and message.decided_by_id is None
    untouched = message.action == "allow" and message.delivered_text == message.original != ""
    return message.state == "delivered" and nobody and untouched


def _is_readers(message: Message, letter: Letter) -> bool:
    """True if the letter goes to the other side of the pair, at the address that stands with them now."""
    pair = message.mentorship
    reader = pair.mentee if message.sender_id == pair.mentor_id else pair.mentor
    return reader.person_id == letter.person_id and reader.person.email == letter.to_address
