"""Very many worries from one place: all are kept, letters have an end, and nobody can silence the next one (SG-8)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import acknowledge
from tests.safeguarding.conftest import RAISED, House


def rung(house: House) -> int:
    return Letter.objects.filter(name__in=RAISED, person=house.world.people["Lena Lead"]).count()


def many(house: House, count: int, **more: Any) -> None:
    client = Client()
    for n in range(count):
        sent = {"words": "Flood", "once": f"n{n}"}
        assert client.post(house.world.url("worried"), sent, **more).status_code == 302


def test_once_the_many_were_seen_the_next_one_rings(house: House) -> None:
    many(house, 10)
    for concern in Concern.objects.all():
        acknowledge(concern=concern, by=house.staff(), at=timezone.now())
    before = rung(house)
    Client().post(house.world.url("worried"), {"words": "Please help me", "once": "real"})
    assert rung(house) == before + 1


def test_many_about_a_lead_do_not_silence_one_for_the_lead(house: House) -> None:
    client = Client()
    for n in range(10):
        client.post(house.world.url("worried"), {"words": "Flood", "about": "lead", "once": f"n{n}"})
    client.post(house.world.url("worried"), {"words": "Please help me", "once": "real"})
    assert rung(house) == 1


@pytest.mark.parametrize("behind", [True, False])
def test_behind_a_proxy_each_sender_is_counted_by_themself(house: House, settings: Any, behind: bool) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1 if behind else 0
    many(house, 11, headers={"X-Forwarded-For": "198.51.100.7"})
    before = rung(house)
    Client().post(
        house.world.url("worried"), {"words": "Please help me", "once": "r"}, headers={"X-Forwarded-For": "203.0.113.9"}
    )
    assert (rung(house) > before) is behind, "without a proxy of ours the header is the sender's own invention"
