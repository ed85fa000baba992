"""The look itself: contrast of every pair of colours we use, size, and nothing the content security policy forbids."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "ithaca" / "ui"
STATIC = UI / "static" / "ui"
CSS = (STATIC / "ithaca.css").read_text()

WORDS = [  # words (first) on ground (second): 4.5 to 1, WCAG 2.2 1.4.3
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunken"), ("ink", "accent-soft"), ("ink", "wait-soft"), ("ink", "good-soft"),
    ("ink", "bad-soft"), ("ink-soft", "paper"), ("ink-soft", "surface"), ("ink-soft", "sunken"), ("ink-soft", "accent-soft"),
    ("link", "paper"), ("link", "surface"), ("link", "sunken"), ("link", "accent-soft"), ("on-accent", "accent"),
    ("on-accent", "accent-hover"), ("on-bad", "bad"), ("on-bad", "bad-hover"), ("band-ink", "band"), ("band-ink", "band-raised"),
    ("band-soft", "band"), ("band-soft", "band-raised"), ("good", "good-soft"), ("wait", "wait-soft"), ("bad", "bad-soft"),
    ("bad", "paper"), ("bad", "surface"), ("good", "surface"), ("wait", "surface"), ("paper", "ink"),
]  # fmt: skip
EDGES = [  # edges and focus against what they stand on: 3 to 1, WCAG 2.2 1.4.11 and 2.4.13
    ("line-strong", "surface"), ("line-strong", "paper"), ("focus", "paper"), ("focus", "surface"), ("focus", "sunken"),
    ("accent", "paper"), ("accent", "sunken"), ("bad", "paper"),
]  # fmt: skip


def tokens(theme: int) -> dict[str, str]:
    """Each colour in the light (0) or dark (1) theme; what light-dark() leaves out keeps its first value."""
    plain = re.search(r":root \{(.*?)\n\}", CSS, re.S)
    both = re.search(r"@supports \(color: light-dark.*?\n\}\n", CSS, re.S)
    assert plain is not None
    assert both is not None
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", plain.group(1)))
    for name, light, dark in re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", both.group(0)):
        assert found[name] == light, f"--{name} differs for browsers that know only one theme"
        found[name] = (light, dark)[theme]
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_pair_of_colours_has_enough_contrast(theme: int) -> None:
    colour = tokens(theme)
    poor = [(a, b, round(contrast(colour[a], colour[b]), 2)) for a, b in WORDS if contrast(colour[a], colour[b]) < 4.5]
    poor += [(a, b, round(contrast(colour[a], colour[b]), 2)) for a, b in EDGES if contrast(colour[a], colour[b]) < 3]
    assert poor == []


def test_the_style_sheet_is_small_and_asks_nobody() -> None:
    assert len(CSS.encode()) < 40_000
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_no_template_holds_a_style_or_a_script_of_its_own() -> None:
    faults = []
    for template in UI.glob("templates/**/*.html"):
        text = template.read_text()
        for bad in (
            r"\sstyle=",
            r"<style",
            r"\son[a-z]+=",
            r"<script(?![^>]*\ssrc=)",
            r"javascript:",
            r"hx-on",
            r"https?://",
        ):
            faults += [f"{template.name}: {found}" for found in re.findall(bad, text)]
    assert faults == []


def test_the_vendored_script_is_the_published_one() -> None:
    told = (STATIC / "vendor" / "README.md").read_text()
    assert hashlib.sha256((STATIC / "vendor" / "htmx.min.js").read_bytes()).hexdigest() in told
