"""The same form sent two to eight times at once, in many interleavings: done once, and everybody gets the same answer (RE-3).

    python -m tests.faults.once --runs 10000                # SQLite
    python -m tests.faults.once --runs 10000 --postgres     # PostgreSQL, in a cluster of its own

Each run has a key of its own. Its senders start together, wait a random moment before and inside the work, and some break off
inside it, as a process does that dies; some send other words under the same key. Prints its table; exit code 1 if anything
was done twice, or lost, or answered differently.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.postgres_cluster import postgres_cluster

MOST = 8
#: Seconds; the longest wait of a sender before it begins, and inside the work.
BEFORE, INSIDE = 0.004, 0.002


class Died(Exception):
    """A sender broke off inside the work."""


@dataclass
class Found:
    """What came of all runs."""

    runs: int = 0
    sent: int = 0
    done: int = 0
    told_again: int = 0
    refused: int = 0
    died: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def table(self) -> str:
        """One line a figure."""
        lines = {
            "runs": self.runs, "sent": self.sent, "done": self.done, "same answer again": self.told_again,
            "other words refused": self.refused, "broke off": self.died, "faults": sum(self.faults.values()),
        }  # fmt: skip
        return "\n".join([*(f"{name:<30} {value}" for name, value in lines.items()), *map(str, self.faults.items())])


@dataclass(frozen=True)
class Sender:
    """One who sends the form: what they wrote, when they begin, how long the work takes, and whether they break off in it."""

    body: str
    before: float
    inside: float
    dies: bool


def senders(chance: random.Random, key: str) -> list[Sender]:
    """Two to eight for one key. One in eight sends other words; one in eight breaks off."""
    return [
        Sender(
            body=f"{key} other" if chance.random() < 0.125 else key,
            before=chance.uniform(0, BEFORE),
            inside=chance.uniform(0, INSIDE),
            dies=chance.random() < 0.125,
        )
        for _ in range(chance.randint(2, MOST))
    ]


def send(key: str, sender: Sender, start: threading.Barrier | None) -> tuple[str, str]:
    """Send it once, by the same door as every form; ("told", where), ("refused", sentence) or ("died", "")."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
    from django.test import RequestFactory

    from ithaca.kernel.models import Tries
    from ithaca.kernel.once import answered_once
    from ithaca.kernel.refusals import NotNow

    def work(request: HttpRequest) -> HttpResponse:
        # `window` differs each time, so that nothing but the form's key keeps this from being there twice.
        row = Tries.objects.create(key=request.POST["body"], window=random.getrandbits(60))
        time.sleep(sender.inside)
        if sender.dies:
            raise Died
        return HttpResponseRedirect(f"/done/{row.pk}/")

    request = RequestFactory().post("/a/form/", {"once": key, "body": sender.body})
    request.user = AnonymousUser()
    if start is not None:
        start.wait(30)
    time.sleep(sender.before)
    try:
        return "told", answered_once(request, work, {}).headers["Location"]
    except NotNow as refusal:
        return "refused", str(refusal.sentence)
    except Died:
        return "died", ""
    finally:
        if connection.vendor == "postgresql":
            connection.close()  # back to the pool, which is smaller than the crowd and us


def one_run(pool: ThreadPoolExecutor, chance: random.Random, key: str, found: Found) -> None:
    """All senders of one key, then one more who tries again with the words that counted."""
    from ithaca.kernel.models import Tries

    crowd = senders(chance, key)
    start = threading.Barrier(len(crowd))
    answers = [one.result(120) for one in [pool.submit(send, key, sender, start) for sender in crowd]]
    kept = Counter(row for row in Tries.objects.values_list("key", flat=True) if row.startswith(key))
    Tries.objects.all().delete()
    told = {where for what, where in answers if what == "told"}
    winners = {sender.body for sender, (what, _w) in zip(crowd, answers, strict=True) if what == "told"}
    found.runs += 1
    found.sent += len(crowd)
    found.done += sum(kept.values())
    found.refused += sum(what == "refused" for what, _where in answers)
    found.died += sum(what == "died" for what, _where in answers)
    found.told_again += max(0, sum(what == "told" for what, _where in answers) - 1)
    if sum(kept.values()) > 1:
        found.faults["doubled"] += 1
    if len(told) > 1 or len(winners) > 1:
        found.faults["answered differently"] += 1
    if bool(told) != bool(kept) or set(kept) != winners:
        found.faults["told and not done, or done and not told"] += 1
    if winners and send(key, Sender(next(iter(winners)), 0, 0, dies=False), None) != ("told", next(iter(told))):
        found.faults["tried again, another answer"] += 1


def many(runs: int, *, seed: int = 1) -> Found:
    """So many runs on the database of the settings, which is migrated first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    chance, found = random.Random(seed), Found()
    with ThreadPoolExecutor(MOST) as pool:
        for number in range(runs):
            one_run(pool, chance, f"k{number:06d}", found)
            if sys.stderr.isatty() and number % 100 == 0:
                print(f"\r{number}/{runs}", end="", file=sys.stderr)
    return found


def main() -> int:
    """All runs; the table goes to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.once", description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true", help="in a PostgreSQL of its own")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ithaca-once-") as folder:
        os.environ["ITHACA_DATA"] = str(Path(folder))
        if wanted.postgres:
            with postgres_cluster() as url:
                os.environ["ITHACA_DATABASE_URL"] = url
                found = many(wanted.runs, seed=wanted.seed)
        else:
            os.environ["ITHACA_DATABASE_URL"] = ""
            found = many(wanted.runs, seed=wanted.seed)
    print(found.table())
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
