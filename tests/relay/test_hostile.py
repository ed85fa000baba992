"""Three hundred hostile and malformed mails: no crash, no leak, no silent loss (MSG-07)."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ithaca.audit.models import Event
from ithaca.kernel.models import Tries
from ithaca.messaging.models import Message
from ithaca.notices.models import Letter
from ithaca.relay.models import Arrival
from ithaca.relay.verdict import SENTENCES
from tests.relay.conftest import PROVIDER_PEER, Post
from tests.relay.hostile import ANY, CANARY, collection

SENDER = "mona@example.org"
#: A mail that takes longer than this on the slowest machine was made to.
SECONDS = 20


def test_there_are_at_least_three_hundred_and_no_two_alike() -> None:
    cases = collection(SENDER)
    assert len(cases) >= 300
    assert len({raw for _name, raw, _states in cases}) >= 300
    assert len({name for name, _raw, _states in cases}) == len(cases)


@pytest.fixture
def mona(post: Post, settings: Any) -> Post:
    """The mentor writes from SENDER, and her provider's server brings the mail: only what is in it can stop it."""
    person = post.pair.mentor.person
    person.email = SENDER
    person.save()
    return post


@pytest.mark.parametrize("letter", range(8))
def test_each_ends_somewhere_that_can_be_seen(mona: Post, letter: int) -> None:
    wrong = []
    for name, raw, states in collection(SENDER)[letter::8]:
        Arrival.objects.update(mail_id="")
        Tries.objects.all().delete()  # as if each came on a day of its own: everybody refused is told
        before = Letter.objects.count()
        unproved = name.startswith("signature")
        begun = time.monotonic()
        row = mona.arrives(raw, envelope=SENDER, peer="203.0.113.9" if unproved else PROVIDER_PEER)
        if time.monotonic() - begun > SECONDS:
            wrong.append(f"{name}: slow")
        if row.state not in (states & ANY):
            wrong.append(f"{name}: {row.state} {row.why}, not {sorted(states)}")
        if bytes(row.original) != raw:
            wrong.append(f"{name}: the original was changed")
        told = Letter.objects.count() > before
        if row.state == "passed" and Message.objects.filter(public_id=row.message).count() != 1:
            wrong.append(f"{name}: no message came of it")
        if row.state in ("refused", "kept") and not told:
            wrong.append(f"{name}: nobody was told")
        if row.state == "refused" and row.why not in SENTENCES:
            wrong.append(f"{name}: refused without a reason")
    assert wrong == []
    _nothing_leaked()


def _nothing_leaked() -> None:
    """No word that was hidden, quoted, enclosed or of somebody else stands anywhere but in the untouched original."""
    assert not Message.objects.filter(original__contains=CANARY).exists()
    for letter in Letter.objects.all():
        assert CANARY not in letter.body + letter.subject + letter.to_address
        assert letter.to_address.endswith("example.org")
        assert "\n" not in letter.subject + letter.to_address
    for event in Event.objects.all():
        assert CANARY not in str(event.data)
    for message in Message.objects.all():
        assert "\x00" not in message.original
