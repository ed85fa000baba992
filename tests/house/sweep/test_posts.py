"""What is sent: never without a token, never by somebody who may not, never breaking anything."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.house.sweep.browse import WALKERS, browser, turned_away, written
from tests.house.sweep.conftest import Twins
from tests.house.sweep.expected import ADDRESSES
from tests.house.sweep.walk import everyone_in, path_of, variants
from tests.house.sweep.who import Address

#: A worry is taken from a page that stood open for a week and from a browser without cookies (views/worry.py says why).
#: An alarm is answered by whoever holds its link (oncall/views/alarm.py).
#: A letter is stopped by the one press that a mail program makes, with its link and nothing else (RFC 8058).
WITHOUT_TOKEN = {"safeguarding:worry", "safeguarding:worry_here", "oncall:answer", "notices:stop"}
#: Every kind of person, once.
SENDERS = ("coordinator", "deputy", "lead", "third", "mentor", "mentee", "parent", "school", "partner", "leaver",
           "excluded", "subject", "stranger", "nobody", "bare", "anonymous")  # fmt: skip
#: The tables in which tries and forms are counted; they hold nothing about anybody.
COUNTERS = {"kernel_tries", "kernel_answered"}


def test_nothing_is_taken_without_a_token(twins: Twins) -> None:
    client = browser(twins.ours, twins.twin, "coordinator", strict=True)
    taken = []
    for address in ADDRESSES:
        if address.name in WITHOUT_TOKEN:
            continue
        path = path_of(address, twins.ours, variants(address, twins.ours)[0])
        with written() as wrote:
            status = client.post(path).status_code
        if status != 403 or wrote.tables - COUNTERS:
            taken.append(f"{address.name}: {status} {sorted(wrote.tables)}")
    assert taken == []


@pytest.mark.parametrize("who", SENDERS)
def test_an_empty_form_breaks_nothing_and_a_stranger_changes_nothing(twins: Twins, who: str) -> None:
    client = browser(twins.ours, twins.twin, who)
    faults = []
    for address in ADDRESSES:
        for variant, path, may in _tried(address, twins, who):
            with transaction.atomic():
                with written() as wrote:
                    answer = client.post(path)
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                faults.append(f"{address.name} {variant}: broke")
            shut = answer.status_code in (403, 404, 405) or turned_away(answer)
            if not may and (not shut or wrote.tables - COUNTERS):
                faults.append(f"{address.name} {variant}: {answer.status_code} {sorted(wrote.tables)}")
    assert faults == []


def _tried(address: Address, twins: Twins, who: str) -> Iterator[tuple[str, str, bool]]:
    """(variant, path, may they): all variants for whom some are theirs, else the first."""
    every = variants(address, twins.ours)
    if who not in everyone_in(address, twins.ours):
        yield every[0], path_of(address, twins.ours, every[0]), False
        return
    for variant in every:
        told_no = who in address.told_no
        if not told_no:
            yield variant, path_of(address, twins.ours, variant), who in address.may_enter(variant)


def test_every_kind_of_sender_is_a_walker() -> None:
    assert set(SENDERS) <= set(WALKERS)
