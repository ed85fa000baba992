"""The teller of a story: opens pages as one person, presses and types, counts the presses, and checks every page with axe.

Every page a story touches is checked for accessibility, and for anything wider than the screen. A press is a click on
a button, a link or a box; opening the page a story begins on and typing do not count.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = Path(os.environ["ITHACA_PICTURES"]) if os.environ.get("ITHACA_PICTURES") else None


class Story:
    """One person's browser."""

    def __init__(self, page: Page, base: str, *, scripted: bool, wide: bool) -> None:
        """`scripted`: JavaScript is on; `wide`: a desktop, else a phone."""
        self.page, self.base, self.scripted, self.wide = page, base, scripted, wide
        self.presses = 0
        page.set_default_timeout(8000)

    def open(self, path: str) -> None:
        """Begin on a page."""
        self.page.goto(self.base + path)
        self.check()

    def press(self, name: str, *, within: Locator | None = None, nth: int = 0) -> None:
        """Press the button or link of that name."""
        place = within or self.page
        button = place.get_by_role("button", name=name, exact=True)
        target = button if button.count() else place.get_by_role("link", name=name, exact=True)
        target.nth(nth).click()
        self.presses += 1
        self.page.wait_for_load_state()
        self.check()

    def choose(self, label: str) -> None:
        """Tick a box or choose one of several answers."""
        self.page.get_by_label(label, exact=True).first.check()
        self.presses += 1

    def type(self, label: str, words: str) -> None:
        """Type into the box of that label."""
        self.page.get_by_label(label).first.fill(words)

    def sees(self, words: str) -> None:
        """The words stand on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()

    def sees_not(self, words: str) -> None:
        """The words do not stand on the page, not even in its source."""
        assert words not in self.page.content()

    def check(self) -> None:
        """No accessibility fault, nothing wider than the screen."""
        if self.scripted:
            found = self.page.evaluate(AXE + "; axe.run(document, {resultTypes: ['violations']})")
            faults = [f"{v['id']}: {[n['target'] for n in v['nodes']][:3]}" for v in found["violations"]]
            assert faults == [], f"{self.page.url}\n{json.dumps(faults, indent=1)}"
            wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
            assert not wide, f"{self.page.url} is wider than the screen"

    def picture(self, name: str) -> None:
        """Keep a picture for the guide (only when ITHACA_PICTURES names a folder)."""
        if PICTURES is not None:
            PICTURES.mkdir(parents=True, exist_ok=True)
            size = "desktop" if self.wide else "phone"
            self.page.screenshot(path=PICTURES / f"{name}-{size}.png", full_page=True)
