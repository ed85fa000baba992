"""Pairs that run already, meetings that took place, and hours so far."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.imports.bring.base import Bringing, Outcome, text
from ithaca.imports.bring.people_index import READER, Unclear
from ithaca.meetings.selectors import meetings_visible_to
from ithaca.meetings.services.log import log_meeting
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.mentorships.services.begin import begin
from ithaca.mentorships.services.carry_over import carry_over
from ithaca.mentorships.services.pause import pause_contact
from ithaca.participants.models import Participant

USUAL_MINUTES = 60
CHANNELS = {"in_person": "meetings", "video": "video", "telephone": "telephone"}

Pairs = dict[tuple[int, int], Mentorship]


def _who(row: dict[str, Any], bringing: Bringing, role: str) -> Participant:
    return bringing.index.participant(
        role, row[f"{role}_name"], email=text(row.get(f"{role}_email")), born=row.get(f"{role}_birth_date")
    )


def _pairs(bringing: Bringing) -> Pairs:
    """The pairs of the scheme that have not ended, read once."""
    if "pairs" not in bringing.cache:
        rows = pairs_visible_to(READER).filter(scheme=bringing.scheme).exclude(state="ended")
        bringing.cache["pairs"] = {(pair.mentor_id, pair.mentee_id): pair for pair in rows}
    pairs: Pairs = bringing.cache["pairs"]
    return pairs


class PairsBringer:
    """Pairs that run already. They are gated like any other until nothing is missing."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, a pair already, or ended before they came here."""
        mentor, mentee = _who(row, bringing, "mentor"), _who(row, bringing, "mentee")
        if (mentor.pk, mentee.pk) in _pairs(bringing):
            return "known"
        return "nothing" if row.get("status") == "ended" else "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Begin the pair; one that is on hold is paused at once."""
        outcome = self.look(row, bringing)
        if outcome != "new":
            return outcome
        mentor, mentee = _who(row, bringing, "mentor"), _who(row, bringing, "mentee")
        pair = begin(
            mentor=mentor,
            mentee=mentee,
            why=text(row.get("note")) or _("Together since before this platform was used."),
            started_on=row.get("started_on"),
            by=bringing.by,
            at=bringing.at,
        )
        pairs, key = _pairs(bringing), (mentor.pk, mentee.pk)
        pairs[key] = pair
        bringing.undo.append(lambda: pairs.pop(key, None))
        if row.get("status") == "paused":
            reason = _("On hold when the pair was brought in.")
            pause_contact(scheme=bringing.scheme, mentorship=pair, reason=reason, by=bringing.by, at=bringing.at)
        return outcome


class SessionsBringer:
    """Meetings held, or hours so far in one figure."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, known already, or a meeting that did not take place."""
        pair = self._pair(row, bringing)
        if _so_far(row):
            meetings, minutes = _figures(row)
            return "known" if (pair.meetings_before, pair.minutes_before) == (meetings, minutes) else "new"
        if row.get("attendance") == "cancelled" or row.get("how") == "messages":
            return "nothing"
        if row.get("held_on") is None:
            raise Unclear(_("Say on which day they met."))
        return "known" if row["held_on"] in self._days(bringing).get(pair.pk, ()) else "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Log the meeting on its day, or take over the hours so far."""
        outcome = self.look(row, bringing)
        if outcome != "new":
            return outcome
        pair = self._pair(row, bringing)
        if _so_far(row):
            meetings, minutes = _figures(row)
            last = _noon(row["held_on"]) if row.get("held_on") else None
            carry_over(
                mentorship=pair, meetings=meetings, minutes=minutes, last_met=last, by=bringing.by, at=bringing.at
            )
            return outcome
        self._log(pair, row, bringing)
        days, day = self._days(bringing).setdefault(pair.pk, set()), row["held_on"]
        days.add(day)
        bringing.undo.append(lambda: days.discard(day))
        return outcome

    def _log(self, pair: Mentorship, row: dict[str, Any], bringing: Bringing) -> None:
        log_meeting(
            mentorship=pair,
            starts_at=min(_noon(row["held_on"]), bringing.at),
            minutes=int(row.get("minutes") or USUAL_MINUTES),
            channel=CHANNELS.get(text(row.get("how")), "meetings"),
            place_words=text(row.get("place"), 120),
            words=text(row.get("note")) or _("From the records kept before."),
            mentee_came=row.get("attendance") != "mentee_away",
            mentor_came=row.get("attendance") != "mentor_away",
            by=bringing.by,
            at=bringing.at,
        )

    def _pair(self, row: dict[str, Any], bringing: Bringing) -> Mentorship:
        key = _who(row, bringing, "mentor").pk, _who(row, bringing, "mentee").pk
        pair = _pairs(bringing).get(key)
        if pair is None:
            raise Unclear(_("These two are not a pair here. Bring the pairs in first."))
        return pair

    def _days(self, bringing: Bringing) -> dict[int, set[date]]:
        """The days on which each pair met already, read once."""
        if "days" not in bringing.cache:
            days: dict[int, set[date]] = {}
            rows = meetings_visible_to(READER).filter(scheme=bringing.scheme, state__in=("logged", "missed"))
            for pair, starts_at in rows.values_list("mentorship_id", "starts_at"):
                days.setdefault(pair, set()).add(timezone.localdate(starts_at))
            bringing.cache["days"] = days
        found: dict[int, set[date]] = bringing.cache["days"]
        return found


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12, 0)))


def _so_far(row: dict[str, Any]) -> bool:
    return row.get("meetings_so_far") is not None or row.get("minutes_so_far") is not None


def _figures(row: dict[str, Any]) -> tuple[int, int]:
    return int(row.get("meetings_so_far") or 0), int(row.get("minutes_so_far") or 0)
