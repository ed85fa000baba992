"""Text messages: a row, a provider over HTTP, a receipt; a log is no way to reach anybody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.actor import ANONYMOUS, job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.notices.carriers import carrier_for, safe_address
from ithaca.notices.models import Letter, Text, TextSettings
from ithaca.notices.selectors import number_of, texts_work
from ithaca.notices.services.send import send_letter
from ithaca.notices.services.texts import carry_texts, send_text, set_up_texts, try_text
from ithaca.participants.letters import INVITED
from tests.support.gateway import ACCOUNT, ADMINISTRATOR, SECRET, Gateway, running_gateway, use_gateway
from tests.support.pairs import arrange
from tests.support.world import CHILD_BORN, World

BY = job("tests")


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """A provider on loopback."""
    with running_gateway() as made:
        yield made


def text(number: str = "+447700900456") -> Text:
    made: Text = send_text(name="tests.text", words="Urgent.", number=number, link="/a/b", by=BY, at=timezone.now())
    return made


def due_now() -> None:
    Text.objects.update(next_try_at=timezone.now() - timedelta(seconds=1), claimed_until=None)


def test_a_text_is_handed_over_once_and_followed_to_its_receipt(db: None, gateway: Gateway) -> None:
    use_gateway(gateway)
    text()
    assert carry_texts() == 1
    row = Text.objects.get()
    assert (row.state, row.provider, row.provider_ref) == ("sent", "twilio", "SM0001")
    assert row.sent_at is not None
    assert carry_texts() == 0
    [got] = gateway.taken
    assert got["To"] == "+447700900456"
    assert got["From"] == "+447700900000"
    assert got["Body"].startswith("Urgent. http")
    assert got["Body"].endswith("/a/b")
    assert gateway.keys == {f"{ACCOUNT}:{SECRET}"}
    due_now()
    assert carry_texts() == 1
    row.refresh_from_db()
    assert row.state == "delivered"
    assert row.receipt_at is not None
    assert gateway.asked == ["SM0001"]


def test_without_a_provider_it_stands_in_the_log_without_number_or_words(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    text()
    with caplog.at_level(logging.INFO, logger="ithaca.notices"):
        assert carry_texts() == 1
    row = Text.objects.get()
    assert (row.state, row.sent_at) == ("logged", None)
    assert "+447700900456" not in caplog.text
    assert "/a/b" not in caplog.text
    assert not texts_work()


@pytest.mark.parametrize(("status", "state"), [(400, "failed"), (401, "waiting"), (429, "waiting"), (503, "waiting")])
def test_what_can_pass_is_tried_again_and_what_cannot_is_given_up(
    db: None, gateway: Gateway, status: int, state: str
) -> None:
    use_gateway(gateway)
    gateway.status = status
    text()
    carry_texts()
    row = Text.objects.get()
    assert (row.state, row.last_error, row.attempts) == (state, f"HTTP {status}", 1)
    assert row.claimed_until is None
    gateway.status = 201
    due_now()
    carry_texts()
    assert len(gateway.taken) == (0 if state == "failed" else 1)


def test_a_provider_that_is_away_loses_nothing(db: None, gateway: Gateway) -> None:
    use_gateway(gateway)
    TextSettings.objects.update(address="http://127.0.0.1:9")
    text()
    text()
    assert carry_texts() == 1, "a provider that is away ends the round"
    assert set(Text.objects.values_list("state", flat=True)) == {"waiting"}
    TextSettings.objects.update(address=gateway.url)
    due_now()
    carry_texts()
    assert len(gateway.taken) == 2


def test_a_redirect_never_carries_the_key_elsewhere(db: None, gateway: Gateway) -> None:
    use_gateway(gateway)
    gateway.status = 302
    text()
    carry_texts()
    assert Text.objects.get().last_error == "HTTP 302"


def test_a_receipt_that_says_it_did_not_arrive_is_kept(db: None, gateway: Gateway) -> None:
    use_gateway(gateway)
    gateway.became = "undelivered"
    text()
    carry_texts()
    due_now()
    carry_texts()
    assert Text.objects.get().state == "failed"


def test_a_receipt_that_is_not_there_yet_is_asked_for_again_later(db: None, gateway: Gateway) -> None:
    use_gateway(gateway)
    gateway.became = "sending"
    text()
    carry_texts()
    due_now()
    carry_texts()
    row = Text.objects.get()
    assert (row.state, row.asked) == ("sent", 1)
    assert row.next_try_at > timezone.now()


def test_a_killed_worker_loses_nothing(db: None, gateway: Gateway) -> None:
    use_gateway(gateway)
    row = text()
    Text.objects.filter(pk=row.pk).update(claimed_until=timezone.now() + timedelta(seconds=30), attempts=1)
    assert carry_texts() == 0, "another worker holds it"
    Text.objects.filter(pk=row.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert carry_texts() == 1
    assert len(gateway.taken) == 1


@pytest.mark.parametrize(
    ("typed", "number"),
    [("07700 900123", "+447700900123"), ("+49 30 901820", "+4930901820"), ("none", ""), ("12", ""), ("", "")],
)
def test_numbers_as_people_write_them(typed: str, number: str) -> None:
    assert number_of(typed) == number


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://api.example.org", True),
        ("http://127.0.0.1:8000", True),
        ("http://example.org", False),
        ("ftp://example.org", False),
        ("https://", False),
        ("https://[", False),
    ],
)
def test_the_key_travels_only_encrypted(address: str, safe: bool) -> None:
    assert safe_address(address) is safe


def test_settings_are_refused_with_a_sentence_and_the_secret_is_not_readable(db: None, gateway: Gateway) -> None:
    fields = {"provider": "twilio", "address": "", "account": "A", "secret": "s3cret", "sender": "Ithaca"}
    for wrong in ({"own_number": ""}, {"own_number": "abc"}, {"own_number": "07700900123", "address": "http://x.org"}):
        with pytest.raises(NotNow):
            set_up_texts(**{**fields, **wrong}, by=ADMINISTRATOR, at=timezone.now())
    with pytest.raises(NotAllowed):
        set_up_texts(**fields, own_number="07700900123", by=ANONYMOUS, at=timezone.now())
    how = set_up_texts(**fields, own_number="07700900123", by=ADMINISTRATOR, at=timezone.now())
    assert "s3cret" not in how.secret_encrypted
    with pytest.raises(NotNow, match="secret"):
        set_up_texts(
            **{**fields, "account": "B", "secret": ""}, own_number="07700900123", by=ADMINISTRATOR, at=timezone.now()
        )
    carrier = carrier_for(how)
    assert carrier.real


@pytest.mark.parametrize(("status", "sentence"), [(401, "account and secret"), (500, "refused")])
def test_a_test_says_what_is_wrong(db: None, gateway: Gateway, status: int, sentence: str) -> None:
    how = use_gateway(gateway, tested=False)
    gateway.status = status
    with pytest.raises(NotNow, match=sentence):
        try_text(how=how)


def test_an_administrator_sets_it_up_and_tries_it(world: World, gateway: Gateway) -> None:
    client = Client()
    account = Account.objects.create_user("ada", "ada@example.org", "a long enough phrase")
    account.is_administrator = True
    account.save()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_at"] = timezone.now().isoformat()
    session.save()
    fields = {
        "provider": "twilio",
        "account": ACCOUNT,
        "secret": SECRET,
        "sender": "Ithaca",
        "own_number": "07700 900123",
    }
    page = client.post("/texts/", {**fields, "address": "http://example.org"}).content.decode()
    assert "must begin with https" in page
    assert SECRET not in page
    page = client.post("/texts/", {**fields, "address": gateway.url}, follow=True).content.decode()
    assert "Now send a test" in page
    assert not texts_work()
    page = client.post("/texts/test/", follow=True).content.decode()
    assert "Text messages work" in page
    assert gateway.taken[0]["To"] == "+447700900123"
    assert texts_work()


def test_who_has_no_e_mail_address_hears_by_text_that_a_letter_waits(world: World, gateway: Gateway) -> None:
    use_gateway(gateway)
    at = timezone.now().replace(hour=12)
    grown = world.person("Will Wireless", phone="07700 900123")
    child = world.person("Kit Small", born=CHILD_BORN, phone="07700 900124")
    for person in (grown, child):
        person.email = ""
        person.save()

    def write() -> list[str]:
        for person in (grown, child):
            send_letter(kind=INVITED, to=person, scheme=world.scheme, by=BY, at=at)
        return list(Text.objects.filter(name="notices.nudge").values_list("to_number", flat=True))

    assert write() == []
    arrange(world, mentors_without_email=True)
    assert write() == ["+447700900123"]
    assert write() == ["+447700900123"]
    [row] = Text.objects.filter(name="notices.nudge")
    assert "Harbour Trust has a letter for you." in row.words
    assert "Will" not in row.words
    assert Letter.objects.filter(person=grown, state="paper").count() == 3
    night = at.replace(hour=2) + timedelta(days=2)
    send_letter(kind=INVITED, to=grown, scheme=world.scheme, by=BY, at=night)
    assert Text.objects.filter(name="notices.nudge").count() == 1
