"""The documentation leads somewhere: its links, its pictures, and pictures that a journey still makes."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.code import ROOT

LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
PICTURES = ROOT / "docs" / "guide" / "pictures"
MOST_BYTES = 3_000_000


def pages() -> list[Path]:
    """Every page of documentation, and the two pages beside it."""
    return [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]


def links(page: Path) -> list[tuple[bool, str]]:
    """(is a picture, where it leads) for every link of a page, without code and without addresses of the web."""
    found = LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    return [(mark == "!", target) for mark, target in found if "://" not in target and not target.startswith("mailto:")]


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def leads_nowhere(page: Path, target: str) -> bool:
    """True if a link's file or heading is not there."""
    path, _hash, anchor = target.partition("#")
    there = (page.parent / path) if path else page
    if not there.exists():
        return True
    return bool(anchor) and there.suffix == ".md" and anchor not in anchors(there)


def test_every_link_of_the_documentation_leads_somewhere() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages()
        for _picture, target in links(page)
        if leads_nowhere(page, target)
    ]
    assert lost == []


def test_the_pictures_of_the_guide_are_all_shown_and_not_too_heavy() -> None:
    shown = {
        (page.parent / target).resolve()
        for page in (ROOT / "docs" / "guide").glob("*.md")
        for picture, target in links(page)
        if picture
    }
    kept = {path.resolve() for path in PICTURES.glob("*.png")}
    assert len(shown) >= 10
    assert sorted(path.name for path in kept - shown) == [], "kept, but no page shows it"
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES


def test_every_picture_of_the_guide_is_made_by_a_journey() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "journeys").glob("*.py"))
    made = set(re.findall(r'\.picture\("([a-z-]+)"\)', told))
    kept = {re.sub(r"-(desktop|phone)$", "", path.stem) for path in PICTURES.glob("*.png")}
    assert sorted(kept - made) == []


def test_every_page_of_the_documentation_can_be_found_from_its_first() -> None:
    first = ROOT / "docs" / "README.md"
    found, waiting = {first.resolve()}, [first]
    while waiting:
        page = waiting.pop()
        for _picture, target in links(page):
            there = (page.parent / target.partition("#")[0]).resolve()
            near = sorted(there.glob("*.md")) if there.is_dir() else [there]
            for path in near:
                if path.suffix == ".md" and path.exists() and path not in found:
                    found.add(path)
                    waiting.append(path)
    every = {path.resolve() for path in (ROOT / "docs").rglob("*.md")}
    assert sorted(str(path.relative_to(ROOT)) for path in every - found) == []
