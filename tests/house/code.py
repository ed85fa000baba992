"""Reading our own code as text, for the tests of the house."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ithaca.config.rooms import ROOMS

ROOT = Path(__file__).resolve().parents[2]
#: What other rooms may import of a room. Views, forms, letters, tasks and the rest are private to it.
DOORS = {
    "services",
    "selectors",
    "rules",
    "states",
    "models",
    "hooks",
    "arrangements",
    "gate",
    "protections",
    "choices",
    "eligibility",
    "standard",
}
#: The ground floor is a set of tools: all of it may be used from above.
TOOLS = {"kernel", "audit", "ui", "assignment", "screening", "sheets"}


@cache
def modules(*, migrations: bool = False) -> tuple[Path, ...]:
    """Every Python file of the package."""
    files = sorted((ROOT / "ithaca").rglob("*.py"))
    return tuple(f for f in files if migrations or "migrations" not in f.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    """The room a file stands in, or "" outside the rooms."""
    part = path.relative_to(ROOT / "ithaca").parts[0]
    return part if part in ROOMS or part in TOOLS else ""


def imports_of(path: Path) -> Iterator[tuple[int, str, str]]:
    """(line, module, name) of each import of ours, also of those inside functions."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ithaca"):
            for alias in node.names:
                yield node.lineno, node.module, alias.name
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("ithaca"):
                    yield node.lineno, alias.name, ""


def place(path: Path, line: int) -> str:
    """file:line, for a message."""
    return f"{path.relative_to(ROOT)}:{line}"
