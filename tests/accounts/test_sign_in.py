"""Signing in: user name or address, shared addresses, codes, cards, limits, closed pages."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from ithaca.accounts.models import Account
from ithaca.audit.models import Event
from ithaca.kernel.limits import address_key

PASSWORD = "a long enough phrase"
LOGIN = "/account/login/"

pytestmark = pytest.mark.django_db


def make(username: str, email: str = "", password: str | None = PASSWORD) -> Account:
    return Account.objects.create_user(username, email, password, name=username.title())


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: str) -> int:
    return client.post(LOGIN, {"login": login, "password": password, **more}).status_code


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("typed", ["robin", "ROBIN", "robin@example.org", "Robin@Example.org", " robin "])
def test_user_name_or_address_in_any_case(typed: str) -> None:
    account, client = make("robin", "robin@example.org"), Client()
    assert sign_in(client, typed) == 302
    assert who(client) == str(account.pk)
    assert Event.objects.filter(name="accounts.signed_in", about=account.public_id).count() == 1


def test_wrong_password_and_unknown_address_read_the_same() -> None:
    make("robin", "robin@example.org")
    pages = []
    for typed, password in (("robin@example.org", "something else"), ("nobody@example.org", PASSWORD)):
        page = Client().post(LOGIN, {"login": typed, "password": password}).content.decode()
        pages.append(re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]*"', "", page).replace(typed, "TYPED"))
    assert "That is not right" in pages[0]
    assert pages[0] == pages[1]


def test_a_shared_address_opens_the_account_whose_password_it_is() -> None:
    make("mum", "family@example.org", "first long phrase")
    child, client = make("kid", "family@example.org", "second long phrase"), Client()
    assert sign_in(client, "family@example.org", "second long phrase") == 302
    assert who(client) == str(child.pk)


def test_a_shared_address_and_a_shared_password_open_nothing_but_send_the_user_names() -> None:
    make("mum", "family@example.org")
    make("kid", "family@example.org")
    client = Client()
    answer = client.post(LOGIN, {"login": "family@example.org", "password": PASSWORD})
    assert "More than one person" in answer.content.decode()
    assert who(client) is None
    assert mail.outbox[0].to == ["family@example.org"]
    assert "mum" in mail.outbox[0].body
    assert "kid" in mail.outbox[0].body


def test_a_user_name_always_means_its_own_account() -> None:
    own = make("family@example.org", "family@example.org")
    make("kid", "family@example.org")
    client = Client()
    assert sign_in(client, "family@example.org") == 302
    assert who(client) == str(own.pk)


def test_a_code_from_the_mail_signs_in_once() -> None:
    account, client = make("robin", "robin@example.org", None), Client()
    asked = client.post("/account/login/code/", {"email": "robin@example.org"})
    assert asked.headers["Location"].startswith("/account/login/code/confirm/")
    code = re.search(r"\d{3}-\d{3}", mail.outbox[0].body)
    assert code is not None
    assert "robin" in mail.outbox[0].body
    assert client.post(asked.headers["Location"], {"code": "000-000"}).status_code == 200
    assert client.post(asked.headers["Location"], {"code": code[0]}).status_code == 302
    assert who(client) == str(account.pk)


def test_asking_for_a_code_never_says_who_is_known() -> None:
    make("robin", "robin@example.org")
    make("mum", "family@example.org")
    make("kid", "family@example.org")
    make("plum-river-12", "")
    pages = set()
    for typed in ("robin@example.org", "nobody@example.org", "family@example.org", "plum-river-12", "no such name"):
        client = Client()
        page = client.post("/account/login/code/", {"email": typed}, follow=True)
        assert page.status_code == 200
        pages.add(re.sub(r'value="[^"]*"', "", page.content.decode()))
    assert len(pages) == 1
    sent = {(tuple(m.to), m.subject) for m in mail.outbox}
    assert sent == {
        (("robin@example.org",), "Your code to sign in"),
        (("family@example.org",), "Your user names"),
    }


def test_a_new_password_by_mail_for_everybody_who_shares_the_address() -> None:
    make("mum", "family@example.org")
    make("kid", "family@example.org")
    client = Client()
    for typed in ("family@example.org", "nobody@example.org"):
        assert client.post("/account/password/reset/", {"email": typed}).status_code == 302
    assert len(mail.outbox) == 2
    link = re.search(r"http://testserver(/\S+)", next(m.body for m in mail.outbox if "user name kid" in m.body))
    assert link is not None
    page = client.get(link[1], follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "quite another phrase"})
    assert Account.objects.get(username="kid").check_password("quite another phrase")
    assert Account.objects.get(username="mum").check_password(PASSWORD)
    assert who(client) is None
    assert "has been used already" in client.get(link[1]).content.decode()


def test_a_weak_new_password_is_refused_with_a_sentence() -> None:
    make("robin", "robin@example.org")
    client = Client()
    client.post("/account/password/reset/", {"email": "robin@example.org"})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link is not None
    page = client.get(link[1], follow=True)
    answer = client.post(page.redirect_chain[-1][0], {"password1": "password"})
    assert "too common" in answer.content.decode()
    assert Account.objects.get(username="robin").check_password(PASSWORD)


def test_the_eleventh_wrong_try_for_a_name_is_refused_even_if_right() -> None:
    make("robin", "robin@example.org")
    for n in range(10):
        assert sign_in(Client(REMOTE_ADDR=f"10.0.0.{n}"), "robin", "wrong words here") == 200
    assert sign_in(Client(REMOTE_ADDR="10.0.1.1"), "robin") == 429


def test_the_eleventh_wrong_try_from_a_household_is_refused_with_ipv6_by_64() -> None:
    make("robin")
    for n in range(10):
        assert sign_in(Client(REMOTE_ADDR=f"2001:db8::{n + 1:x}"), f"nobody-{n}") == 200
    assert sign_in(Client(REMOTE_ADDR="2001:db8::ffff"), "robin") == 429
    assert sign_in(Client(REMOTE_ADDR="2001:db8:0:1::1"), "robin") == 302
    assert address_key("2001:db8::1") == address_key("2001:db8::ffff")


def test_a_class_may_sign_in_from_one_room() -> None:
    for n in range(15):
        make(f"pupil-{n}")
    assert {sign_in(Client(), f"pupil-{n}") for n in range(15)} == {302}


def test_asking_for_codes_and_resets_has_limits() -> None:
    make("robin", "robin@example.org")
    for page in ("/account/login/code/", "/account/password/reset/"):
        answers = [Client().post(page, {"email": "robin@example.org"}).status_code for _ in range(6)]
        assert answers == [302] * 5 + [429]


@pytest.mark.parametrize("page", ["signup/", "email/", "confirm-email/", "confirm-email/abc/"])
def test_there_is_no_open_sign_up_and_no_second_way_to_change_an_address(page: str) -> None:
    assert Client().get(f"/account/{page}").status_code == 404
    answer = Client().post(f"/account/{page}", {"username": "eve", "password1": "some long phrase"})
    assert answer.status_code == 404
    assert not Account.objects.filter(username="eve").exists()


def test_a_closed_account_is_out_at_its_next_request() -> None:
    account, client = make("robin"), Client()
    sign_in(client, "robin")
    assert client.get("/me/").status_code == 200
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("typed", ["", "x" * 100_000, "\x00", "'; drop table", "=cmd()", "🦉" * 200])
def test_odd_words_are_answered_with_a_page(typed: str) -> None:
    assert Client().post(LOGIN, {"login": typed, "password": typed}).status_code in (200, 400)
    assert Client().post("/account/login/code/", {"email": typed}).status_code in (200, 302, 400)


def test_the_card_fills_in_the_user_name() -> None:
    assert 'value="plum-robin-23"' in Client().get(f"{LOGIN}?name=plum-robin-23").content.decode()


def test_signing_in_leads_back_to_where_one_wanted_to_be_but_not_elsewhere() -> None:
    make("robin")
    good = Client().post(f"{LOGIN}?next=/me/", {"login": "robin", "password": PASSWORD, "next": "/me/"})
    assert good.headers["Location"] == "/me/"
    bad = Client().post(LOGIN, {"login": "robin", "password": PASSWORD, "next": "https://evil.example/"})
    assert bad.headers["Location"] == "/"
