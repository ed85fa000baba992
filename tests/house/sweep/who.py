"""The walkers in groups, and the shape of a line of the table in expected.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.house.sweep.browse import WALKERS

Who = frozenset[str] | set[str]


@dataclass(frozen=True)
class Address:
    """One address: who may, what it names, and which tables its reading may write."""

    name: str
    may: Who | Mapping[str, Who]
    names: Mapping[str, str]
    reads: frozenset[str]
    told_no: Who

    def may_enter(self, variant: str) -> Who:
        """Who gets in at that variant of the object."""
        return self.may[variant] if isinstance(self.may, Mapping) else self.may


def a(
    name: str,
    may: Who | Mapping[str, Who],
    /,
    *,
    reads: frozenset[str] = frozenset(),
    told_no: Who = frozenset(),
    **names: str,
) -> Address:
    """A line of the table."""
    return Address(name, may, names, reads, told_no)


EVIDENCE = frozenset({"audit_event", "audit_head"})
MARKS = frozenset({"messaging_message"})

NOBODY: Who = frozenset()
EVERYBODY = frozenset(WALKERS)
SIGNED_IN = EVERYBODY - {"bare", "anonymous"}
LEADS = {"lead", "deputy_lead"}
COORDINATORS = {"coordinator", "subject"}
RUNNERS = COORDINATORS | {"deputy"}
CHECKERS = COORDINATORS | LEADS
STAFF = RUNNERS | LEADS
MATCHERS = COORDINATORS | {"matcher"}
SCHOOLS = {"school", "other_school"}
POSTS = STAFF | SCHOOLS | {"manager", "third", "matcher", "partner"}
MENTORS = {"mentor", "other_mentor", "gated_mentor", "suspended", "leaver"}
TAKERS = MENTORS | {"mentee", "other_mentee", "gated_mentee"}
IN_SCHEME = POSTS | TAKERS | {"parent", "other_parent"}

#: The two of each pair. `leaver` left in good order and may still read what was theirs (participants/states.py READ_ONLY).
THE_TWO: dict[str, Who] = {
    "ours": {"mentor", "mentee"},
    "other": {"other_mentor", "other_mentee"},
    "gated": {"gated_mentor", "gated_mentee"},
    "gone": {"leaver"},
}
_PARENTS = {"ours": {"parent"}, "other": {"other_parent"}, "gated": NOBODY, "gone": NOBODY}
THE_TWO_STAFF: dict[str, Who] = {key: who | STAFF for key, who in THE_TWO.items()}
THE_TWO_RUNNERS: dict[str, Who] = {key: who | RUNNERS for key, who in THE_TWO.items()}
THE_TWO_PARENTS: dict[str, Who] = {key: who | _PARENTS[key] for key, who in THE_TWO.items()}
THE_TWO_STAFF_PARENTS: dict[str, Who] = {key: who | STAFF for key, who in THE_TWO_PARENTS.items()}

#: The concern about a co-ordinator is never his; the one about a lead goes to the second person alone (SG-13).
CONCERN_DECIDERS: dict[str, Who] = {
    "plain": LEADS,
    "sorted": LEADS,
    "coordinator": LEADS,
    "grown": LEADS,
    "lead": {"third"},
}
CONCERN_READERS: dict[str, Who] = CONCERN_DECIDERS | {"sorted": CHECKERS, "coordinator": LEADS | {"coordinator"}}
