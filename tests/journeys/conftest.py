"""The browser, at both widths, with and without JavaScript."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from ithaca.organisations.models import Person
from tests.journeys.presses import table
from tests.journeys.story import Story
from tests.support.world import World

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Without it the check command says which package to install and fails."""
    path = os.environ.get("ITHACA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        made = playwright.chromium.launch(executable_path=path, args=arguments)
        yield made
        made.close()


@pytest.fixture(params=["desktop", "phone", "phone without JavaScript"])
def story(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Story]]:
    """Tell a story: `story(person)` is that person's browser, signed in; `story()` a stranger's."""
    wide, scripted = request.param == "desktop", "without" not in request.param
    contexts: list[Any] = []

    def begin(person: Person | None = None, world: World | None = None) -> Story:
        context = browser.new_context(viewport=DESKTOP if wide else PHONE, java_script_enabled=scripted)
        contexts.append(context)
        if person is not None and world is not None:
            key = world.client(person).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        return Story(context.new_page(), live_server.url, scripted=scripted, wide=wide)

    yield begin
    for context in contexts:
        context.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table of presses."""
    terminalreporter.write_line(table())
