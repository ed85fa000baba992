"""Who reads a worry that names no scheme, and who may not because it may be about them (SG-13).

In a small charity the platform's administrator is often the co-ordinator too. A worry about "the co-ordinator" then goes to the
other administrators; if there are none, to the safeguarding lead of the scheme that this administrator runs.
"""

from __future__ import annotations

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import administrators, roles_of
from ithaca.kernel.actor import job
from ithaca.kernel.roles import LEADS, Held, Role
from ithaca.kernel.scope import everywhere
from ithaca.organisations.selectors import fold_name
from ithaca.safeguarding.called import called
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import schemes_visible_to

#: What was chosen -> the posts whose holders it may be about.
POSTS = {"coordinator": (Role.COORDINATOR, Role.DEPUTY), "lead": tuple(LEADS)}


def may_be_about(account: Account, *, about: str, about_words: str) -> list[Held]:
    """The posts because of which a worry may be about this administrator; every post held if the words call them by name."""
    posts = [held for held in roles_of(account) if held.scheme_id is not None]
    said = fold_name(about_words).split()
    given, _space, family = account.name.strip().rpartition(" ")
    if said and called(said, given or family, family if given else ""):
        return posts or [Held(Role.ADMINISTRATOR)]
    return [held for held in posts if held.role in POSTS.get(about, ())]


def readers_outside(*, about: str, about_words: str) -> list[Account]:
    """The administrators who may read a worry that names no scheme; all of them if it may be about each."""
    everybody = list(administrators())
    fit = [one for one in everybody if not may_be_about(one, about=about, about_words=about_words)]
    return fit or everybody


def scheme_instead(*, about: str, about_words: str) -> Scheme | None:
    """Where a worry goes that may be about every administrator: the first scheme in which one of them holds the post. None if
    there is an administrator it cannot be about, or no such scheme."""
    found: list[Held] = []
    for account in administrators():
        posts = may_be_about(account, about=about, about_words=about_words)
        if not posts:
            return None
        found += [held for held in posts if held.scheme_id is not None]
    with everywhere("a worry that may be about every administrator goes to the scheme one of them runs"):
        rows = schemes_visible_to(job("safeguarding.worry")).filter(pk__in=[held.scheme_id for held in found])
        return rows.select_related("organisation").order_by("pk").first()
