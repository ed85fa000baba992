"""How fast messages are accepted, screened and committed, how soon a notice leaves, and how long threads and desks grow.

    python bench/messages.py            # SQLite, then PostgreSQL with four workers; 10,000 in a thread, 5,000 held
    python bench/messages.py --small    # a few seconds of each, to try it
    python bench/messages.py --only sqlite

The real process tree runs, with its data in a temporary folder; twenty people press "Send" over HTTP, one message in
flight each, and a mail server on loopback takes the notices. Printed are messages a second, how long "Send" took, the time
from the commit of a notice to the mail server's "250", and two pages with all of it beside a tenth. Run it on a quiet
machine; the ratios say more than the times.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.faults.tree import Tree  # noqa: E402
from tests.faults.writers import Writers, request  # noqa: E402
from tests.support.postgres_cluster import postgres_cluster  # noqa: E402


def centile(values: list[float], part: float) -> float:
    """The value below which `part` of them lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else float("nan")


def sending(tree: Tree, people: int, seconds: float) -> dict[str, float]:
    """People write for `seconds`; the figures of it, in seconds and messages."""
    # Every thread of the server has read its lexicons and templates before it counts.
    for side in tree.known["sides"][:8]:
        request(tree.port, side["session"], side["thread"])
    writers = Writers(tree, people=people, give_up=0, twice=0)
    writers.start()
    began = time.time()
    time.sleep(seconds)
    told = len(writers.ledger.told)
    rate = told / (time.time() - began)
    writers.finish(120)
    until = time.monotonic() + 300
    while tree.records.waiting() and time.monotonic() < until:
        time.sleep(0.5)
    notices = notice_times(tree)
    return {
        "messages a second": rate,
        "send, median ms": centile(writers.ledger.waits, 0.5) * 1000,
        "send, p95 ms": centile(writers.ledger.waits, 0.95) * 1000,
        "notice, median s": centile(notices, 0.5),
        "notice, p95 s": centile(notices, 0.95),
        "notices a second": len(notices) / max(0.001, max(map(max, tree.sink.taken.values()), default=began) - began),
    }


def notice_times(tree: Tree) -> list[float]:
    """Seconds from the writing of each notice to the moment the mail server took it."""
    found = []
    sql = "SELECT message_id, created_at FROM notices_letter WHERE name = 'messaging.arrived'"
    for message_id, written in tree.records.ask(sql):
        at = written if isinstance(written, datetime) else datetime.fromisoformat(written).replace(tzinfo=UTC)
        if message_id in tree.sink.taken:
            found.append(tree.sink.taken[message_id][0] - at.timestamp())
    return found


def fill(thread: int, held: int) -> None:
    """In a process of its own: bring the first pair's thread to `thread` delivered messages and the desk to `held`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from ithaca.kernel.scope import everywhere
    from ithaca.mentorships.models import Mentorship
    from ithaca.messaging.models import Message
    from ithaca.upkeep.tasks import look_at_the_tables

    now = timezone.now()

    def row(pair: Any, state: str) -> Message:
        delivered = state == "delivered"
        return Message(
            scheme=pair.scheme, mentorship=pair, sender_id=pair.mentor_id, original="Shall we look at the plan?",
            delivered_text="Shall we look at the plan?" if delivered else "", state=state,
            action="allow" if delivered else "hold", engine_version="bench", policy_version="bench", sent_at=now,
            delivered_at=now if delivered else None, read_at=now if delivered else None,
        )  # fmt: skip

    with everywhere("a bench fills one scheme"):
        pairs = list(Mentorship.objects.select_related("scheme").order_by("pk"))
        wanted = thread - Message.objects.filter(mentorship=pairs[0], state="delivered").count()
        waiting = held - Message.objects.filter(state="held").count()
        Message.objects.bulk_create([row(pairs[0], "delivered") for _ in range(wanted)], batch_size=500)
        Message.objects.bulk_create([row(pairs[n % len(pairs)], "held") for n in range(waiting)], batch_size=500)
    look_at_the_tables.call()  # as the clock does every day


def pages(tree: Tree, thread: int, held: int, times: int) -> dict[str, float]:
    """p95 in milliseconds of a thread of that length and of the desk with that many held."""
    command = [sys.executable, __file__, "--fill", str(thread), str(held)]
    subprocess.run(command, env=tree.environment(), check=True, cwd=ROOT)
    side, staff = tree.known["sides"][0], tree.known["staff"]
    found = {}
    for name, session, path in (("thread", side["session"], side["thread"]), ("desk", staff["session"], staff["desk"])):
        spent = []
        for _ in range(times + 1):
            start = time.perf_counter()
            status, _where = request(tree.port, session, path)
            spent.append((time.perf_counter() - start) * 1000)
            assert status == 200, (name, status)
        found[name] = centile(spent[1:], 0.95)
    return found


def one_database(args: argparse.Namespace, url: str, workers: int) -> dict[str, float]:
    """Every figure on one database."""
    with tempfile.TemporaryDirectory(prefix="ithaca-bench-") as folder:
        tree = Tree(Path(folder), url, workers=workers)
        tree.populate()
        try:
            tree.start()
            found = sending(tree, args.people, args.seconds)
            small = pages(tree, args.thread // 10, args.held // 10, args.times)
            large = pages(tree, args.thread, args.held, args.times)
        finally:
            tree.stop()
    for name, length in (("thread", args.thread), ("desk", args.held)):
        found[f"{name} with {length:,}, p95 ms"] = large[name]
        found[f"{name} with a tenth, p95 ms"] = small[name]
        found[f"{name}, ratio"] = large[name] / small[name]
    return found


def main() -> None:
    """Both databases side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--thread", type=int, default=10_000)
    parser.add_argument("--held", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--small", action="store_true", help="5 seconds, 500 in a thread, 250 held")
    parser.add_argument("--fill", nargs=2, type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.fill:
        fill(*args.fill)
        return
    if args.small:
        args.seconds, args.thread, args.held, args.times = 5, 500, 250, 10
    found: dict[str, dict[str, float]] = {}
    if args.only != "postgres":
        found["SQLite"] = one_database(args, "", 1)
    if args.only != "sqlite":
        with contextlib.ExitStack() as stack:
            found["PostgreSQL"] = one_database(args, stack.enter_context(postgres_cluster()), 4)
    names = list(found)
    print(f"{'':<32}" + "".join(f"{name:>14}" for name in names) + (f"{'ratio':>10}" if len(names) > 1 else ""))
    for figure in found[names[0]]:
        values = [found[name][figure] for name in names]
        ratio = f"{values[1] / values[0]:>10.2f}" if len(values) > 1 else ""
        print(f"{figure:<32}" + "".join(f"{value:>14.2f}" for value in values) + ratio)


if __name__ == "__main__":
    main()
