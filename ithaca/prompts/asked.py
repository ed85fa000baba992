"""What prompts answers when the rooms below ask."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.actor import Actor
from ithaca.mentorships.hooks import PairPart
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import side_of
from ithaca.messaging.hooks import Beside
from ithaca.participants.models import Participant
from ithaca.prompts.selectors import away_of
from ithaca.schemes.selectors import closed_spans
from ithaca.ui.words import full_day


def beside_thread(*, mentorship: Mentorship, reader: Participant, at: datetime) -> list[Beside]:
    """For `messaging.beside_thread`: who is away, closed weeks, how soon an answer is expected, quiet hours."""
    on, arrangements = timezone.localdate(at), mentorship.scheme.arrangements
    other = mentorship.mentee if reader.pk == mentorship.mentor_id else mentorship.mentor
    away = away_of([reader, other], since=on)
    lines = [_away(other.person.given_name, row.first_day, row.last_day, on) for row in away[other.pk][:2]]
    lines += [
        _("You said that you are away until %(day)s.") % {"day": full_day(row.last_day)}
        for row in away[reader.pk][:1]
        if row.first_day <= on
    ]
    lines += [
        _("The scheme is closed until %(day)s. Nobody is expected to write.") % {"day": full_day(last)}
        for first, last in closed_spans(mentorship.scheme)
        if first <= on <= last
    ]
    if arrangements.reply_days:
        words = ngettext(
            "An answer may take a day.", "An answer may take up to %(days)d days.", arrangements.reply_days
        )
        lines.append(words % {"days": arrangements.reply_days})
    if arrangements.quiet_from is not None:
        hours = {"begins": arrangements.quiet_from, "ends": arrangements.quiet_until}
        lines.append(_("No letter about a message comes between %(begins)d:00 and %(ends)d:00.") % hours)
    if not lines:
        return []
    args = (("pair", mentorship.public_id),)
    act = _("Are you away too?") if away[other.pk] else _("I will be away")
    return [*(Beside(line) for line in lines), Beside("", "prompts:when", args, act)]


def _away(name: str, first: date, last: date, on: date) -> str:
    if first <= on:
        return _("%(name)s is away until %(day)s.") % {"name": name, "day": full_day(last)}
    return _("%(name)s is away from %(first)s to %(last)s.") % {
        "name": name,
        "first": full_day(first),
        "last": full_day(last),
    }


def pair_parts(*, mentorship: Mentorship, by: Actor, at: datetime, open: bool) -> list[PairPart]:
    """For `mentorships.pair_parts`: the two can say that they are away."""
    del at
    if side_of(mentorship, by) is None or not open:
        return []
    args = (("pair", mentorship.public_id),)
    return [PairPart(_("I will be away"), page="prompts:when", page_args=args, position=70)]
