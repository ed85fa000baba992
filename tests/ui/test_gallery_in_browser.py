"""The gallery in a real browser: no finding of axe, nothing cut off, nothing too small to touch, in both themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.journey

AXE = (Path(__file__).parents[1] / "vendor" / "axe" / "axe.min.js").read_text()
CHROMIUM = "/usr/bin/chromium"
PAGES = ("", "question/", "confirm/", "progress/?done=600", "sheet/", "plain/", "error/500/")
SMALL = """[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .map(e => [e, e.closest('label.choice, .table__tick label') || e])
  .filter(([e]) => getComputedStyle(e).display !== 'inline' && !e.classList.contains('skip'))
  .map(([e, touched]) => [touched.getBoundingClientRect(), e.outerHTML.slice(0, 80)])
  .filter(([box]) => box.width > 0 && (box.width < 43.9 || box.height < 43.9)).map(([box, html]) => html)"""


@pytest.fixture(scope="module")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Chromium. Its event loop runs in this thread, beside which Django refuses the database unless told otherwise."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def open_page(browser: Browser, **how: Any) -> tuple[Page, list[str]]:
    """A fresh page, and what it complains about."""
    page = browser.new_context(**how).new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    return page, said


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_and_everything_can_be_seen_and_touched(
    browser: Browser, live_server: Any, theme: str, width: int
) -> None:
    page, said = open_page(browser, viewport={"width": width, "height": 900}, color_scheme=theme)
    found = []
    for path in PAGES:
        page.goto(f"{live_server.url}/ui/{path}")
        page.evaluate(AXE)
        found += [
            (path, fault["id"], [node["html"] for node in fault["nodes"]])
            for fault in page.evaluate("axe.run()")["violations"]
        ]
        found += [(path, "too small", html) for html in page.evaluate(SMALL)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((path, "wider than the screen", str(width)))
    assert found == []
    assert said == [], "the content security policy stops something of ours"
    page.context.close()


def test_errors_take_focus_and_their_links_lead_to_the_field(browser: Browser, live_server: Any) -> None:
    for script in (True, False):
        page, _said = open_page(browser, java_script_enabled=script)
        page.goto(f"{live_server.url}/ui/question/")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("alert").wait_for()
        assert page.title().startswith("Error: ")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**#id_topics")
        assert page.locator("#id_topics:focus, #id_topics:target").count() == 1
        page.context.close()


def test_progress_counts_on_without_a_reload(browser: Browser, live_server: Any) -> None:
    page, said = open_page(browser)
    page.goto(f"{live_server.url}/ui/progress/?done=840")
    page.get_by_role("link", name="Continue").wait_for(timeout=20_000)
    assert page.url.endswith("?done=840")
    assert said == []
    page.context.close()
