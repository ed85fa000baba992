"""Finding who a row is about, quickly and without guessing: two people of one name stay two.

Names, birthdays and addresses of the organisation are read once and kept in memory, so that a row costs no query unless
it is surely about somebody known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ithaca.kernel.actor import job
from ithaca.organisations.models import Organisation, Person
from ithaca.organisations.selectors import fold_name, people_visible_to
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.schemes.models import Scheme
from ithaca.sheets import Name

READER = job("imports")


class Unclear(Exception):
    """Nobody, or more than one person, fits; the words are for the co-ordinator."""


class LooksAlike(Unclear):
    """Somebody here may be this very person, or may not: a person must say."""


@dataclass(frozen=True, slots=True)
class Known:
    """One person of the organisation as far as telling people apart needs; `pk` is 0 for a row of this very file."""

    pk: int
    name: str
    born: date | None
    email: str


class PeopleIndex:
    """The people of an organisation and the participants of a scheme, by folded name and address."""

    def __init__(self, scheme: Scheme) -> None:
        """Nothing is read until `refresh`."""
        self.scheme = scheme
        self.organisation: Organisation = scheme.organisation
        self.undo: list[Callable[[], object]] = []
        self._names: dict[str, list[Known]] = defaultdict(list)
        self._addresses: dict[str, list[Known]] = defaultdict(list)
        self._here: dict[tuple[str, int], Participant] = {}
        self._named: dict[tuple[str, str], list[Participant]] = defaultdict(list)
        self.parents: set[int] = set()
        self._last_person = self._last_participant = 0
        self.refresh()

    def refresh(self) -> None:
        """Read who has been added by others since the last time."""
        self._refresh_people()
        rows = participants_visible_to(READER).filter(scheme=self.scheme, pk__gt=self._last_participant)
        for participant in rows.select_related("person__school", "scheme__organisation").order_by("pk"):
            if (participant.role, participant.person_id) not in self._here:
                self._add(participant)
            self._last_participant = participant.pk
        cared_for = participants_visible_to(READER).filter(scheme__organisation=self.organisation, carers__isnull=False)
        self.parents.update(cared_for.values_list("carers__person_id", flat=True))

    def _refresh_people(self) -> None:
        people = people_visible_to(READER).filter(organisation=self.organisation, pk__gt=self._last_person)
        for pk, name, born, email in people.order_by("pk").values_list("pk", "search_name", "date_of_birth", "email"):
            known = Known(pk, name, born, email.lower())
            if known not in self._names[name]:
                self._remember(known)
            self._last_person = pk

    def remember(self, person: Person) -> None:
        """Know a person who was just added."""
        self._remember(Known(person.pk, person.search_name, person.date_of_birth, person.email.lower()))

    def expect(self, name: Name, born: date | None, email: str) -> None:
        """Know a person who would be added: a second row about them is then a known one (dry run)."""
        self._remember(Known(0, fold_name(f"{name.given} {name.family}"), born, email.lower()))

    def _remember(self, known: Known) -> None:
        self._names[known.name].append(known)
        self.undo.append(lambda: self._names[known.name].remove(known))
        if known.email:
            self._addresses[known.email].append(known)
            self.undo.append(lambda: self._addresses[known.email].remove(known))

    def add(self, participant: Participant) -> None:
        """Know a participant who has just joined."""
        self._add(participant)

    def _add(self, participant: Participant) -> None:
        key, name = (participant.role, participant.person_id), (participant.role, participant.person.search_name)
        self._here[key] = participant
        self._named[name].append(participant)
        self.undo.append(lambda: self._here.pop(key, None))
        self.undo.append(lambda: self._named[name].remove(participant))

    def here(self, role: str, person_pk: int) -> Participant | None:
        """The place of a person in this scheme in that role."""
        return self._here.get((role, person_pk))

    def mentors(self) -> list[Person]:
        """Everybody who is or was a mentor in this scheme."""
        return [participant.person for (role, _person), participant in self._here.items() if role == "mentor"]

    def known(
        self, name: Name, born: date | None, email: str, *, role: str = "", but: Callable[[Known], bool] | None = None
    ) -> Known | None:
        """Who of the organisation is surely this one, or None if nobody is like them.

        Sure is: one name (either way round) and one birthday, or one name and one address where the birthdays do not
        contradict; a row that has neither is one of this scheme's people of that role if exactly one has the name.
        `but` names those who cannot be meant. Raises LooksAlike if somebody may be the same.
        """
        email = email.lower()
        folded = {fold_name(f"{name.given} {name.family}"), fold_name(f"{name.family} {name.given}")}
        same_name = [known for form in folded for known in self._names.get(form, ())]
        possible = [k for k in same_name if k.born is None or born is None or k.born == born]
        if but is not None:
            possible = [k for k in possible if not but(k)]
        for known in possible:
            if (born is not None and known.born == born) or (email and known.email == email):
                return known
        if born is None and not email and possible:
            taking_part = [k for k in possible if k.pk == 0 or (role and self.here(role, k.pk))]
            bare = [k for k in possible if k.born is None and not k.email]
            for sure in (taking_part, bare):
                if len(sure) == 1:
                    return sure[0]
        unsure = [k for k in possible if not (email and k.email)]
        if unsure:
            raise LooksAlike(
                _("Somebody called %(name)s is here already. Add the date of birth or the e-mail address to tell.")
                % {"name": name.full}
            )
        return None

    def is_parent(self, known: Known) -> bool:
        """True for somebody who is here as the parent or carer of a mentee."""
        return known.pk in self.parents

    def person(self, known: Known) -> Person:
        """The whole record of somebody known."""
        person: Person = people_visible_to(READER).get(pk=known.pk)
        return person

    def participant(self, role: str, name: Name, *, email: str = "", born: date | None = None) -> Participant:
        """The one participant this row names. Raises Unclear with a sentence if there is none, or more than one."""
        found = self._by_name(role, name)
        if born is not None:
            found = [p for p in found if p.person.date_of_birth in (None, born)]
        if len(found) > 1 and born is not None:
            found = [p for p in found if p.person.date_of_birth == born] or found
        if len(found) > 1 and email:
            found = [p for p in found if p.person.email.lower() == email.lower()]
        word = self.scheme.arrangements.word(role)
        if not found:
            sentence = _("There is no %(role)s called %(name)s in this scheme.")
            if born is not None and self._by_name(role, name):
                sentence = _("There is a %(role)s called %(name)s, but with another date of birth.")
            raise Unclear(sentence % {"role": word, "name": name.full})
        if len(found) > 1:
            sentence = _(
                "There is more than one %(role)s called %(name)s. Add the date of birth or the e-mail address."
            )
            raise Unclear(sentence % {"role": word, "name": name.full})
        return found[0]

    def anybody(self, name: Name, *, email: str = "", born: date | None = None) -> Participant:
        """The one participant of either role. Raises Unclear as `participant` does."""
        role = "mentor" if self._by_name("mentor", name) else "mentee"
        return self.participant(role, name, email=email, born=born)

    def _by_name(self, role: str, name: Name) -> list[Participant]:
        forms = [f"{name.given} {name.family}", f"{name.family} {name.given}"]
        if name.known_as:
            forms.append(f"{name.known_as} {name.family}")
        for words in forms:
            found = self._named.get((role, fold_name(words)))
            if found:
                return list(found)
        return []
