"""How long it takes to screen all stored messages of a scheme again, portion by portion as the worker does it.

    python bench/rescreening.py                     # 1,000,000 messages in 10,000 pairs; the target is under 10 minutes
    python bench/rescreening.py --messages 20000    # the short form
    python bench/rescreening.py --engine            # as after an update of the engine itself

Without `--engine` the messages were decided by the engine in use, as when a co-ordinator tries another policy: those in which
it found nothing are only looked through for the scheme's own words. With it, every message is read anew.

A SQLite database of its own in a temporary folder is filled in bulk with ordinary messages and a few that are stopped;
then every message goes through the engine with its earlier ones. One core, one process. Half-way the run is taken up
anew from what the database holds, as after a killed worker. Printed are the progress, the time and the rate.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
PER_PAIR = 100


def written() -> list[tuple[str, str]]:
    """Who writes what: ordinary tutoring talk in thousands of wordings, one or two sentences long, and one in fifty of the
    examples that are stopped."""
    from tests.screening.corpus import examples
    from tests.screening.tutoring import tutoring

    sides: dict[str, list[str]] = {"mentor": [], "mentee": []}
    for speaker, sentence in tutoring(6_000, seed=5):
        mine = sides[speaker.role]
        if len(mine) % 2 and " " in mine[-1] and len(mine[-1]) < 60:
            mine[-1] += " " + sentence
        mine.append(sentence)
    for n, example in enumerate(example for example in examples() if example.action != "allow"):
        mine = sides[example.speaker.role]
        if n * 50 < len(mine):
            mine[n * 50] = example.text
    found = list(zip(sides["mentee"], sides["mentor"], strict=False))
    size = sum(len(a) + len(b) for a, b in found) / len(found) / 2
    print(f"{2 * len(found):,} different texts, {size:.0f} characters on average", flush=True)
    return found


def load(messages: int, engine: str) -> Any:
    """Fill the database with messages that `engine` decided; returns the world."""
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from ithaca.kernel.rows import new_public_id
    from ithaca.kernel.scope import open_scheme
    from ithaca.mentorships.models import Mentorship
    from ithaca.messaging.models import Message
    from ithaca.screening import Speaker, screen
    from ithaca.upkeep.tasks import look_at_the_tables
    from tests.support.pairs import cleared_pair
    from tests.support.world import make_world

    world, now = make_world(), timezone.now()
    texts = written()
    sides = Speaker("mentee", "child"), Speaker("mentor", "adult")
    spans = {(text, n): screen(text, speaker=sides[n]).spans for two in texts for n, text in enumerate(two)}
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        first = cleared_pair(world, channels=("messages", "meetings"))
        pairs = messages // PER_PAIR
        Mentorship.objects.bulk_create(
            [
                Mentorship(scheme=world.scheme, mentor=first.mentor, mentee=first.mentee, state="ended")
                for _n in range(pairs - 1)
            ],
            batch_size=500,
        )
        rows: list[Message] = []
        for number, pair in enumerate(Mentorship.objects.order_by("pk")):
            named: list[str] = []
            for n in range(PER_PAIR):
                text = texts[(number * 31 + n * 7) % len(texts)][n % 2]
                side = first.mentor if n % 2 else first.mentee
                judged = {
                    "role": "mentor" if n % 2 else "mentee", "band": "adult" if n % 2 else "child",
                    "context": named[n % 2 :: 2][-5:], "numbers": [], "emails": [], "words": [], "correction": "",
                }  # fmt: skip
                named.append(new_public_id())
                rows.append(
                    Message(
                        public_id=named[-1], judged=judged, scheme=world.scheme, mentorship=pair, sender=side,
                        original=text, delivered_text=text, spans=[list(span) for span in spans[text, n % 2]],
                        state="delivered", action="allow", engine_version=engine, policy_version="children/1",
                        sent_at=now - timedelta(minutes=PER_PAIR - n),
                    )
                )  # fmt: skip
            if len(rows) >= 5_000:
                Message.objects.bulk_create(rows, batch_size=1_000)
                rows = []
        Message.objects.bulk_create(rows, batch_size=1_000)
    look_at_the_tables.call()  # as the clock does every day
    return world


def run(world: Any) -> None:
    """Screen everything again and print how it went."""
    from django.utils import timezone

    from ithaca.kernel.scope import open_scheme
    from ithaca.moderation.models import Rescreening
    from ithaca.moderation.services import rescreen
    from ithaca.moderation.tasks import CLOCK
    from ithaca.screening import warm_up

    warm_up()
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        from ithaca.kernel.roles import Role
        from tests.support.pairs import actor

        by = actor(world, Role.COORDINATOR)
        rescreen.start(scheme=world.scheme, policy="children", switches=(), by=by, at=timezone.now())
        item = Rescreening.objects.get()
        start, used, told, taken_up = time.perf_counter(), time.process_time(), 0.0, False
        while not rescreen.portion(item, by=CLOCK, at=timezone.now()):
            passed = time.perf_counter() - start
            if not taken_up or passed - told > 10:
                item = Rescreening.objects.select_related("scheme__organisation").get()
                taken_up, told = True, passed
                print(f"{item.done:>9,} of {item.total:,} after {passed:6.1f} s", flush=True)
        passed, used = time.perf_counter() - start, time.process_time() - used
        item = Rescreening.objects.get()
    rate = item.done / used
    print(f"{item.done:,} messages in {passed:.1f} s ({used:.1f} s of one core, {rate:,.0f} a second)")
    print(f"{item.differ:,} differences kept; 1,000,000 at this rate: {1e6 / rate / 60:.1f} minutes")


def main() -> int:
    """Prints the figures; 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument(
        "--engine", action="store_true", help="as after an update of the engine: read every message anew"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ITHACA_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "ithaca.config.settings"
        import django

        django.setup()
        start = time.perf_counter()
        from ithaca.screening import engine_version

        world = load(max(args.messages, 1_000), "an older one" if args.engine else engine_version())
        print(f"filled in {time.perf_counter() - start:.0f} s", flush=True)
        run(world)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
