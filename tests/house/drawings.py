"""Pages of the documentation that are made from the code. `python -m tests.house.drawings` writes them anew."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path

from tests.house.code import ROOT, modules, tree

DOCS = ROOT / "docs"
MADE = "<!-- Made by `python -m tests.house.drawings`; a test fails when the code says something else. -->\n"


def wanted() -> dict[Path, str]:
    """Path -> text of every page that is made from the code."""
    pages = {DOCS / "states" / f"{name}.md": text for name, text in _states().items()}
    developers = DOCS / "developers"
    pages[developers / "arrows.md"] = _arrows()
    pages[developers / "letters.md"] = _letters()
    pages[developers / "rules.md"] = _rules()
    pages[developers / "events.md"] = _events()
    pages[developers / "triggers.md"] = _triggers()
    return {path: MADE + text for path, text in pages.items()}


def _states() -> dict[str, str]:
    from ithaca.config.rooms import ROOMS
    from ithaca.kernel.states import all_tables

    for room in ROOMS:
        if find_spec(f"ithaca.{room}.states"):
            __import__(f"ithaca.{room}.states")
    pages = {}
    for name, table in all_tables().items():
        rows = [f"| {s.source} | {s.target} | {s.verb} | {s.note or ''} |" for s in table.steps]
        head = f"# {name}\n\n```mermaid\n{table.drawing()}```\n\n| from | to | step | when |\n|---|---|---|---|\n"
        pages[name] = head + "\n".join(rows) + "\n"
    return pages


def _arrows() -> str:
    from ithaca.kernel.hooks import all_hooks

    lines = ["# What rooms above answer to rooms below\n"]
    for name, hook in all_hooks().items():
        answering = ", ".join(hook.answerers) or "nobody yet"
        lines.append(f"- **{name}** ← {answering}: {hook.promise}")
    return "\n".join(lines) + "\n"


def _letters() -> str:
    from ithaca.notices.letters import all_letters

    rows = [f"| {kind.name} | {kind.subject} | {', '.join(kind.fields) or '–'} |" for kind in all_letters().values()]
    return (
        "# Every letter\n\n| name | subject as shipped | fields besides name and scheme |\n|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )


def _rules() -> str:
    from ithaca.kernel.rules import all_rules

    rows = []
    for name, rule in all_rules().items():
        who = ", ".join(str(role) for role in rule.roles) or {"public": "everybody", "link": "holder of a link"}.get(
            rule.level, "signed in"
        )
        rows.append(f"| {name} | {rule.level} | {who} | {rule.says} |")
    return "# Who may\n\n| rule | opens | roles | says when it says no |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _events() -> str:
    """Names of audit events: those written by name in the code, and those of the state tables."""
    from ithaca.kernel.states import all_tables

    named = {f"{name.split('.')[0]}.{step.done}" for name, table in all_tables().items() for step in table.steps}
    for path in modules():
        tree(path)
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'record\(\s*name="([a-z_]+\.[a-z_]+)"', text))
    return "# Every audit event\n\n" + "\n".join(f"- {name}" for name in sorted(named)) + "\n"


def _triggers() -> str:
    from ithaca.kernel.fences import all_fences

    rows = [f"| {fence.name} | {fence.table} |" for fence in all_fences()]
    return "# Every trigger of the database\n\n| trigger | table |\n|---|---|\n" + "\n".join(rows) + "\n"


def main() -> None:
    """Write the pages."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    django.setup()
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    for path, text in wanted().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for old in (DOCS / "states").glob("*.md"):
        if old not in wanted():
            old.unlink()


if __name__ == "__main__":
    import tests.support.environment

    assert tests.support.environment
    main()
