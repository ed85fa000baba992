"""Finding who a row is about, quickly and without guessing: two people of one name stay two."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from ithaca.kernel.actor import job
from ithaca.organisations.models import Organisation, Person
from ithaca.organisations.selectors import fold_name, likely_same, people_visible_to
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.schemes.models import Scheme
from ithaca.sheets import Name

READER = job("imports")


class NotFound(Exception):
    """Nobody, or more than one person, fits; the words are for the co-ordinator."""


class PeopleIndex:
    """The people of an organisation and the participants of a scheme, by folded name and address, read once."""

    def __init__(self, scheme: Scheme) -> None:
        """Read names and addresses; nothing else."""
        self.scheme = scheme
        self.organisation: Organisation = scheme.organisation
        people = people_visible_to(READER).filter(organisation=scheme.organisation)
        self.names: set[str] = set()
        self.addresses: set[str] = set()
        for name, email in people.values_list("search_name", "email"):
            self.remember(name, email)
        self.participants: dict[tuple[str, str], list[Participant]] = defaultdict(list)
        rows = participants_visible_to(READER).filter(scheme=scheme)
        for participant in rows.select_related("person__school", "scheme__organisation"):
            self.add(participant)

    def remember(self, search_name: str, email: str) -> None:
        """Know a name and an address from now on."""
        self.names.add(search_name)
        if email:
            self.addresses.add(email.lower())

    def add(self, participant: Participant) -> None:
        """Know a participant from now on."""
        self.participants[participant.role, participant.person.search_name].append(participant)

    def known(self, name: Name, born: date | None, email: str) -> Person | None:
        """The person of the organisation who is surely this one, or None; asks the database only if a name or address fits."""
        folded = {fold_name(f"{name.given} {name.family}"), fold_name(f"{name.family} {name.given}")}
        if not folded & self.names and email.lower() not in self.addresses:
            return None
        likely = likely_same(
            organisation=self.organisation,
            given_name=name.given,
            family_name=name.family,
            date_of_birth=born,
            email=email,
        )
        for person in likely:
            same_name = person.search_name in folded
            same_birth = born is not None and person.date_of_birth == born
            same_address = bool(email) and person.email.lower() == email.lower()
            if same_name and (
                same_birth or same_address or (born is None and not email and person.date_of_birth is None)
            ):
                return person
        return None

    def participant(self, role: str, name: Name, *, email: str = "", born: date | None = None) -> Participant:
        """The one participant this row names. Raises NotFound with a sentence if there is none, or more than one."""
        found = self._named(role, name)
        for test in (
            lambda p: not email or p.person.email.lower() == email.lower(),
            lambda p: born is None or p.person.date_of_birth == born,
        ):
            if len(found) > 1:
                found = [p for p in found if test(p)]
        word = self.scheme.arrangements.word(role)
        if not found:
            raise NotFound(
                _("There is no %(role)s called %(name)s in this scheme.") % {"role": word, "name": name.full}
            )
        if len(found) > 1:
            sentence = _(
                "There is more than one %(role)s called %(name)s. Add the date of birth or the e-mail address."
            )
            raise NotFound(sentence % {"role": word, "name": name.full})
        return found[0]

    def anybody(self, name: Name, *, email: str = "", born: date | None = None) -> Participant:
        """The one participant of either role."""
        try:
            return self.participant("mentor", name, email=email, born=born)
        except NotFound:
            return self.participant("mentee", name, email=email, born=born)

    def _named(self, role: str, name: Name) -> list[Participant]:
        for words in (
            f"{name.given} {name.family}",
            f"{name.family} {name.given}",
            f"{name.known_as or ''} {name.family}",
        ):
            found = self.participants.get((role, fold_name(words)))
            if found:
                return list(found)
        return []
