"""The second factor: forced for roles that see children's data, and no way round it (SE-6)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.accounts.selectors import has_second_factor
from ithaca.accounts.services.sign_in import sign_in
from ithaca.audit.models import Event
from ithaca.kernel.roles import SECOND_FACTOR, Role

PASSWORD = "a long enough phrase"


def code_of(secret: str, step: int = 1) -> str:
    """The code of the app now (step 0 is half a minute ago)."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[step]))


def with_app(account: Account) -> str:
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def with_password(account: Account) -> Client:
    client = Client()
    client.post("/account/login/", {"login": account.username, "password": PASSWORD})
    return client


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's transaction is never kept, so what waits for that (allauth telling what happened) happens at once."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_: act())


def set_up(client: Client) -> Any:
    """Set up an app by its page."""
    client.get("/account/2fa/totp/activate/")
    return client.post("/account/2fa/totp/activate/", {"code": code_of(client.session["mfa.totp.secret"])})


@pytest.fixture
def cora(world: Any) -> Account:
    account: Account = world.appoint("Cora Cook", Role.COORDINATOR).account
    return account


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR - {Role.ADMINISTRATOR}))
def test_every_role_that_sees_children_must_set_one_up(world: Any, role: Role) -> None:
    account = world.appoint("Pat Post", role).account
    client = with_password(account)
    answer = client.get(f"/o/{world.organisation.slug}/partners/")
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/me/second-step/?next=")
    assert client.get("/me/").headers["Location"].startswith("/me/second-step/")


def test_an_administrator_must_too(db: None) -> None:
    account = Account.objects.create_user("root", "root@example.org", PASSWORD, is_administrator=True)
    assert with_password(account).get("/organisations/").headers["Location"].startswith("/me/second-step/")


def test_a_mentor_need_not(world: Any) -> None:
    mentor = world.join("Mo Mentor", "mentor")
    assert with_password(mentor.person.account).get("/me/").status_code == 200


@pytest.mark.usefixtures("at_once")
def test_setting_up_an_app_opens_the_door_and_leads_back(world: Any, cora: Account) -> None:
    client, wanted = with_password(cora), f"/o/{world.organisation.slug}/partners/"
    client.get(client.get(wanted).headers["Location"])
    client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert client.post("/account/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    assert not has_second_factor(cora)
    done = set_up(client)
    codes = client.get(done.headers["Location"]).content.decode()
    assert len(re.findall(r"reference\">\d{8}", codes)) == 10
    assert client.get("/me/go-on/").headers["Location"] == wanted
    assert client.get(wanted).status_code == 200
    stored = Authenticator.objects.get(user=cora, type="totp").data["secret"]
    assert len(stored) > 100
    assert secret not in stored
    assert Event.objects.filter(name="accounts.second_factor_added", about=cora.public_id).exists()


@pytest.mark.usefixtures("at_once")
def test_recovery_codes_are_shown_once(world: Any, cora: Account) -> None:
    client = with_password(cora)
    set_up(client)
    first, second = (client.get("/account/2fa/recovery-codes/").content.decode() for _ in range(2))
    assert re.search(r"reference\">\d{8}", first)
    assert not re.search(r"\d{8}", second)


def test_the_password_alone_opens_nothing(world: Any, cora: Account) -> None:
    with_app(cora)
    client = with_password(cora)
    assert "_auth_user_id" not in client.session
    for page in ("/me/", f"/o/{world.organisation.slug}/partners/", "/account/2fa/", "/account/password/change/"):
        assert client.get(page).status_code == 302, page
    assert client.get("/me/second-step/").headers["Location"].startswith("/account/login/")


def test_a_code_signs_in_once_and_only_once(world: Any, cora: Account) -> None:
    secret = with_app(cora)
    code = code_of(secret)
    first, second = with_password(cora), with_password(cora)
    assert first.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    assert first.get("/me/").status_code == 200
    refused = second.post("/account/2fa/authenticate/", {"code": code})
    assert "not right" in refused.content.decode()
    assert "_auth_user_id" not in second.session


def test_a_recovery_code_signs_in_once(world: Any, cora: Account) -> None:
    with_app(cora)
    code = RecoveryCodes.activate(cora).get_unused_codes()[0]
    first, second = with_password(cora), with_password(cora)
    assert first.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    assert second.post("/account/2fa/authenticate/", {"code": code}).status_code == 200


def test_the_sixth_try_is_refused(world: Any, cora: Account) -> None:
    secret = with_app(cora)
    client = with_password(cora)
    assert [client.post("/account/2fa/authenticate/", {"code": "1"}).status_code for _ in range(5)] == [200] * 5
    assert client.post("/account/2fa/authenticate/", {"code": code_of(secret)}).status_code == 429


def test_an_e_mailed_code_does_not_skip_it(world: Any, cora: Account) -> None:
    with_app(cora)
    client = Client()
    client.post("/account/login/code/", {"email": cora.email})
    code = re.search(r"\d{3}-\d{3}", mail.outbox[0].body)
    assert code is not None
    answer = client.post("/account/login/code/confirm/", {"code": code[0]})
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_a_new_password_does_not_skip_it(world: Any, cora: Account) -> None:
    with_app(cora)
    client = Client()
    client.post("/account/password/reset/", {"email": cora.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link is not None
    page = client.get(link[1], follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "quite another phrase"})
    assert has_second_factor(cora)
    answer = client.post("/account/login/", {"login": cora.username, "password": "quite another phrase"})
    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")


@pytest.mark.parametrize(
    "page",
    [
        "/me/",
        "/me/name/",
        "/me/address/",
        "/account/2fa/",
        "/account/2fa/totp/deactivate/",
        "/account/2fa/webauthn/add/",
        "/account/2fa/recovery-codes/",
        "/account/2fa/recovery-codes/generate/",
        "/account/password/change/",
        "/account/reauthenticate/",
    ],
)
def test_a_session_from_before_the_factor_changes_nothing_without_it(world: Any, cora: Account, page: str) -> None:
    """Somebody holding the password and an old session cannot remove or replace the factor."""
    old = with_password(cora)
    secret = with_app(cora)
    assert old.get(page).headers["Location"].startswith("/account/2fa/reauthenticate/?next=")
    assert old.post(page, {"password": PASSWORD}).status_code in (302, 403)
    assert has_second_factor(cora)
    old.post("/account/2fa/reauthenticate/", {"code": code_of(secret)})
    assert old.get("/me/").status_code == 200


@pytest.mark.usefixtures("at_once")
def test_removing_the_last_factor_closes_the_doors_again(world: Any, cora: Account) -> None:
    client = with_password(cora)
    set_up(client)
    assert client.get("/me/").status_code == 200
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert not has_second_factor(cora)
    assert client.get("/me/").headers["Location"].startswith("/me/second-step/")


def test_a_link_does_not_sign_in_somebody_who_has_one(world: Any, cora: Account, rf: Any) -> None:
    from ithaca.kernel.actor import Actor
    from ithaca.kernel.refusals import NotNow

    with_app(cora)
    request = rf.get("/")
    request.session = Client().session
    with pytest.raises(NotNow):
        sign_in(request=request, account=cora, by=Actor(kind="link", link="invite"), at=timezone.now())


def test_a_passkey_is_offered_only_to_who_has_one(world: Any, cora: Account) -> None:
    with_app(cora)
    assert "data-passkey" not in with_password(cora).get("/account/2fa/authenticate/").content.decode()


def test_passkey_options_come_as_json(db: None) -> None:
    answer = Client().get("/account/2fa/webauthn/login/", HTTP_ACCEPT="application/json")
    options = answer.json()["request_options"]["publicKey"]
    assert options["userVerification"] == "required"
    forged = Client().post("/account/2fa/webauthn/login/", {"credential": '{"type": "public-key"}'})
    assert forged.status_code == 302
    assert forged.headers["Location"] == "/account/login/"


@pytest.mark.parametrize(("minutes", "asked"), [(29, False), (31, True)])
def test_taking_people_out_asks_for_the_second_step_of_the_last_half_hour(
    world: Any, minutes: int, asked: bool
) -> None:
    cora: Account = world.appoint("Cora Cook", Role.COORDINATOR).account
    secret = with_app(cora)
    client = world.client(world.people["Cora Cook"])
    session = client.session
    session["second_factor_at"] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()
    page = world.url("spreadsheets/out/")
    first = client.get(page)
    assert (first.status_code == 302) is asked
    assert client.get(world.url("")).status_code == 200
    if asked:
        assert first.headers["Location"].startswith("/account/2fa/reauthenticate/")
        answer = client.post(first.headers["Location"], {"code": code_of(secret)})
        assert answer.headers["Location"] == page
        assert client.get(page).status_code == 200
