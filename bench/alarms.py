"""How soon an alarm leaves on both ways while others write: seconds from the commit of a disclosure to mail and text (SG-8).

    python bench/alarms.py                       # 200 young people tell of harm while 20 people write
    python bench/alarms.py --told 20 --people 4  # a minute, to try it
    python bench/alarms.py --kill                # and the worker is killed every ten seconds

The real process tree runs on SQLite with its data in a temporary folder; a mail server and a provider of text messages on
loopback take what leaves and note when. Printed are how many were told "sent", how many mails and texts arrived, and how long
they took. The bar is 60 seconds for 99 in 100 and 10 seconds for 95 in 100.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.faults.tree import Tree  # noqa: E402
from tests.faults.writers import THINGS, TOKEN, Writers, request  # noqa: E402

WORDS = "My stepdad hit me again and I am scared to go home. Nobody at the {} knows."
NUMBERS = {"Lena Lead": "07700 900001", "Della Deputy": "07700 900002", "Theo Third": "07700 900003"}
RINGS = (
    "SELECT alarm.created_at, letter.message_id, text.words FROM oncall_ring ring JOIN oncall_alarm alarm "
    "ON alarm.id = ring.alarm_id LEFT JOIN notices_letter letter ON letter.id = ring.letter_id "
    "LEFT JOIN notices_text text ON text.id = ring.text_id WHERE ring.rung = 1 AND alarm.kind = 'concern'"
)


def arrange(gateway_url: str) -> None:
    """In a process of its own: telephone numbers of those who are rung, and the provider of text messages."""
    from ithaca.kernel.scope import everywhere
    from ithaca.organisations.models import Person
    from tests.support.gateway import Gateway, use_gateway

    with everywhere("a bench names telephones"):
        for person in Person.objects.all():
            if person.name in NUMBERS:
                Person.objects.filter(pk=person.pk).update(phone=NUMBERS[person.name])
    use_gateway(Gateway(url=gateway_url))


def tell(tree: Tree, told: int, every: float) -> int:
    """One young person after the other tells, each in a pair of their own; returns how many were told that it is sent."""
    sent = 0
    mentees = [side for side in tree.known["sides"][::-1] if "Milo" in side["name"]][:told]
    for number, side in enumerate(mentees):
        words = WORDS.format(THINGS[number % len(THINGS)])
        form = urlencode({"body": words, "once": f"disclosure-{number:06}", "csrfmiddlewaretoken": TOKEN})
        status, _where = request(tree.port, side["session"], side["thread"], form)
        sent += status in (302, 303)
        time.sleep(every)
    return sent


def killing(tree: Tree, enough: threading.Event) -> None:
    """Kill the worker every ten seconds, and start it again."""
    while not enough.wait(10):
        tree.crew[0].kill()
        tree.crew[0].start()


def centile(values: list[float], part: float) -> float:
    """The value below which `part` of them lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))] if values else float("nan")


def moment(value: datetime | str) -> float:
    """Seconds since 1970 of a moment as the database gives it."""
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()


def measure(args: argparse.Namespace) -> tuple[int, dict[str, list[float]]]:
    """How many were told that it is sent; and by way, the seconds of each first ring."""
    from tests.support.gateway import running_gateway

    with tempfile.TemporaryDirectory(prefix="ithaca-bench-") as folder, running_gateway() as gateway:
        tree = Tree(Path(folder), pairs=args.told + 10)
        tree.populate()
        command = [sys.executable, __file__, "--arrange", gateway.url]
        subprocess.run(command, env=tree.environment(), check=True, cwd=ROOT)
        enough = threading.Event()
        try:
            tree.start()
            writers = Writers(tree, people=args.people, give_up=0, twice=0, pause=0.5)
            writers.start()
            if args.kill:
                threading.Thread(target=killing, args=(tree, enough), daemon=True).start()
            sent = tell(tree, args.told, args.every)
            writers.finish(120)
            until = time.monotonic() + 180
            while len(gateway.times) < sent and time.monotonic() < until:
                time.sleep(0.5)
            enough.set()
            rows = tree.records.ask(RINGS)
        finally:
            enough.set()
            tree.stop()
        mails = [tree.sink.taken[key][0] - moment(at) for at, key, _words in rows if key in tree.sink.taken]
        texts = [gateway.times[words] - moment(at) for at, _key, words in rows if words in gateway.times]
    return sent, {"mail": mails, "text": texts}


def main() -> None:
    """Measure, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--told", type=int, default=200, help="how many young people tell of harm")
    parser.add_argument("--people", type=int, default=20, help="how many write meanwhile")
    parser.add_argument("--every", type=float, default=0.5, help="seconds between two who tell")
    parser.add_argument("--kill", action="store_true", help="kill the worker every ten seconds")
    parser.add_argument("--arrange", help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    if not args.arrange:
        os.environ["ITHACA_DATA"] = tempfile.mkdtemp(prefix="ithaca-bench-")  # this process has no database of its own
    import django

    django.setup()
    if args.arrange:
        arrange(args.arrange)
        return
    sent, found = measure(args)
    print(f"told that it is sent: {sent} of {args.told}, {args.people} people writing meanwhile")
    print(f"{'way':<6}{'arrived':>9}{'median s':>10}{'p95 s':>8}{'p99 s':>8}{'longest s':>11}")
    for way, spent in found.items():
        figures = f"{centile(spent, 0.5):>10.1f}{centile(spent, 0.95):>8.1f}{centile(spent, 0.99):>8.1f}"
        print(f"{way:<6}{len(spent):>9}{figures}{max(spent, default=float('nan')):>11.1f}")


if __name__ == "__main__":
    main()
