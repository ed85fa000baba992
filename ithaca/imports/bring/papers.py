"""Checks, training and permissions as other records kept them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ithaca.consents.models import Consent
from ithaca.consents.selectors import consents_visible_to
from ithaca.consents.services import give_consents, refuse_consent, withdraw_consent
from ithaca.imports.bring.base import Bringing, Outcome, text
from ithaca.imports.bring.people_index import READER, Unclear
from ithaca.kernel.refusals import NotNow
from ithaca.participants.models import Participant
from ithaca.training.models import Course
from ithaca.training.selectors import attendances_visible_to, courses_of
from ithaca.training.services import complete


class TrainingBringer:
    """Who attended which course on which day."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, completed already, or a row that says "did not attend"."""
        who = bringing.index.anybody(row["name"], email=text(row.get("email")), born=row.get("birth_date"))
        course = self._course(row, bringing, who)
        if row.get("attended") is False:
            return "nothing"
        return "known" if (course.pk, who.pk) in self._completed(bringing) else "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Mark the course as completed."""
        outcome = self.look(row, bringing)
        if outcome != "new":
            return outcome
        who = bringing.index.anybody(row["name"], email=text(row.get("email")), born=row.get("birth_date"))
        course = self._course(row, bringing, who)
        minutes = row.get("minutes")
        complete(
            course=course,
            participants=[who],
            on=row["held_on"],
            minutes=int(minutes) if minutes else None,
            by=bringing.by,
            at=bringing.at,
        )
        completed, key = self._completed(bringing), (course.pk, who.pk)
        completed.add(key)
        bringing.undo.append(lambda: completed.discard(key))
        return outcome

    def _completed(self, bringing: Bringing) -> set[tuple[int, int]]:
        if "completed" not in bringing.cache:
            rows = attendances_visible_to(READER).filter(scheme=bringing.scheme, state="completed")
            bringing.cache["completed"] = set(rows.values_list("course_id", "participant_id"))
        found: set[tuple[int, int]] = bringing.cache["completed"]
        return found

    def _course(self, row: dict[str, Any], bringing: Bringing, who: Participant) -> Course:
        """The course of that name for this role. Training that nobody here asks for is never counted as another's."""
        courses: list[Course] = bringing.cache.setdefault("courses", list(courses_of(bringing.scheme)))
        wanted = text(row.get("course")).casefold()
        mine = [course for course in courses if course.for_role == who.role]
        exact = [course for course in mine if course.name.casefold() == wanted]
        if exact:
            return exact[0]
        names = ", ".join(f"“{course.name}”" for course in mine) or _("none yet")
        raise Unclear(
            _("There is no course called “%(name)s” for a %(role)s. The courses are: %(names)s.")
            % {
                "name": text(row.get("course"), 120),
                "role": bringing.scheme.arrangements.word(who.role),
                "names": names,
            }
        )


class ConsentsBringer:
    """What parents answered. A newer answer that is known here always stands above an older one in a file (PAR-02)."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, known already, or no answer yet."""
        step = self._step(row, bringing)
        return step if isinstance(step, str) else "new"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Write the answer down: a yes, a no, or a yes that was taken back."""
        step = self._step(row, bringing)
        if isinstance(step, str):
            return step
        step()
        bringing.cache.pop("consents", None)
        return "new"

    def _step(self, row: dict[str, Any], bringing: Bringing) -> Outcome | Callable[[], object]:
        """What is to be done for a row: an outcome when nothing is, otherwise the act."""
        mentee = bringing.index.participant("mentee", row["name"], born=row.get("birth_date"))
        standing = self._standing(bringing).get(mentee.pk)
        answer, day = row.get("mentoring"), row.get("given_on")
        withdrawn = row.get("withdrawn_on")
        if answer is None and withdrawn is None:
            return "nothing"
        if standing is not None and standing.given_on is not None:
            latest: date | None = withdrawn or day
            if latest is None:
                raise NotNow(_("An answer is known here already, and this row has no date. Add the date."))
            if latest <= standing.given_on:
                return "known"
        common: dict[str, Any] = {
            "method": "import",
            "given_by": row["parent_name"].full if row.get("parent_name") else "",
            "by": bringing.by,
            "at": bringing.at,
        }
        if answer is False:
            return lambda: refuse_consent(mentee=mentee, given_on=day or bringing.on, **common)
        return lambda: self._give(mentee, row, bringing, standing, common)

    def _give(
        self,
        mentee: Participant,
        row: dict[str, Any],
        bringing: Bringing,
        standing: Consent | None,
        common: dict[str, Any],
    ) -> None:
        day: date | None = row.get("given_on")
        withdrawn: date | None = row.get("withdrawn_on")
        if row.get("mentoring") is True and not (standing and standing.state == "given" and withdrawn):
            items = {key: row.get(key) is True for key in bringing.scheme.arrangements.permission_items}
            given_on = day or withdrawn or bringing.on
            give_consents(mentees=[mentee], items={**items, "mentoring": True}, given_on=given_on, **common)
            standing = None
        if withdrawn:
            withdraw_consent(mentee=mentee, given_on=withdrawn, **common)

    def _standing(self, bringing: Bringing) -> dict[int, Consent]:
        """The answers that stand, by participant; only those that were given, refused or taken back."""
        if "consents" not in bringing.cache:
            rows = consents_visible_to(READER).filter(
                scheme=bringing.scheme, state__in=("given", "refused", "withdrawn")
            )
            bringing.cache["consents"] = {consent.mentee_id: consent for consent in rows}
        found: dict[int, Consent] = bringing.cache["consents"]
        return found
