"""Whole pages: the worry link is on every one, whatever is broken."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import OperationalError, connection
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from ithaca.ui.context import Chrome, chrome, chrome_wanted, worry_path
from ithaca.ui.views import errors
from ithaca.ui.views.samples import sample_context

WORRY = r'<a href="([^"]+)">I(?:\'|&#x27;)m worried about something</a>'
PAGES = ["", "question/", "confirm/", "progress/", "progress/?done=1080", "sheet/", "plain/"]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_gallery_holds_the_worry_link_once(page: str) -> None:
    answer = Client().get(f"/ui/{page}")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert len(re.findall(WORRY, html)) == 1
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert "{#" not in html
    assert "MenuItem(" not in html


@pytest.mark.django_db
def test_ids_in_the_gallery_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', Client().get("/ui/").content.decode())
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("status", errors.ERROR_PAGES)
def test_an_error_page_renders_with_no_context_at_all(status: int) -> None:
    html = render_to_string(f"ui/errors/{status}.html")
    found = re.findall(WORRY, html)
    assert found == [worry_path()]
    assert "<h1>" in html
    assert "<title></title>" not in html


def test_a_fault_of_ours_is_told_without_a_database() -> None:
    # No database fixture: a query would raise.
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert re.search(WORRY, answer.content.decode())


@pytest.mark.parametrize("htmx", [False, True])
def test_a_database_that_does_not_answer_is_told_with_what_was_typed(htmx: bool) -> None:
    # No database fixture here either.
    headers = {"HX-Request": "true"} if htmx else {}
    request = RequestFactory().post(
        "/", {"body": "My <long> words", "once": "k", "secret": "not this one"}, headers=headers
    )
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = errors.server_error(request)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "We cannot save anything just now" in page
    assert "locked" not in page
    assert ("My &lt;long&gt; words" in page) is not htmx  # htmx leaves the page that is open as it is
    assert "not this one" not in page
    assert answer.headers.get("HX-Retarget") == ("#flash" if htmx else None)
    assert re.search(WORRY, page)


@pytest.mark.django_db
def test_htmx_gets_an_error_beside_what_was_typed_not_instead_of_it() -> None:
    answer = errors.error_page(RequestFactory().get("/", headers={"HX-Request": "true"}), 409, "Rosa changed this.")
    assert answer.status_code == 409
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#flash", "innerHTML")
    assert "Rosa changed this." in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_status_without_a_page_is_an_error() -> None:
    with pytest.raises(ValueError, match="418"):
        errors.error_page(RequestFactory().get("/"), 418)


def test_the_frame_is_worked_out_once_and_only_if_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def answer(*, request: Any) -> Chrome:
        asked.append(request)
        return Chrome(name="Bridge Street", worry_url="/here/")

    monkeypatch.setattr(chrome_wanted, "answerers", {"test": answer})
    request = RequestFactory().get("/")
    first, second = chrome(request)["chrome"], chrome(request)["chrome"]
    assert asked == []
    assert (first.name, second.worry_url) == ("Bridge Street", "/here/")
    assert len(asked) == 1


@pytest.mark.django_db
def test_messages_are_shown_with_a_word_for_their_kind() -> None:
    request = RequestFactory().get("/")
    request.session = {}  # type: ignore[assignment]
    storage = FallbackStorage(request)
    storage.add(40, "It could not be sent.")
    html = render_to_string("ui/base.html", {"messages": storage, "chrome": Chrome()})
    assert re.search(r'notice--danger.*<span class="vh">Important: </span><p>It could not be sent.</p>', html, re.S)


@pytest.mark.django_db
def test_the_language_of_the_page_is_told() -> None:
    assert '<html lang="en-gb" dir="ltr">' in Client().get("/ui/plain/").content.decode()


@pytest.mark.django_db
def test_components_make_no_queries() -> None:
    with CaptureQueriesContext(connection) as queries:
        render_to_string("ui/gallery/gallery.html", sample_context(), RequestFactory().get("/ui/"))
    assert [query["sql"] for query in queries] == []


def test_the_progress_fragment_stops_asking_when_the_work_is_done() -> None:
    page = Template('{% include "ui/components/progress.html" %}')
    words = sample_context()
    assert 'hx-trigger="every 2s"' in page.render(Context({"progress": words["progress_known"]}))
    for state in ("progress_done", "progress_failed"):
        assert "hx-get" not in page.render(Context({"progress": words[state]}))


def test_a_button_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="a button is one of"):
        Template('{% load ui %}{% button "Go" kind="huge" %}').render(Context())


def test_a_chart_says_its_figures_in_words_too() -> None:
    html = Template('{% load ui %}{% bar_chart "Meetings" bars unit="Meetings" %}').render(Context(sample_context()))
    assert 'role="img" aria-label="Meetings"' in html
    assert re.search(r'<th scope="row">February</th><td class="num">44</td>', html)


def test_a_form_whose_token_is_old_gives_the_words_back_and_no_way_to_send_them_from_there(db: None) -> None:
    words = "Three long sentences about <b>Tuesday</b>."
    sent = {"login": words, "password": "one two", "csrfmiddlewaretoken": "x"}
    answer = Client(enforce_csrf_checks=True).post("/account/login/", sent)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Three long sentences about &lt;b&gt;Tuesday&lt;/b&gt;." in page
    assert "one two" not in page
    assert 'method="post"' not in page
