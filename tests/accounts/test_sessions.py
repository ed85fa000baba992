"""How long a session lasts, for whom (SE-5), and what happens to typed words when it has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from ithaca.accounts import sessions
from ithaca.accounts.models import Account
from ithaca.accounts.selectors import actor_of
from ithaca.accounts.services import sign_out_everywhere
from ithaca.kernel.roles import Role

PASSWORD = "a long enough phrase"


def signed_in(username: str, **ticked: str) -> Client:
    client = Client()
    assert client.post("/account/login/", {"login": username, "password": PASSWORD, **ticked}).status_code == 302
    return client


def wait(client: Client, idle: timedelta, whole: timedelta | None = None) -> None:
    """As if the session had lain for `idle`, and had begun `whole` ago."""
    session, now = client.session, timezone.now()
    session[sessions.USED] = (now - idle).isoformat()
    session[sessions.BEGAN] = (now - (whole or idle)).isoformat()
    session.save()


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ticked", "idle", "whole", "still"),
    [
        ({}, timedelta(hours=11), None, True),
        ({}, timedelta(hours=13), None, False),
        ({}, timedelta(hours=1), timedelta(days=31), False),
        ({"own_device": "on"}, timedelta(days=29), None, True),
        ({"own_device": "on"}, timedelta(days=1), timedelta(days=31), False),
    ],
)
def test_a_session_lasts_as_long_as_it_should(ticked: dict[str, str], idle: timedelta, whole: Any, still: bool) -> None:
    Account.objects.create_user("robin", "", PASSWORD)
    client = signed_in("robin", **ticked)
    wait(client, idle, whole)
    assert is_in(client) is still


@pytest.mark.django_db
def test_ticking_ones_own_device_keeps_the_cookie_and_not_ticking_does_not() -> None:
    Account.objects.create_user("robin", "", PASSWORD)
    assert signed_in("robin", own_device="on").cookies["ithaca"]["max-age"] == 30 * 86_400
    assert signed_in("robin").cookies["ithaca"]["max-age"] == ""


@pytest.mark.parametrize(
    ("idle", "whole", "still"),
    [
        (timedelta(minutes=29), None, True),
        (timedelta(minutes=31), None, False),
        (timedelta(minutes=1), timedelta(hours=13), False),
    ],
)
def test_staff_have_the_short_clock_whatever_they_tick(world: Any, idle: timedelta, whole: Any, still: bool) -> None:
    person = world.appoint("Cora Cook", Role.COORDINATOR)
    client = signed_in(person.account.username, own_device="on")
    session = client.session
    assert session[sessions.KIND] == "staff"
    session[sessions.SECOND_FACTOR_AT] = timezone.now().isoformat()
    session.save()
    wait(client, idle, whole)
    assert is_in(client) is still


def test_whoever_becomes_staff_in_a_long_session_gets_the_short_clock(world: Any) -> None:
    person = world.person("Mo Mentor")
    client = signed_in(person.account.username, own_device="on")
    assert is_in(client)
    world.appoint("Mo Mentor", Role.COORDINATOR)
    assert client.get("/me/").status_code == 302
    assert client.session[sessions.KIND] == "staff"


@pytest.mark.django_db
def test_times_that_cannot_be_read_end_the_session() -> None:
    Account.objects.create_user("robin", "", PASSWORD)
    client = signed_in("robin")
    session = client.session
    session[sessions.USED] = "yesterday"
    session.save()
    assert not is_in(client)


@pytest.mark.django_db
def test_signing_out_everywhere_ends_every_other_session() -> None:
    Account.objects.create_user("robin", "", PASSWORD)
    here, there = signed_in("robin"), signed_in("robin", own_device="on")
    assert here.post("/me/sign-out-everywhere/").status_code == 302
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.django_db
def test_another_password_ends_every_other_session() -> None:
    Account.objects.create_user("robin", "", PASSWORD)
    here, there = signed_in("robin"), signed_in("robin")
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": "quite another phrase"})
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.django_db
def test_nobody_signs_out_somebody_else() -> None:
    from ithaca.kernel.refusals import NotAllowed

    robin = Account.objects.create_user("robin", "", PASSWORD)
    other = Account.objects.create_user("other", "", PASSWORD)
    with pytest.raises(NotAllowed):
        sign_out_everywhere(account=robin, by=actor_of(other), at=timezone.now())
    robin.refresh_from_db()
    assert robin.session_round == 0


TYPED = {"name": "Robin Redbreast of the hedge", "once": "a-key", "password": "my secret phrase"}


@pytest.mark.django_db
def test_words_typed_in_a_session_that_ended_are_shown_and_sent_again() -> None:
    account = Account.objects.create_user("robin", "", PASSWORD)
    client = signed_in("robin")
    wait(client, timedelta(hours=13))
    answer = client.post("/me/name/", TYPED)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Robin Redbreast of the hedge" in page
    assert "my secret phrase" not in page
    again = "/unsent/?to=/me/name/"
    assert f'action="{again}"'.replace("/me/name/", "%2Fme%2Fname%2F") in page
    too_early = client.post(again, TYPED, HTTP_ORIGIN="http://testserver")
    assert "You were signed out" in too_early.content.decode()
    client.post("/account/login/", {"login": "robin", "password": PASSWORD})
    ready = client.post(again, TYPED, HTTP_ORIGIN="http://testserver")
    assert ready.status_code == 200
    assert 'action="/me/name/"' in ready.content.decode()
    assert client.post("/me/name/", TYPED).status_code == 302
    account.refresh_from_db()
    assert account.name == TYPED["name"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("to", "headers"),
    [
        ("/me/name/", {}),
        ("/me/name/", {"HTTP_ORIGIN": "https://evil.example"}),
        ("/me/name/", {"HTTP_ORIGIN": "null"}),
        ("https://evil.example/", {"HTTP_ORIGIN": "http://testserver"}),
        ("//evil.example/", {"HTTP_ORIGIN": "http://testserver"}),
        ("/no/such/page/", {"HTTP_ORIGIN": "http://testserver"}),
    ],
)
def test_sending_again_is_for_our_own_pages_only(to: str, headers: dict[str, str]) -> None:
    Account.objects.create_user("robin", "", PASSWORD)
    answer = signed_in("robin").post(f"/unsent/?to={to}", TYPED, **headers)
    assert answer.status_code == 403
    assert TYPED["name"] not in answer.content.decode()


@pytest.mark.django_db
def test_htmx_is_sent_to_sign_in_from_a_page_and_keeps_the_words_of_a_form() -> None:
    fetched = Client().get("/me/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/me/?a=1")
    assert fetched.headers["HX-Redirect"] == "/account/login/?next=%2Fme%2F%3Fa%3D1"
    sent = Client().post("/me/name/", TYPED, HTTP_HX_REQUEST="true")
    assert sent.headers["HX-Retarget"] == "body"
    assert TYPED["name"] in sent.content.decode()


def busy(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """What a database does to whoever writes a session while it is locked."""
    if sql.startswith("UPDATE") and "django_session" in sql:
        raise OperationalError("database is locked")
    return execute(sql, params, many, context)


@pytest.mark.django_db
def test_a_busy_database_is_said_to_be_busy_and_a_session_that_is_gone_to_be_gone() -> None:
    """RE-7: the words may have been kept already, so nobody is told that they could not be read."""
    Account.objects.create_user("robin", "", PASSWORD)
    client = signed_in("robin")
    client.raise_request_exception = False
    wait(client, timedelta(minutes=20))
    with connection.execute_wrapper(busy):
        answer = client.get("/me/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert is_in(client)
    wait(client, timedelta(minutes=20))
    store = client.session
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
