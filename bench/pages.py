"""How fast the ten most used pages answer in a large scheme, and how that grows with the data.

    python bench/pages.py                # 10,000 people, 4,000 pairs, 400,000 messages, beside a tenth of it
    python bench/pages.py --people 1000  # smaller, to try it

Each size gets a SQLite database of its own in a temporary folder, loaded in bulk (only a bench may do that), and a process
of its own with one client. Every page is asked `--times` times, in `ROUNDS` rounds in which the two sizes take turns, so that
what else the machine does meets both alike. Printed are the median and the 95th percentile by the clock on the wall and by that
of the processor, the number of queries, and how many times as long as a tenth of the data takes, by the processor's clock: of
the medians, and of the 95th percentiles.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def copy_rows(source: Any, targets: list[Any], **by_target: dict[int, str]) -> None:
    """Give each of `targets` a copy of every row that belongs to `source`: its checks, courses, permissions, signatures.

    `by_target` names a further foreign key of those rows, and for each of its values the field of the target to take.
    """
    from django.db.models import Field

    from ithaca.kernel.rows import new_public_id
    from ithaca.mentorships.models import Mentorship
    from ithaca.messaging.models import Message
    from ithaca.participants.models import Participant

    for relation in source._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if model in (Mentorship, Message, Participant) or relation.one_to_one:
            continue
        fields: list[Field[Any, Any]] = [f for f in model._meta.concrete_fields if not f.primary_key]
        for row in model._base_manager.filter(**{name: source}):
            values = {f.attname: getattr(row, f.attname) for f in fields}
            copies = []
            for target in targets:
                own = {**values, relation.field.attname: target.pk}
                if "public_id" in own:
                    own["public_id"] = new_public_id()
                for key, columns in by_target.items():
                    if f"{key}_id" in own:
                        own[f"{key}_id"] = getattr(target, columns[own[f"{key}_id"]])
                copies.append(model(**own))
            model._base_manager.bulk_create(copies, batch_size=500)


def load(people: int) -> dict[str, Any]:
    """Fill the database; returns who signs in and which keys the pages want."""
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from ithaca.kernel.roles import Role
    from ithaca.kernel.scope import open_scheme
    from ithaca.mentorships.models import Mentorship
    from ithaca.messaging.models import Message
    from ithaca.organisations.models import Person
    from ithaca.participants.models import Participant
    from ithaca.upkeep.tasks import look_at_the_tables
    from tests.support.pairs import STAFF, arrange, cleared_pair
    from tests.support.world import make_world

    world, now = make_world(), timezone.now()
    with open_scheme(organisation_id=world.organisation.pk, scheme_id=world.scheme.pk):
        arrange(world, channels=("meetings", "messages"))
        first = cleared_pair(world)
        half, pairs, per_pair = people // 2, people * 2 // 5, 100
        rows = [
            Person(
                organisation=world.organisation, given_name=f"Name{n}", family_name=f"Family{n % 997}",
                search_name=f"name{n} family{n % 997}", date_of_birth="1980-01-01" if n < half else "2011-01-01",
                email=f"p{n}@example.org", school=world.school if n >= half else None,
            )
            for n in range(people)
        ]  # fmt: skip
        Person.objects.bulk_create(rows, batch_size=500)
        known = list(Person.objects.filter(search_name__startswith="name").order_by("pk"))
        Participant.objects.bulk_create(
            [
                Participant(
                    scheme=world.scheme, person=p, role="mentor" if n < half else "mentee", joined_on="2026-09-01"
                )
                for n, p in enumerate(known)
            ],
            batch_size=500,
        )
        ours = Participant.objects.filter(person__search_name__startswith="name").order_by("pk")
        mentors, mentees = list(ours.filter(role="mentor")), list(ours.filter(role="mentee"))
        Mentorship.objects.bulk_create(
            [
                Mentorship(
                    scheme=world.scheme, mentor=mentors[n], mentee=mentees[n], state="active", opened_at=now,
                    last_contact_at=now - timedelta(days=60 if n % 100 == 0 else 1),
                )
                for n in range(pairs)
            ],
            batch_size=500,
        )  # fmt: skip
        opened = list(Mentorship.objects.filter(mentor__in=mentors).order_by("pk"))
        # Nineteen in twenty lack nothing: they have what the first pair has, which went through the services.
        settled = [n for n in range(half) if n % 20]
        copy_rows(first.mentor.person, [mentors[n].person for n in settled])
        copy_rows(first.mentor, [mentors[n] for n in settled])
        copy_rows(first.mentee, [mentees[n] for n in settled])
        copy_rows(first, opened, participant={first.mentor_id: "mentor_id", first.mentee_id: "mentee_id"})
        for pair in Mentorship.objects.order_by("pk").iterator():
            Message.objects.bulk_create(
                [
                    Message(
                        scheme=world.scheme, mentorship=pair, sender_id=pair.mentor_id if k % 2 else pair.mentee_id,
                        original="Shall we look at the plan?", delivered_text="Shall we look at the plan?", state="delivered",
                        action="allow", engine_version="bench", policy_version="bench", sent_at=now - timedelta(hours=k),
                        delivered_at=now, read_at=now,
                    )
                    for k in range(per_pair)
                ],
                batch_size=500,
            )  # fmt: skip
        look_at_the_tables.call()  # as the clock does every day
        return {
            "cora": world.people[STAFF[Role.COORDINATOR]].account_id,
            "mona": first.mentor.person.account_id,
            "pair": first.public_id,
            "person": first.mentor.public_id,
            "base": world.url(""),
            "counts": [Person.objects.count(), Mentorship.objects.count(), Message.objects.count()],
        }


#: The two sizes take turns this many times on each page.
ROUNDS = 8

PAGES = [
    ("Today, co-ordinator", "cora", ""),
    ("Today, mentor", "mona", ""),
    ("Mentors", "cora", "people/mentors"),
    ("Mentees", "cora", "people/mentees"),
    ("Pairs", "cora", "pairs/"),
    ("A pair", "cora", "pairs/{pair}/"),
    ("A person", "cora", "people/{person}/"),
    ("A thread", "mona", "messages/{pair}/"),
    ("Search by name", "cora", "search/?q=name1"),  # more than the fifty it shows, in both sizes
    ("Held messages", "cora", "messages/held/"),
]


def clients(known: dict[str, Any]) -> dict[str, tuple[Any, str]]:
    """Page -> (a client that is signed in, the address)."""
    from django.conf import settings
    from django.core.signals import request_started
    from django.db import reset_queries
    from django.test import Client
    from django.utils import timezone

    from ithaca.accounts.models import Account
    from ithaca.cli.web import keep_what_is_loaded, load_pages

    settings.ALLOWED_HOSTS = ["testserver"]
    load_pages()
    keep_what_is_loaded()  # as the web server does when it has loaded everything
    request_started.disconnect(reset_queries)
    found = {}
    for name, who, path in PAGES:
        client = Client()
        client.force_login(
            Account.objects.get(pk=known[who]), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session["second_factor_at"] = timezone.now().isoformat()
        session.save()
        found[name] = (client, known["base"] + path.format(**known))
    return found


def count_queries(client: Any, url: str) -> int:
    """How many queries the page takes; it must answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return len(queries)


def ask(client: Any, url: str, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each request, by the clock on the wall and by that of the processor."""
    wall, worked = [], []
    for _ in range(times):
        start, before = time.perf_counter(), time.process_time()
        client.get(url)
        worked.append((time.process_time() - before) * 1000)
        wall.append((time.perf_counter() - start) * 1000)
    return wall, worked


def one_size(people: int, times: int) -> None:
    """Run in a process of its own: load, then measure the page named on each line of the standard input; print JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    import django

    django.setup()
    known = load(people)
    pages = clients(known)
    queries = {name: count_queries(*page) for name, page in pages.items()}
    print(json.dumps({"counts": known["counts"], "queries": queries}), flush=True)
    for line in sys.stdin:
        print(json.dumps(ask(*pages[line.strip()], times)), flush=True)


class Size:
    """The process of one size, with what it measured: page -> times by the wall, times by the processor."""

    def __init__(self, people: int, times: int, folder: str) -> None:
        command = [sys.executable, __file__, "--one", "--people", str(people), "--times", str(times)]
        environment = {**os.environ, "ITHACA_DATA": folder}
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.known = self.answer()
        self.wall: dict[str, list[float]] = {name: [] for name, _who, _path in PAGES}
        self.worked: dict[str, list[float]] = {name: [] for name, _who, _path in PAGES}

    def answer(self) -> Any:
        """The next line it prints; ends the bench if it failed (it has said why)."""
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline() or sys.exit("The measuring process ended."))

    def ask(self, page: str) -> None:
        """One round of requests of one page."""
        assert self.process.stdin is not None
        print(page, file=self.process.stdin, flush=True)
        wall, worked = self.answer()
        self.wall[page] += wall
        self.worked[page] += worked


def middle_and_slow(spent: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]


def main() -> None:
    """Both sizes side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=160)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one_size(arguments.people, arguments.times)
        return
    each = max(1, arguments.times // ROUNDS)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        small, large = Size(arguments.people // 10, each, one), Size(arguments.people, each, other)
        for name, _who, _path in PAGES:
            for _ in range(ROUNDS):
                small.ask(name)
                large.ask(name)
        for size in (small, large):
            size.process.communicate()
    print(f"people, pairs, messages: {small.known['counts']} beside {large.known['counts']}")
    print(f"{'page':<22}{'median ms':>12}{'p95':>8}{'processor':>12}{'p95':>8}{'queries':>10}{'ratio':>8}{'of p95':>8}")
    for name, _who, _path in PAGES:
        median, p95 = middle_and_slow(large.wall[name])
        worked, slow = middle_and_slow(large.worked[name])
        before, slow_before = middle_and_slow(small.worked[name])
        times = f"{median:>12.1f}{p95:>8.1f}{worked:>12.1f}{slow:>8.1f}{large.known['queries'][name]:>10}"
        print(f"{name:<22}{times}{worked / before:>8.2f}{slow / slow_before:>8.2f}")


if __name__ == "__main__":
    main()
