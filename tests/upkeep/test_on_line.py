"""Before a scheme goes on line the server is safe: encryption, sign-in for all, a backup (MSG-27)."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.actor import job
from ithaca.organisations.models import Organisation
from ithaca.schemes.selectors import missing_to_open
from ithaca.upkeep import asked
from ithaca.upkeep.disk import folder_encrypted
from ithaca.upkeep.selectors import readiness
from ithaca.upkeep.services.marks import set_mark
from tests.support.pairs import arrange
from tests.support.world import World

JOB = job("test")


def codes(world: World) -> list[str]:
    """What keeps the scheme from opening, of what this room asks; a database made for tests need not sync."""
    today = timezone.localdate()
    found = [one.code for one in asked.launch_gate(scheme=world.scheme, on=today)]
    return [code for code in found if code != "upkeep.durable"]


def test_a_scheme_opens_only_on_a_server_that_is_safe(world: World, settings: LazySettings) -> None:
    arrange(world, channels=("messages",), mentees_may_be_children=False)
    settings.HTTPS, settings.DEBUG = False, True
    assert codes(world) == ["upkeep.https", "upkeep.disk", "upkeep.sign_in", "upkeep.backup"]
    settings.HTTPS, settings.DEBUG = True, False
    assert codes(world) == ["upkeep.disk", "upkeep.backup"]
    now = timezone.now()
    set_mark(key="disk_encrypted", value={}, by=JOB, at=now)
    set_mark(key="backup", value={"size": 1}, by=JOB, at=now)
    assert codes(world) == ["upkeep.backup"], "a backup on the same machine is none"
    set_mark(key="kept_elsewhere", value={}, by=JOB, at=now)
    assert codes(world) == []
    set_mark(key="backup", value={"size": 1}, by=JOB, at=now - timedelta(days=9))
    assert codes(world) == ["upkeep.backup"], "an old backup is none"


def test_a_door_taken_out_is_noticed(world: World, settings: LazySettings) -> None:
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith("Guard")]
    assert "upkeep.sign_in" in codes(world)


def test_adults_who_only_meet_need_no_server_for_it_and_children_always_do(world: World) -> None:
    arrange(world, channels=("meetings",), mentees_may_be_children=False)
    assert codes(world) == []
    arrange(world, channels=("meetings",), mentees_may_be_children=True)
    assert "upkeep.backup" in codes(world)


def test_the_launch_gate_of_a_scheme_asks_it_and_names_the_page(world: World) -> None:
    found = {one.code: one for one in missing_to_open(world.scheme, timezone.localdate())}
    assert found["upkeep.https"].page == "upkeep:ready"
    assert "https" in found["upkeep.https"].sentence


def test_the_example_opens_without(world: World) -> None:
    Organisation.objects.filter(pk=world.organisation.pk).update(is_example=True)
    assert codes(world) == []


@pytest.mark.django_db
def test_an_administrator_says_that_the_disk_is_encrypted_and_is_not_asked_again() -> None:
    boss = Account.objects.create_user("boss", "boss@example.org", "a long enough phrase", is_administrator=True)
    browser = Client()
    browser.force_login(boss, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["second_factor_at"] = timezone.now().isoformat()
    session.save()
    assert "I have looked" in browser.get("/ready/").content.decode()
    browser.post("/ready/disk-encrypted/", {"once": "d"})
    page = browser.get("/ready/").content.decode()
    assert "I have looked" not in page
    assert "Somebody has confirmed that the disk is encrypted" in page
    assert {line.key: line.good for line in readiness(at=timezone.now())}["disk"]


def _device(devices: Path, folder: Path) -> Path:
    number = folder.stat().st_dev
    device = devices / f"{os.major(number)}:{os.minor(number)}"
    (device / "slaves").mkdir(parents=True)
    return device


def test_an_encrypted_device_is_seen_under_a_volume_and_a_half_encrypted_one_is_not(tmp_path: Path) -> None:
    devices = tmp_path / "devices"
    assert not folder_encrypted(tmp_path, devices), "nothing is seen, so it is asked"
    device = _device(devices, tmp_path)
    assert not folder_encrypted(tmp_path, devices), "a plain disk"
    (device / "slaves" / "one" / "dm").mkdir(parents=True)
    (device / "slaves" / "one" / "dm" / "uuid").write_text("CRYPT-LUKS2-0123-data\n")
    assert folder_encrypted(tmp_path, devices)
    (device / "slaves" / "two" / "slaves").mkdir(parents=True)
    assert not folder_encrypted(tmp_path, devices), "one of its two disks is plain"
