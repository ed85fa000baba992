"""How long it takes to bring 10,000 people in: python bench/imports.py [--people N] [--profile].

The file is made up, read, run dry and brought in as a co-ordinator's is: the same services, the same short transactions,
on an empty SQLite database in a temporary folder. Prints seconds and rows a second for each step, the longest time the
database was held by one portion, and the whole again with a tenth of the people, with the ratio.
"""

from __future__ import annotations

import argparse
import cProfile
import multiprocessing
import os
import pstats
import random
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

GIVEN = (
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eva",
    "Finn",
    "Gwen",
    "Hugo",
    "Ines",
    "Jack",
    "Kim",
    "Leo",
    "Mona",
    "Nico",
    "Olga",
    "Paul",
    "Rosa",
    "Sam",
    "Tess",
    "Umar",
    "Vera",
    "Will",
    "Yara",
    "Zoe",
)
FAMILY = (
    "Ash",
    "Brook",
    "Clay",
    "Dale",
    "East",
    "Ford",
    "Gray",
    "Hill",
    "Isle",
    "Jones",
    "Knox",
    "Lane",
    "Moss",
    "Nash",
    "Oak",
    "Park",
    "Reed",
    "Stone",
    "Thorn",
    "Vale",
    "Wood",
    "York",
)


def mentors(count: int) -> tuple[str, bytes]:
    """A file of mentors as a form collects it: 12 columns. Many share a name; none a name and an address."""
    dice = random.Random(1871)
    lines = [
        "Name,E-mail,Telephone,Date of birth,Gender,Postcode,Employer,Job title,Sector,Skills,Interests,Availability"
    ]
    for number in range(count):
        name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}-{dice.choice(FAMILY)}"
        born = date(1955, 1, 1) + timedelta(days=(number * 37) % 17_000)
        lines.append(
            f"{name},person{number}@example.org,07700 900{number % 1000:03d},{born:%d/%m/%Y},Female,QZ1 {number % 9}AB,"
            f"Firm {number % 200},Engineer,Engineering,Listening; Welding,Chess; Sailing,Monday; Friday morning"
        )
    return "mentors", "\n".join(lines).encode()


def pupils(count: int) -> tuple[str, bytes]:
    """A file of pupils with a parent each, as a school's system writes it: two people a row, so half as many rows."""
    dice = random.Random(1871)
    lines = [
        "Surname,Forename,Date of birth,Year group,Tutor group,School,Interests,Parent name,Parent email,Parent mobile"
    ]
    for number in range(count // 2):
        given, family = dice.choice(GIVEN), f"{dice.choice(FAMILY)}-{dice.choice(FAMILY)}"
        born = date(2010, 1, 1) + timedelta(days=number % 1800)
        year, school = f"Year {9 + number % 3}", f"School {number % 40}"
        lines.append(
            f"{family},{given},{born:%d/%m/%Y},{year},{number % 12}A,{school},Chess; Sailing,{dice.choice(GIVEN)} {family},"
            f"parent{number}@example.org,07700 900{number % 1000:03d}"
        )
    return "mentees", "\n".join(lines).encode()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--only", choices=("mentors", "pupils"), help="one of the two files")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    for name in [options.only] if options.only else ["mentors", "pupils"]:
        rates = []
        for share in (10, 1):
            answer: Any = context.SimpleQueue()
            child = context.Process(
                target=measure, args=(name, options.people // share, options.profile and share == 1, answer)
            )
            child.start()
            child.join()
            if child.exitcode:
                return 1
            rates.append(answer.get())
        print(f"        with ten times as many, {name} take {rates[0] / rates[1]:.2f} times as long each")
    return 0


def measure(name: str, count: int, profile: bool, answer: Any) -> None:
    """One run on a fresh database; answers with people a second."""
    folder = tempfile.TemporaryDirectory()
    os.environ["ITHACA_DATA"] = folder.name
    from ithaca.cli.environment import set_up_django

    set_up_django()
    from ithaca.cli.database import bring_up_to_date

    bring_up_to_date()
    from ithaca.kernel.scope import open_scheme

    scheme, by = a_scheme()
    with open_scheme(organisation_id=scheme.organisation_id, scheme_id=scheme.pk):
        watch = cProfile.Profile()
        if profile:
            watch.enable()
        kind, content = mentors(count) if name == "mentors" else pupils(count)
        answer.put(run(scheme, by, kind, content, count))
        if profile:
            watch.disable()
            pstats.Stats(watch).sort_stats("tottime").print_stats(45)
            pstats.Stats(watch).sort_stats("cumtime").print_stats(60)
    folder.cleanup()


def a_scheme() -> tuple[Any, Any]:
    """An organisation with a scheme and its co-ordinator."""
    from django.utils import timezone

    from ithaca.accounts.selectors import actor_of, roles_of
    from ithaca.cli.example_organisation import let_in
    from ithaca.kernel.actor import job
    from ithaca.kernel.roles import Role
    from ithaca.kernel.scope import open_organisation
    from ithaca.organisations.services import add_person, create_organisation
    from ithaca.schemes.services import create_scheme

    at, by = timezone.now(), job("bench")
    organisation = create_organisation(name="Bench Trust", by=by, at=at)
    with open_organisation(organisation_id=organisation.pk):
        cora = add_person(
            organisation=organisation,
            given_name="Cora",
            family_name="Bench",
            date_of_birth=date(1980, 1, 1),
            email="cora@example.org",
            by=by,
            at=at,
        )
        account = let_in(cora, at)
        scheme = create_scheme(
            organisation=organisation,
            template="school_business",
            name="Bench",
            answers={"coordinator": cora},
            by=by,
            at=at,
        )
    held = roles_of(account, organisation_id=organisation.pk, scheme_id=scheme.pk)
    return scheme, actor_of(account, held).acting_as(Role.COORDINATOR)


def run(scheme: Any, by: Any, kind: str, content: bytes, count: int) -> float:
    """Upload, dry run and import; prints the seconds of each and returns people a second."""
    from django.utils import timezone

    from ithaca.imports.services import bring_portion, confirm, get_ready, look, upload

    at = timezone.now()
    began, busy = time.perf_counter(), time.process_time()
    item = upload(scheme=scheme, content=content, filename="people.csv", kind=kind, by=by, at=at)
    if item.state == "uploaded":
        look(item=item, by=by, at=at)
    looked = time.perf_counter()
    confirm(item=item, by=by, at=at)
    longest, ready = 0.0, None
    if item.state == "running":
        ready = get_ready(item, at=at)
    while item.state == "running" and ready is not None:
        portion = time.perf_counter()
        bring_portion(item=item, ready=ready, by=by, at=at)
        longest = max(longest, time.perf_counter() - portion)
    done = time.perf_counter()
    if item.summary.get("new", 0) != item.total:
        raise SystemExit(f"Not everybody was brought in: {item.summary} {item.problems[:3]}")
    print(
        f"{count:>7,} people ({kind}): read and run dry {looked - began:.1f} s, brought in {done - looked:.1f} s, together "
        f"{done - began:.1f} s of which the processor worked {time.process_time() - busy:.1f} s; longest portion {longest:.2f} s",
        flush=True,
    )
    return count / (done - began)


if __name__ == "__main__":
    sys.exit(main())
