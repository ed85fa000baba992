"""Documents are true because tests read them."""

from __future__ import annotations

import re

from django.urls import get_resolver

from tests.house.code import ROOT, modules
from tests.house.drawings import wanted

ID = re.compile(
    r"\b(?:SCH|ORG|REC|ELIG|VET|PAR|RISK|TRN|MATCH|REL|MEET|MSG|GOAL|SUP|RES|FOR|MON|EVAL|OUT|CASE|SURV|END|CONC|CONF|DP|ACC|REP|STD|DIR|EXP|COST|INC)-\d{2}\b"
)


def test_pages_made_from_the_code_say_what_it_says() -> None:
    _ = get_resolver().url_patterns
    stale = [
        str(path.relative_to(ROOT))
        for path, text in wanted().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run: python -m tests.house.drawings"


def table() -> dict[str, list[str]]:
    """id -> [one line, room, test] of docs/requirements.md."""
    rows = {}
    for line in (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and ID.fullmatch(cells[0]):
            rows[cells[0]] = cells[1:]
    return rows


def test_every_requirement_named_in_code_stands_in_the_table() -> None:
    named = set()
    for folder in ("ithaca", "tests"):
        for path in (ROOT / folder).rglob("*.py"):
            named |= set(ID.findall(path.read_text(encoding="utf-8")))
    assert sorted(named - set(table())) == []


def test_the_table_names_rooms_and_tests_that_stand() -> None:
    wrong = []
    for key, (words, room, test) in table().items():
        if not words or not (ROOT / "ithaca" / room).is_dir():
            wrong.append(f"{key}: room {room}")
        if not (ROOT / test.split("::")[0]).exists():
            wrong.append(f"{key}: test {test}")
    assert wrong == []


def test_every_room_has_its_sign() -> None:
    missing = [
        str(path.parent.relative_to(ROOT))
        for path in modules()
        if path.name == "apps.py" and not (path.parent / "README.md").exists()
    ]
    assert missing == []


def test_every_setting_stands_in_the_docs() -> None:
    used = set()
    for path in (*modules(), ROOT / "start.py"):
        used |= set(re.findall(r"ITHACA_[A-Z_]+", path.read_text(encoding="utf-8")))
    told = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "server").glob("*.md"))
    assert sorted(name for name in used if name not in told and not name.endswith("_") and "TEST" not in name) == []


def test_every_command_stands_in_the_docs() -> None:
    from ithaca.cli.registry import COMMANDS

    told = (
        "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
        + (ROOT / "README.md").read_text()
    )
    assert [name for name in COMMANDS if name not in told] == []
