"""A form is answered once: double presses, retries and back buttons are harmless (RE-3)."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from ithaca.kernel.models import Answered
from ithaca.kernel.once import answered_once, forget_old, keep
from ithaca.kernel.refusals import NotNow
from tests.support.world import NOW

pytestmark = pytest.mark.django_db


def post(**data: str) -> HttpRequest:
    request = RequestFactory().post("/a/form/", data)
    request.user = AnonymousUser()
    return request


def test_the_same_form_again_gets_the_same_answer_and_changes_nothing() -> None:
    done: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        done.append(request.POST["words"])
        return HttpResponseRedirect("/there/")

    first = answered_once(post(once="k", words="hello"), view, {})
    second = answered_once(post(once="k", words="hello"), view, {})
    assert (first.headers["Location"], second.headers["Location"]) == ("/there/", "/there/")
    assert done == ["hello"]


@pytest.mark.parametrize("kept", [True, False])
def test_a_form_shown_again_keeps_only_what_its_view_says_and_its_key_stays_free(kept: bool) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        Answered.objects.create(key="something of the view's own", fingerprint="", location="")
        return keep(HttpResponse(status=422)) if kept else HttpResponse(status=422)

    assert answered_once(post(once="k", words="help"), view, {}).status_code == 422
    assert Answered.objects.count() == kept
    done = answered_once(post(once="k", words="mended"), lambda request: HttpResponseRedirect("/there/"), {})
    assert done.headers["Location"] == "/there/"


def test_the_same_key_with_other_words_is_refused() -> None:
    answered_once(post(once="k", words="hello"), lambda request: HttpResponseRedirect("/there/"), {})
    with pytest.raises(NotNow):
        answered_once(post(once="k", words="other"), lambda request: HttpResponseRedirect("/there/"), {})


def test_an_answer_with_errors_leaves_the_key_free() -> None:
    answered_once(post(once="k", words=""), lambda request: HttpResponse("say more", status=422), {})
    assert Answered.objects.count() == 0
    again = answered_once(post(once="k", words="more"), lambda request: HttpResponseRedirect("/there/"), {})
    assert again.status_code == 302


def test_a_view_that_fails_leaves_nothing() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise ValueError

    with pytest.raises(ValueError):
        answered_once(post(once="k", words="x"), view, {})
    assert Answered.objects.count() == 0


def test_without_a_key_every_post_counts() -> None:
    done: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        done.append(1)
        return HttpResponseRedirect("/there/")

    answered_once(post(words="a"), view, {})
    answered_once(post(words="a"), view, {})
    assert len(done) == 2


def test_old_keys_go() -> None:
    answered_once(post(once="k", words="hello"), lambda request: HttpResponseRedirect("/there/"), {})
    Answered.objects.update(created_at=NOW.replace(year=2020))
    assert forget_old(NOW) == 1
