"""Who may: named predicates, each with the sentence shown when it says no.

A rule has two halves. The door asks `at_door`: does this person hold one of the roles here? The service asks
`require`: may this person do it to this thing? Every address of the project names one rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed
from ithaca.kernel.roles import Role

Level = Literal["public", "link", "account", "organisation", "scheme", "platform"]
_ALL: dict[str, Rule] = {}


class Rule:
    """A named permission.

    name: "room.verb", the same verb as the address, the service and the audit event.
    roles: who may come in; at level "public" and "link" nobody is asked, at "account" any signed-in person enters.
    says: the sentence shown when it says no.
    level: what the address opens. "scheme" and "organisation" need the role there; "platform" the administrator.
    about: the object half, `about(by, thing) -> bool`; None allows every thing the selectors showed.
    fresh: whoever has a second factor must have given it in the last half hour (SE-5): taking data out, posts, checks.
    """

    def __init__(
        self,
        name: str,
        *,
        says: object,
        roles: tuple[Role, ...] = (),
        level: Level = "scheme",
        about: Callable[[Actor, Any], bool] | None = None,
        fresh: bool = False,
    ) -> None:
        """Declare the rule; a second one of the same name is an error."""
        if name in _ALL:
            raise ValueError(f"rule {name} is declared twice")
        self.name, self.says, self.roles, self.level, self.about = name, says, roles, level, about
        self.fresh = fresh
        _ALL[name] = self

    def at_door(self, by: Actor) -> Actor | None:
        """The actor in the role it enters with, or None. The first role of the rule that is held is the one acted in."""
        if self.level in ("public", "link"):
            return by
        if by.kind == "job":
            return by
        if by.kind != "account":
            return None
        if self.level == "account":
            return by
        return next((by.acting_as(role) for role in self.roles if by.holds(role)), None)

    def allows(self, *, by: Actor, of: Any = None) -> bool:
        """True if `by` may do this to `of`."""
        actor = self.at_door(by)
        if actor is None:
            return False
        return self.about is None or of is None or by.kind == "job" or self.about(actor, of)

    def require(self, *, by: Actor, of: Any = None) -> None:
        """Raise NotAllowed with the rule's sentence unless `by` may do this to `of`."""
        if not self.allows(by=by, of=of):
            raise NotAllowed(self.says)


def all_rules() -> dict[str, Rule]:
    """Every declared rule by name."""
    return dict(sorted(_ALL.items()))
