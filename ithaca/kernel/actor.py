"""Who does a thing: every service is told `by=` an Actor."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from ithaca.kernel.roles import Held, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """An account with the role acted in, the holder of a link, an anonymous person, or a named job.

    `account` is the account's public id, written into the audit log; `account_id` its key. `held` are the roles this
    actor holds behind the door it came through; `role` is the one it acts in now. For a link, `link` says what the
    link is for and `subject` names what it opens.
    """

    kind: Literal["account", "link", "anonymous", "job"]
    account_id: int | None = None
    account: str = ""
    role: Role | None = None
    held: tuple[Held, ...] = field(default=())
    link: str = ""
    subject: str = ""
    job: str = ""

    @property
    def person_id(self) -> int | None:
        """The person of the organisation that this actor is, in the role acted in."""
        for held in self.held:
            if held.role == self.role and held.person_id is not None:
                return held.person_id
        return next((held.person_id for held in self.held if held.person_id is not None), None)

    @property
    def person_ids(self) -> frozenset[int]:
        """Every person this actor is behind this door (one account may be known twice)."""
        return frozenset(held.person_id for held in self.held if held.person_id is not None)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held behind this door."""
        return frozenset(held.role for held in self.held)

    def holds(self, *roles: Role) -> bool:
        """True if any of `roles` is held behind this door."""
        return any(held.role in roles for held in self.held)

    def ids_as(self, *roles: Role) -> frozenset[int]:
        """What the roles are narrowed to: participant ids, partner ids, school ids (see Held.of)."""
        return frozenset(held.of for held in self.held if held.role in roles and held.of is not None)

    def acting_as(self, role: Role) -> Actor:
        """The same actor in another of its roles."""
        return replace(self, role=role)


def job(name: str) -> Actor:
    """The actor for work done by the clock or a command; `name` is the job's."""
    return Actor(kind="job", job=name)


ANONYMOUS = Actor(kind="anonymous")
