"""Large files: portions, stops, kills, and a second yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from ithaca.imports import tasks
from ithaca.imports.models import Import
from ithaca.imports.services import bring_portion, confirm, get_ready, go_on, stop, upload
from ithaca.imports.services.claim import LEASE, claim
from ithaca.imports.services.run import PORTION_ROWS
from ithaca.imports.tasks import CLOCK, carry, who_confirmed
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import everywhere
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import Appointment
from tests.support.world import World

COUNT = 450


def letters(number: int) -> str:
    """A number as letters: names hold no figures."""
    return "".join("abcdefghij"[int(figure)] for figure in str(number))


def rows(count: int = COUNT) -> bytes:
    people = [f"Anna Brook{letters(n)},a{n}@example.org,{1 + n % 28:02d}/03/1980" for n in range(count)]
    return "\n".join(["Name,E-mail,Date of birth", *people]).encode()


@pytest.fixture(autouse=True)
def _nothing_at_hand() -> Iterator[None]:
    """Each test is a worker that has just been started."""
    tasks._at_hand.clear()
    yield
    tasks._at_hand.clear()


@pytest.fixture
def running(world: World, coordinator: Actor) -> Import:
    """A large file that she has said yes to."""
    at = timezone.now()
    item = upload(scheme=world.scheme, content=rows(), filename="l.csv", kind="mentors", by=coordinator, at=at)
    confirm(item=item, by=coordinator, at=at)
    return item


def joined() -> int:
    return Participant.objects.filter(role="mentor", person__family_name__startswith="Brook").count()


def test_a_large_file_waits_for_the_worker_who_brings_it_in_by_portions(running: Import) -> None:
    assert (running.state, joined()) == ("running", 0)
    assert carry() == 1
    running.refresh_from_db()
    assert (running.state, running.done, joined()) == ("running", PORTION_ROWS, PORTION_ROWS)
    while carry():
        pass
    running.refresh_from_db()
    assert (running.state, running.summary["new"], joined()) == ("done", COUNT, COUNT)


def test_a_worker_killed_inside_a_portion_leaves_nothing_of_it_and_another_goes_on(
    running: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry()
    saved = Import.save

    def killed(self: Import, *args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Import, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        carry()
    monkeypatch.setattr(Import, "save", saved)
    assert joined() == PORTION_ROWS
    tasks._at_hand.clear()
    while carry():
        pass
    assert joined() == COUNT
    assert Person.objects.filter(family_name__startswith="Brook").count() == COUNT


def test_another_worker_takes_over_only_when_the_lease_has_run_out(running: Import) -> None:
    at = timezone.now()
    with everywhere("as the worker does"):
        assert claim(worker="one", by=CLOCK, at=at) == running
        assert claim(worker="two", by=CLOCK, at=at + LEASE / 2) is None
        assert claim(worker="two", by=CLOCK, at=at + LEASE + timedelta(seconds=1)) == running


def test_two_workers_at_one_portion_bring_it_in_once(world: World, running: Import, coordinator: Actor) -> None:
    at = timezone.now()
    first, second = get_ready(running, at=at), get_ready(running, at=at)
    bring_portion(item=running, ready=first, by=coordinator, at=at)
    with pytest.raises(NotNow):
        bring_portion(item=running, ready=second, by=coordinator, at=at)
    assert joined() == PORTION_ROWS


def test_stopped_half_way_it_can_be_gone_on_with(running: Import, coordinator: Actor) -> None:
    carry()
    running.refresh_from_db()
    stop(item=running, by=coordinator, at=timezone.now())
    assert carry() == 0
    assert joined() == PORTION_ROWS
    go_on(item=running, by=coordinator, at=timezone.now())
    while carry():
        pass
    assert joined() == COUNT


def test_a_second_yes_is_refused(running: Import, coordinator: Actor) -> None:
    stale = Import.objects.get(pk=running.pk)
    stale.state = "mapped"
    with pytest.raises(NotNow):
        confirm(item=stale, by=coordinator, at=timezone.now())


def test_somebody_who_is_co_ordinator_no_more_brings_in_nothing_more(running: Import) -> None:
    carry()
    Appointment.objects.filter(scheme=running.scheme, role="coordinator").update(until="2026-01-02")
    tasks._at_hand.clear()
    carry()
    running.refresh_from_db()
    assert (running.state, joined()) == ("stopped", PORTION_ROWS)


def test_one_bad_row_in_a_portion_is_named_and_the_others_come_in(running: Import, coordinator: Actor) -> None:
    """A birthday to come, which the sheets would have caught: the service refuses it, and only this row."""
    at = timezone.now()
    ready = get_ready(running, at=at)
    ready.prepared.cleaned.rows[7].values["birth_date"] = timezone.localdate(at) + timedelta(days=2)
    bring_portion(item=running, ready=ready, by=coordinator, at=at, seconds=None)
    assert (running.summary["new"], running.summary["refused"], joined()) == (PORTION_ROWS - 1, 1, PORTION_ROWS - 1)
    assert [row for row, _words in running.problems] == [9]
    assert not Person.objects.filter(email="a7@example.org").exists()


def test_a_large_file_is_read_by_the_worker(world: World, coordinator: Actor) -> None:
    at = timezone.now()
    content = rows(4000).replace(b"Date of birth", b"Job title").replace(b"/03/1980", b" welder")
    item = upload(scheme=world.scheme, content=content, filename="l.csv", kind="mentors", by=coordinator, at=at)
    assert item.state == "uploaded"
    carry()
    item.refresh_from_db()
    assert (item.state, item.kind, item.summary["new"], joined()) == ("mapped", "mentors", 4000, 0)


def test_a_large_file_that_is_no_table_says_so(world: World, coordinator: Actor) -> None:
    item = upload(
        scheme=world.scheme, content=b"\x89PNG" + bytes(200_000), filename="l.csv", by=coordinator, at=timezone.now()
    )
    carry()
    item.refresh_from_db()
    assert item.state == "unreadable"
    assert item.problems[0][1]


def test_whose_way_in_was_closed_meanwhile_brings_in_nothing_more(world: World) -> None:
    person = world.appoint("Cleo Closed", Role.COORDINATOR)
    item = Import(scheme=world.scheme, uploaded_by=person)
    assert who_confirmed(item).holds(Role.COORDINATOR)
    account = person.account
    assert account is not None
    account.is_active = False
    account.save()
    assert who_confirmed(item).kind == "anonymous"
    person.account = None
    assert who_confirmed(item).kind == "anonymous", "a job may do anything: nobody's file is brought in as one"
