"""What has happened to a pool since it was read: the events of the log say whom to look at again."""

from __future__ import annotations

from dataclasses import replace

from ithaca.audit.selectors import events_after
from ithaca.matching.models import Proposal
from ithaca.matching.pool import Pool, pool_of, read_decisions
from ithaca.schemes.models import Scheme

#: More events than this are not looked through one by one.
MOST = 60
#: Rooms whose doings change nobody's place in a pool.
QUIET = {"accounts", "notices", "messaging", "meetings", "reports"}
#: Events after which only decisions about pairs are read again (they are, in any case).
DECISIONS = {
    "matching.changed_by_hand",
    "matching.exemption_asked",
    "matching.exemption_signed",
    "matching.proposed",
    "matching.run_cancelled",
    "matching.run_failed",
    "matching.run_finished",
    "matching.run_started",
    "matching.run_stop_asked",
    "matching.said_yes",
    "matching.reminded",
    "matching.suggested_freed",
}
#: Events about a participant after which that one is read again.
PEOPLE = {"participants.joined", "participants.changed"}


def since(old: Pool, scheme: Scheme, before: tuple[int, str], now: int) -> tuple[Pool | None, set[str] | None]:
    """The pool after the events that follow `before` (number and digest of one) up to `now`, and who may be different.

    (None, None) where an event is of another kind than those known here, or where the log is not the one that was read
    (a backup was put back): then all rows are read again.
    """
    number, digest = before
    found = events_after(organisation_id=scheme.organisation_id, number=number - 1, most=MOST + 2)
    if not found or found[0].digest != digest or found[-1].number != now or not 1 < len(found) <= MOST + 1:
        return None, None
    events = found[1:]
    people: set[str] = set()
    offers: set[str] = set()
    for event in events:
        room = event.name.partition(".")[0]
        if room in QUIET or event.name in DECISIONS:
            continue
        if event.name == "matching.dropped" and event.data.get("from") == "proposed":
            continue
        if event.name in PEOPLE:
            people.add(event.about)
        elif event.name == "matching.offered" and event.scheme == scheme.public_id:
            offers.add(event.about)
        else:
            return None, None
    return _after(old, scheme, people, offers)


def _after(old: Pool, scheme: Scheme, people: set[str], offers: set[str]) -> tuple[Pool | None, set[str] | None]:
    if old.on is None or people & old.mentors.keys():
        return None, None
    found = pool_of(scheme, on=old.on, only=people) if people else Pool(scheme, on=old.on)
    again = {old.mentees[key].pk for key in people & old.mentees.keys()}
    pool = replace(
        old,
        scheme=scheme,
        mentees={key: row for key, row in old.mentees.items() if key not in people} | found.mentees,
        mentors=dict(old.mentors),
        room=dict(old.room),
        bans=[],
        exceptions={},
        kept={},
        needs=old.needs | found.needs,
        lacking={key for key in old.lacking if key not in again} | found.lacking,
    )
    children = [any(row.person.is_child_on(old.on) for row in one.mentees.values()) for one in (old, pool)]
    if children[0] != children[1]:
        return None, None  # mentors are cleared for children or not
    touched = set(people)
    for row in Proposal.objects.filter(public_id__in=offers).select_related("mentee", "mentor"):
        mentee, mentor = row.mentee.public_id, row.mentor.public_id
        if mentee not in pool.mentees or mentor not in pool.mentors:
            return None, None
        pool.take_place(mentee, mentor)
        touched |= {mentee, mentor}
    read_decisions(pool)
    return pool, touched
