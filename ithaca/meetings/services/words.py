"""Words beside messages: what one of the two writes into a meeting passes the gate and the screening like a message (SG-2, SG-5).

Nobody decides about them before they are read, so a way to somebody outside the platform is refused, and words that may be
harmful, or tell of harm, are kept from the other side and reach the safeguarding lead.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents.selectors import all_permit
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.meetings import rules
from ithaca.meetings.models import Meeting
from ithaca.mentorships.gate import lock_for_contact, may_be_in_contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import has_child, side_of
from ithaca.participants.models import Participant
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import raise_concern, raise_unheard
from ithaca.screening import ABOUT_THE_WRITER, as_shown, gives_away, looked_at, must_stop, role_of, tells_of_harm

#: How a concern names the meeting it grew from, before the meeting's public id.
ABOUT = "meetings.meeting:"
#: How the reference of a concern begins that grew from words of a log that was refused.
REFUSED = "meetings.refused:"
#: A place has an address, and to say where one meets is what the box is for.
OF_A_PLACE = ("ADDRESS", "POSTCODE")


def may_write(pair: Mentorship, by: Actor, *, at: datetime) -> bool:
    """True if words of this actor may stand in a meeting now: staff's always; of one of the two while the gate is open and,
    where the scheme asks parents about messages, they said yes. Locks the pair first, so that a pause and this take turns."""
    if side_of(pair, by) is None:
        return True
    lock_for_contact(pair)
    on, two = timezone.localdate(at), [pair.mentor, pair.mentee]
    return may_be_in_contact(pair, at=at).open and all_permit(
        "messages", two, arrangements=pair.scheme.arrangements, on=on
    )


def check_words(pair: Mentorship, by: Actor, words: str, *, may: bool, at: datetime) -> None:
    """Raise NotNow for words of one of the two that must not stand in a log: while they `may` not write, or with a way to
    somebody outside the platform in them."""
    side = side_of(pair, by)
    if side is None or not words.strip():
        return
    if not may:
        raise NotNow(
            _("You cannot write to each other at the moment. Leave the words out; the meeting itself can be kept.")
        )
    if has_child(pair, timezone.localdate(at)) and gives_away(words, role=role_of(side.role)):
        raise NotNow(_("Please leave out telephone numbers, addresses, links and user names."))


def check_place(pair: Mentorship, by: Actor, words: str, *, may: bool, at: datetime) -> None:
    """The same for a place in one's own words, in which an address may stand; where they have met before was looked at."""
    side = side_of(pair, by)
    if side is None or not words.strip() or Meeting.objects.filter(mentorship=pair, place_words=words).exists():
        return
    if not may:
        raise NotNow(
            _("You cannot write to each other at the moment. Leave the place out; the meeting itself can be kept.")
        )
    if not has_child(pair, timezone.localdate(at)):
        return
    if gives_away(words, role=role_of(side.role), but=OF_A_PLACE) or must_stop(
        looked_at(words, role=role_of(side.role))
    ):
        raise NotNow(_("Write only the name of the place and where it is."))


def tell_if_urgent(meeting: Meeting, by: Actor, words: str, *, at: datetime) -> None:
    """Words that may be harmful, or tell of harm: the safeguarding lead is told with them, as for a message."""
    pair = meeting.mentorship
    side = side_of(pair, by)
    if side is None or not words.strip() or not has_child(pair, timezone.localdate(at)):
        return
    verdict = looked_at(words, role=role_of(side.role))
    if not must_stop(verdict):
        return
    harmed = verdict.classes & ABOUT_THE_WRITER
    told = _("Words in the log of a meeting were kept from the other side: %(reasons)s")
    raise_concern(
        organisation=pair.scheme.organisation,
        scheme=pair.scheme,
        words=f"{told % {'reasons': ' '.join(verdict.reasons)}}\n\n{words}",
        about_people=() if harmed else (side.person,),
        about_words=_("the log of a meeting by %(name)s") % {"name": side.person.name},
        about_ref=f"{ABOUT}{meeting.public_id}",
        by=by,
        at=at,
    )


@service
def tell_of_refused(*, mentorship: Mentorship, words: str, by: Actor, at: datetime) -> Concern | None:
    """Words of a log that was refused stand nowhere: if they tell of harm to their writer, raise a concern with them (SG-8).
    None for any others. The same words again, while their concern is open, are that concern."""
    rules.log.require(by=by, of=mentorship)
    side = side_of(mentorship, by)
    if side is None or not words.strip():
        return None
    lock_for_contact(mentorship)
    verdict = looked_at(words, role=role_of(side.role))
    if not tells_of_harm(verdict):
        return None
    return raise_unheard(
        kind=REFUSED,
        mentorship=mentorship,
        role=side.role,
        words=words,
        said=_("Words for the log of a meeting could not be kept. They reached nobody: %(reasons)s"),
        reasons=verdict.reasons,
        about_words=_("words of %(name)s for the log of a meeting") % {"name": side.person.name},
        by=by,
        at=at,
    )


def shown_words(meeting: Meeting, pair: Mentorship, reader: Participant, *, at: datetime) -> str:
    """The words of a log as this one of the two sees them: their own as written, the other side's as a message would pass."""
    if not meeting.words or meeting.logged_by_id == reader.person_id or not has_child(pair, timezone.localdate(at)):
        return meeting.words
    return as_shown(meeting.words, role=role_of("mentee" if reader.pk == pair.mentor_id else "mentor"))
