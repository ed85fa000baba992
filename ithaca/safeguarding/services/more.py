"""More from somebody who has told us already: it goes to the same concern, and rings no second alarm."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import fold_name
from ithaca.safeguarding.models import Concern, Entry
from ithaca.safeguarding.selectors import OPEN_STATES, SHARED_KINDS, post_holders
from ithaca.safeguarding.services.raising import JUST_NOW, tell_readers


@service
def say_more(*, about_ref: str, words: str, raised_by: Person, by: Actor, at: datetime) -> Concern | None:
    """Add the words to the open concern this person has raised about that thing, and return it; None if it must be raised.

    It must where there is none, where a lead has sorted it for the co-ordinator, who would read new words before a lead did,
    and where the words may name somebody of the staff it was not about, who could read them there (SG-13). Whoever has seen
    the concern is written to again, once an hour at most.
    """
    mine = Concern.objects.filter(about_ref=about_ref, raised_by=raised_by, state__in=OPEN_STATES)
    rows: QuerySet[Concern] = mine.exclude(kind__in=SHARED_KINDS).order_by("-pk")
    concern = next((one for one in rows if not _new_name(one, words, at)), None)
    if concern is None:
        return None
    since = max(at - JUST_NOW, concern.acknowledged_at or at - JUST_NOW)
    told = concern.state == "raised" or concern.entries.filter(kind="words", created_at__gt=since).exists()
    entry = Entry.objects.create(
        organisation=concern.organisation,
        concern=concern,
        kind="words",
        words=words,
        written_by=raised_by,
        written_as=str(by.role or by.kind),
        created_at=at,
    )
    record(name="safeguarding.noted", by=by, at=at, about=concern, data={"kind": "words", "entry": entry.public_id})
    if not told:
        tell_readers(concern, by=by, at=at)
    return concern


def _new_name(concern: Concern, words: str, at: datetime) -> bool:
    """True if a name of somebody of the staff stands in the words, in whatever form, and the concern is not about them."""
    if concern.scheme is None:
        return False
    said, known = fold_name(words).split(), set(concern.subjects.values_list("person_id", flat=True))
    others = [person for person in post_holders(concern.scheme, timezone.localdate(at)) if person.pk not in known]
    return any(_stands_in(said, person) for person in others)


def _stands_in(said: list[str], person: Person) -> bool:
    family = "".join(fold_name(person.family_name).split())
    given = fold_name(person.given_name).split()
    return bool(family and family in "".join(said)) or any(name in said for name in given)
