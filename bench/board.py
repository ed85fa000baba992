"""How fast the board answers after one change by hand, one arrival or one offer in a pool of 500.

    python bench/board.py                  # 500 mentees, 250 mentors, beside a tenth of it
    python bench/board.py --mentees 1000   # larger

Each size gets a SQLite database of its own in a temporary folder. Printed for each change: the new optimum (from the last
prices, with the proof), the reasons of whoever moved, and what a person waits for: reading the rows, asking the price over
the door, doing it, and the page after it. Times are medians of `--times` changes, one client in this process; the ratio is
to the smaller pool, by the processor's clock. Beside it the same optimum from nothing. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

WORDS = [
    "boats",
    "bread",
    "chess",
    "film",
    "football",
    "music",
    "coding",
    "horses",
    "maths",
    "drawing",
    "running",
    "cars",
]
AREAS = ["north", "east", "south", "west", "centre"]
SLOTS = [f"{day} {part}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for part in ("am", "pm")]
CRITERIA = (
    {"name": "Interests", "kind": "overlap", "mentee": "interests", "mentor": "interests", "points": 40},
    {"name": "Kind of work", "kind": "same", "mentee": "sector", "mentor": "sector", "points": 20},
    {
        "name": "Free at the same times",
        "kind": "overlap",
        "mentee": "availability",
        "mentor": "availability",
        "points": 30,
    },
    {"name": "Years", "kind": "near", "mentee": "years", "mentor": "years", "points": 25, "spread": 10},
)


def profile(rng: random.Random) -> dict[str, Any]:
    """Answers as people give them."""
    return {
        "interests": rng.sample(WORDS, rng.randint(2, 5)),
        "sector": rng.choice(AREAS),
        "availability": rng.sample(SLOTS, rng.randint(2, 6)),
        "years": rng.randint(1, 12),
    }


def load(mentees: int) -> Any:
    """A scheme with cleared mentors, half as many as mentees, room for one to three each, and suggestions asked for."""
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from ithaca.kernel.roles import Role
    from ithaca.kernel.scope import open_scheme
    from ithaca.matching.services import suggest as suggesting
    from tests.matching.people import mentor, ready
    from tests.support.pairs import actor
    from tests.support.world import make_world

    world, rng = make_world(), random.Random(7)
    suggesting.AT_ONCE = 100_000
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        ready(world, criteria=CRITERIA, gender_rule="block")
        for n in range(mentees // 2):
            gender = "male" if n % 3 == 0 else "female"
            mentor(world, f"Mentor No{n}", gender=gender, capacity=rng.randint(1, 3), profile=profile(rng))
        for n in range(mentees):
            add(world, rng, n)
        suggesting.suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    return world, rng


def add(world: Any, rng: random.Random, n: int) -> Any:
    """One more mentee, with the event that every arrival leaves."""
    from django.utils import timezone

    from ithaca.kernel.roles import Role
    from ithaca.participants.services import join
    from tests.support.pairs import actor

    person = world.person(f"Mentee No{n}", born=None, account=False, gender=rng.choice(["male", "female"]))
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    type(person).objects.filter(pk=person.pk).update(date_of_birth="2011-05-05", school=world.school)
    person.refresh_from_db()
    return join(scheme=world.scheme, person=person, role="mentee", by=by, at=at, profile=profile(rng))


class Clock:
    """Milliseconds of each part, by name."""

    def __init__(self) -> None:
        self.parts: dict[str, list[tuple[float, float]]] = {}

    def time(self, name: str, work: Any) -> Any:
        """Run `work` and keep how long it took, by the clock on the wall and by that of the processor."""
        began, worked = time.perf_counter(), time.process_time()
        answer = work()
        spent = ((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000)
        self.parts.setdefault(name, []).append(spent)
        return answer


def measure(world: Any, rng: random.Random, times: int) -> dict[str, list[tuple[float, float]]]:
    """Every part of every kind of change."""
    from django.utils import timezone

    from ithaca.kernel.scope import open_scheme
    from ithaca.matching.models import Proposal
    from ithaca.matching.pool import pool_of
    from ithaca.matching.standing import standing

    clock, on = Clock(), timezone.localdate()
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        clock.time("optimum from nothing", lambda: pool_of(world.scheme, on=on).session().result)
        with standing(world.scheme, on=on) as stands:
            stands.session.result  # noqa: B018
        _engine(world, clock, rng, on, times)
        keys = list(Proposal.objects.filter(state="proposed").values_list("mentee__public_id", flat=True))
    _pages(world, clock, rng, keys, times)
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        _arrivals(world, clock, rng, on, times)
    return clock.parts


def _engine(world: Any, clock: Clock, rng: random.Random, on: Any, times: int) -> None:
    from ithaca.matching.sentences import sentences_for
    from ithaca.matching.standing import standing

    with standing(world.scheme, on=on) as stands:
        session = stands.session
        for _n in range(times):
            pair = rng.choice([p for p in session.result.pairs if p.mentee not in session.pins])

            def banned(pair: Any = pair) -> Any:
                session.ban(pair.mentee, pair.mentor)
                return session.result

            before = {p.mentee: p.mentor for p in session.result.pairs}
            after = clock.time("ban: new optimum with its proof", banned)
            moved = [p for p in after.pairs if before.get(p.mentee) != p.mentor]
            clock.time(
                "ban: reasons of those who moved",
                lambda moved=moved: [
                    sentences_for(stands.pool, session, p.mentee, p.mentor, exact=False) for p in moved
                ],
            )
            session.unban(pair.mentee, pair.mentor)
            session.result  # noqa: B018

            def pinned(pair: Any = pair) -> Any:
                others = [m for _p, m in session.choices(pair.mentee)[:20] if m != pair.mentor]
                session.pin(pair.mentee, next(m for m in others if session.can_pin(m)))
                return session.result

            clock.time("pin: new optimum with its proof", pinned)
            session.unpin(pair.mentee)
            session.result  # noqa: B018


def _pages(world: Any, clock: Clock, rng: random.Random, keys: list[str], times: int) -> None:
    from django.conf import settings
    from django.utils import timezone

    from ithaca.kernel.roles import Role
    from tests.support.pairs import STAFF

    settings.ALLOWED_HOSTS = ["testserver"]
    client = world.client(world.people[STAFF[Role.COORDINATOR]])
    session = client.session
    session["second_factor_at"] = timezone.now().isoformat()
    session.save()
    board = world.url("suggestions/side-by-side/")
    client.get(board)
    fragment = {"HX-Request": "true"}
    for n in range(times):
        kind = ("part", "keep")[n % 2]
        name = {"part": "ban", "keep": "pin"}[kind]
        url = world.url(f"suggestions/change/{rng.choice(keys)}/")
        shown = clock.time(
            f"{name}: its price over the door",
            lambda url=url, kind=kind: client.get(url, {"kind": kind}, headers=fragment),
        )
        form = dict(re.findall(r'name="(kind|mentor|other|seal|once)" value="([^"]*)"', shown.content.decode()))
        if "seal" not in form:  # the rules or the places do not allow it, which was said in a sentence
            continue
        done = clock.time(
            f"{name}: done, written down, in the log",
            lambda url=url, form=form: client.post(url, {**form, "reason": "knowledge"}),
        )
        if done.status_code != 302:
            sys.exit(f"{url}: {done.status_code}")
        page = clock.time(f"{name}: rows read anew, optimum, page", lambda: client.get(board))
        if page.status_code != 200:
            sys.exit(f"{board}: {page.status_code}")


def _arrivals(world: Any, clock: Clock, rng: random.Random, on: Any, times: int) -> None:
    from ithaca.matching.pool import pool_of
    from ithaca.matching.sentences import sentences_for
    from ithaca.matching.standing import standing

    for n in range(times):
        key = add(world, rng, 100_000 + n).public_id
        clock.time("arrival: reading all rows", lambda: pool_of(world.scheme, on=on))

        def arrived() -> Any:
            with standing(world.scheme, on=on) as stands:
                return stands, stands.session.result

        stands, result = clock.time("arrival: rows read anew, new optimum", arrived)
        mentor = result.mentor_of(key)
        if mentor is not None:
            clock.time(
                "arrival: reasons",
                lambda key=key, mentor=mentor, s=stands: sentences_for(s.pool, s.session, key, mentor, exact=False),
            )


def child(mentees: int, times: int) -> None:
    """One size, in a process of its own; prints its parts as JSON."""
    import django

    django.setup()
    world, rng = load(mentees)
    print("RESULT " + json.dumps(measure(world, rng, times)))


def main() -> None:
    """Both sizes side by side."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--mentees", type=int, default=500)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--child", type=int)
    args = parser.parse_args()
    if args.child:
        child(args.child, args.times)
        return
    found = []
    for size in (max(20, args.mentees // 10), args.mentees):
        with tempfile.TemporaryDirectory() as folder:
            env = {**os.environ, "ITHACA_DATA": folder, "DJANGO_SETTINGS_MODULE": "ithaca.config.settings"}
            words = [sys.executable, __file__, "--child", str(size), "--times", str(args.times)]
            out = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
            if out.returncode:
                sys.exit(out.stderr[-4000:])
            line = next(line for line in out.stdout.splitlines() if line.startswith("RESULT "))
            found.append((size, json.loads(line.removeprefix("RESULT "))))
    (small, few), (large, many) = found
    print(f"{'median ms, wall (processor)':44} {small:>16} {large:>16}   ratio   worst wall")
    for name, values in many.items():
        here, there = middle(few.get(name, [(0.0, 0.0)])), middle(values)
        ratio = there[1] / here[1] if here[1] else 0
        worst = max(wall for wall, _cpu in values)
        cells = [f"{wall:8.1f} ({cpu:5.1f})" for wall, cpu in (here, there)]
        print(f"{name:44} {cells[0]} {cells[1]} {ratio:7.1f} {worst:9.1f}")


def middle(values: list[tuple[float, float]]) -> tuple[float, float]:
    """The medians of both clocks."""
    return statistics.median(wall for wall, _cpu in values), statistics.median(cpu for _wall, cpu in values)


if __name__ == "__main__":
    main()
