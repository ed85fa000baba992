"""Running pairs, checks, training, permissions and hours so far."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.consents.services import give_consents, refuse_consent, withdraw_consent
from ithaca.imports.bring.base import Bringing, Outcome, text
from ithaca.imports.bring.people_index import NotFound
from ithaca.kernel.refusals import NotNow
from ithaca.meetings.services.log import log_meeting
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.mentorships.services.begin import begin
from ithaca.participants.models import Participant
from ithaca.training.selectors import courses_of
from ithaca.training.services import complete
from ithaca.vetting.services import ReferenceSeen, record_cleared

USUAL_MINUTES = 60


def _who(row: dict[str, Any], bringing: Bringing, role: str) -> Participant:
    return bringing.index.participant(
        role, row[f"{role}_name"], email=text(row.get(f"{role}_email")), born=row.get(f"{role}_birth_date")
    )


def _pair(row: dict[str, Any], bringing: Bringing) -> Mentorship | None:
    mentor, mentee = _who(row, bringing, "mentor"), _who(row, bringing, "mentee")
    pairs: dict[tuple[int, int], Mentorship] = bringing.cache.setdefault(
        "pairs", {(p.mentor_id, p.mentee_id): p for p in pairs_visible_to(bringing.by).exclude(state="ended")}
    )
    return pairs.get((mentor.pk, mentee.pk))


class PairsBringer:
    """Pairs that run already. They are gated like any other until nothing is missing."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, or a pair already."""
        return "known" if _pair(row, bringing) else "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Begin the pair."""
        if _pair(row, bringing):
            return "known"
        pair = begin(
            mentor=_who(row, bringing, "mentor"),
            mentee=_who(row, bringing, "mentee"),
            why=text(row.get("note")) or _("Together since before this platform was used."),
            by=bringing.by,
            at=bringing.at,
        )
        bringing.cache["pairs"][pair.mentor_id, pair.mentee_id] = pair
        return "new"


class ChecksBringer:
    """Rows of a single central record."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Who it is about, and whether number and day are there."""
        self._person(row, bringing)
        if not row.get("number") or not row.get("issued_on"):
            raise NotNow(_("The number and the day of issue are needed."))
        return "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Record the check with its evidence; it is cleared only if everything the scheme asks is there."""
        self.look(row, bringing)
        days = [row.get("reference_1_on"), row.get("reference_2_on")]
        references = [
            ReferenceSeen(referee=_("reference %(number)d on record") % {"number": n}, received_on=day)
            for n, day in enumerate(days, 1)
            if day
        ]
        record_cleared(
            person=self._person(row, bringing).person,
            number=text(row["number"]),
            issued_on=row["issued_on"],
            kind=text(row.get("kind")),
            level=text(row.get("level")),
            workforce=text(row.get("workforce")),
            barred_list=_yes(row.get("barred_list")),
            seen_on=row.get("seen_on"),
            identity_document=_("on record") if row.get("identity_seen") else "",
            identity_seen_on=row.get("identity_seen_on"),
            next_due=row.get("next_due"),
            lawful_reason_words=text(row.get("lawful_reason")),
            decision_reason=_("Brought in from the record of %(who)s.")
            % {"who": text(row.get("decided_by")) or _("the scheme")},
            references=references,
            arrangements=bringing.scheme.arrangements,
            by=bringing.by,
            at=bringing.at,
        )
        return "new"

    def _person(self, row: dict[str, Any], bringing: Bringing) -> Participant:
        return bringing.index.participant(
            "mentor", row["name"], email=text(row.get("email")), born=row.get("birth_date")
        )


def _yes(value: Any) -> bool | None:
    words = text(value).casefold()
    return None if not words else words in ("yes", "true", "children", "both", "adults", "y")


class TrainingBringer:
    """Who attended which course on which day."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Who it is, and which course."""
        if row.get("attended") is False:
            return "known"
        self._course(row, bringing, self._who(row, bringing))
        return "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Mark the course as completed; a row that says "did not attend" changes nothing."""
        if row.get("attended") is False:
            return "known"
        participant = self._who(row, bringing)
        course = self._course(row, bringing, participant)
        marked = complete(
            course=course,
            participants=[participant],
            on=row["held_on"],
            minutes=row.get("minutes"),
            by=bringing.by,
            at=bringing.at,
        )
        return "new" if marked else "known"

    def _who(self, row: dict[str, Any], bringing: Bringing) -> Participant:
        return bringing.index.anybody(row["name"], email=text(row.get("email")), born=row.get("birth_date"))

    def _course(self, row: dict[str, Any], bringing: Bringing, participant: Participant) -> Any:
        courses = bringing.cache.setdefault("courses", list(courses_of(bringing.scheme)))
        wanted = text(row.get("course")).casefold()
        mine = [course for course in courses if course.for_role == participant.role]
        exact = [course for course in mine if course.name.casefold() == wanted]
        near = [
            course
            for course in mine
            if wanted and (wanted in course.name.casefold() or course.name.casefold() in wanted)
        ]
        for found in (exact, near, mine if len(mine) == 1 else []):
            if found:
                return found[0]
        raise NotFound(_("There is no course called %(name)s here. Add it first.") % {"name": text(row.get("course"))})


class ConsentsBringer:
    """What parents answered on paper."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Who it is."""
        self._mentee(row, bringing)
        return "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Write the answer down: a yes, a no, or a yes that was taken back."""
        mentee = self._mentee(row, bringing)
        asked = bringing.scheme.arrangements.permission_items
        items = {key: row.get(key) is True for key in asked}
        parent = row["parent_name"].full if row.get("parent_name") else ""
        common: dict[str, Any] = {"by": bringing.by, "at": bringing.at}
        on = row.get("given_on") or bringing.on
        if not items.get("mentoring"):
            if row.get("mentoring") is False:
                refuse_consent(mentee=mentee, method="paper", given_by=parent, **common)
            return "known"
        give_consents(mentees=[mentee], items=items, method="paper", given_by=parent, given_on=on, **common)
        if row.get("withdrawn_on"):
            withdraw_consent(mentee=mentee, method="paper", given_by=parent, **common)
        return "new"

    def _mentee(self, row: dict[str, Any], bringing: Bringing) -> Participant:
        return bringing.index.participant("mentee", row["name"], born=row.get("birth_date"))


class SessionsBringer:
    """Sessions held, or hours so far in one figure."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Which pair."""
        if _pair(row, bringing) is None:
            raise NotFound(_("These two are not a pair here. Bring the pairs in first."))
        return "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Log the session on its day, or the hours so far as one."""
        self.look(row, bringing)
        pair = _pair(row, bringing)
        assert pair is not None
        minutes = row.get("minutes") or USUAL_MINUTES
        if row.get("held_on") is None:
            return "known"
        starts = timezone.make_aware(datetime.combine(row["held_on"], time(12, 0)))
        absent = text(row.get("attendance")).casefold()
        log_meeting(
            mentorship=pair,
            starts_at=starts,
            minutes=int(minutes),
            place_words=text(row.get("place"))[:120],
            words=text(row.get("note"))
            or (_("From the records kept before.") if bringing.scheme.arrangements.log_asks_words else ""),
            mentee_came="mentee" not in absent and "missed" not in absent and "pupil" not in absent,
            mentor_came="mentor" not in absent,
            by=bringing.by,
            at=bringing.at,
        )
        return "new"
